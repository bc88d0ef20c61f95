package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may touch a pin's engine and the events that wait: one thread at a time. The sink thread
 * never waits for it: what others have to do they leave for the sink thread to do before it
 * renders, or, while nobody renders, do themselves.
 *
 * <p>Whatever is done in turn happens before whatever is done in a later turn.
 */
public final class Turn {
    /** How long the sink thread may take to come by: more than two of its periods. */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicReference<@Nullable Task> waiting = new AtomicReference<>();

    /** Orders those who are not the sink thread. */
    private final ReentrantLock others = new ReentrantLock();

    private volatile boolean rendered;

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
     * @return false when another has it: there is nothing to render then
     */
    @Irql(Level.DISPATCH)
    public boolean begin() {
        if (!taken.compareAndSet(false, true)) {
            return false;
        }
        rendered = true;
        Task task = waiting.getAndSet(null);
        if (task != null) {
            task.run();
        }
        return true;
    }

    /** Ends the sink thread's turn. */
    @Irql(Level.DISPATCH)
    public void end() {
        taken.set(false);
    }

    /**
     * Does something short in turn, without a break in the sound: on the sink thread if that
     * renders, else here. Returns when it is done.
     */
    @Irql(Level.PASSIVE)
    public void run(Runnable work) {
        others.lock();
        try {
            Task task = new Task(work);
            if (rendered) {
                // Unless the sink thread comes by within the patience it has gone.
                waiting.set(task);
                long start = System.nanoTime();
                while (!task.done && System.nanoTime() - start < PATIENCE_NS) {
                    LockSupport.parkNanos(this, LOOK_NS);
                }
                if (!waiting.compareAndSet(task, null)) {
                    while (!task.done) {
                        LockSupport.parkNanos(this, LOOK_NS);
                    }
                }
                rendered = task.done;
            }
            if (!task.done) {
                acquire();
                try {
                    task.run();
                } finally {
                    taken.set(false);
                }
            }
            task.tell();
        } finally {
            others.unlock();
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
                taken.set(false);
            }
        } finally {
            others.unlock();
        }
    }

    private void acquire() {
        while (!taken.compareAndSet(false, true)) {
            LockSupport.parkNanos(this, LOOK_NS);
        }
    }
}
