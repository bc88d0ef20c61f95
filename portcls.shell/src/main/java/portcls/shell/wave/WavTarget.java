package portcls.shell.wave;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is to be written: one that somebody named may be written over, one that nobody named
 * never. Immutable, for any thread.
 *
 * @param file where it goes; where nobody named it, the first of {@code a.wav}, {@code a-2.wav},
 *     {@code a-3.wav} … that is free
 * @param isNamed whether somebody named it
 */
public record WavTarget(Path file, boolean isNamed) {
    /**
     * The file that is to be written, nobody else's from now on.
     *
     * @throws IOException when it cannot be made, or another command writes it
     */
    public FileClaim claim() throws IOException {
        Path candidate = file;
        for (int number = 2; !isNamed; number++) {
            try {
                return FileClaim.ofNew(candidate);
            } catch (FileAlreadyExistsException _) {
                candidate = file.resolveSibling(numbered(number));
            }
        }
        return FileClaim.of(file);
    }

    /**
     * Takes a claimed file away that nothing was written to.
     *
     * @return false when it stays, since somebody named it
     */
    public boolean giveBack(Path claimed) {
        if (isNamed) {
            return false;
        }
        try {
            return Files.deleteIfExists(claimed);
        } catch (IOException e) {
            System.getLogger(WavTarget.class.getName())
                    .log(System.Logger.Level.DEBUG, "an empty file stays: " + claimed, e);
            return false;
        }
    }

    private String numbered(int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0
                ? name.substring(0, dot) + "-" + number + name.substring(dot)
                : name + "-" + number;
    }
}
