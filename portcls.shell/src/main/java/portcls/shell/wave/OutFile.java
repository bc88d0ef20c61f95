package portcls.shell.wave;

import portcls.shell.command.CommandException;
import portcls.shell.command.Console;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

    /**
     * What to tell of a file that could not be written.
     *
     * @param how what to do, as a sentence
     */
    public static CommandException failure(
            Path file, Console console, String how, IOException cause) {
        return new CommandException(
                Texts.sentence(problem(file, console, cause)) + "\n  What to do: " + how, cause);
    }

    /** Why a file could not be written, in words: the platform often tells its name alone. */
    static String problem(Path file, Console console, IOException cause) {
        return console.shown(file) + " cannot be written: " + reason(file, cause);
    }

    private static String reason(Path file, IOException cause) {
        return switch (cause) {
            case AccessDeniedException _ ->
                    Files.exists(file)
                            ? "the file is write-protected"
                            : "its folder is not writable";
            case NoSuchFileException _ -> "its folder does not exist";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> Texts.message(cause);
        };
    }
}
