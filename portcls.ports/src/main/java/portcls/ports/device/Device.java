package portcls.ports.device;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.HouseClock;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * A device: an adapter with its worker (PASSIVE), its dispatcher (DISPATCH) and its subdevices.
 * Lives as long as the adapter is there. When a driver hangs in one of the two threads, the device
 * goes on with another one and the hanging thread is left to itself.
 */
public final class Device {
    private static final Logger LOG = System.getLogger(Device.class.getName());

    private static final Duration GRACE = Duration.ofMillis(250);

    private final Adapter adapter;
    private final HouseClock clock;
    private final Map<String, Object> subdevices = new LinkedHashMap<>();
    private final List<Occupant> occupants = new CopyOnWriteArrayList<>();
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();
    private final Map<Runnable, DispatchTimer> timeouts = new ConcurrentHashMap<>();
    private final Admission admission;
    private final Worker worker;
    private final Dispatcher dispatcher;
    private boolean closed;

    Device(Adapter adapter, HouseClock clock, Executor threads) {
        this.adapter = adapter;
        this.clock = clock;
        worker = new Worker(adapter.id(), threads);
        admission = new Admission(adapter.id(), worker::isNested);
        dispatcher = clock.newDispatcher(adapter.id());
    }

    /** The adapter. */
    public Adapter adapter() {
        return adapter;
    }

    /** Its id. */
    public String id() {
        return adapter.id();
    }

    /** The master clock. */
    public HouseClock clock() {
        return clock;
    }

    /** The worker on which drivers of this device are called at PASSIVE. */
    public Worker worker() {
        return worker;
    }

    /** What stands before the calls of programs. */
    public Admission admission() {
        return admission;
    }

    /** The dispatcher on which drivers of this device are called at DISPATCH. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /**
     * Takes a name for a subdevice.
     *
     * @throws PortClsException OBJECT_NAME_COLLISION, INSUFFICIENT_RESOURCES
     */
    public synchronized void claim(String name, Object owner) {
        if (subdevices.containsKey(name)) {
            throw new PortClsException(
                    Status.OBJECT_NAME_COLLISION,
                    "the device "
                            + id()
                            + " has a subdevice of that name already; choose another: name="
                            + name);
        }
        if (subdevices.size() >= adapter.maximumSubdevices()) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "the device "
                            + id()
                            + " allows "
                            + adapter.maximumSubdevices()
                            + " subdevices and has them all; unregister one or raise"
                            + " maximumSubdevices: name="
                            + name);
        }
        subdevices.put(name, owner);
    }

    /** Gives a name back, if it belongs to that owner. */
    public synchronized void release(String name, Object owner) {
        subdevices.remove(name, owner);
    }

    /**
     * A port was bound to this device.
     *
     * @throws PortClsException DEVICE_REMOVED when the device went meanwhile
     */
    public synchronized void attach(Occupant port) {
        if (closed) {
            throw departed(adapter);
        }
        occupants.add(port);
    }

    /** A port let go of this device. */
    public void detach(Occupant port) {
        occupants.remove(port);
    }

    /** Has a routine called when the device goes; at once when it went already. */
    public void onClose(Runnable routine) {
        closing.add(routine);
        boolean late;
        synchronized (this) {
            late = closed;
        }
        if (late && closing.remove(routine)) {
            routine.run();
        }
    }

    /** The ports that are bound to this device. */
    public List<Occupant> occupants() {
        return List.copyOf(occupants);
    }

    /** Whether the current thread is one of the two in which drivers are called. */
    public boolean isCurrent() {
        return worker.isCurrent() || dispatcher.isCurrent();
    }

    /** Calls a routine about once per second at DISPATCH. */
    public void addTimeout(Runnable routine, long period100ns) {
        DispatchTimer[] timer = new DispatchTimer[1];
        timer[0] =
                dispatcher.newTimer(
                        () -> {
                            timer[0].set(clock.getTime() + period100ns);
                            routine.run();
                        });
        if (timeouts.putIfAbsent(routine, timer[0]) != null) {
            timer[0].close();
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "this routine is registered already as time-out of the device " + id());
        }
        timer[0].set(clock.getTime() + period100ns);
    }

    /** Ends it. */
    public void removeTimeout(Runnable routine) {
        DispatchTimer timer = timeouts.remove(routine);
        if (timer == null) {
            throw new PortClsException(
                    Status.NOT_FOUND,
                    "this routine is not registered as time-out of the device " + id());
        }
        timer.close();
    }

    /**
     * Waits until every call that was made before, on either thread, is over. A call that does not
     * come back within the limit is left to itself, its stack is logged, and the device goes on
     * with another thread: what other drivers have queued or set is not lost. Each call has the
     * limit for itself, and each step of one that says how it gets on.
     *
     * @return what hung, in plain words; empty when all is quiet
     */
    public List<String> quiesce(Duration limit) {
        // A thread that is well needs a moment, too, before it can say so.
        Duration patience = limit.compareTo(GRACE) < 0 ? GRACE : limit;
        List<String> hung = new ArrayList<>();
        if (!dispatcher.runAndWait(() -> {}, patience)) {
            hung.add(report("DISPATCH", dispatcher.stack()));
            dispatcher.abandonRoutine();
        }
        if (!worker.barrier(patience)) {
            String where = report("PASSIVE", worker.stack());
            hung.add(where);
            worker.abandon(new AbandonedException(id(), where));
        }
        return hung;
    }

    /**
     * The worker has given no sign since that one, for too long: what it hangs in is left to
     * itself, as by {@link #quiesce}. That is perhaps a routine at DISPATCH that it waits for; then
     * it may go on.
     *
     * @return what hung, in plain words; empty when the worker got on meanwhile
     */
    public List<String> abandonSilent(long knownSign) {
        if (!dispatcher.runAndWait(() -> {}, GRACE)) {
            String where = report("DISPATCH", dispatcher.stack());
            dispatcher.abandonRoutine();
            return List.of(where);
        }
        StackTraceElement[] stack = worker.stack();
        if (worker.lastSign() != knownSign || stack.length == 0) {
            return List.of();
        }
        String where = report("PASSIVE", stack);
        worker.abandonSince(knownSign, new AbandonedException(id(), where));
        return List.of(where);
    }

    /** Ends the dispatcher and what runs on it. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        admission.sleep().close();
        for (Runnable routine : List.copyOf(closing)) {
            if (closing.remove(routine)) {
                routine.run();
            }
        }
        admission.lookAgain();
        timeouts.values().forEach(DispatchTimer::close);
        timeouts.clear();
        dispatcher.close();
    }

    static PortClsException departed(Adapter adapter) {
        return new PortClsException(
                Status.DEVICE_REMOVED,
                "the device "
                        + adapter.id()
                        + " is gone; nothing can be made for it until its adapter comes anew");
    }

    private String report(String level, StackTraceElement[] stack) {
        CallStack calls = new CallStack(List.of(stack));
        LOG.log(
                Level.WARNING,
                "The driver of {0} does not come back from a call at {1} level and was abandoned."
                        + " It is here:\n"
                        + "{2}",
                id(),
                level,
                calls.text());
        return "a call at " + level + " level hangs in " + calls.place();
    }
}
