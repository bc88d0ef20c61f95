package adapter.jdk.wave;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Calls into a line that may hang: a line whose sound server or device died can block even in stop
 * and close. The call runs on a thread of its own, and is left alone when it takes too long. An
 * interrupt shortens no wait, and is there again afterwards: it does not mean that a line hangs.
 */
final class Bounded {
    /** For a call that ends something; a pause with a close after it needs three at most. */
    static final Duration LIMIT = Duration.ofMillis(500);

    /** For a call that takes hold of a device, which may have to wake up. */
    static final Duration OPEN_LIMIT = Duration.ofMillis(1_500);

    private static final Logger LOG = System.getLogger(Bounded.class.getName());

    private Bounded() {}

    /** Whether the call came back in time. */
    static boolean run(String what, Runnable call) {
        if (ended(start(what, call))) {
            return true;
        }
        warn(what, LIMIT);
        return false;
    }

    /** Makes the call, and does not wait for it. */
    static Thread start(String what, Runnable call) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("adapter.jdk " + what)
                        .unstarted(
                                () -> {
                                    try {
                                        call.run();
                                    } catch (RuntimeException e) {
                                        LOG.log(Level.DEBUG, what, e);
                                    }
                                });
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread.start();
        return thread;
    }

    /**
     * What the call gives; it may take as long as an opening.
     *
     * @param late is given what the call gives when nobody waits for it any more
     * @throws ExecutionException when the call failed
     * @throws TimeoutException when it did not come back in time
     */
    static <T> T call(String what, Callable<T> call, Consumer<? super T> late)
            throws ExecutionException, TimeoutException {
        CompletableFuture<T> result = new CompletableFuture<>();
        start(
                what,
                () -> {
                    try {
                        T given = call.call();
                        if (!result.complete(given)) {
                            late.accept(given);
                        }
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        boolean interrupted = false;
        long deadline = System.nanoTime() + OPEN_LIMIT.toNanos();
        try {
            while (true) {
                try {
                    return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (result.cancel(false)) { // else it came at that moment
                        warn(what, OPEN_LIMIT);
                        throw e;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for a thread to end. */
    static boolean ended(Thread thread) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (true) {
                try {
                    return thread.join(Duration.ofNanos(deadline - System.nanoTime()));
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

    private static void warn(String what, Duration limit) {
        LOG.log(
                Level.WARNING,
                "{0}: the Java platform did not come back within {1} ms; the thread is left alone",
                what,
                limit.toMillis());
    }
}
