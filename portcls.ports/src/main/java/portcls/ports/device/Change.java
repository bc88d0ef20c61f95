package portcls.ports.device;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A change of a device's state on its worker, which ends in a limited time: a driver that hangs
 * there, in the change or in a call that began before, is left to itself.
 */
public final class Change {
    /** A change that does not say how it gets on may call every driver of the device. */
    private static final int TIMES = 3;

    /** Each call of the change may take the limit, and a machine that is busy a bit more. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** How often a driver may be left to itself until nobody waits any more. */
    private static final int MOST_ABANDONED = 16;

    private final Device device;
    private final Supplier<List<String>> work;
    private final @Nullable Function<String, List<String>> anew;
    private @Nullable CompletableFuture<List<String>> result;

    /** One that is given up when a driver hangs in it; not begun. */
    public Change(Device device, Supplier<List<String>> work) {
        this(device, work, null);
    }

    /**
     * One that is carried through whatever hangs; not begun. It says by {@link Worker#getsOn} that
     * it does.
     *
     * @param anew begins it anew after it was abandoned, by whomever, and leaves out what it is
     *     told hangs
     */
    public Change(
            Device device,
            Supplier<List<String>> work,
            @Nullable Function<String, List<String>> anew) {
        this.device = device;
        this.work = work;
        this.anew = anew;
    }

    /** Queues it; made at once when the worker itself asks. */
    public void begin() {
        result = device.worker().submit(null, work::get);
    }

    /**
     * Waits for its end.
     *
     * @param limit how long one call of a driver may take
     * @return what went wrong
     * @throws PortClsException what it threw; IO_TIMEOUT when it does not end
     */
    public List<String> end(Duration limit) {
        CompletableFuture<List<String>> queued = result;
        if (queued == null) {
            throw new IllegalStateException("begin comes first");
        }
        Duration patience = anew == null ? limit.multipliedBy(TIMES) : limit.plus(MARGIN);
        List<String> trouble = new ArrayList<>();
        long from = System.nanoTime();
        for (int abandoned = 0; abandoned < MOST_ABANDONED; abandoned++) {
            long sign = awaitOrSilence(queued, from, patience.toNanos());
            if (!queued.isDone()) {
                trouble.addAll(device.abandonSilent(sign));
            } else if (anew != null && isAbandoned(queued)) {
                String where = ((AbandonedException) queued.exceptionNow()).where();
                if (!trouble.contains(where)) {
                    // A driver that leaves waits for the worker, too, and was the first to give up.
                    trouble.add(where);
                }
                queued = device.worker().submit(null, () -> anew.apply(where));
            } else {
                trouble.addAll(Worker.await(queued));
                return trouble;
            }
            from = System.nanoTime();
        }
        throw new PortClsException(
                Status.IO_TIMEOUT,
                "the device " + device.id() + " does not come to rest; " + trouble);
    }

    private static boolean isAbandoned(CompletableFuture<?> ended) {
        return ended.isCompletedExceptionally()
                && ended.exceptionNow() instanceof AbandonedException;
    }

    /**
     * Waits until it is done, or nobody has heard of the worker for too long.
     *
     * @param from whatever was before does not count
     * @return the worker's last sign
     */
    private long awaitOrSilence(CompletableFuture<?> queued, long from, long patience) {
        CountDownLatch over = new CountDownLatch(1);
        var _ = queued.whenComplete((_, _) -> over.countDown());
        while (true) {
            long sign = device.worker().lastSign();
            long since = sign - from > 0 ? sign : from;
            long rest = since + patience - System.nanoTime();
            if (rest <= 0 || Departure.awaitKeepingInterrupts(over, Duration.ofNanos(rest))) {
                return sign;
            }
        }
    }
}
