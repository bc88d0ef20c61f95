package portcls.ports.time;

import org.jspecify.annotations.Nullable;

import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The virtual clock: a discrete-event simulation of all dispatchers. Time jumps from one due time
 * to the next, and everything runs on the thread that moves it, so that a run is the same each
 * time.
 */
public final class ManualClock implements HouseClock, VirtualClock {
    /** So many steps without a step of time are a routine that queues itself for ever. */
    private static final int STANDSTILL_STEPS = 1_000_000;

    /** Held by the thread that moves the clock from one time to another. */
    private final ReentrantLock movers = new ReentrantLock(true);

    /** Held for one routine at a time, so that others can have something run in between. */
    private final ReentrantLock step = new ReentrantLock(true);

    /** Replaced as a whole, so that moving the clock allocates nothing. */
    private volatile ManualDispatcher[] dispatchers = {};

    private final Dispatcher alarms = newDispatcher("clock");
    private volatile long now;
    private volatile @Nullable Thread mover;

    @Override
    public long getTime() {
        return now;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when a routine at DISPATCH tries it, or when time stands still
     *     because a routine queues itself without end
     */
    @Override
    public void advanceTo(long time100ns) {
        if (isMoving()) {
            throw new IllegalStateException(
                    "a routine at DISPATCH level cannot move the clock that it runs on; move it"
                            + " from another thread: time100ns="
                            + time100ns);
        }
        movers.lock();
        try {
            long last = now;
            int steps = 0;
            while (stepTowards(time100ns)) {
                steps = now == last ? steps + 1 : 0;
                last = now;
                if (steps > STANDSTILL_STEPS) {
                    throw new IllegalStateException(
                            "virtual time stands still: a routine queues itself, or sets its timer"
                                    + " to now, without end: time100ns="
                                    + last);
                }
            }
        } finally {
            movers.unlock();
        }
    }

    @Override
    public synchronized Dispatcher newDispatcher(String name) {
        ManualDispatcher dispatcher = new ManualDispatcher(name, this);
        ManualDispatcher[] more = Arrays.copyOf(dispatchers, dispatchers.length + 1);
        more[dispatchers.length] = dispatcher;
        dispatchers = more;
        return dispatcher;
    }

    @Override
    public Dispatcher alarms() {
        return alarms;
    }

    @Override
    public void close() {
        for (ManualDispatcher dispatcher : dispatchers) {
            dispatcher.close();
        }
    }

    boolean isMoving() {
        return step.isHeldByCurrentThread();
    }

    StackTraceElement[] stackOfMover() {
        Thread current = mover;
        return current == null ? new StackTraceElement[0] : current.getStackTrace();
    }

    void interruptMover() {
        Thread current = mover;
        if (current != null) {
            current.interrupt();
        }
    }

    synchronized void remove(ManualDispatcher dispatcher) {
        dispatchers =
                Arrays.stream(dispatchers)
                        .filter(other -> other != dispatcher)
                        .toArray(ManualDispatcher[]::new);
    }

    /** Runs what is queued on a dispatcher up to that call, at the present time. */
    boolean runUntilDone(ManualDispatcher dispatcher, AwaitedCall call, Duration limit) {
        if (!lockWithin(limit)) {
            return call.await(Duration.ZERO);
        }
        Thread outer = mover;
        mover = Thread.currentThread();
        try {
            dispatcher.runUntilDone(call);
            return true;
        } finally {
            mover = outer;
            step.unlock();
        }
    }

    private boolean lockWithin(Duration limit) {
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return step.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs what is next; false when nothing is left to do until then, and the clock is there. */
    private boolean stepTowards(long until) {
        step.lock();
        mover = Thread.currentThread();
        try {
            return runQueued() || fireNext(until);
        } finally {
            mover = null;
            step.unlock();
        }
    }

    private boolean runQueued() {
        boolean worked = false;
        for (ManualDispatcher dispatcher : dispatchers) {
            worked |= dispatcher.step();
        }
        return worked;
    }

    private boolean fireNext(long until) {
        ManualDispatcher first = null;
        long due = ReferenceTime.NEVER;
        for (ManualDispatcher dispatcher : dispatchers) {
            long itsDue = dispatcher.nextDue();
            if (itsDue < due) {
                due = itsDue;
                first = dispatcher;
            }
        }
        if (first == null || due > until) {
            now = Math.max(now, until);
            return false;
        }
        now = Math.max(now, due);
        first.fire(now);
        return true;
    }
}
