package portcls.shell.wave;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A file that one command writes and no other meanwhile, in this container or in another one of the
 * same user.
 *
 * <p>Closing it lets others write there, and takes the file away if it was made by the claim and
 * nothing was written. For one thread.
 */
public final class FileClaim implements AutoCloseable {
    private final Path file;
    private final NameLock lock;
    private final boolean isNew;

    private FileClaim(Path file, NameLock lock, boolean isNew) {
        this.file = file;
        this.lock = lock;
        this.isNew = isNew;
    }

    /**
     * Claims a file that may be there already.
     *
     * @throws IOException when it cannot be made, or another command writes it
     */
    public static FileClaim of(Path file) throws IOException {
        try {
            return ofNew(file);
        } catch (FileAlreadyExistsException _) {
            return claim(file, false);
        }
    }

    /**
     * Makes a file and claims it.
     *
     * @throws FileAlreadyExistsException when there is one
     * @throws IOException when it cannot be made
     */
    public static FileClaim ofNew(Path file) throws IOException {
        return claim(Files.createFile(file), true);
    }

    private static FileClaim claim(Path file, boolean isNew) throws IOException {
        Optional<NameLock> lock = NameLock.tryOf(name(file));
        if (lock.isEmpty()) {
            throw new FileSystemException(
                    file.toString(), null, "another command is writing to it");
        }
        return new FileClaim(file, lock.get(), isNew);
    }

    /** The same for all links to a file. */
    private static String name(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return String.valueOf(key == null ? file.toRealPath() : key);
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try (lock) {
            if (isNew && Files.exists(file) && Files.size(file) == 0) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.getLogger(FileClaim.class.getName())
                    .log(Level.DEBUG, "an empty file may stay: " + file, e);
        }
    }
}
