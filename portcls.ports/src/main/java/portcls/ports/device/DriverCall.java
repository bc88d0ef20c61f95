package portcls.ports.device;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls drivers and adapters about the state of their device, on a thread of its own and for a
 * limited time, while the device's worker waits: whoever does not come back is left to itself, and
 * is not called again before it has come back. One call at a time.
 */
public final class DriverCall {
    private static final Logger LOG = System.getLogger(DriverCall.class.getName());

    private final Worker worker;
    private final Executor threads;
    private final Duration limit;
    private final Runnable cameBack;

    /** The thread that is inside; null when nobody is. */
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    /** A driver's code. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** How a call ended. */
    public sealed interface Outcome {
        /** It came back. */
        record Done() implements Outcome {}

        /** It threw. */
        record Failed(Throwable cause) implements Outcome {}

        /**
         * It did not come back, now or before.
         *
         * @param where in plain words
         */
        record Hung(String where) implements Outcome {}
    }

    /** How a call stands; whoever sets it first, callee or caller, decides how it ended. */
    private enum Stand {
        RUNS,
        CAME_BACK,
        LEFT_TO_ITSELF
    }

    /**
     * For one callee.
     *
     * @param worker of its device, which waits
     * @param limit how long it may take
     */
    public DriverCall(Worker worker, Executor threads, Duration limit) {
        this(worker, threads, limit, () -> {});
    }

    /**
     * For one callee whose way back is awaited.
     *
     * @param cameBack called on any thread when one comes back that was left to itself
     */
    public DriverCall(Worker worker, Executor threads, Duration limit, Runnable cameBack) {
        this.worker = worker;
        this.threads = threads;
        this.limit = limit;
        this.cameBack = cameBack;
    }

    /**
     * Makes a call.
     *
     * @param what whose call, for the log
     */
    public Outcome make(String what, Work work) {
        if (inside.get() != null) {
            return new Outcome.Hung(what + " was not called: its last call hangs still");
        }
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<Stand> stand = new AtomicReference<>(Stand.RUNS);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        worker.getsOn();
        try {
            threads.execute(() -> call(work, failure, stand, over));
        } catch (RejectedExecutionException e) {
            return new Outcome.Failed(e);
        }
        boolean inTime =
                Departure.awaitKeepingInterrupts(over, limit)
                        || !stand.compareAndSet(Stand.RUNS, Stand.LEFT_TO_ITSELF);
        worker.getsOn();
        if (inTime) {
            Throwable cause = failure.get();
            return cause == null ? new Outcome.Done() : new Outcome.Failed(cause);
        }
        return new Outcome.Hung(what + " hangs in " + report(what));
    }

    private void call(
            Work work,
            AtomicReference<@Nullable Throwable> failure,
            AtomicReference<Stand> stand,
            CountDownLatch over) {
        inside.set(Thread.currentThread());
        try {
            // One that waited too long for its thread is given up, too.
            if (stand.get() == Stand.RUNS) {
                work.run();
            }
        } catch (Throwable t) {
            failure.set(t);
        } finally {
            leave();
            boolean inTime = stand.compareAndSet(Stand.RUNS, Stand.CAME_BACK);
            over.countDown();
            if (!inTime) {
                cameBack.run();
            }
        }
    }

    private String report(String what) {
        Thread stuck = inside.get();
        if (stuck == null) {
            return "an unknown place";
        }
        CallStack calls = CallStack.of(stuck);
        LOG.log(
                Level.WARNING,
                "{0} does not come back within {1} ms and was left to itself. It is here:\n{2}",
                what,
                limit.toMillis(),
                calls.text());
        interrupt(stuck);
        return calls.place();
    }

    /**
     * Together with {@link #interrupt}: its thread may belong to somebody else the moment after.
     */
    private synchronized void leave() {
        inside.set(null);
    }

    private synchronized void interrupt(Thread stuck) {
        if (stuck.equals(inside.get())) {
            stuck.interrupt();
        }
    }
}
