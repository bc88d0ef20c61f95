package portcls.shell;

import java.time.Duration;
import java.util.List;

/** Notices that nothing has changed for a while. For one thread. */
final class Quiet {
    private final long nanos;
    private List<String> before = List.of();
    private long since = System.nanoTime();

    Quiet(Duration time) {
        nanos = time.toNanos();
    }

    /** Whether things have been as they are now for that time, as far as it was asked. */
    boolean isQuiet(List<String> now) {
        if (!now.equals(before)) {
            before = List.copyOf(now);
            since = System.nanoTime();
        }
        return System.nanoTime() - since >= nanos;
    }
}
