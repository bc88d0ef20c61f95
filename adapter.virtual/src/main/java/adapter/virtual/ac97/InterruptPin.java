package adapter.virtual.ac97;

import static java.lang.System.Logger.Level.ERROR;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.InterruptLine;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The controller's interrupt. The handler runs on the thread that raises it, with no lock held. */
final class InterruptPin implements InterruptLine {
    private static final System.Logger LOG = System.getLogger(InterruptPin.class.getName());

    /** How long a disconnect waits for a handler that does not come back. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String description;

    // Guarded by this.
    private @Nullable BooleanSupplier handler;
    private @Nullable Thread inside;

    InterruptPin(String description) {
        this.description = description;
    }

    @Override
    public synchronized void connect(BooleanSupplier newHandler) {
        if (handler != null) {
            throw new IllegalStateException(
                    description + " has a handler already; disconnect that one first");
        }
        handler = newHandler;
    }

    @Override
    public synchronized void disconnect() {
        handler = null;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        while (inside != null && !inside.equals(Thread.currentThread())) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                LOG.log(
                        ERROR,
                        "{0} was disconnected while its handler still runs after 5 s on thread"
                                + " \"{1}\": the driver hangs in its interrupt routine",
                        description,
                        inside.getName());
                break;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Calls the handler, if there is one; false when it did not claim. One thread at a time. */
    boolean raise() {
        BooleanSupplier current;
        synchronized (this) {
            current = handler;
            if (current == null) {
                return false;
            }
            inside = Thread.currentThread();
        }
        try {
            return current.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.log(ERROR, "the interrupt routine of " + description + " failed", e);
            return false;
        } finally {
            synchronized (this) {
                inside = null;
                notifyAll();
            }
        }
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }
}
