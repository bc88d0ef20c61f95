package adapter.virtual.ac97;

import adapter.virtual.FrameClock;
import adapter.virtual.RecordingFile;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Recording;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A recording of the output, from one moment to another. It has the rate at which the output plays
 * first, and ends early when that changes.
 */
final class Recorder implements Recording {
    /** How long the file may stand still before an end gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String device;
    private final Path path;
    private final long begun100ns;
    private final Consumer<Recorder> onClose;
    private final FrameQueue queue;
    private boolean ended;

    // Its thread's, once it runs.
    private volatile SoundFile file;
    private boolean plays;
    private volatile @Nullable IOException failure;
    private volatile long end100ns;

    /**
     * Begins the file.
     *
     * @param grid of the output now
     * @param onClose takes it away from the output; it has heard all then
     * @throws IOException when the file cannot be written
     */
    Recorder(String device, Path path, FrameClock grid, long now100ns, Consumer<Recorder> onClose)
            throws IOException {
        this.device = device;
        this.path = path;
        this.onClose = onClose;
        begun100ns = now100ns;
        file = new SoundFile(path, grid, grid.firstFrameFrom(now100ns));
        queue = new FrameQueue("recording of " + device, new Writer());
    }

    /** Where the output goes. */
    FrameQueue queue() {
        return queue;
    }

    @Override
    public Path file() {
        return path;
    }

    @Override
    public long startTime100ns() {
        FrameClock grid = file.grid();
        return grid.timeOf(grid.firstFrameFrom(begun100ns));
    }

    @Override
    public long frames() {
        return file.frames();
    }

    @Override
    public int sampleRate() {
        return file.grid().rate();
    }

    /** Says when it ends, if nobody has said so. */
    synchronized void end(long now100ns) {
        if (!ended) {
            ended = true;
            end100ns = now100ns;
            queue.close();
        }
    }

    /** Whether it was ended. */
    synchronized boolean isEnded() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        onClose.accept(this);
        RecordingFile.awaitEnd(path, this::frames, queue.thread()::join, PATIENCE);
        IOException why = failure;
        if (why == null && queue.lost() > 0) {
            why =
                    new IOException(
                            "its disk was too slow: lostFrames="
                                    + queue.lost()
                                    + " are silent in it. Record to a faster disk.");
        }
        if (why != null) {
            throw new IOException(
                    "the recording "
                            + path
                            + " is not complete; it holds "
                            + frames()
                            + " frames: "
                            + why.getMessage(),
                    why);
        }
    }

    /** The thread of the queue. */
    private final class Writer implements FrameQueue.Reader {
        @Override
        public boolean take(
                FrameClock grid, long frame, MemorySegment memory, long offset, int count) {
            try {
                if (!grid.equals(file.grid())) {
                    change(grid);
                }
                plays = true;
                file.write(frame, memory, offset, count);
                return true;
            } catch (IOException e) {
                failure = e;
                return false;
            } catch (RuntimeException e) {
                failure = new IOException(e.toString(), e);
                return false;
            }
        }

        private void change(FrameClock grid) throws IOException {
            if (plays) {
                throw new IOException(
                        device
                                + " went on at rate="
                                + grid.rate()
                                + " where the file has "
                                + sampleRate()
                                + "; record the rest into another file");
            }
            file.close();
            file = new SoundFile(path, grid, grid.firstFrameFrom(begun100ns));
        }

        @Override
        public void end() {}

        @Override
        public void close() {
            try (SoundFile last = file) {
                if (failure == null) {
                    last.silence(last.grid().framesAt(end100ns));
                }
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                }
            }
        }
    }
}
