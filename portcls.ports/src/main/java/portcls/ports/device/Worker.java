package portcls.ports.device;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The PASSIVE level of one device: calls into its drivers run here, one at a time, in the order in
 * which they came. This is the device's global lock of the documents, with a difference: whoever
 * waits for a call can be let go when the driver does not come back, because the waiting thread is
 * not the one inside the driver.
 *
 * <p>Threads are borrowed from an executor while there is work; an idle device costs none.
 */
public final class Worker {
    private static final Logger LOG = System.getLogger(Worker.class.getName());

    private final String name;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Job<?>> queue = new ArrayDeque<>();
    private @Nullable Job<?> current;
    private boolean scheduled;

    /** When the call that runs began, or last said that it gets on. */
    private volatile long sign = System.nanoTime();

    /** Calls that the one that runs has made of this worker and that run within it; its own. */
    private int nested;

    /** The thread that makes the calls; written under the lock. */
    private volatile @Nullable Thread thread;

    /** One call: the work, and who waits for it. */
    private record Job<T>(@Nullable Object owner, Callable<T> work, CompletableFuture<T> result) {
        /** An owner is an identity, whatever its equals says. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Object candidate) {
            return owner == candidate;
        }

        void run() {
            try {
                result.complete(work.call());
            } catch (Throwable t) {
                result.completeExceptionally(t);
            }
        }
    }

    /** A worker that borrows its threads from {@code threads}. */
    public Worker(String name, Executor threads) {
        this.name = name;
        this.threads = threads;
    }

    /**
     * From inside a call that takes several steps, each in a time of its own: it gets on. Whoever
     * was abandoned says nothing by it.
     */
    public void getsOn() {
        if (isCurrent()) {
            sign = System.nanoTime();
        }
    }

    /** Whether the current thread is in a call that was made from within another one. */
    boolean isNested() {
        return isCurrent() && nested > 0;
    }

    /** When the call that runs began, or last said that it gets on; {@link System#nanoTime}. */
    public long lastSign() {
        return sign;
    }

    /** Whether the current thread runs this worker's calls. */
    public boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /**
     * Queues a call. From within a call of this worker it is made at once.
     *
     * @param owner whose call it is, see {@link #failAll}
     */
    public <T> CompletableFuture<T> submit(@Nullable Object owner, Callable<T> work) {
        Job<T> job = new Job<>(owner, work, new CompletableFuture<>());
        if (isCurrent()) {
            nested++;
            job.run();
            if (isCurrent()) {
                nested--;
            }
            return job.result();
        }
        lock.lock();
        try {
            queue.add(job);
            schedule();
        } finally {
            lock.unlock();
        }
        return job.result();
    }

    /** Queues work that nobody waits for. */
    public void execute(Runnable work) {
        CompletableFuture<Boolean> result =
                submit(
                        null,
                        () -> {
                            work.run();
                            return true;
                        });
        var _ = result.whenComplete(Worker::reportFailure);
    }

    /**
     * Makes a call and waits for its end. The wait ends early when the owner's calls are failed. An
     * interrupt of the waiting thread does not end the call; it is kept for the caller.
     */
    public <T> T call(@Nullable Object owner, Callable<T> work) {
        return await(submit(owner, work));
    }

