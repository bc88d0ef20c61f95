package adapter.virtual.ac97;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.FrameClock;
import adapter.virtual.TakeFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Writes all that is played into files, one for each take: from the first sound until the playing
 * engine is reset, or until the rate changes. A file that cannot be written is told once; the
 * device plays on.
 */
final class Takes implements FrameQueue.Reader {
    private static final System.Logger LOG = System.getLogger(Takes.class.getName());

    private static final int PATIENCE_SECONDS = 5;

    private final String device;
    private final TakeFiles files;
    private final FrameQueue queue;

    // Its thread's.
    private @Nullable SoundFile file;
    private boolean failed;

    /**
     * Begins none yet.
     *
     * @param files where they are written
     */
    Takes(String device, TakeFiles files) {
        this.device = device;
        this.files = files;
        queue = new FrameQueue("takes of " + device, this);
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
    public boolean take(FrameClock grid, long frame, MemorySegment memory, long offset, int count) {
        try {
            SoundFile now = file;
            if (now == null || !now.grid().equals(grid)) {
                end();
                now = new SoundFile(files.next(), grid, frame);
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
}
