package adapter.virtual.wave;

/**
 * The clock of a device: which frame is due at which master time. Exact for years: each time is
 * computed from the number of the frame, so that nothing adds up. Immutable.
 *
 * <p>Frame {@code f} has passed when the time {@link #timeOf timeOf(f + 1)} is reached.
 */
final class FrameClock {
    private static final long SECOND = 10_000_000;
    private static final long MILLION = 1_000_000;

    private final long origin100ns;
    private final int rate;

    /** Frames in a million seconds; the drift is a whole number in it. */
    private final long framesPerMillionSeconds;

    /**
     * Makes one.
     *
     * @param origin100ns master time of frame 0
     * @param rate nominal frames per second
     * @param driftPpm how many millionths it runs faster than the master clock
     */
    FrameClock(long origin100ns, int rate, int driftPpm) {
        this.origin100ns = origin100ns;
        this.rate = rate;
        framesPerMillionSeconds = rate * (MILLION + driftPpm);
    }

    /** Nominal frames per second. */
    int rate() {
        return rate;
    }

    /** Frames that have passed at a master time; negative before the origin. */
    long framesAt(long time100ns) {
        long elapsed = time100ns - origin100ns;
        long millions = Math.floorDiv(elapsed, MILLION * SECOND);
        long rest = Math.floorMod(elapsed, MILLION * SECOND);
        long seconds = rest / SECOND;
        long fraction = rest % SECOND;
        return millions * framesPerMillionSeconds
                + (seconds * framesPerMillionSeconds + fraction * framesPerMillionSeconds / SECOND)
                        / MILLION;
    }

    /** Master time at which so many frames have passed, rounded up to the next 100 ns. */
    long timeOf(long frames) {
        long millions = Math.floorDiv(frames, framesPerMillionSeconds);
        long rest = Math.floorMod(frames, framesPerMillionSeconds) * MILLION;
        long seconds = rest / framesPerMillionSeconds;
        long fraction = rest % framesPerMillionSeconds * SECOND;
        return origin100ns
                + millions * MILLION * SECOND
                + seconds * SECOND
                + Math.ceilDiv(fraction, framesPerMillionSeconds);
    }

    /** The first frame that begins at a master time or after it. */
    long firstFrameFrom(long time100ns) {
        long frames = framesAt(time100ns);
        return timeOf(frames) == time100ns ? frames : frames + 1;
    }
}