    /** Waits for a result and throws its failure as it is when it is unchecked. */
    public static <T> T await(CompletableFuture<T> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrap(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets everybody go who waits for a call of that owner; queued calls of it are dropped. */
    public void failAll(Object owner, PortClsException reason) {
        List<CompletableFuture<?>> waiting = new ArrayList<>();
        lock.lock();
        try {
            queue.removeIf(job -> job.isOf(owner) && waiting.add(job.result()));
            Job<?> running = current;
            if (running != null && running.isOf(owner) && !isCurrent()) {
                waiting.add(running.result());
            }
        } finally {
            lock.unlock();
        }
        waiting.forEach(result -> result.completeExceptionally(reason));
    }

    /**
     * Waits until no call runs or waits.
     *
     * @return false when the time was up first: a driver does not come back
     */
    public boolean awaitIdle(Duration limit) {
        if (isCurrent()) {
            return true;
        }
        long nanos = limit.toNanos();
        boolean interrupted = false;
        lock.lock();
        try {
            while (current != null || !queue.isEmpty()) {
                if (nanos <= 0) {
                    return false;
                }
                long before = System.nanoTime();
                try {
                    nanos = idle.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                    nanos -= System.nanoTime() - before;
                }
            }
            return true;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits until every call that was queued before has ended.
     *
     * @param limit how long one of them may give no sign, see {@link #getsOn}
     * @return false when the time was up first: a driver does not come back
     */
    public boolean barrier(Duration limit) {
        CompletableFuture<Boolean> reached = submit(null, () -> true);
        boolean interrupted = false;
        long begin = System.nanoTime();
        try {
            while (true) {
                long known = sign;
                long since = known - begin > 0 ? known : begin;
                long rest = since + limit.toNanos() - System.nanoTime();
                try {
                    return reached.get(rest, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (sign == known) {
                        return false;
                    }
                } catch (ExecutionException e) {
                    // There are no threads any more, so only a call that still runs can be inside.
                    return awaitIdle(Duration.ofNanos(rest));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What the call that runs is doing, for the log; empty when none runs. */
    public StackTraceElement[] stack() {
        Thread running = thread;
        return running == null ? new StackTraceElement[0] : running.getStackTrace();
    }

    /**
     * Leaves the call that runs to itself, because it does not come back: whoever waits for it gets
     * the reason, its thread is interrupted once, and the calls after it go on with another thread.
     * Does nothing when no call runs.
     */
    public void abandon(PortClsException reason) {
        abandon(reason, this::lastSign);
    }

    /** The same, unless the call has given another sign since that one. */
    void abandonSince(long knownSign, PortClsException reason) {
        abandon(reason, () -> knownSign);
    }

    private void abandon(PortClsException reason, LongSupplier knownSign) {
        Job<?> hanging;
        lock.lock();
        try {
            if (sign != knownSign.getAsLong()) {
                return;
            }
            hanging = current;
            Thread stuck = thread;
            if (hanging == null || stuck == null) {
                return;
            }
            current = null;
            thread = null;
            scheduled = false;
            stuck.interrupt();
            if (queue.isEmpty()) {
                idle.signalAll();
            } else {
                schedule();
            }
        } finally {
            lock.unlock();
        }
        hanging.result().completeExceptionally(reason);
    }

    private void schedule() {
        if (scheduled) {
            return;
        }
        scheduled = true;
        try {
            threads.execute(this::drain);
        } catch (RejectedExecutionException e) {
            scheduled = false;
            PortClsException reason =
                    new PortClsException(
                            Status.DEVICE_REMOVED,
                            "the ports are shutting down and make no more calls: device=" + name,
                            e);
            queue.forEach(job -> job.result().completeExceptionally(reason));
            queue.clear();
            idle.signalAll();
        }
    }

    private void drain() {
        Thread self = Thread.currentThread();
        String ownName = self.getName();
        self.setName("portcls-passive " + name);
        try {
            Job<?> job = first(self);
            while (job != null) {
                job.run();
                job = next(self);
            }
        } finally {
            self.setName(ownName);
        }
    }

    private @Nullable Job<?> first(Thread self) {
        lock.lock();
        try {
            thread = self;
            return next(self);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Job<?> next(Thread self) {
        lock.lock();
        try {
            // An interrupt was meant for the call that ended, not for the next one.
            Thread.interrupted();
            if (!self.equals(thread)) {
                return null;
            }
            current = queue.poll();
            sign = System.nanoTime();
            nested = 0;
            if (current == null) {
                scheduled = false;
                thread = null;
                idle.signalAll();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private static void reportFailure(@Nullable Boolean done, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(Level.ERROR, "Work of a device failed", failure);
        }
    }

    private static RuntimeException unwrap(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof PortClsException failure) {
            // The stack of the waiting thread says more to a client than that of the worker.
            return new PortClsException(
                    failure.status(), String.valueOf(failure.getMessage()), failure);
        }
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new PortClsException(Status.UNSUCCESSFUL, message, cause);
    }
}
