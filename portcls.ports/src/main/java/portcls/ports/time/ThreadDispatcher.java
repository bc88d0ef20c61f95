package portcls.ports.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

/**
 * A dispatcher with a thread of its own, started with its first work. It parks until shortly before the next due time and spins
 * for the rest: waking a parked thread costs a tenth of a millisecond, and a note should not.
 */
final class ThreadDispatcher extends Dispatcher {
    private static final long PARK_LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final MasterClock clock;
    private final long spin100ns;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
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
        return Thread.currentThread() == thread;
    }

    @Override
    public boolean runAndWait(Runnable work, Duration limit) {
        if (isCurrent()) {
            work.run();
            return true;
        }
        if (closed) {
            return false;
        }
        CountDownLatch done = new CountDownLatch(1);
        newDpc(() -> {
                    try {
                        work.run();
                    } finally {
                        done.countDown();
                    }
                })
                .queue();
        boolean interrupted = false;
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return done.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
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

    @Override
    public StackTraceElement[] stack() {
        Thread running = thread;
        return running == null ? new StackTraceElement[0] : running.getStackTrace();
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    /** A close may be heard late by a routine that waits for something: an interrupt is the last thing to try. */
    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    void wake() {
        Thread running = thread;
        if (running == null) {
            running = start();
        }
        LockSupport.unpark(running);
    }

    @Override
    long wakeAt() {
        return wakeAt;
    }

    private synchronized Thread start() {
        Thread running = thread;
        if (running == null) {
            running = new Thread(this::loop, "portcls-dispatch " + name());
            running.setDaemon(true);
            running.setPriority(Thread.MAX_PRIORITY);
            thread = running;
            running.start();
        }
        return running;
    }

    private void loop() {
        while (!closed) {
            boolean worked = runPushed();
            worked |= fireFirstDue(clock.getTime());
            if (worked) {
                continue;
            }
            long next = nextDue();
            wakeAt = next;
            // Whoever set an earlier time or queued a call before it saw this wakeAt is seen here.
            if (hasPushed() || nextDue() < next) {
                wakeAt = ReferenceTime.NEVER;
                continue;
            }
            waitUntil(next);
            wakeAt = ReferenceTime.NEVER;
        }
    }

    private void waitUntil(long next) {
        if (next == ReferenceTime.NEVER) {
            LockSupport.park(this);
            return;
        }
        long rest = next - clock.getTime();
        if (rest > spin100ns) {
            long nanos = rest >= PARK_LONGEST_NANOS / 100 ? PARK_LONGEST_NANOS : (rest - spin100ns) * 100;
            LockSupport.parkNanos(this, nanos);
            return;
        }
        while (clock.getTime() < next && !hasPushed() && !closed) {
            Thread.onSpinWait();
        }
    }
}
