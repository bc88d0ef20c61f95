package adapter.jdk.wave;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Calls into a line that may hang: a line whose sound server or device died can block even in stop
 * and close. The call runs on a thread of its own, and is left alone when it takes too long.
 */
final class Bounded {
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Logger LOG = System.getLogger(Bounded.class.getName());

    private Bounded() {}

    /** Whether the call came back in time. */
    static boolean run(String what, Runnable call) {
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
        if (ended(thread)) {
            return true;
        }
        LOG.log(
                Level.WARNING,
                "{0}: the Java platform did not come back within {1} ms; the thread is left alone",
                what,
                LIMIT.toMillis());
        return false;
    }

    /** Waits for a thread to end. */
    static boolean ended(Thread thread) {
        try {
            return thread.join(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
