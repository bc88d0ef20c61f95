package portcls.song;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Objects;

/** There is no song to play. The message says what is, and what to do; it is meant for the user. */
public final class SongException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A failure with its reason. */
    public SongException(String message) {
        this(message, null);
    }

    /** A failure that another one caused. */
    public SongException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
    }

    /** What is, and what to do. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
