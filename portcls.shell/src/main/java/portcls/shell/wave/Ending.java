package portcls.shell.wave;

import portcls.shell.command.ExitStatus;

/**
 * How a stream ended.
 *
 * @param status whether it came to its end
 * @param problem why it ended early, for people; empty when it did not, or was asked to
 */
record Ending(ExitStatus status, String problem) {
    /** It came to its end. */
    static final Ending GOOD = new Ending(ExitStatus.OK, "");

    /** Somebody wanted it to end. */
    static final Ending INTERRUPTED = new Ending(ExitStatus.INTERRUPTED, "");

    /** It broke. */
    static Ending failed(String problem) {
        return new Ending(ExitStatus.FAILED, problem);
    }
}
