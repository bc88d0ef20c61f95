package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The port's side of a synthesizer: a wave sink stream that is pulled by hand, and music streams.
 * Sample n is heard at {@link #START} and n sample times.
 */
public final class SynthRig implements AutoCloseable {
    /** Master time of sample 0. */
    public static final long START = 1_000_000_000;

    /** All events. */
    public final FakeAllocator allocator = new FakeAllocator(4_096);

    /** The sound. */
    public final SinkStream sink;

    /** Of the device. */
    public final VoicePools pools;

    /** Master time. */
    public long now = START;

    private final SynthModel model;
    private final UnloadWatch watch = new UnloadWatch("test");
    private final int rate;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer;
    private long position;

    /** Makes the device and begins to pull. */
    public SynthRig(SynthModel model, int rate) {
        this.model = model;
        this.rate = rate;
        pools = new VoicePools(model.traits().voices());
        sink = new SinkStream(WaveFormat.float32(rate, 2), allocator);
        buffer = arena.allocate(rate * 8L * 20);
        for (KsState state : new KsState[] {KsState.ACQUIRE, KsState.PAUSE, KsState.RUN}) {
            sink.setState(state);
        }
        sink.syncToMaster(START, true);
    }

    /** A pin that was opened and runs. */
    public SynthStream run(boolean midi) throws IOException {
        SynthStream stream = open(midi);
        stream.connectOutput(sink);
        walk(stream, KsState.RUN);
        return stream;
    }

    /** A pin in STOP, not connected. */
    public SynthStream open(boolean midi) {
        return new SynthStream(model, pools, watch, allocator, () -> now, midi);
    }

    /** Walks to a state step by step. */
    public static void walk(SynthStream stream, KsState target) {
        for (KsState state = KsState.STOP; state != target; ) {
            state = state.stepTowards(target);
            stream.setState(state);
        }
    }

    /** Master time of a frame. */
    public long time(long frame) {
        return sink.sampleToRefTime(frame);
    }

    /** Sends a short message for a frame. */
    public void send(SynthStream stream, long frame, int message) {
        send(stream, frame, 0, message);
    }

    /** Sends a short message for a frame. */
    public void send(SynthStream stream, long frame, int group, int message) {
        stream.putMessage(allocator.event(time(frame), group, message));
    }

    /** Sends something. */
    public void send(SynthStream stream, @Nullable DMusKernelEvent event) {
        stream.putMessage(event);
    }

    /** Number of the next frame. */
    public long position() {
        return position;
    }

    /** Pulls frames; left and right in turn. */
    public float[] pull(int frames) {
        pullOnly(frames);
        return buffer.asSlice(0, frames * 8L).toArray(ValueLayout.JAVA_FLOAT);
    }

    /** Pulls frames. */
    public void pullOnly(int frames) {
        MemorySegment part = buffer.byteSize() == frames * 8L ? buffer : slice(frames);
        sink.render(part, position * 8);
        position += frames;
        now = time(position);
    }

    private @Nullable MemorySegment cut;

    private MemorySegment slice(int frames) {
        MemorySegment last = cut;
        if (last == null || last.byteSize() != frames * 8L) {
            last = buffer.asSlice(0, frames * 8L);
            cut = last;
        }
        return last;
    }

    /** Frames per second. */
    public int rate() {
        return rate;
    }

    @Override
    public void close() {
        watch.close();
        arena.close();
    }
}
