package portcls.ports.device;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A driver is let go once, whoever begins it: those who come second wait until the first is done,
 * so that a bundle that stops may rely on it. Thread-safe.
 */
public final class Departure {
    /** A departure waits for both threads of a device, and again while its streams are closed. */
    private static final int WAITS = 4;

    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Duration limit;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Thread first;

    /**
     * A departure that has not begun.
     *
     * @param quiesceLimit how long a driver may take to come back
     */
    public Departure(Duration quiesceLimit) {
        limit = quiesceLimit.multipliedBy(WAITS).plus(MARGIN);
    }

    /** Whether somebody began it. */
    public boolean hasBegun() {
        return begun.get();
    }

    /** Whether it is through. */
    public boolean isOver() {
        return over.getCount() == 0;
    }

    /**
     * Does the work, or waits for whoever does it.
     *
     * @param inside whether this thread is one that the departure itself waits for; it cannot wait
     * @return what hung and was abandoned, in plain words; empty when all went well, or when
     *     somebody else was told of it
     */
    public List<String> once(Supplier<List<String>> work, BooleanSupplier inside) {
        if (begun.compareAndSet(false, true)) {
            first = Thread.currentThread();
            try {
                return work.get();
            } finally {
                first = null;
                over.countDown();
            }
        }
        if (Thread.currentThread().equals(first)
                || inside.getAsBoolean()
                || awaitKeepingInterrupts(over, limit)) {
            return List.of();
        }
        return List.of("a departure that began before does not end in " + limit.toMillis() + " ms");
    }

    /** Waits for a latch; an interrupt of the waiting thread is kept for its owner. */
    public static boolean awaitKeepingInterrupts(CountDownLatch latch, Duration limit) {
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
