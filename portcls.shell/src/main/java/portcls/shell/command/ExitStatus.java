package portcls.shell.command;

/** How a command ended. */
public enum ExitStatus {
    OK(0),
    FAILED(1),
    /** It was not written as it must be. */
    USAGE(2),
    /** Somebody pressed Ctrl-C: 128 and the number of the signal. */
    INTERRUPTED(130);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    /** The exit status of a process. */
    public int code() {
        return code;
    }
}
