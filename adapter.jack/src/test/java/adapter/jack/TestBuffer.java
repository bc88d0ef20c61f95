package adapter.jack;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A cyclic buffer without a port: what is at its other end is told what the engine does. */
public class TestBuffer implements CyclicBuffer {
    private final WaveFormat format;
    private final int frames;
    private final int packets;
    private final MemorySegment memory;

    /** How far the engine is. */
    public volatile long position;

    /** Time of that. */
    public volatile long time100ns;

    /** Xruns that the engine told of, and the frames that they cost. */
    public final AtomicLong xruns = new AtomicLong();

    public final AtomicLong lostFrames = new AtomicLong();

    /** Why the stream ended. */
    public final AtomicReference<IOException> failure = new AtomicReference<>();

    /** How often the engine said that it ended. */
    public final AtomicLong failures = new AtomicLong();

    public TestBuffer(WaveFormat format, int frames, int packets) {
        this.format = format;
        this.frames = frames;
        this.packets = packets;
        memory = Arena.ofAuto().allocate((long) frames * format.blockAlign(), 64);
    }

    @Override
    public final MemorySegment memory() {
        return memory;
    }

    @Override
    public final WaveFormat format() {
        return format;
    }

    @Override
    public final int frames() {
        return frames;
    }

    @Override
    public final int packets() {
        return packets;
    }

    @Override
    public final long offset(long frame) {
        return Math.floorMod(frame, (long) frames) * format.blockAlign();
    }

    @Override
    public final int contiguous(long frame) {
        return (int) (frames - Math.floorMod(frame, (long) frames));
    }

    @Override
    public int playable(long frame, int wanted) {
        return wanted;
    }

    @Override
    public void advance(long newPosition, long newTime100ns) {
        time100ns = newTime100ns;
        position = newPosition;
    }

    @Override
    public final void xrun(long lost) {
        xruns.incrementAndGet();
        lostFrames.addAndGet(lost);
    }

    @Override
    public final void failed(IOException why) {
        failures.incrementAndGet();
        failure.set(why);
    }
}
