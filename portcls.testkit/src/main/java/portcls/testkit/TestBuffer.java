package portcls.testkit;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The port's end of a wave stream, as much of it as an engine meets: memory, and what the engine
 * told. The engine's thread writes, any thread reads.
 */
@SuppressWarnings({"NonAtomicVolatileUpdate", "NonAtomicOperationOnVolatileField"}) // one writer
public class TestBuffer implements CyclicBuffer {
    private final WaveFormat format;
    private final int frames;
    private final int packets;
    private final MemorySegment memory;

    /** Frames that the program has written; all, unless it tells. */
    public volatile long committed = Long.MAX_VALUE;

    /** How far the engine is. */
    public volatile long position;

    /** When it was there. */
    public volatile long time100ns;

    /** How often the engine told how far it is. */
    public volatile long advances;

    /** How often the device lost frames. */
    public volatile int xruns;

    /** The frames that it lost. */
    public volatile long lostFrames;

    /** Why the stream ended, each time that the engine said so. */
    public final List<IOException> failures = new CopyOnWriteArrayList<>();

    /** Set while nobody may call: after a pause, after close. */
    public volatile boolean forbidden;

    /** Calls that came nevertheless. */
    public volatile int trespasses;

    /** Makes one of silence, in memory that goes when nobody reaches it. */
    public TestBuffer(WaveFormat format, int frames, int packets) {
        this(format, frames, packets, Arena.ofAuto());
    }

    /** Makes one of silence, in memory of an arena. */
    public TestBuffer(WaveFormat format, int frames, int packets, Arena arena) {
        this.format = format;
        this.frames = frames;
        this.packets = packets;
        memory = arena.allocate((long) frames * format.blockAlign(), Long.BYTES);
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
        guard();
        return Math.clamp(committed - frame, 0, wanted);
    }

    @Override
    public void advance(long newPosition, long newTime100ns) {
        guard();
        time100ns = newTime100ns;
        position = newPosition;
        advances++;
    }

    @Override
    public void xrun(long lost) {
        guard();
        lostFrames += lost;
        xruns++;
    }

    @Override
    public void failed(IOException why) {
        failures.add(why);
    }

    private void guard() {
        if (forbidden) {
            trespasses++;
        }
    }
}
