package portcls.ports.time;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import portcls.api.time.ReferenceTime;

/**
 * Runs the DISPATCH level of one device: deferred calls in the order in which they were queued, timers in the order of their
 * time, one at a time. The two kinds are a thread of its own, for real time, and the thread that moves a virtual clock.
 */
public abstract sealed class Dispatcher implements AutoCloseable permits ThreadDispatcher, ManualDispatcher {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final String name;
    private final AtomicReference<@Nullable Dpc> pushed = new AtomicReference<>();
    private final CopyOnWriteArrayList<DispatchTimer> timers = new CopyOnWriteArrayList<>();
    private volatile DispatchTimer[] timerSnapshot = {};

    Dispatcher(String name) {
        this.name = name;
    }

    /** For the log. */
    public String name() {
        return name;
    }

    /** Master time, 100 ns. */
    public abstract long now();

    /** Makes a deferred call. */
    public Dpc newDpc(Runnable routine) {
        return new Dpc(this, routine);
    }

    /** Makes a timer; close it when it is not needed any more. */
    public DispatchTimer newTimer(Runnable routine) {
        DispatchTimer timer = new DispatchTimer(this, routine);
        synchronized (timers) {
            timers.add(timer);
            timerSnapshot = timers.toArray(DispatchTimer[]::new);
        }
        return timer;
    }

    /** Whether the current thread is running this dispatcher's work. */
    public abstract boolean isCurrent();

    /**
     * Runs something at DISPATCH and waits for it; everything queued before has run then. From the dispatch thread itself it runs
     * at once.
     *
     * @return false when the time was up first: the dispatcher hangs in somebody's code. The work may still run later
     */
    public abstract boolean runAndWait(Runnable work, Duration limit);

    /** What the dispatch thread does right now, for the log; empty when there is no thread. */
    public abstract StackTraceElement[] stack();

    /** Ends it; what is queued is dropped. Does not wait. */
    @Override
    public abstract void close();

    /** Something was queued or became due earlier: wake up. */
    abstract void wake();

    /** When the dispatcher would wake by itself. */
    abstract long wakeAt();

    final void push(Dpc dpc) {
        Dpc head;
        do {
            head = pushed.get();
            dpc.next = head;
        } while (!pushed.compareAndSet(head, dpc));
        wake();
    }

    final void timeChanged(long due) {
        if (due < wakeAt()) {
            wake();
        }
    }

    final void remove(DispatchTimer timer) {
        synchronized (timers) {
            timers.remove(timer);
            timerSnapshot = timers.toArray(DispatchTimer[]::new);
        }
    }

    final boolean hasPushed() {
        return pushed.get() != null;
    }

    /** Runs all deferred calls that are queued now, oldest first. */
    final boolean runPushed() {
        Dpc newestFirst = pushed.getAndSet(null);
        if (newestFirst == null) {
            return false;
        }
        Dpc oldestFirst = null;
        while (newestFirst != null) {
            Dpc rest = newestFirst.next;
            newestFirst.next = oldestFirst;
            oldestFirst = newestFirst;
            newestFirst = rest;
        }
        while (oldestFirst != null) {
            Dpc dpc = oldestFirst;
            oldestFirst = dpc.next;
            dpc.next = null;
            guarded(dpc);
        }
        return true;
    }

    /** The earliest time that a timer is set to. */
    final long nextDue() {
        long next = ReferenceTime.NEVER;
        for (DispatchTimer timer : timerSnapshot) {
            next = Math.min(next, timer.due());
        }
        return next;
    }

    /** Fires the timer that is due first, if one is due. */
    final boolean fireFirstDue(long now) {
        DispatchTimer first = null;
        long due = ReferenceTime.NEVER;
        for (DispatchTimer timer : timerSnapshot) {
            long itsDue = timer.due();
            if (itsDue < due) {
                due = itsDue;
                first = timer;
            }
        }
        if (first == null || due > now) {
            return false;
        }
        try {
            first.fire(due);
        } catch (Throwable t) {
            report(t);
        }
        return true;
    }

    private void guarded(Dpc dpc) {
        try {
            dpc.run();
        } catch (Throwable t) {
            report(t);
        }
    }

    /** A routine that throws must not end the thread that serves the other routines of the device. */
    private void report(Throwable t) {
        LOG.log(Level.ERROR, "A routine at DISPATCH level of " + name + " failed; the others go on", t);
    }
}
