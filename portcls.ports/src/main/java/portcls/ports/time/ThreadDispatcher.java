package portcls.ports.time;

import org.jspecify.annotations.Nullable;

import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A dispatcher with a thread of its own, started with its first work. It parks until shortly before
 * the next due time and spins for the rest: waking a parked thread costs a tenth of a millisecond,
 * and a note should not.
 */
final class ThreadDispatcher extends Dispatcher {
    private static final long PARK_LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final MasterClock clock;
    private final long spin100ns;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile boolean woken;

    /** Whether the thread sleeps, or is about to: only then does waking it cost a system call. */
    private volatile boolean parked;

    private volatile long wakeAt = ReferenceTime.NEVER;

    ThreadDispatcher(String name, MasterClock clock, long spin100ns) {
        super(name);
        this.clock = clock;
        this.spin100ns = spin100ns;
    }

    @Override
    public long now() {
        return clock.getTime();
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public StackTraceElement[] stack() {
        Thread running = thread;
        return running == null ? new StackTraceElement[0] : running.getStackTrace();
    }

    @Override
    public void abandonRoutine() {
        Thread hanging;
        synchronized (this) {
            hanging = thread;
            thread = null;
            if (closed) {
                ended = true;
            } else {
                start();
            }
        }
        if (hanging != null) {
            hanging.interrupt();
        }
        if (ended) {
            finish();
        }
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = thread;
            ended |= running == null;
        }
        if (running == null) {
            finish();
        } else {
            LockSupport.unpark(running);
        }
    }

    @Override
    boolean await(AwaitedCall call, Duration limit) {
        // Whoever queues after the end finds nobody to serve it.
        if (ended) {
            finish();
        }
        return call.await(limit);
    }

    @Override
    boolean mayServe() {
        return isCurrent() && !closed;
    }

    @Override
    void wake() {
        woken = true;
        Thread running = thread;
        if (running == null) {
            start();
        } else if (parked) {
            LockSupport.unpark(running);
        }
    }

    @Override
    long wakeAt() {
        return wakeAt;
    }

    /** A dispatch thread that waits behind ordinary work makes every note late. */
    @SuppressWarnings("ThreadPriorityCheck")
    private synchronized @Nullable Thread start() {
        Thread running = thread;
        if (running == null && !closed) {
            // It outlives the thread that happens to start it, and must not keep hold of its
            // bundle.
            running = new Thread(null, this::loop, "portcls-dispatch " + name(), 0, false);
            running.setContextClassLoader(ThreadDispatcher.class.getClassLoader());
            running.setDaemon(true);
            running.setPriority(Thread.MAX_PRIORITY);
            thread = running;
            try {
                running.start();
            } catch (Throwable t) {
                thread = null;
                throw t;
            }
        }
        return running;
    }

    private void loop() {
        while (mayServe()) {
            woken = false;
            // A routine may leave the interrupt flag set, and with it no park would wait.
            Thread.interrupted();
            boolean worked = runNext();
            worked |= fireFirstDue(clock.getTime());
            if (!worked) {
                sleep();
            }
        }
        synchronized (this) {
            if (isCurrent()) {
                thread = null;
                ended = true;
            }
        }
        if (ended) {
            finish();
        }
    }

    private void sleep() {
        long next = nextDue();
        wakeAt = next;
        // Whoever set an earlier time without being seen above sees this wakeAt, or none, and
        // wakes.
        waitUntil(next);
        wakeAt = ReferenceTime.NEVER;
    }

    private void waitUntil(long next) {
        if (next == ReferenceTime.NEVER) {
            park(0);
            return;
        }
        long rest = next - clock.getTime();
        if (rest > spin100ns) {
            long nanos =
                    rest >= PARK_LONGEST_NANOS / 100
                            ? PARK_LONGEST_NANOS
                            : (rest - spin100ns) * 100;
            park(nanos);
            return;
        }
        while (clock.getTime() < next && !woken && !closed) {
            Thread.onSpinWait();
        }
    }

    /** Sleeps for a time, 0 = until woken. Whoever wakes sees {@code parked}, or is seen here. */
    private void park(long nanos) {
        parked = true;
        if (!woken && !closed) {
            if (nanos == 0) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        parked = false;
    }
}
