package adapter.jdk.wave;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A cyclic buffer that remembers what its engine did. */
final class TestBuffer implements CyclicBuffer {
    final List<IOException> failures = new CopyOnWriteArrayList<>();
    final AtomicInteger xruns = new AtomicInteger();
    volatile long moved;
    volatile long time100ns;
    volatile long committed = Long.MAX_VALUE;
    volatile boolean closed;
    volatile boolean touchedAfterClose;

    private final MemorySegment memory;
    private final WaveFormat format;
    private final int frames;
    private final int packets;

    TestBuffer(WaveFormat format, int frames, int packets) {
        this.format = format;
        this.frames = frames;
        this.packets = packets;
        memory = Arena.ofShared().allocate((long) frames * format.blockAlign());
    }

    @Override
    public MemorySegment memory() {
        touch();
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
    public int playable(long frame, int wanted) {
        touch();
        return Math.clamp(committed - frame, 0, wanted);
    }

    @Override
    public void advance(long newFrames, long newTime100ns) {
        touch();
        time100ns = newTime100ns;
        moved = newFrames;
    }

    @Override
    public void xrun(long lost) {
        touch();
        xruns.incrementAndGet();
    }

    @Override
    public void failed(IOException why) {
        failures.add(why);
    }

    private void touch() {
        if (closed) {
            touchedAfterClose = true;
        }
    }

    /** Writes each frame's number into all its 16-bit samples. */
    void saw() {
        for (int frame = 0; frame < frames; frame++) {
            for (int channel = 0; channel < format.channels(); channel++) {
                put(frame, channel, (short) (frame + 1));
            }
        }
    }

    void put(int frame, int channel, short sample) {
        memory.set(
                ValueLayout.JAVA_SHORT_UNALIGNED,
                (long) frame * format.blockAlign() + (long) channel * Short.BYTES,
                sample);
    }

    short sample(long frame) {
        return memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset(frame));
    }
}
