package portcls.shell.command;

/**
 * A command that cannot do what it was asked to. Its message is for people: what is, why, what to
 * do.
 */
public class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The status that a process ends with. */
    public ExitStatus status() {
        return ExitStatus.FAILED;
    }
}
