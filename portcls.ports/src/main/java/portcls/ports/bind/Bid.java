package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.ports.device.CallStack;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one driver bids for one device or function. A driver that looks at the device itself is
 * asked once, on a thread that is left to itself when the driver does not answer in time.
 * Thread-safe.
 */
final class Bid {
    private static final Logger LOG = System.getLogger(Bid.class.getName());

    private final Driver driver;
    private final String id;
    private final Adapter adapter;
    private final Duration limit;
    private final FutureTask<Integer> question;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile long deadline;
    private volatile @Nullable Thread inside;
    private volatile @Nullable Answer answer;

    /**
     * An answer.
     *
     * @param bid {@link DeviceMatch#NONE} when it does not bid
     * @param trouble why it could not tell; empty when it could
     */
    record Answer(int bid, String trouble) {}

    /**
     * A bid that nobody asked for yet.
     *
     * @param id of the device or function, for messages
     * @param adapter what the driver sees of it
     */
    Bid(Driver driver, String id, Adapter adapter, Duration limit) {
        this.driver = driver;
        this.id = id;
        this.adapter = adapter;
        this.limit = limit;
        question = new FutureTask<>(this::ask);
    }

    /** Who bids. */
    Driver driver() {
        return driver;
    }

    /** Asks, unless somebody did or the driver went. Does not wait for a driver's own code. */
    void begin(Executor threads) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        deadline = System.nanoTime() + limit.toNanos();
        if (!driver.looksItself()) {
            question.run();
            return;
        }
        try {
            threads.execute(question);
        } catch (RejectedExecutionException _) {
            // The ports are stopping: nobody gets a driver any more.
            question.cancel(false);
        }
    }

    /** Whether {@link #await} returns at once. */
    boolean isSettled() {
        return question.isDone();
    }

    /** The answer, if it was awaited already. */
    Optional<Answer> known() {
        return Optional.ofNullable(answer);
    }

    /** Waits for the answer, up to the limit; begin it before. */
    Answer await() {
        Answer known = answer;
        return known == null ? settle(outcome()) : known;
    }

    /** The driver or the device goes: returns when the driver is not asked and will not be. */
    void end() {
        if (begun.compareAndSet(false, true)) {
            question.cancel(false);
        } else if (!Thread.currentThread().equals(inside)) {
            await();
        }
    }

    private Integer ask() {
        inside = Thread.currentThread();
        try {
            return driver.bid(adapter);
        } finally {
            inside = null;
        }
    }

    private Answer outcome() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    long left = Math.max(0, deadline - System.nanoTime());
                    return new Answer(question.get(left, TimeUnit.NANOSECONDS), "");
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (CancellationException e) {
                    return new Answer(DeviceMatch.NONE, "");
                } catch (ExecutionException e) {
                    return failed(e.getCause() == null ? e : e.getCause());
                } catch (TimeoutException e) {
                    return hangs();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whoever waits first says how it ended, once. */
    private synchronized Answer settle(Answer outcome) {
        Answer known = answer;
        if (known != null) {
            return known;
        }
        answer = outcome;
        return outcome;
    }

    private Answer failed(Throwable cause) {
        String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        LOG.log(Level.WARNING, driver + " failed in match for " + id, cause);
        return new Answer(DeviceMatch.NONE, "match failed: " + text);
    }

    private Answer hangs() {
        Thread stuck = inside;
        CallStack calls = stuck == null ? new CallStack(List.of()) : CallStack.of(stuck);
        // Said before it is called off: who waits at the same time would take that for the answer.
        Answer told =
                settle(
                        new Answer(
                                DeviceMatch.NONE,
                                "it hangs in match, without an answer for "
                                        + limit.toMillis()
                                        + " ms, in "
                                        + calls.place()));
        question.cancel(true);
        LOG.log(
                Level.WARNING,
                "{0} does not come back from match for {1} and does not get the device. It is"
                        + " here:\n"
                        + "{2}",
                driver,
                id,
                calls.text());
        return told;
    }
}
