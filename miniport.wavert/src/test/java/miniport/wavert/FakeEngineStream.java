package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A stream of an engine that moves when the test says so. */
class FakeEngineStream implements WaveEngineStream {
    final WaveEndpoint endpoint;
    final WaveFormat format;

    /** Calls, in order. */
    final List<String> events = new ArrayList<>();

    EngineLatency latency = EngineLatency.NONE;

    /** Sizes are a multiple of it. */
    int granularity = 1;

    int leastPackets = 1;
    int mostFrames = Integer.MAX_VALUE;

    /** What the next calls of that name say. */
    @Nullable String failing;

    /** With what; null = a new exception each time. */
    @Nullable IOException failure;

    @Nullable CyclicBuffer buffer;
    private long frame;

    FakeEngineStream(WaveEndpoint endpoint, WaveFormat format) {
        this.endpoint = endpoint;
        this.format = format;
    }

    /** Moves frames, as the streaming thread does. */
    void move(long frames) {
        frame += frames;
        buffer().advance(frame, timeOf(frame));
    }

    /** Master time of a frame: the stream began at one second. */
    long timeOf(long ofFrame) {
        return ReferenceTime.SECOND + ofFrame * ReferenceTime.SECOND / format.samplesPerSecond();
    }

    CyclicBuffer buffer() {
        return Objects.requireNonNull(buffer);
    }

    @Override
    public int shape(int frames, int packets) throws IOException {
        if (packets < leastPackets) {
            throw new IOException("packets must be at least " + leastPackets);
        }
        int step = Math.multiplyExact(packets, granularity);
        long shaped = (long) Math.ceilDiv(frames, step) * step;
        return (int) Math.min(shaped, mostFrames);
    }

    @Override
    public void prepare(CyclicBuffer newBuffer) throws IOException {
        happens("prepare");
        buffer = newBuffer;
    }

    @Override
    public void start() throws IOException {
        happens("start");
    }

    @Override
    public void pause() throws IOException {
        happens("pause");
    }

    @Override
    public void stop() throws IOException {
        happens("stop");
        frame = 0;
    }

    @Override
    public EngineLatency latency() {
        return latency;
    }

    @Override
    public void close() throws IOException {
        happens("close");
    }

    private void happens(String what) throws IOException {
        events.add(what);
        if (what.equals(failing)) {
            throw failure == null ? new IOException("the cable is out") : failure;
        }
    }
}
