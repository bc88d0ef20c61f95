package portcls.ports.music;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.time.ReferenceTime;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How late events were. One thread records; any thread reads, perhaps a moment late.
 *
 * <p>A histogram of fixed size whose steps are a 32nd of the value: 100 ns up to 6 µs, then
 * growing.
 */
public final class LatenessMeter {
    /** An event is late when it is later than this, 100 ns. */
    public static final long LATE = 2 * ReferenceTime.MILLISECOND;

    private static final int STEP_BITS = 5;
    private static final int STEPS = 1 << STEP_BITS;
    private static final int BUCKETS = bucket(Long.MAX_VALUE) + 1;

    private final AtomicLongArray histogram = new AtomicLongArray(BUCKETS);
    private final Tally count = new Tally();
    private final Tally late = new Tally();
    private final Tally max = new Tally();

    /**
     * Records an event that was delivered so much after its time; one that was early is in time.
     */
    @Irql(Level.DISPATCH)
    public void record(long lateness100ns) {
        long lateness = Math.max(0, lateness100ns);
        int bucket = bucket(lateness);
        histogram.setOpaque(bucket, histogram.getPlain(bucket) + 1);
        max.atLeast(lateness);
        if (lateness > LATE) {
            late.add(1);
        }
        count.add(1);
    }

    /** Events. */
    @Irql(Level.ANY)
    public long count() {
        return count.get();
    }

    /** Events that were later than {@link #LATE}. */
    @Irql(Level.ANY)
    public long lateCount() {
        return late.get();
    }

    /** The greatest lateness, 100 ns. */
    @Irql(Level.ANY)
    public long max() {
        return max.get();
    }

    /** Half of the events were not later than this, 100 ns. */
    @Irql(Level.ANY)
    public long median() {
        return percentile(50);
    }

    /** All but a hundredth of the events were not later than this, 100 ns. */
    @Irql(Level.ANY)
    public long p99() {
        return percentile(99);
    }

    /** The upper end of the step in which the percentile lies: never better than it was. */
    private long percentile(int percent) {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += histogram.getOpaque(i);
        }
        long rank = (total * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += histogram.getOpaque(i);
            if (seen >= rank) {
                return Math.min(upperEnd(i), max());
            }
        }
        return max();
    }

    private static int bucket(long value) {
        int shift = shift(value);
        return shift * STEPS + (int) (value >>> shift);
    }

    private static int shift(long value) {
        return Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - STEP_BITS);
    }

    private static long upperEnd(int bucket) {
        int shift = Math.max(0, bucket / STEPS - 1);
        long step = bucket - (long) shift * STEPS;
        return (step + 1 << shift) - 1;
    }
}
