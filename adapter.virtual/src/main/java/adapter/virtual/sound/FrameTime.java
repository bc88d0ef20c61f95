package adapter.virtual.sound;

import portcls.api.time.ReferenceTime;

/**
 * Master time as a count of frames, and back.
 *
 * @param origin100ns time of frame 0
 * @param sampleRate frames per second
 */
public record FrameTime(long origin100ns, int sampleRate) {
    /** The frame that stands nearest to a time. */
    public long frameAt(long time100ns) {
        long since = time100ns - origin100ns;
        long seconds = Math.floorDiv(since, ReferenceTime.SECOND);
        long rest = Math.floorMod(since, ReferenceTime.SECOND);
        return seconds * sampleRate
                + (rest * sampleRate + ReferenceTime.SECOND / 2) / ReferenceTime.SECOND;
    }

    /** Time of a frame, rounded up. */
    public long timeOf(long frame) {
        long seconds = Math.floorDiv(frame, (long) sampleRate);
        long rest = Math.floorMod(frame, (long) sampleRate);
        return origin100ns
                + seconds * ReferenceTime.SECOND
                + Math.ceilDiv(rest * ReferenceTime.SECOND, (long) sampleRate);
    }

    /** A duration in microseconds as the synthesizer counts it, rounded to the nearest. */
    public long microsOf(long frame) {
        long seconds = Math.floorDiv(frame, (long) sampleRate);
        long rest = Math.floorMod(frame, (long) sampleRate);
        return seconds * 1_000_000 + (rest * 1_000_000 + sampleRate / 2) / sampleRate;
    }
}
