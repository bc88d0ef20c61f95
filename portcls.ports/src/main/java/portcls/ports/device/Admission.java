package portcls.ports.device;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets programs' calls through to a device. One that finds it asleep wakes it; one that comes while
 * the machine sleeps, or while the device is being stopped for a rebalance, waits for a limited
 * time. Waiting is done on the program's own thread, never on the worker. Thread-safe.
 */
public final class Admission {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String device;
    private final BooleanSupplier nested;
    private volatile Sleep sleep = Sleep.NEVER;
    private volatile Duration limit = LIMIT;

    // Guarded by this; read without it for the common case.
    private volatile String machine = "";
    private volatile String stop = "";
    private volatile boolean stopping;

    /**
     * Of a device.
     *
     * @param nested whether the current call is made from within another on the worker
     */
    Admission(String device, BooleanSupplier nested) {
        this.device = device;
        this.nested = nested;
    }

    /** Whose sleep it is. */
    public void of(Sleep newSleep) {
        sleep = newSleep;
    }

    /** The sleep of the device. */
    public Sleep sleep() {
        return sleep;
    }

    /** How long a call waits before it fails. */
    public void limit(Duration newLimit) {
        limit = newLimit;
    }

    /**
     * The machine sleeps, or woke.
     *
     * @param why what to tell those who waited too long; empty = it is awake
     */
    public synchronized void machineSleeps(String why) {
        machine = why;
        notifyAll();
    }

    /** Whether calls wait because the machine sleeps. */
    public boolean isMachineAsleep() {
        return !machine.isEmpty();
    }

    /**
     * The device will perhaps be stopped: nobody opens anything until that is decided.
     *
     * @param why what to tell those who waited too long; empty = it is decided
     * @param all whether it is being stopped now, and no call of any kind goes through
     */
    public synchronized void stopComes(String why, boolean all) {
        stop = why;
        stopping = all;
        notifyAll();
    }

    /** Something that waiting calls look at has changed. */
    public synchronized void lookAgain() {
        notifyAll();
    }

    /**
     * Waits until a call may be queued; not on the worker.
     *
     * @param gone whether there is no sense in waiting any more
     * @throws PortClsException DEVICE_NOT_READY when it takes too long
     */
    public void await(Use use, BooleanSupplier gone) {
        if (obstacle(use).isEmpty()) {
            return;
        }
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        synchronized (this) {
            while (!obstacle(use).isEmpty() && !gone.getAsBoolean()) {
                long rest = (end - System.nanoTime()) / 1_000_000;
                if (rest <= 0) {
                    throw new PortClsException(
                            Status.DEVICE_NOT_READY,
                            "the device "
                                    + device
                                    + " cannot be asked now: "
                                    + obstacle(use)
                                    + "; waited "
                                    + limit.toMillis()
                                    + " ms");
                }
                try {
                    wait(rest);
                } catch (InterruptedException e) {
                    // As with every call to a driver: it does not end the call and is kept.
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * On the worker, right before the call: wakes the device when that is needed.
     *
     * @return false when the call has to wait after all
     */
    public boolean admit(Use use) {
        if (!obstacle(use).isEmpty()) {
            // A driver's own, made while the device is brought where it is to be: nobody else could
            // do that meanwhile.
            return nested.getAsBoolean();
        }
        Sleep now = sleep;
        now.used();
        if (use != Use.RELEASE && now.isAsleep()) {
            now.wake();
        }
        return true;
    }

    /** What is in the way; empty when nothing is. */
    private String obstacle(Use use) {
        if (use == Use.RELEASE) {
            return "";
        }
        if (!stop.isEmpty() && (stopping || use == Use.OPEN)) {
            return stop;
        }
        return machine;
    }
}
