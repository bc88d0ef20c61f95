package portcls.shell.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a command talks to people.
 *
 * @param keys what is typed; only looked at, never closed; empty when a command must not read it,
 *     since it works in the background
 * @param out what it says
 * @param err what goes wrong
 * @param terminal whether {@code out} is a terminal, where a line can be rewritten
 * @param columns width of that terminal
 * @param folder the one that relative paths start from
 */
public record Console(
        Optional<InputStream> keys,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        int columns,
        Path folder) {

    /** How somebody ends what goes on without end, to be put behind what goes on. */
    public String ending() {
        return keys.isPresent() ? "; Enter ends it" : "; `fg` and then Ctrl-C end it";
    }

    /** One that says everything where errors go, for a command whose output is data. */
    public Console onlyErrors() {
        return new Console(keys, err, err, false, columns, folder);
    }

    /** Prints lines. */
    public void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }

    /** Prints a line. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a line that warns. */
    public void warn(String line) {
        err.println("warning: " + line);
        err.flush();
    }

    /** A path as somebody wrote it, made absolute. */
    public Path path(String written) throws CommandException {
        try {
            return folder.resolve(written).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new CommandException(
                    "\"" + written + "\" is no file name here: " + e.getReason(), e);
        }
    }

    /** A path as people like to see it: relative when it lies in the folder. */
    public String shown(Path path) {
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }
}
