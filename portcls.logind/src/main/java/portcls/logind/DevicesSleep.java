package portcls.logind;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.power.PowerManager;
import portcls.api.power.SystemPowerState;
import portcls.logind.lib.RefusedException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is done with the devices when the machine sleeps and wakes. Of one thread. */
final class DevicesSleep {
    private static final System.Logger LOG = System.getLogger(DevicesSleep.class.getName());

    /** What logind waits when nobody configured it. */
    private static final Duration USUAL_DELAY = Duration.ofSeconds(5);

    private final PowerManager power;
    private final LongSupplier nanoTime;

    private @Nullable Delay delay;
    private Duration longest = USUAL_DELAY;
    private boolean asleep;
    private String lastRefusal = "";

    /**
     * For the devices of that manager.
     *
     * @param nanoTime that of {@link System#nanoTime}, which stands still while the machine sleeps
     */
    DevicesSleep(PowerManager power, LongSupplier nanoTime) {
        this.power = power;
        this.nanoTime = nanoTime;
    }

    /** Whoever tells of sleep is there now; the machine may be on its way to sleep already. */
    void watch(Machine machine) throws IOException {
        longest = USUAL_DELAY;
        try {
            longest = machine.longestDelay();
        } catch (RefusedException e) {
            LOG.log(DEBUG, "the usual time is taken: " + longest, e);
        }
        takeDelay(machine);
        boolean sleeps = false;
        try {
            sleeps = machine.isAboutToSleep();
        } catch (RefusedException e) {
            LOG.log(DEBUG, "it tells when it sleeps, but not now", e);
        }
        if (sleeps) {
            sleep();
        } else {
            wakeDevices();
        }
    }

    /** The machine sleeps as soon as this is done. */
    void sleep() {
        try {
            if (!asleep) {
                asleep = true;
                long begin = nanoTime.getAsLong();
                // There is no way to keep the machine awake: so nobody is asked.
                each("sleep", () -> power.suspend(SystemPowerState.SLEEPING3, true));
                tellTime(Duration.ofNanos(nanoTime.getAsLong() - begin));
            }
        } finally {
            dropDelay();
        }
    }

    private void tellTime(Duration took) {
        LOG.log(DEBUG, "the devices sleep, after " + took.toMillis() + " ms");
        if (took.compareTo(longest) > 0) {
            LOG.log(
                    WARNING,
                    "the devices took "
                            + took.toMillis()
                            + " ms to fall asleep, but the machine waits "
                            + longest.toMillis()
                            + " ms at most; so it may have slept before some of them did. The"
                            + " command `power` shows which one is slow; or raise"
                            + " InhibitDelayMaxSec in /etc/systemd/logind.conf.");
        }
    }

    /** The machine woke. */
    void wake(Machine machine) throws IOException {
        wakeDevices();
        takeDelay(machine);
    }

    /** Nobody tells of sleep any more; devices that sleep would do so for ever. */
    void unwatch() {
        dropDelay();
        wakeDevices();
    }

    private void wakeDevices() {
        if (asleep) {
            asleep = false;
            each("wake", power::resume);
        }
    }

    private static void each(String what, Supplier<List<String>> change) {
        try {
            change.get()
                    .forEach(
                            trouble ->
                                    LOG.log(
                                            WARNING,
                                            "not all devices {0} with the machine: {1}",
                                            what,
                                            trouble));
        } catch (RuntimeException | LinkageError e) {
            // The machine goes its way, and the next time counts, too.
            LOG.log(WARNING, "the devices do not " + what + " with the machine", e);
        }
    }

    private void takeDelay(Machine machine) throws IOException {
        Delay old = delay;
        delay = null;
        try {
            delay = machine.delay();
            lastRefusal = "";
        } catch (RefusedException e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(lastRefusal)) {
                lastRefusal = why;
                LOG.log(
                        WARNING,
                        "the machine does not wait until the devices sleep: {0}. They sleep when it"
                                + " tells, though maybe too late; let this user take delay locks:"
                                + " polkit action org.freedesktop.login1.inhibit-delay-sleep.",
                        why);
            }
        } finally {
            if (old != null) {
                old.close();
            }
        }
    }

    private void dropDelay() {
        Delay old = delay;
        delay = null;
        if (old != null) {
            old.close();
        }
    }
}
