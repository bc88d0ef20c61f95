package adapter.virtual.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;

/** The port's end of a stream, as much of it as an engine meets. */
final class TestBuffer implements CyclicBuffer {
    final Arena arena = Arena.ofShared();
    private final WaveFormat format;
    private final int frames;
    private final int packets;
    private final MemorySegment memory;

    /** Frames that the program has written; all, unless it tells. */
    volatile long committed = Long.MAX_VALUE;

    volatile long position;
    volatile long time100ns;
    volatile long advances;
    volatile long lost;
    volatile long losses;
    volatile @Nullable IOException failure;

    /** Set while nobody may call. */
    volatile boolean forbidden;

    /** Calls that came nevertheless. */
    volatile int trespasses;

    /** Called after each advance with the number of frames. */
    volatile IntConsumer onAdvance = moved -> {};

    TestBuffer(WaveFormat format, int frames, int packets) {
        this.format = format;
        this.frames = frames;
        this.packets = packets;
        memory = arena.allocate((long) frames * format.blockAlign());
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
    public int playable(long frame, int wanted) {
        guard();
        return (int) Math.clamp(committed - frame, 0L, (long) wanted);
    }

    @Override
    public void advance(long newPosition, long newTime100ns) {
        guard();
        int moved = (int) (newPosition - position);
        position = newPosition;
        time100ns = newTime100ns;
        advances = advances + 1;
        onAdvance.accept(moved);
    }

    @Override
    public void xrun(long lostFrames) {
        guard();
        lost = lost + lostFrames;
        losses = losses + 1;
    }

    @Override
    public void failed(IOException why) {
        failure = why;
    }

    private void guard() {
        if (forbidden) {
            trespasses = trespasses + 1;
        }
    }

    /** Writes bytes of a sound over and over, from the start of the memory. */
    void put(byte[] sound) {
        for (long i = 0; i < memory.byteSize(); i++) {
            memory.set(java.lang.foreign.ValueLayout.JAVA_BYTE, i, sound[(int) (i % sound.length)]);
        }
    }
}
