package portcls.logind.lib;

import java.io.IOException;

/** Who was called answered with an error; the connection is as good as before. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
