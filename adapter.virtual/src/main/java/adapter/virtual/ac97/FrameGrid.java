package adapter.virtual.ac97;

import portcls.api.time.ReferenceTime;

/**
 * Which frame is due at which master time, computed from its number so that nothing adds up.
 * Converters of the same rate have the same grid: what one plays in frame {@code f} another hears
 * in frame {@code f}.
 *
 * <p>Frame {@code f} has passed when {@link #timeOf timeOf(f + 1)} is reached.
 *
 * @param origin100ns master time of frame 0
 * @param rate frames per second
 */
record FrameGrid(long origin100ns, int rate) {
    /** Frames that have passed at a master time. */
    long framesAt(long time100ns) {
        long elapsed = time100ns - origin100ns;
        long rest = Math.floorMod(elapsed, ReferenceTime.SECOND);
        return Math.floorDiv(elapsed, ReferenceTime.SECOND) * rate
                + rest * rate / ReferenceTime.SECOND;
    }

    /** Master time at which so many frames have passed, rounded up to the next 100 ns. */
    long timeOf(long frames) {
        return origin100ns
                + Math.floorDiv(frames, rate) * ReferenceTime.SECOND
                + Math.ceilDiv(Math.floorMod(frames, rate) * ReferenceTime.SECOND, rate);
    }

    /** The first frame that begins at a master time or after it. */
    long firstFrameFrom(long time100ns) {
        long frames = framesAt(time100ns);
        return timeOf(frames) == time100ns ? frames : frames + 1;
    }
}
