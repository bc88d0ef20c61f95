package portcls.api.wavert;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The registers of a stream: a small piece of memory that device and client share, so that each
 * knows how far the other is without a call. Numbers of frames count from the stream's start.
 *
 * <p>The device's side is written by one thread, the streaming thread; the client's by whoever
 * holds the pin, one thread at a time. Everything may be read by anybody; nothing blocks or
 * allocates.
 */
public final class StreamRegisters {
    /** Bytes that the registers take. */
    public static final int BYTES = 256;

    /** {@link #committed()}: the client does not tell how far it is. */
    public static final long UNTRACKED = -1;

    // The device's side and the client's lie on cache lines of their own.
    private static final long SEQUENCE = 0;
    private static final long TRANSFERRED = 8;
    private static final long TIME = 16;
    private static final long GLITCHES = 24;
    private static final long LOST = 32;
    private static final long POSITION = 40;
    private static final long CLOCK = 48;
    private static final long FAILED = 56;
    private static final long COMMITTED = 128;
    private static final long END = 136;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final MemorySegment memory;

    /** A reading of the device's side whose two numbers belong together. */
    public static final class Reading {
        private long frames;
        private long time100ns;

        /** Frames that had moved. */
        public long frames() {
            return frames;
        }

        /** Master time at which they had; 0 before the first. */
        public long time100ns() {
            return time100ns;
        }
    }

    /**
     * Registers in a piece of memory.
     *
     * @param memory {@link #BYTES} bytes, aligned to 8
     */
    public StreamRegisters(MemorySegment memory) {
        this.memory = memory.asSlice(0, BYTES);
        reset();
    }

    /** Another driver takes over: at frame 0 and unbroken; what was counted stays. */
    public void takeOver() {
        LONG.setVolatile(memory, FAILED, 0L);
        publish(0, 0, 0);
    }

    /** Everything as before the first start. */
    public void reset() {
        LONG.setVolatile(memory, FAILED, 0L);
        LONG.setVolatile(memory, COMMITTED, UNTRACKED);
        LONG.setVolatile(memory, END, UNTRACKED);
        publish(0, 0, 0);
        LONG.setVolatile(memory, GLITCHES, 0L);
        LONG.setVolatile(memory, LOST, 0L);
    }

    /**
     * Device: so many frames have moved.
     *
     * @param time100ns when the last of them did, master time
     * @param position where the stream is in the cyclic buffer, bytes
     */
    public void publish(long frames, long time100ns, long position) {
        long sequence = (long) LONG.get(memory, SEQUENCE);
        LONG.setOpaque(memory, SEQUENCE, sequence + 1);
        // Also behind the reads of the frames themselves: whoever sees them moved may overwrite
        // them.
        VarHandle.releaseFence();
        LONG.setOpaque(memory, TRANSFERRED, frames);
        LONG.setOpaque(memory, TIME, time100ns);
        LONG.setOpaque(memory, POSITION, position);
        if (time100ns != 0) { // a stopped stream does not turn the clock back
            LONG.setOpaque(memory, CLOCK, time100ns);
        }
        LONG.setRelease(memory, SEQUENCE, sequence + 2);
    }

    /** Frames were lost or silence was played instead of them. From any thread. */
    public void glitch(long frames) {
        long _ = (long) LONG.getAndAdd(memory, LOST, frames);
        long _ = (long) LONG.getAndAdd(memory, GLITCHES, 1L);
    }

    /** The glitch that was counted last goes on; so many more frames were lost. Any thread. */
    public void lose(long frames) {
        long _ = (long) LONG.getAndAdd(memory, LOST, frames);
    }

    /** Device: the stream does not go on, and the driver says why to whoever calls it. */
    public void fail() {
        LONG.setVolatile(memory, FAILED, 1L);
    }

    /** Whether the stream does not go on. */
    public boolean hasFailed() {
        return (long) LONG.getAcquire(memory, FAILED) != 0;
    }

    /** Client: everything before this frame may be played, or was read. */
    public void commit(long frames) {
        LONG.setRelease(memory, COMMITTED, frames);
    }

    /** Client's port: as {@link #commit}, unless the client itself has come further meanwhile. */
    public void raise(long frames) {
        long now = committed();
        while (now < frames && !LONG.compareAndSet(memory, COMMITTED, now, frames)) {
            now = committed();
        }
    }

    /** Client: the stream ends with this frame; {@link #UNTRACKED} = it does not end. */
    public void end(long frame) {
        LONG.setRelease(memory, END, frame);
    }

    /** Frames that have moved. */
    public long transferred() {
        return (long) LONG.getAcquire(memory, TRANSFERRED);
    }

    /** Glitches so far. */
    public long glitches() {
        return (long) LONG.getAcquire(memory, GLITCHES);
    }

    /** Frames lost by glitches so far. */
    public long lost() {
        return (long) LONG.getAcquire(memory, LOST);
    }

    /** How far the client is, or {@link #UNTRACKED}. */
    public long committed() {
        return (long) LONG.getAcquire(memory, COMMITTED);
    }

    /** Where the stream ends, or {@link #UNTRACKED}. */
    public long end() {
        return (long) LONG.getAcquire(memory, END);
    }

    /** Reads frames and time that belong together. */
    public void read(Reading into) {
        while (true) {
            long before = (long) LONG.getAcquire(memory, SEQUENCE);
            long frames = (long) LONG.getOpaque(memory, TRANSFERRED);
            long time = (long) LONG.getOpaque(memory, TIME);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (long) LONG.getOpaque(memory, SEQUENCE)) {
                into.frames = frames;
                into.time100ns = time;
                return;
            }
            Thread.onSpinWait();
        }
    }

    /** The position register: byte of the cyclic buffer, 0 … size − 1, 64 bits. */
    public MemorySegment positionRegister() {
        return memory.asSlice(POSITION, Long.BYTES).asReadOnly();
    }

    /**
     * The clock register: master time of the last step of a run, 64 bits, 10 000 000 ticks per
     * second. It never goes back, and stands while the stream does not run.
     */
    public MemorySegment clockRegister() {
        return memory.asSlice(CLOCK, Long.BYTES).asReadOnly();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
