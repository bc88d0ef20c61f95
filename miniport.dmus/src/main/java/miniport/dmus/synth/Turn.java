package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may touch a pin's engine and the events that wait: one thread at a time. What others have to
 * do and is short they do while nobody renders, for which the sink thread waits some microseconds,
 * or, when it renders, leave for it to do before it renders again. For what takes long the sink
 * thread does not wait.
 *
 * <p>Whatever is done in turn happens before whatever is done in a later turn.
 */
public final class Turn {
    /** Whoever has it for something short and keeps it longer than this is stuck. */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Longer than short work takes; whoever needs more was put off its core, maybe by this one. */
    private static final long SPIN_NS = TimeUnit.MICROSECONDS.toNanos(50);

    private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);

    // Who has it.
    private static final int NOBODY = 0;
    private static final int SINK = 1;
    private static final int SHORT_WORK = 2;
    private static final int LONG_WORK = 3;

    private final AtomicInteger holder = new AtomicInteger(NOBODY);
    private final AtomicReference<@Nullable Task> waiting = new AtomicReference<>();

    /** Orders those who are not the sink thread. */
    private final ReentrantLock others = new ReentrantLock();

    private static final class Task {
        final Runnable work;
        private volatile @Nullable Throwable failure;
        volatile boolean done;

        Task(Runnable work) {
            this.work = work;
        }

        void run() {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure = e; // for the one who waits; the sink thread goes on
            }
            done = true;
        }

        void tell() {
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {
                    // It went well.
                }
            }
        }
    }

    /**
     * Begins the sink thread's turn.
     *
     * @return false when another has it for long: there is nothing to render then
     */
    @Irql(Level.DISPATCH)
    public boolean begin() {
        int other = holder.compareAndExchange(NOBODY, SINK);
        if (other != NOBODY && !(other == SHORT_WORK && beginAfterShortWork())) {
            return false;
        }
        Task task = waiting.getAndSet(null);
        if (task != null) {
            task.run();
        }
        return true;
    }

    private boolean beginAfterShortWork() {
        long start = System.nanoTime();
        int other = SHORT_WORK;
        while (other == SHORT_WORK) {
            long waited = System.nanoTime() - start;
            if (waited < SPIN_NS) {
                Thread.onSpinWait();
            } else if (waited < PATIENCE_NS) {
                LockSupport.parkNanos(this, SPIN_NS);
            } else {
                return false;
            }
            other = holder.compareAndExchange(NOBODY, SINK);
        }
        return other == NOBODY;
    }

    /** Ends the sink thread's turn. */
    @Irql(Level.DISPATCH)
    public void end() {
        holder.set(NOBODY);
    }

    /**
     * Does something short in turn, which does not block, without a break in the sound: here if
     * nobody renders at this moment, else here or on the sink thread, whichever has the next turn.
     * Returns when it is done.
     */
    @Irql(Level.PASSIVE)
    public void run(Runnable work) {
        others.lock();
        try {
            Task task = new Task(work);
            waiting.set(task);
            while (!task.done) {
                if (holder.compareAndSet(NOBODY, SHORT_WORK)) {
                    runUnlessDone(task);
                } else {
                    LockSupport.parkNanos(this, LOOK_NS);
                }
            }
            task.tell();
        } finally {
            others.unlock();
        }
    }

    private void runUnlessDone(Task task) {
        try {
            if (waiting.compareAndSet(task, null)) {
                task.run();
            }
        } finally {
            holder.set(NOBODY);
        }
    }

    /** Does something in turn that may take long; the pin is silent meanwhile. */
    @Irql(Level.PASSIVE)
    public void take(Runnable work) {
        others.lock();
        try {
            acquire();
            try {
                work.run();
            } finally {
                holder.set(NOBODY);
            }
        } finally {
            others.unlock();
        }
    }

    private void acquire() {
        while (!holder.compareAndSet(NOBODY, LONG_WORK)) {
            LockSupport.parkNanos(this, LOOK_NS);
        }
    }
}
