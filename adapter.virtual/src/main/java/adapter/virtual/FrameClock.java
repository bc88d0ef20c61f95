package adapter.virtual;

import org.jspecify.annotations.Nullable;

import portcls.api.time.ReferenceTime;

/**
 * The clock of a device: which frame is due at which master time. Exact for years: each time is
 * computed from the number of the frame, so that nothing adds up. What plays on one clock in frame
 * {@code f} is heard on an equal one in frame {@code f}.
 *
 * <p>Frame {@code f} has passed when the time {@link #timeOf timeOf(f + 1)} is reached.
 *
 * @param origin100ns master time of frame 0
 * @param rate nominal frames per second
 * @param driftPpm how many millionths it runs faster than the master clock
 */
public record FrameClock(long origin100ns, int rate, int driftPpm) {
    private static final long SECOND = ReferenceTime.SECOND;
    private static final long MILLION = 1_000_000;

    /** One that does not drift. */
    public FrameClock(long origin100ns, int rate) {
        this(origin100ns, rate, 0);
    }

    /** Frames that have passed at a master time; negative before the origin. */
    public long framesAt(long time100ns) {
        return framesAt(time100ns, 0);
    }

    /** The frame whose time is the nearest to a master time. */
    public long frameAt(long time100ns) {
        return framesAt(time100ns, MILLION / 2);
    }

    private long framesAt(long time100ns, long more) {
        long speed = framesPerMillionSeconds();
        long elapsed = time100ns - origin100ns;
        long millions = Math.floorDiv(elapsed, MILLION * SECOND);
        long rest = Math.floorMod(elapsed, MILLION * SECOND);
        long seconds = rest / SECOND;
        long fraction = rest % SECOND;
        return millions * speed + (seconds * speed + fraction * speed / SECOND + more) / MILLION;
    }

    /** Master time at which so many frames have passed, rounded up to the next 100 ns. */
    public long timeOf(long frames) {
        long speed = framesPerMillionSeconds();
        long millions = Math.floorDiv(frames, speed);
        long rest = Math.floorMod(frames, speed) * MILLION;
        long seconds = rest / speed;
        long fraction = rest % speed * SECOND;
        return origin100ns
                + millions * MILLION * SECOND
                + seconds * SECOND
                + Math.ceilDiv(fraction, speed);
    }

    /** The first frame that begins at a master time or after it. */
    public long firstFrameFrom(long time100ns) {
        long frames = framesAt(time100ns);
        return timeOf(frames) == time100ns ? frames : frames + 1;
    }

    /** Written out: the equality that Java makes for a record holds its class loader softly. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FrameClock clock
                && clock.origin100ns == origin100ns
                && clock.rate == rate
                && clock.driftPpm == driftPpm;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(origin100ns) * 31 + rate * 7 + driftPpm;
    }

    /** The drift is a whole number in it. */
    private long framesPerMillionSeconds() {
        return rate * (MILLION + driftPpm);
    }
}
