package portcls.api;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A request that failed. The message says what was expected, what came, and what to do. Never
 * thrown on a data path for an ordinary answer.
 */
public class PortClsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Status status;

    /** A failure with its reason. */
    public PortClsException(Status status, String message) {
        this(status, message, null);
    }

    /** A failure that another one caused. */
    public PortClsException(Status status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = Objects.requireNonNull(status, "status");
    }

    /** The kind of failure. */
    public Status status() {
        return status;
    }
}
