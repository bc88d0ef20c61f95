package adapter.jdk.wave;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** A cyclic buffer of 16 bits that holds a tone, or what was recorded. */
public final class WaveRecorder implements CyclicBuffer {
    private static final double LOUDNESS = 10_000;

    private final TestBuffer buffer;

    public WaveRecorder(WaveFormat format, int frames, int packets) {
        buffer = new TestBuffer(format, frames, packets);
    }

    /** Fills it; the buffer must hold a whole number of periods. */
    public void tone(double frequency) {
        WaveFormat format = buffer.format();
        for (int frame = 0; frame < buffer.frames(); frame++) {
            double phase = 2 * Math.PI * frequency * frame / format.samplesPerSecond();
            for (int channel = 0; channel < format.channels(); channel++) {
                buffer.put(frame, channel, (short) Math.round(LOUDNESS * Math.sin(phase)));
            }
        }
    }

    public byte[] bytes(int from, int frames) {
        return buffer.memory()
                .asSlice(buffer.offset(from), (long) frames * buffer.format().blockAlign())
                .toArray(ValueLayout.JAVA_BYTE);
    }

    public long moved() {
        return buffer.moved;
    }

    public int xruns() {
        return buffer.xruns.get();
    }

    public List<IOException> failures() {
        return buffer.failures;
    }

    @Override
    public MemorySegment memory() {
        return buffer.memory();
    }

    @Override
    public WaveFormat format() {
        return buffer.format();
    }

    @Override
    public int frames() {
        return buffer.frames();
    }

    @Override
    public int packets() {
        return buffer.packets();
    }

    @Override
    public long offset(long frame) {
        return buffer.offset(frame);
    }

    @Override
    public int contiguous(long frame) {
        return buffer.contiguous(frame);
    }

    @Override
    public int playable(long frame, int wanted) {
        return buffer.playable(frame, wanted);
    }

    @Override
    public void advance(long frames, long time100ns) {
        buffer.advance(frames, time100ns);
    }

    @Override
    public void xrun(long frames) {
        buffer.xrun(frames);
    }

    @Override
    public void failed(IOException why) {
        buffer.failed(why);
    }
}
