package portcls.wav;

import java.io.IOException;

/** A file that cannot be read as sound. Its message says what the file is and what to do. */
public final class WavException extends IOException {
    private static final long serialVersionUID = 1;

    WavException(String message) {
        super(message);
    }
}
