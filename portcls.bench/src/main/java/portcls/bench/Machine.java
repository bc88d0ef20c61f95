package portcls.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a number depends on beside the code. */
final class Machine {
    private Machine() {}

    /** One line: time, processors, load, Java. A load above the processors makes times useless. */
    static String describe() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "[%s  %d processors, load %.1f, %s %s, Java %s]",
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                system.getName(),
                system.getArch(),
                Runtime.version());
    }
}
