package portcls.api.time;

/** Arithmetic on reference times: {@code long} in units of 100 ns. */
public final class ReferenceTime {
    /** 100 ns units in a second. */
    public static final long SECOND = 10_000_000;

    /** 100 ns units in a millisecond. */
    public static final long MILLISECOND = 10_000;

    /** 100 ns units in a microsecond. */
    public static final long MICROSECOND = 10;

    /** Later than any time. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int NANOS = 100;

    private ReferenceTime() {}

    /** Milliseconds as 100 ns units. */
    public static long millis(long millis) {
        return millis * MILLISECOND;
    }

    /** Seconds as 100 ns units. */
    public static long seconds(double seconds) {
        return Math.round(seconds * SECOND);
    }

    /** Nanoseconds as 100 ns units, rounded down. */
    public static long ofNanos(long nanos) {
        return Math.floorDiv(nanos, NANOS);
    }

    /** 100 ns units as nanoseconds. */
    public static long toNanos(long time100ns) {
        return time100ns * NANOS;
    }

    /** 100 ns units as milliseconds, with fraction. */
    public static double toMillis(long time100ns) {
        return (double) time100ns / MILLISECOND;
    }

    /** 100 ns units as seconds, with fraction. */
    public static double toSeconds(long time100ns) {
        return (double) time100ns / SECOND;
    }
}
