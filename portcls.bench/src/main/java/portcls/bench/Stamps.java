package portcls.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** When events came, {@link System#nanoTime()}. One thread stamps, another waits and reads. */
final class Stamps {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final long[] nanos;
    private final AtomicInteger count = new AtomicInteger();

    Stamps(int capacity) {
        nanos = new long[capacity];
    }

    /** An event is there; those beyond the capacity are not stamped. */
    void stamp() {
        long now = System.nanoTime();
        int place = count.get();
        if (place < nanos.length) {
            nanos[place] = now;
            count.set(place + 1);
        }
    }

    void clear() {
        count.set(0);
    }

    /** Waits for all events. */
    void await() {
        long begin = System.nanoTime();
        while (count.get() < nanos.length) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException(
                        "events are missing: wanted=" + nanos.length + ", came=" + count);
            }
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** When the event of that number came. */
    long at(int number) {
        return nanos[number];
    }
}
