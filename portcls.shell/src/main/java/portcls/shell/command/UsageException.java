package portcls.shell.command;

/** A command that was not written as it must be. */
public final class UsageException extends CommandException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    @Override
    public ExitStatus status() {
        return ExitStatus.USAGE;
    }
}
