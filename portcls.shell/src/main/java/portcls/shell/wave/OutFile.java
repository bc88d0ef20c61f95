package portcls.shell.wave;

import portcls.shell.command.CommandException;
import portcls.shell.command.Console;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is to be written. */
public final class OutFile {
    private OutFile() {}

    /**
     * Finds out beforehand what would keep it from being written.
     *
     * @param how how another one is named
     */
    public static void check(Path file, Console console, String how) throws CommandException {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandException(
                    "There is no folder "
                            + console.shown(folder)
                            + " for "
                            + file.getFileName()
                            + ".\n  What to do: make it, or name another file with "
                            + how
                            + ".");
        }
        if (Files.isDirectory(file)) {
            throw new CommandException(
                    console.shown(file)
                            + " is a folder.\n  What to do: name a file with "
                            + how
                            + ".");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(
                    console.shown(file)
                            + " is a pipe or a device, and a WAV file is written back and forth.\n"
                            + "  What to do: name an ordinary file with "
                            + how
                            + ".");
        }
    }
}
