package portcls.ports.power;

import portcls.api.power.PowerStatus;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Somebody who listens to changes of power: told of one after the other, in the order in which they
 * were, on threads that may block. One who is slow holds nobody up but himself. Thread-safe.
 */
final class PowerListener {
    private static final Logger LOG = System.getLogger(PowerListener.class.getName());

    private final Consumer<PowerStatus> consumer;
    private final Executor threads;
    private CompletableFuture<?> last = CompletableFuture.completedFuture("");
    private volatile boolean ended;

    PowerListener(Consumer<PowerStatus> consumer, Executor threads) {
        this.consumer = consumer;
        this.threads = threads;
    }

    synchronized void tell(PowerStatus status) {
        // Whatever became of the one before; nothing at all when the house is closing.
        last = last.handle((_, _) -> status).thenAcceptAsync(this::deliver, threads);
    }

    void end() {
        ended = true;
    }

    private void deliver(PowerStatus status) {
        if (ended) {
            return;
        }
        try {
            consumer.accept(status);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "A listener failed when it was told of " + status.deviceId() + "; it stays",
                    e);
        }
    }
}
