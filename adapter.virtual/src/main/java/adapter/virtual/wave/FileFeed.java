package adapter.virtual.wave;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.wav.WavReader;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Reads a WAV file ahead on a thread of its own, for a streaming thread that cannot wait. */
final class FileFeed {
    private static final System.Logger LOG = System.getLogger(FileFeed.class.getName());

    private static final int BLOCK_FRAMES = 1_024;
    private static final int BLOCKS = 64;
    private static final long POLL_NANOS = 2_000_000;
    private static final int PATIENCE_SECONDS = 5;

    private final Path file;
    private final WavReader reader;
    private final int frameBytes;
    private final BlockRing ring;
    private final Thread thread;
    private final CountDownLatch filled = new CountDownLatch(1);
    private volatile @Nullable IOException failure;
    private volatile boolean ended;
    private volatile boolean closed;

    /** The streaming thread's: frames of the first block that were taken. */
    private int taken;

    /** Opens the file and waits until something of it is there. */
    FileFeed(Path file) throws IOException {
        this.file = file;
        reader = WavReader.open(file);
        reader.problems().forEach(problem -> LOG.log(WARNING, problem));
        frameBytes = reader.format().blockAlign();
        ring = new BlockRing(BlockRing.bytesFor(BLOCKS, BLOCK_FRAMES * frameBytes));
        thread = Thread.ofPlatform().daemon().name("reader of " + file).unstarted(this::run);
        thread.start();
        try {
            if (!filled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                close();
                throw new IOException(
                        file + " cannot be read: its disk does not answer. Name another file.");
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("interrupted while " + file + " was opened")
                            .initCause(e);
        }
    }

    // The streaming thread.

    /**
     * How many frames lie together at {@link #data}; 0 when there are none.
     *
     * @throws IOException when reading failed; all that could be read was taken
     */
    int available() throws IOException {
        int frames = (int) ring.word();
        if (frames > 0) {
            return frames - taken;
        }
        IOException why = failure;
        if (why != null && ring.isEmpty()) {
            throw why;
        }
        return 0;
    }

    /** Whether nothing comes any more; asked when nothing is available. */
    boolean isAtEnd() {
        return ended && ring.isEmpty();
    }

    /** Where the frames are. */
    MemorySegment memory() {
        return ring.memory();
    }

    /** Where the next frame is. */
    long data() {
        return ring.data() + (long) taken * frameBytes;
    }

    /** Frames that were made use of; at most those that were available. */
    void take(int frames) {
        taken += frames;
        if (taken == ring.word()) {
            taken = 0;
            ring.release();
        }
    }

    // Its own thread.

    private void run() {
        try (reader) {
            while (!closed && !ended) {
                long at = ring.claim(BLOCK_FRAMES * frameBytes);
                if (at < 0) {
                    filled.countDown();
                    LockSupport.parkNanos(this, POLL_NANOS);
                    continue;
                }
                int read = reader.read(ring.memory(), at, BLOCK_FRAMES);
                if (read > 0) {
                    ring.commit(read);
                }
                ended = read < BLOCK_FRAMES;
            }
        } catch (IOException | RuntimeException e) {
            failure =
                    new IOException(
                            file
                                    + " cannot be read any more: "
                                    + e.getMessage()
                                    + ". Look whether it is still there, and start again.",
                            e);
        } finally {
            filled.countDown();
        }
    }

    /** At PASSIVE: lets the file go. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
