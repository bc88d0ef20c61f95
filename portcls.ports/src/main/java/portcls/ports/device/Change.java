package portcls.ports.device;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * A change of a device's state on its worker, which ends in a limited time: a driver that hangs
 * there, in a call that began before, is left to itself first.
 */
public final class Change {
    /** The change itself may call every driver of the device. */
    private static final int TIMES = 3;

    private final Device device;
    private final Supplier<List<String>> work;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable CompletableFuture<List<String>> result;

    /** Not begun. */
    public Change(Device device, Supplier<List<String>> work) {
        this.device = device;
        this.work = work;
    }

    /** Queues it; made at once when the worker itself asks. */
    public void begin() {
        CompletableFuture<List<String>> queued = device.worker().submit(null, work::get);
        var _ = queued.whenComplete((_, _) -> over.countDown());
        result = queued;
    }

    /**
     * Waits for its end.
     *
     * @return what went wrong
     * @throws PortClsException what it threw; IO_TIMEOUT when it does not end
     */
    public List<String> end(Duration limit) {
        CompletableFuture<List<String>> queued = result;
        if (queued == null) {
            throw new IllegalStateException("begin comes first");
        }
        List<String> trouble = new ArrayList<>();
        if (!awaits(limit)) {
            trouble.addAll(device.quiesce(Duration.ZERO));
        }
        if (!awaits(limit)) {
            throw new PortClsException(
                    Status.IO_TIMEOUT,
                    "the device " + device.id() + " does not come to rest; " + trouble);
        }
        trouble.addAll(Worker.await(queued));
        return trouble;
    }

    private boolean awaits(Duration limit) {
        return Departure.awaitKeepingInterrupts(over, limit.multipliedBy(TIMES));
    }
}
