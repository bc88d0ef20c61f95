package portcls.api.dmus;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.time.ReferenceTime;

/**
 * Which sample is heard when: a sample clock that is phase-locked to the master clock ({@code
 * clock-synchronization}). For those who implement {@link ISynthSinkDMus}.
 *
 * <p>One thread corrects it, any thread converts. Exact for all of time: the arithmetic is 64 bits
 * wide throughout.
 */
public final class SampleClock {
    /**
     * Each correction moves the clock by this part of the measured difference: jitter of a reading
     * is heard as a sixteenth of itself, and a drift of 100 ppm, read each 20 ms, leaves it 32 µs
     * behind.
     */
    private static final int PART = 16;

    private final int samplesPerSecond;

    /** Master time of sample 0. */
    private volatile long origin100ns;

    /** Makes a clock whose sample 0 is heard at master time 0. */
    public SampleClock(int samplesPerSecond) {
        if (samplesPerSecond <= 0) {
            throw new IllegalArgumentException(
                    "a sample rate is more than 0: samplesPerSecond=" + samplesPerSecond);
        }
        this.samplesPerSecond = samplesPerSecond;
    }

    /** Sample 0 is heard at that master time. */
    @Irql(Level.DISPATCH)
    public void start(long time100ns) {
        origin100ns = time100ns;
    }

    /**
     * A sample was measured to be heard at that master time: moves the clock a part of the way.
     *
     * @return the measured difference, 100 ns; more than 0 when the sample comes later than thought
     */
    @Irql(Level.DISPATCH)
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
    public long correct(long sample, long time100ns) {
        long difference = time100ns - sampleToRefTime(sample);
        origin100ns += difference / PART;
        return difference;
    }

    /** Master time of a sample, 100 ns; rounded to the nearest. */
    @Irql(Level.ANY)
    public long sampleToRefTime(long sample) {
        long seconds = Math.floorDiv(sample, (long) samplesPerSecond);
        long rest = Math.floorMod(sample, (long) samplesPerSecond);
        return origin100ns
                + seconds * ReferenceTime.SECOND
                + (rest * ReferenceTime.SECOND + samplesPerSecond / 2) / samplesPerSecond;
    }

    /** The sample that is heard at a master time; the nearest. */
    @Irql(Level.ANY)
    public long refTimeToSample(long time100ns) {
        long since = time100ns - origin100ns;
        long seconds = Math.floorDiv(since, ReferenceTime.SECOND);
        long rest = Math.floorMod(since, ReferenceTime.SECOND);
        return seconds * samplesPerSecond
                + (rest * samplesPerSecond + ReferenceTime.SECOND / 2) / ReferenceTime.SECOND;
    }

    /** Frames per second. */
    @Irql(Level.ANY)
    public int samplesPerSecond() {
        return samplesPerSecond;
    }
}
