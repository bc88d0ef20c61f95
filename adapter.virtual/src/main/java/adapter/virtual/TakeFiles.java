package adapter.virtual;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Names of the files that a device writes, one for each take.
 *
 * @param pattern of a path, in which {@code {number}} stands for the first number that is free;
 *     without it each take replaces the one before
 */
public record TakeFiles(String pattern) {
    private static final String NUMBER = "{number}";

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException when it names no file
     */
    public TakeFiles {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException(
                    "file= is empty, but output=file needs it; name a WAV file, for example"
                            + " take-{number}.wav");
        }
        if (!isFile(pattern)) {
            throw new IllegalArgumentException(
                    "file=" + pattern + " is not the name of a file; use one such as take.wav");
        }
    }

    private static boolean isFile(String name) {
        try {
            return Path.of(name).getFileName() != null;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The next one. */
    public Path next() {
        int number = 1;
        Path file = file(number);
        while (pattern.contains(NUMBER) && Files.exists(file)) {
            number++;
            file = file(number);
        }
        return file;
    }

    private Path file(int number) {
        return Path.of(pattern.replace(NUMBER, String.format(Locale.ROOT, "%04d", number)));
    }
}
