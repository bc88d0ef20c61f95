package portcls.itest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that other threads do, up to a limit that only a fault reaches. */
final class Await {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final long POLL_NANOS = 1_000_000;

    private Await() {}

    /** Returns when it holds; fails when it does not within the limit. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + LIMIT.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
