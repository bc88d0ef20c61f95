package portcls.shell.command;

import java.util.List;

/**
 * A command, on the command line and in the shell. Runs on the thread of its caller; several may
 * run at a time.
 */
public interface Command {
    /** How it is written. */
    Syntax syntax();

    /**
     * Does it.
     *
     * @param arguments as {@link #syntax()} parsed them
     * @throws CommandException when it cannot be done
     * @throws InterruptedException when somebody wants it to end; by then it has tidied up
     */
    ExitStatus run(Arguments arguments, Console console)
            throws CommandException, InterruptedException;

    /**
     * What could stand in a place, for tab completion.
     *
     * @param label of a parameter or of an option's value, as {@link #syntax()} has it
     */
    default List<String> candidates(String label) {
        return List.of();
    }
}
