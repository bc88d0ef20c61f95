package portcls.shell.wave;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A lock on a name that all processes of a user respect. Each name is a byte of one empty file in
 * the folder for temporary files. What is named is not locked itself: POSIX lets go of the locks on
 * a file when its process closes that file anywhere, and who writes it may do that.
 *
 * <p>Closing it gives the name free. For one thread.
 */
final class NameLock implements AutoCloseable {
    private static final @Nullable FileChannel NAMES = open();

    private final @Nullable FileLock lock;

    private NameLock(@Nullable FileLock lock) {
        this.lock = lock;
    }

    /** The lock; empty when somebody has it. Where there can be no locks everything is free. */
    static Optional<NameLock> tryOf(String name) {
        if (NAMES == null) {
            return Optional.of(new NameLock(null));
        }
        long place =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .getMostSignificantBits();
        try {
            FileLock lock = NAMES.tryLock(place & Long.MAX_VALUE >> 1, 1, false);
            return Optional.ofNullable(lock).map(NameLock::new);
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        } catch (IOException e) {
            log("no lock for " + name, e);
            return Optional.of(new NameLock(null));
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null && lock.isValid()) {
            lock.release();
        }
    }

    private static @Nullable FileChannel open() {
        Path file =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "portcls-" + System.getProperty("user.name") + ".lock");
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            log("no locks: " + file, e);
            return null;
        }
    }

    private static void log(String what, IOException why) {
        System.getLogger(NameLock.class.getName()).log(Level.DEBUG, what, why);
    }
}
