package portcls.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Locale;

/** What a number depends on beside the code. */
final class Machine {
    private Machine() {}

    /** One line: processors, load, Java. A load above the processors makes times useless. */
    static String describe() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "[%d processors, load %.1f, %s %s, Java %s]",
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                system.getName(),
                system.getArch(),
                Runtime.version());
    }
}
