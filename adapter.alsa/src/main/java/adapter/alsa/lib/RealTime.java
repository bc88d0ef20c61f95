package adapter.alsa.lib;

import static java.lang.System.Logger.Level.DEBUG;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts the calling thread before those that are not in a hurry ({@code low-latency-audio}): among
 * the real-time threads if the user may, else with as much niceness below 0 as the user may, else
 * not at all. What came of it is said once, at DEBUG.
 */
public final class RealTime {
    private static final System.Logger LOG = System.getLogger(RealTime.class.getName());
    private static final AtomicBoolean SAID = new AtomicBoolean();

    // SCHED_FIFO with SCHED_RESET_ON_FORK; low among the real-time threads, so that whoever serves
    // the device comes first.
    private static final int POLICY = 1 | 0x4000_0000;
    private static final int PRIORITY = 10;

    private static final int PRIO_PROCESS = 0;
    private static final int NICENESS = -11;

    private RealTime() {}

    private static final class Libc {
        static final Call SET_SCHEDULER =
                Call.libc("sched_setscheduler", int.class, int.class, int.class, long.class);
        static final Call SET_PRIORITY =
                Call.libc("setpriority", int.class, int.class, int.class, int.class);

        private Libc() {}
    }

    /** Does it for the calling thread. */
    public static void raise() {
        String result;
        try (Arena arena = Arena.ofConfined()) {
            long parameters = arena.allocateFrom(ValueLayout.JAVA_INT, PRIORITY).address();
            if (Libc.SET_SCHEDULER.i(0, POLICY, parameters) == 0) {
                result = "real-time, SCHED_FIFO priority " + PRIORITY;
            } else if (Libc.SET_PRIORITY.i(PRIO_PROCESS, 0, NICENESS) == 0) {
                result = "niceness " + NICENESS;
            } else {
                result = "ordinary: to change that, allow rtprio in /etc/security/limits.conf";
            }
        } catch (LinkageError e) {
            result = "ordinary: " + e;
        }
        if (SAID.compareAndSet(false, true)) {
            LOG.log(DEBUG, "streaming threads are {0}", result);
        }
    }
}
