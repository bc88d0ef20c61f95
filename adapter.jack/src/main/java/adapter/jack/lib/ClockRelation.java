package adapter.jack.lib;

/**
 * JACK's clock as master time. Both count the same seconds on most systems; what is between them is
 * smoothed, since each reading may be held up.
 */
final class ClockRelation {
    private static final long MICROSECOND = 10;

    /** One reading counts that little. */
    private static final int SMOOTHING = 256;

    /** A reading so far off says that it was held up, or that a clock was set. */
    private static final long OUTLIER_100NS = 5_000;

    /** So many of them in a row and it is the clock. */
    private static final int PATIENCE = 32;

    /** The first reading; doubles are too coarse for times since 1601. */
    private long base100ns;

    private double beyondBase100ns;
    private int outliers = PATIENCE;

    /** Both clocks were read, one right after the other. */
    void observe(long jackMicros, long master100ns) {
        long reading = master100ns - jackMicros * MICROSECOND;
        double error = reading - base100ns - beyondBase100ns;
        if (Math.abs(error) <= OUTLIER_100NS) {
            outliers = 0;
            beyondBase100ns += error / SMOOTHING;
        } else if (++outliers > PATIENCE) {
            outliers = 0;
            base100ns = reading;
            beyondBase100ns = 0;
        }
    }

    /** Master time of a time of JACK's clock. */
    long toMaster(long jackMicros) {
        return jackMicros * MICROSECOND + base100ns + Math.round(beyondBase100ns);
    }
}
