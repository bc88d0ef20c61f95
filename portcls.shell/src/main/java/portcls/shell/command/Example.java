package portcls.shell.command;

/**
 * A line that somebody may type as it is.
 *
 * @param line with what it does behind {@code #}
 * @param place where it works
 */
public record Example(String line, Place place) {
    /** Where a line works. */
    public enum Place {
        /** In the shell, and on the command line behind {@code ./portcls}. */
        ANYWHERE,
        /** In the shell alone: what it does lasts as long as the container. */
        SHELL,
        /** On the command line alone. */
        COMMAND_LINE
    }

    /**
     * Whether it works there.
     *
     * @param shell in the shell; else on the command line
     */
    public boolean worksIn(boolean shell) {
        return place == Place.ANYWHERE || (place == Place.SHELL) == shell;
    }
}
