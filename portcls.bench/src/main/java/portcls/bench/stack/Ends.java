package portcls.bench.stack;

import java.time.Duration;

/** Waits for the end of threads and processes; an interrupt is kept for later. */
public final class Ends {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(10);

    private Ends() {}

    /** Waits for a thread that was told to end. */
    public static void await(Thread thread) {
        waitWhile(thread::isAlive);
    }

    /** Waits for a process that was told to end; ends it when it does not. */
    public static void await(Process process) {
        waitWhile(process::isAlive);
        process.destroyForcibly();
    }

    private interface Condition {
        boolean holds();
    }

    private static void waitWhile(Condition condition) {
        boolean interrupted = false;
        long begin = System.nanoTime();
        while (condition.holds() && System.nanoTime() - begin < LIMIT.toNanos()) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
