package adapter.virtual;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.InterruptLine;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An interrupt line that software raises. The handler runs on the thread that calls {@link #raise},
 * outside of any lock.
 */
public final class RaisedLine implements InterruptLine {
    private static final System.Logger LOG = System.getLogger(RaisedLine.class.getName());

    /** How long a disconnect waits for a handler that does not come back. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String description;

    /** Guarded by this. */
    private @Nullable BooleanSupplier handler;

    /** The thread that is inside the handler; guarded by this. */
    private @Nullable Thread inside;

    private long unclaimed;

    /** A line without a handler. */
    public RaisedLine(String description) {
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

    /** Calls the handler, if there is one. Called by one thread at a time. */
    public void raise() {
        BooleanSupplier current;
        synchronized (this) {
            current = handler;
            if (current == null) {
                return;
            }
            inside = Thread.currentThread();
        }
        boolean claimed = false;
        try {
            claimed = current.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.log(
                    ERROR,
                    "the interrupt routine of {0} failed: {1}; it is called again next time",
                    description,
                    e);
            LOG.log(DEBUG, "where the interrupt routine of " + description + " failed", e);
        } finally {
            synchronized (this) {
                inside = null;
                if (!claimed) {
                    unclaimed++;
                }
                notifyAll();
            }
        }
    }

    /** Interrupts that the handler did not acknowledge. */
    public synchronized long unclaimed() {
        return unclaimed;
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
