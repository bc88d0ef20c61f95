package portcls.ports.time;

import org.jspecify.annotations.Nullable;

import portcls.api.time.ReferenceTime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the DISPATCH level of one device: deferred calls in the order in which they were queued,
 * timers in the order of their time, one at a time. The two kinds are a thread of its own, for real
 * time, and the thread that moves a virtual clock.
 */
public abstract sealed class Dispatcher implements AutoCloseable
        permits ThreadDispatcher, ManualDispatcher {
    private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

    private final String name;
    private final AtomicReference<@Nullable Dpc> pushed = new AtomicReference<>();
    private final List<DispatchTimer> timers = new ArrayList<>();
    private volatile DispatchTimer[] timerSnapshot = {};

    /**
     * Held while the next routine is chosen, never while it runs: only so can a thread that hangs
     * in a routine be replaced without a call being run twice or lost.
     */
    private final Object choosing = new Object();

    /** What was fetched from {@link #pushed}, oldest first. */
    private @Nullable Dpc ready;

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
        add(timer);
        return timer;
    }

    /** Timers that it looks after. */
    public int timers() {
        return timerSnapshot.length;
    }

    /** Whether the current thread is running this dispatcher's work. */
    public abstract boolean isCurrent();

    /**
     * Runs something at DISPATCH and waits for it; everything queued before has run then. From the
     * dispatch thread itself it runs at once; when the dispatcher has ended, on the calling thread.
     * What the work throws is thrown here.
     *
     * @return false when the time was up first: the dispatcher hangs in somebody's code. The work
     *     may still run later
     */
    public final boolean runAndWait(Runnable work, Duration limit) {
        if (isCurrent()) {
            work.run();
            return true;
        }
        AwaitedCall call = new AwaitedCall(work);
        newDpc(call).queue();
        return await(call, limit) && call.finish();
    }

    /** What the dispatch thread does right now, for the log; empty when there is no thread. */
    public abstract StackTraceElement[] stack();

    /**
     * Leaves the routine that runs to itself, because it does not come back: everything else that
     * is queued or set goes on without it. It is interrupted once.
     */
    public abstract void abandonRoutine();

    /** Ends it; what is queued is dropped, except calls that somebody waits for. Does not wait. */
    @Override
    public abstract void close();

    /** Waits until a call has run. */
    abstract boolean await(AwaitedCall call, Duration limit);

    /**
     * Whether the current thread may run the next routine: not when it was replaced or at the end.
     */
    abstract boolean mayServe();

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

    final void add(DispatchTimer timer) {
        synchronized (timers) {
            timers.add(timer);
            timerSnapshot = timers.toArray(DispatchTimer[]::new);
        }
    }

    final void remove(DispatchTimer timer) {
        synchronized (timers) {
            timers.remove(timer);
            timerSnapshot = timers.toArray(DispatchTimer[]::new);
        }
    }

    /** Runs the deferred call that waits longest; false when none waits. */
    final boolean runNext() {
        Dpc dpc;
        synchronized (choosing) {
            dpc = mayServe() ? poll() : null;
        }
        if (dpc == null) {
            return false;
        }
        guarded(dpc);
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
        synchronized (choosing) {
            if (!mayServe()) {
                return false;
            }
            if (!first.claim(due)) {
                return true;
            }
        }
        guarded(first.routine);
        return true;
    }

    /** After the end: runs the calls that somebody waits for and drops the others. */
    final void finish() {
        synchronized (choosing) {
            Dpc dpc = poll();
            while (dpc != null) {
                if (dpc.routine instanceof AwaitedCall) {
                    guarded(dpc.routine);
                }
                dpc = poll();
            }
        }
    }

    private @Nullable Dpc poll() {
        Dpc oldest = ready;
        if (oldest == null) {
            Dpc newestFirst = pushed.getAndSet(null);
            while (newestFirst != null) {
                Dpc rest = newestFirst.next;
                newestFirst.next = oldest;
                oldest = newestFirst;
                newestFirst = rest;
            }
        }
        if (oldest != null) {
            ready = oldest.next;
            oldest.next = null;
        }
        return oldest;
    }

    /**
     * A routine that throws must not end the thread that serves the other routines of the device.
     */
    private void guarded(Runnable routine) {
        try {
            routine.run();
        } catch (Throwable t) {
            LOG.log(
                    Level.ERROR,
                    "A routine at DISPATCH level of " + name + " failed; the others go on",
                    t);
        }
    }
}
