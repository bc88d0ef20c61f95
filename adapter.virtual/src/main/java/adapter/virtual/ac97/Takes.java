package adapter.virtual.ac97;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Writes all that is played into files, one for each take: from the first sound until the playing
 * engine is reset, or until the rate changes. A file that cannot be written is told once; the
 * device plays on.
 */
final class Takes implements FrameQueue.Reader {
    private static final System.Logger LOG = System.getLogger(Takes.class.getName());

    private static final String NUMBER = "{number}";
    private static final int PATIENCE_SECONDS = 5;

    private final String device;
    private final String pattern;
    private final FrameQueue queue;

    // Its thread's.
    private @Nullable SoundFile file;
    private boolean failed;

    /**
     * Begins none yet.
     *
     * @param pattern of a path, see {@link #checked}
     */
    Takes(String device, String pattern) {
        this.device = device;
        this.pattern = pattern;
        queue = new FrameQueue("takes of " + device, this);
    }

    /**
     * A pattern of a path in which {@code {number}} stands for the first number that is free;
     * without it each take replaces the one before.
     *
     * @throws IllegalArgumentException when it is none
     */
    static String checked(String pattern) {
        if (pattern.isBlank()) {
            throw new IllegalArgumentException(
                    "file= is empty, but output=file needs it; name a WAV file, for example"
                            + " take-{number}.wav");
        }
        try {
            if (Path.of(pattern).getFileName() != null) {
                return pattern;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "file=" + pattern + " is not the name of a file; use one such as take.wav");
    }

    /** Where the output goes. */
    FrameQueue queue() {
        return queue;
    }

    /** At PASSIVE: ends the last take. */
    void finish() {
        queue.close();
        try {
            if (!queue.thread().join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                LOG.log(
                        WARNING,
                        "the take of {0} does not end within {1} s; look whether its disk answers",
                        device,
                        PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean take(FrameGrid grid, long frame, MemorySegment memory, long offset, int count) {
        try {
            SoundFile now = file;
            if (now == null || !now.grid().equals(grid)) {
                end();
                now = new SoundFile(next(), grid, frame);
                file = now;
            }
            now.write(frame, memory, offset, count);
            failed = false;
        } catch (IOException e) {
            end();
            if (!failed) {
                failed = true;
                LOG.log(WARNING, "{0} plays on, but not into a file: {1}", device, e.getMessage());
            }
        }
        return true;
    }

    @Override
    public void end() {
        SoundFile old = file;
        file = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                LOG.log(WARNING, "a take of {0} is not complete: {1}", device, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        end();
    }

    private Path next() {
        int number = 1;
        Path path = path(number);
        while (pattern.contains(NUMBER) && Files.exists(path)) {
            number++;
            path = path(number);
        }
        return path;
    }

    private Path path(int number) {
        return Path.of(pattern.replace(NUMBER, String.format(Locale.ROOT, "%04d", number)));
    }
}
