package adapter.alsa;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A cyclic buffer whose program is the test. */
public final class TestBuffer implements CyclicBuffer {
    private final WaveFormat format;
    private final int frames;
    private final int packets;
    private final MemorySegment memory;

    /** How far the program has written; none = it does not tell. */
    public volatile long committed = Long.MAX_VALUE;

    /** How far the engine is. */
    public volatile long position;

    /** When it was there. */
    public volatile long time100ns;

    /** How often the engine told. */
    public volatile int advances;

    /** Frames of silence that were played since the program was late. */
    public volatile long missing;

    /** How often the device itself lost frames. */
    public volatile int xruns;

    /** Why the device does not go on. */
    public volatile @Nullable IOException failure;

    /** Makes one of silence. */
    public TestBuffer(WaveFormat format, int frames, int packets) {
        this.format = format;
        this.frames = frames;
        this.packets = packets;
        memory = Arena.ofShared().allocate((long) frames * format.blockAlign(), Long.BYTES);
    }

    /** Fills it with a sine of a whole number of waves, so that it can go round. */
    public TestBuffer sine(double frequency, double amplitude) {
        for (int frame = 0; frame < frames; frame++) {
            double value =
                    amplitude
                            * Math.sin(2 * Math.PI * frequency * frame / format.samplesPerSecond());
            for (int channel = 0; channel < format.channels(); channel++) {
                long index = (long) frame * format.channels() + channel;
                if (format.isFloat()) {
                    memory.setAtIndex(JAVA_FLOAT_UNALIGNED, index, (float) value);
                } else {
                    memory.setAtIndex(
                            JAVA_SHORT_UNALIGNED, index, (short) Math.round(value * 32_767));
                }
            }
        }
        return this;
    }

    /** The first channel of some frames; float only. */
    public double[] samples(long first, int count) {
        double[] result = new double[count];
        for (int i = 0; i < count; i++) {
            result[i] = memory.get(JAVA_FLOAT_UNALIGNED, offset(first + i));
        }
        return result;
    }

    @Override
    public MemorySegment memory() {
        return memory;
    }

    @Override
    public WaveFormat format() {
        return format;
    }

    @Override
    public int frames() {
        return frames;
    }

    @Override
    public int packets() {
        return packets;
    }

    @Override
    public long offset(long frame) {
        return frame % frames * format.blockAlign();
    }

    @Override
    public int contiguous(long frame) {
        return (int) (frames - frame % frames);
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one streaming thread
    public int playable(long frame, int wanted) {
        int there = Math.clamp(committed - frame, 0, wanted);
        missing += wanted - there;
        return there;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void advance(long moved, long time) {
        if (moved < position) {
            failure = new IOException("went back: " + moved + " < " + position);
        }
        time100ns = time;
        position = moved;
        advances++;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void xrun(long lost) {
        xruns++;
    }

    @Override
    public void failed(IOException why) {
        failure = why;
    }
}
