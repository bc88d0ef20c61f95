package portcls.bench;

import java.util.Arrays;

/** Percentiles of some times in nanoseconds, told in microseconds. */
public final class Percentiles {
    private static final double NANOS_PER_MICRO = 1000;

    private final long[] sorted;

    /** Of at least one time; they are copied. */
    public Percentiles(long... nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The time that so many percent of all do not exceed, µs. */
    public double micros(int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted[Math.max(rank, 1) - 1] / NANOS_PER_MICRO;
    }

    /** Half of them do not exceed it, µs. */
    public double median() {
        return micros(50);
    }

    /** One in a hundred exceeds it, µs. */
    public double p99() {
        return micros(99);
    }

    /** The largest, µs. */
    public double max() {
        return micros(100);
    }
}
