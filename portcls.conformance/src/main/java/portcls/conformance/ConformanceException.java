package portcls.conformance;

import java.util.List;

/**
 * The table cannot be made or is stale; the message says why, one reason per line, and what to do.
 */
final class ConformanceException extends Exception {

    private static final long serialVersionUID = 1L;

    ConformanceException(List<String> reasons) {
        super("conformance: " + String.join(System.lineSeparator() + "conformance: ", reasons));
    }
}
