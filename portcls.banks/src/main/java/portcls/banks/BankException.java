package portcls.banks;

import java.io.IOException;

/**
 * A sound bank, or a download block, that cannot be used. Its message says which, where (byte and
 * chunk), what is wrong and what to do.
 */
public final class BankException extends IOException {
    private static final long serialVersionUID = 1;

    /** Makes one of a message that is complete. */
    public BankException(String message) {
        super(message);
    }
}
