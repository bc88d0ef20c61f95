package adapter.virtual.sb16;

import adapter.virtual.FrameClock;
import adapter.virtual.sound.FrameSource;

import portcls.api.time.ReferenceTime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the card has sounded in the last seconds, for the thread that renders it. The card's own
 * thread never waits for that one, except where time is virtual.
 */
final class OutputRing implements FrameSource {
    /** Three seconds, a power of two. */
    private static final int FRAMES = 1 << 17;

    private static final int FRAME_BYTES = 4;
    private static final long POLL_NANOS = 20_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final FrameClock time;
    private final Runnable catchUp;

    /** Left and right in one; written by the card, under its lock. */
    private final int[] frames = new int[FRAMES];

    /** The frame that the card makes next. */
    private volatile long made;

    /** The first frame of the sound that was made last, and the one after its end. */
    private volatile long soundFrom;

    private volatile long soundTo;

    /** Whether the sound has not ended. */
    private volatile boolean sounding;

    /** The frame that is rendered next; written by the thread that renders. */
    private volatile long rendered;

    private volatile long lost;

    /**
     * An empty one.
     *
     * @param catchUp lets the card make all frames up to now
     */
    OutputRing(FrameClock time, Runnable catchUp) {
        this.time = time;
        this.catchUp = catchUp;
    }

    // The card, under its lock.

    /** Sound begins; says whether there was none. */
    boolean begin() {
        boolean begins = !sounding;
        if (begins) {
            if (soundTo <= rendered) {
                soundFrom = made;
            } else {
                silence(soundTo, made);
            }
            sounding = true;
        }
        return begins;
    }

    /** Between two sounds of which neither was rendered to its end. */
    private void silence(long from, long to) {
        for (long frame = Math.max(from, to - FRAMES); frame < to; frame++) {
            frames[(int) frame & FRAMES - 1] = 0;
        }
    }

    /** Sound has ended. */
    void end() {
        if (sounding) {
            soundTo = made;
            sounding = false;
        }
    }

    /** Puts a frame in, which is there once it is {@link #made}. */
    void put(long frame, int left, int right) {
        frames[(int) frame & FRAMES - 1] = Samples.pack(left, right);
    }

    /** So far the frames are there. */
    void made(long frame) {
        made = frame;
    }

    // The card, without its lock.

    /** Where time is virtual nothing is lost: waits until what is made has been rendered. */
    void awaitRoom() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (made - rendered > FRAMES / 2 && !isSilent() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    /** Frames that were made and not rendered in time. */
    long lost() {
        return lost;
    }

    // The thread that renders.

    @Override
    public void render(byte[] data, int count) {
        catchUp.run();
        long first = rendered;
        long missing = lost;
        // In this order: an end that comes in between is seen, or is of no account.
        long known = made;
        long last = sounding ? known : soundTo;
        for (int i = 0; i < count; i++) {
            long frame = first + i;
            boolean sounds = frame >= soundFrom && (frame < last || frame >= known);
            boolean there = sounds && frame < known && frame >= last - FRAMES / 4 * 3;
            int packed = there ? frames[(int) frame & FRAMES - 1] : 0;
            int at = i * FRAME_BYTES;
            data[at] = (byte) Samples.left(packed);
            data[at + 1] = (byte) (Samples.left(packed) >> Byte.SIZE);
            data[at + 2] = (byte) Samples.right(packed);
            data[at + 3] = (byte) (Samples.right(packed) >> Byte.SIZE);
            if (sounds && !there) {
                missing++;
            }
        }
        lost = missing;
        rendered = first + count;
    }

    @Override
    public void skip(long count) {
        long first = rendered; // one thread writes
        rendered = first + count;
    }

    @Override
    public boolean isSilent() {
        return !sounding && rendered >= soundTo;
    }

    @Override
    public long waitsSince100ns() {
        return isSilent() ? ReferenceTime.NEVER : time.timeOf(Math.max(soundFrom, rendered));
    }
}
