package portcls.ports.device;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import portcls.api.PortClsException;
import portcls.api.Status;

/**
 * The PASSIVE level of one device: calls into its drivers run here, one at a time, in the order in which they came. This is the
 * device's global lock of the documents, with a difference: whoever waits for a call can be let go when the driver does not come
 * back, because the waiting thread is not the one inside the driver.
 *
 * <p>Threads are borrowed from an executor while there is work; an idle device costs none.
 */
public final class Worker {
    private final String name;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Job<?>> queue = new ArrayDeque<>();
    private @Nullable Job<?> current;
    private boolean scheduled;
    private volatile @Nullable Thread thread;

    /** One call: the work, and who waits for it. */
    private record Job<T>(@Nullable Object owner, Callable<T> work, CompletableFuture<T> result) {
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

    /** Whether the current thread runs this worker's calls. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Queues a call.
     *
     * @param owner whose call it is, see {@link #failAll}
     */
    public <T> CompletableFuture<T> submit(@Nullable Object owner, Callable<T> work) {
        Job<T> job = new Job<>(owner, work, new CompletableFuture<>());
        if (isCurrent()) {
            job.run();
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

    /**
     * Makes a call and waits for its end. The wait ends early when the owner's calls are failed. An interrupt of the waiting thread
     * does not end the call; it is kept for the caller.
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
            queue.removeIf(job -> job.owner() == owner && waiting.add(job.result()));
            Job<?> running = current;
            if (running != null && running.owner() == owner && !isCurrent()) {
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
                try {
                    nanos = idle.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
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

    /** What the call that runs is doing, for the log; empty when none runs. */
    public StackTraceElement[] stack() {
        Thread running = thread;
        return running == null ? new StackTraceElement[0] : running.getStackTrace();
    }

    /** The last thing to try with a call that does not come back. */
    public void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            threads.execute(this::drain);
        }
    }

    private void drain() {
        Thread self = Thread.currentThread();
        String ownName = self.getName();
        self.setName("portcls-passive " + name);
        thread = self;
        try {
            Job<?> job = next();
            while (job != null) {
                job.run();
                job = next();
            }
        } finally {
            self.setName(ownName);
        }
    }

    private @Nullable Job<?> next() {
        lock.lock();
        try {
            current = queue.poll();
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

    private static RuntimeException unwrap(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof PortClsException failure) {
            // The stack of the waiting thread says more to a client than that of the worker.
            return new PortClsException(failure.status(), String.valueOf(failure.getMessage()), failure);
        }
        if (cause instanceof RuntimeException unchecked) {
            return unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new PortClsException(Status.UNSUCCESSFUL, String.valueOf(cause.getMessage()), new CompletionException(cause));
    }
}
