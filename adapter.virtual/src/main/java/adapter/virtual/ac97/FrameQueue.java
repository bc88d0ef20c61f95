package adapter.virtual.ac97;

import adapter.virtual.FrameClock;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands what is played from the controller to a thread that writes it into a file. The controller
 * only copies; blocks that find no room are left out, which makes them silent.
 */
final class FrameQueue implements Sink {
    private static final int SLOTS = 256;
    private static final int FRAMES = 256;
    private static final int FRAME_BYTES = 4;
    private static final long IDLE_NANOS = 100_000_000;
    private static final long POLL_NANOS = 20_000;
    private static final ValueLayout.OfShort SAMPLE =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment memory =
            MemorySegment.ofArray(new byte[SLOTS * FRAMES * FRAME_BYTES]);
    private final FrameClock[] grids = new FrameClock[SLOTS];
    private final long[] first = new long[SLOTS];

    /** Frames of a block; 0 = an end. */
    private final int[] counts = new int[SLOTS];

    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    private final Thread writer;
    private volatile boolean asleep;
    private volatile boolean closed;

    /** Who writes what comes out, on the thread of the queue. */
    interface Reader {
        /**
         * Takes frames.
         *
         * @return false to be given no more
         */
        boolean take(FrameClock grid, long frame, MemorySegment memory, long offset, int count);

        /** Whoever played has ended. */
        void end();

        /** Nothing comes any more. */
        void close();
    }

    /**
     * Starts its thread.
     *
     * @param name of the thread
     */
    FrameQueue(String name, Reader reader) {
        writer = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(reader));
        writer.start();
    }

    // The controller.

    @Override
    public void take(FrameClock grid, long frame, short[] stereo, int count) {
        for (int done = 0; done < count; done += FRAMES) {
            int part = Math.min(FRAMES, count - done);
            long at = tail.getPlain();
            if (at - head.getAcquire() == SLOTS) {
                lost.addAndGet(count - done);
                break;
            }
            int slot = (int) (at % SLOTS);
            grids[slot] = grid;
            first[slot] = frame + done;
            counts[slot] = part;
            MemorySegment.copy(
                    stereo, 2 * done, memory, SAMPLE, (long) slot * FRAMES * FRAME_BYTES, 2 * part);
            tail.set(at + 1);
        }
        wake();
    }

    @Override
    public void end() {
        long at = tail.getPlain();
        if (at - head.getAcquire() < SLOTS) {
            counts[(int) (at % SLOTS)] = 0;
            tail.set(at + 1);
        }
        wake();
    }

    private void wake() {
        if (asleep) {
            LockSupport.unpark(writer);
        }
    }

    // Any thread.

    /** Waits until half of it is free. */
    @Override
    public void awaitRoom() {
        while (tail.get() - head.get() > SLOTS / 2 && writer.isAlive()) {
            LockSupport.unpark(writer);
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    /** Frames that found no room. */
    long lost() {
        return lost.get();
    }

    /** Ends it when all that is in it is taken. Does not wait. */
    void close() {
        closed = true;
        LockSupport.unpark(writer);
    }

    /** Its thread. */
    Thread thread() {
        return writer;
    }

    // Its own thread.

    private void run(Reader reader) {
        try {
            boolean more = true;
            while (more) {
                boolean last = closed; // before it looks
                if (head.get() != tail.get()) {
                    more = hand(reader);
                } else if (last) {
                    more = false;
                } else {
                    sleep();
                }
            }
        } finally {
            reader.close();
        }
    }

    private boolean hand(Reader reader) {
        long at = head.getPlain();
        int slot = (int) (at % SLOTS);
        boolean more = true;
        if (counts[slot] == 0) {
            reader.end();
        } else {
            long offset = (long) slot * FRAMES * FRAME_BYTES;
            more = reader.take(grids[slot], first[slot], memory, offset, counts[slot]);
        }
        head.set(at + 1);
        return more;
    }

    private void sleep() {
        asleep = true;
        if (head.get() == tail.get() && !closed) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        asleep = false;
    }
}
