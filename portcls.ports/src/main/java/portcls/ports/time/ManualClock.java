package portcls.ports.time;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import portcls.api.time.ReferenceTime;
import portcls.api.time.VirtualClock;

/**
 * The virtual clock: a discrete-event simulation of all dispatchers. Time jumps from one due time to the next, and everything runs
 * on the thread that moves it, so that a run is the same each time.
 */
public final class ManualClock implements HouseClock, VirtualClock {
    private final ReentrantLock moving = new ReentrantLock(true);
    private final CopyOnWriteArrayList<ManualDispatcher> dispatchers = new CopyOnWriteArrayList<>();
    private final Dispatcher alarms = newDispatcher("clock");
    private volatile long now;
    private volatile @Nullable Thread mover;

    @Override
    public long getTime() {
        return now;
    }

    @Override
    public void advanceTo(long time100ns) {
        moving.lock();
        mover = Thread.currentThread();
        try {
            settle(time100ns);
            now = Math.max(now, time100ns);
        } finally {
            mover = null;
            moving.unlock();
        }
    }

    @Override
    public Dispatcher newDispatcher(String name) {
        ManualDispatcher dispatcher = new ManualDispatcher(name, this);
        dispatchers.add(dispatcher);
        return dispatcher;
    }

    @Override
    public Dispatcher alarms() {
        return alarms;
    }

    @Override
    public void close() {
        dispatchers.clear();
    }

    boolean isMoving() {
        return moving.isHeldByCurrentThread();
    }

    StackTraceElement[] stackOfMover() {
        Thread current = mover;
        return current == null ? new StackTraceElement[0] : current.getStackTrace();
    }

    void remove(ManualDispatcher dispatcher) {
        dispatchers.remove(dispatcher);
    }

    /** Runs what is queued on a dispatcher and then the work, at the present time. */
    boolean runNow(ManualDispatcher dispatcher, Runnable work, Duration limit) {
        boolean mine = false;
        try {
            mine = moving.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            return false;
        }
        try {
            while (dispatcher.runPushed()) {
                Thread.onSpinWait();
            }
            work.run();
            return true;
        } finally {
            moving.unlock();
        }
    }

    private void settle(long until) {
        while (true) {
            boolean worked = false;
            for (ManualDispatcher dispatcher : dispatchers) {
                worked |= dispatcher.runPushed();
            }
            if (worked) {
                continue;
            }
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
                return;
            }
            now = Math.max(now, due);
            first.fireFirstDue(now);
        }
    }
}
