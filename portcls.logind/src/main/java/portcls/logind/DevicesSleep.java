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
import java.util.function.Supplier;

/**
 * What is done with the devices when the machine sleeps and wakes. Of one thread; the devices fall
 * asleep on another, because the machine must not be told too late that it may sleep.
 */
final class DevicesSleep {
    private static final System.Logger LOG = System.getLogger(DevicesSleep.class.getName());

    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** What logind waits when nobody configured it. */
    private static final Duration USUAL_DELAY = Duration.ofSeconds(5);

    /**
     * Of the time that the machine waits: behind it the machine would sleep anyway, and take the
     * lock for one that was not given back. In tenths.
     */
    private static final int TENTHS = 9;

    private final PowerManager power;

    private @Nullable Delay delay;
    private Duration longest = USUAL_DELAY;
    private boolean asleep;

    /** Takes the devices to sleep, or did the last time. */
    private @Nullable Thread falling;

    private String lastRefusal = "";

    /** For the devices of that manager. */
    DevicesSleep(PowerManager power) {
        this.power = power;
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

    /** The machine sleeps as soon as this is done: when the devices do, or the time is up. */
    void sleep() {
        try {
            if (!asleep) {
                asleep = true;
                falling =
                        Thread.ofPlatform()
                                .daemon()
                                .name("sleep of the devices")
                                .start(this::fallAsleep);
                Duration patience = longest.multipliedBy(TENTHS).dividedBy(10);
                if (!await(patience)) {
                    tellLate(patience);
                }
            }
        } finally {
            dropDelay();
        }
    }

    private void fallAsleep() {
        long begin = System.nanoTime();
        // There is no way to keep the machine awake: so nobody is asked.
        each("sleep", () -> power.suspend(SystemPowerState.SLEEPING3, true));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        LOG.log(DEBUG, "the devices sleep, after " + millis + " ms");
    }

    private void tellLate(Duration patience) {
        LOG.log(
                WARNING,
                "not all devices sleep after "
                        + patience.toMillis()
                        + " ms, and the machine waits "
                        + longest.toMillis()
                        + " ms at most; so it may sleep before some of them do. The command"
                        + " `power` shows which one is slow; or raise InhibitDelayMaxSec in"
                        + " /etc/systemd/logind.conf.");
    }

    /** Whether the devices sleep; false when the time was up first. */
    private boolean await(Duration limit) {
        Thread sleeping = falling;
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (sleeping != null) {
                long rest = end - System.nanoTime();
                if (rest <= 0) {
                    return !sleeping.isAlive();
                }
                try {
                    return sleeping.join(Duration.ofNanos(rest));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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
            // They wake after they slept, else they would sleep for ever.
            boolean _ = await(FOR_EVER);
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
