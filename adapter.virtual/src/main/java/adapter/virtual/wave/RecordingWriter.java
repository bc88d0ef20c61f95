package adapter.virtual.wave;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.RecordingFile;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.WaveFormat;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes what a device plays into a WAV file on a thread of its own. The streaming thread only
 * copies into a ring; what finds no room there is left out, counted, and becomes silence of that
 * length.
 */
final class RecordingWriter {
    private static final System.Logger LOG = System.getLogger(RecordingWriter.class.getName());

    private static final int SMALLEST_RING = 1 << 20;
    private static final int LARGEST_RING = 1 << 26;
    private static final int RING_SECONDS = 2;

    /** Silence is told of at least so many times in a second. */
    private static final int SILENCES_PER_SECOND = 10;

    private static final long POLL_NANOS = 20_000;
    private static final long IDLE_NANOS = 100_000_000;

    /** How long the file may stand still before an end gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String device;
    private final Path path;
    private final WavWriter file;
    private final WaveFormat format;
    private final int largestBytes;
    private final BlockRing ring;
    private final Tap tap;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean ending;
    private volatile boolean done;
    private volatile @Nullable IOException failure;

    // The streaming thread's; after its last block the owner's.
    private long silence;
    private final AtomicLong lost = new AtomicLong();

    RecordingWriter(String device, Path path, WavWriter file, Mix mix) {
        this.device = device;
        this.path = path;
        this.file = file;
        format = file.format();
        int blockFrames = Pacer.blockFrames(format.samplesPerSecond());
        largestBytes = blockFrames * format.blockAlign();
        long wish = RING_SECONDS * format.averageBytesPerSecond();
        ring = new BlockRing(Math.clamp(wish, SMALLEST_RING, LARGEST_RING));
        tap = new Tap(mix, format, blockFrames);
        thread = Thread.ofPlatform().daemon().name("recording of " + device).unstarted(this::run);
        thread.start();
    }

    WaveFormat format() {
        return format;
    }

    /** Frames written; any thread. */
    long frames() {
        return file.frames();
    }

    /** Whether nothing will be written any more. */
    boolean isDone() {
        return done || failure != null;
    }

    // The streaming thread.

    /** Waits until the next block fits: only where time is virtual. */
    void awaitRoom() {
        while (!ring.hasRoom(2 * largestBytes) && !isDone()) {
            wake();
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    /** Appends frames of the mix, beginning somewhere in the block. */
    void write(int from, int frames) {
        if (silence > 0 && !offerSilence()) {
            leaveOut(frames);
            return;
        }
        long at = ring.claim(frames * format.blockAlign());
        if (at < 0) {
            leaveOut(frames);
            return;
        }
        tap.copy(from, frames, ring.memory(), at);
        ring.commit(frames);
        wake();
    }

    /** Appends silence. */
    void silence(long frames) {
        silence += frames;
        if (silence >= format.samplesPerSecond() / SILENCES_PER_SECOND && offerSilence()) {
            wake();
        }
    }

    private boolean offerSilence() {
        if (ring.claim(0) < 0) {
            return false;
        }
        ring.commit(-silence);
        silence = 0;
        return true;
    }

    private void leaveOut(int frames) {
        silence += frames;
        lost.addAndGet(frames);
        wake();
    }

    private void wake() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    // Its owner, at PASSIVE, when the streaming thread gives it nothing more.

    /** Ends it early; waits for nothing. */
    void fail(IOException why) {
        if (failure == null) {
            failure = why;
        }
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Waits until everything is written, and ends it. */
    void finish() throws IOException {
        while (silence > 0 && !isDone() && !offerSilence()) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
        ending = true;
        LockSupport.unpark(thread);
        RecordingFile.awaitEnd(path, this::frames, thread::join, PATIENCE);
        IOException why = failure;
        if (why != null) {
            throw why;
        }
        if (lost.get() > 0) {
            throw new IOException(
                    "its disk was too slow: lostFrames="
                            + lost.get()
                            + " are silent in it. Record to a faster disk.");
        }
    }

    // Its own thread.

    private void run() {
        try {
            copy();
        } catch (IOException | RuntimeException e) {
            failure = e instanceof IOException io ? io : new IOException(e.toString(), e);
            LOG.log(
                    WARNING,
                    "the recording of {0} ended early, {0} plays on: {1}",
                    device,
                    e.getMessage());
        } finally {
            close();
        }
    }

    private void copy() throws IOException {
        while (failure == null) {
            boolean last = ending; // before it looks
            long word = ring.word();
            if (word > 0) {
                file.write(ring.memory(), ring.data(), (int) word);
                ring.release();
            } else if (word < 0) {
                writeSilence(file, -word);
                ring.release();
            } else if (last) {
                return;
            } else {
                sleep();
            }
        }
    }

    private void sleep() {
        asleep = true;
        if (ring.isEmpty() && !ending) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        asleep = false;
    }

    private void close() {
        try {
            file.close();
        } catch (IOException e) {
            IOException first = failure;
            if (first == null) {
                failure = e;
            } else {
                first.addSuppressed(e);
            }
        } finally {
            done = true;
        }
    }

    /** Appends silence to a file. */
    static void writeSilence(WavWriter file, long frames) throws IOException {
        MemorySegment silence = Samples.silence(file.format());
        long most = silence.byteSize() / file.format().blockAlign();
        for (long left = frames; left > 0; ) {
            int part = (int) Math.min(left, most);
            file.write(silence, 0, part);
            left -= part;
        }
    }
}
