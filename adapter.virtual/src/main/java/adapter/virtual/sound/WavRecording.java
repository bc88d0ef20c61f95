package adapter.virtual.sound;

import adapter.virtual.RecordingFile;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A recording into a WAV file. The renderer writes it; its user ends it. */
final class WavRecording implements Recording {
    /** How long the file may stand still before a close gives up; opening takes seconds. */
    private static final long PATIENCE_SECONDS = 30;

    private final Path file;
    private final int sampleRate;
    private final WavWriter wav;
    private final MasterClock clock;
    private final Runnable wakeRenderer;
    private volatile long startTime100ns = ReferenceTime.NEVER;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile long endTime100ns = ReferenceTime.NEVER;
    private volatile @Nullable IOException failure;

    private WavRecording(
            Path file, WavWriter wav, int sampleRate, MasterClock clock, Runnable wakeRenderer) {
        this.file = file;
        this.wav = wav;
        this.sampleRate = sampleRate;
        this.clock = clock;
        this.wakeRenderer = wakeRenderer;
    }

    /**
     * Begins the file; the recording begins later.
     *
     * @throws IOException when it cannot be written; the message says what to do
     */
    static WavRecording begin(Path file, int sampleRate, MasterClock clock, Runnable wakeRenderer)
            throws IOException {
        WavWriter wav = RecordingFile.begin(file, WaveFormat.pcm(sampleRate, Short.SIZE, 2));
        return new WavRecording(file, wav, sampleRate, clock, wakeRenderer);
    }

    /** Says that the device time of now is its start. The renderer knows of it already. */
    void begin() {
        startTime100ns = clock.getTime();
    }

    /** Whether its start is known. */
    boolean hasBegun() {
        return startTime100ns != ReferenceTime.NEVER;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public long startTime100ns() {
        return startTime100ns;
    }

    @Override
    public long frames() {
        return wav.frames();
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    /** Time of its end; {@link ReferenceTime#NEVER} while nobody has ended it. */
    long endTime100ns() {
        return endTime100ns;
    }

    /** Whether nothing will be written any more. */
    boolean isFinished() {
        return finished.getCount() == 0;
    }

    /** Says that the device time of now is its end. */
    void end() {
        synchronized (this) {
            if (endTime100ns == ReferenceTime.NEVER) {
                endTime100ns = clock.getTime();
            }
        }
        wakeRenderer.run();
    }

    @Override
    public void close() throws IOException {
        end();
        await(PATIENCE_SECONDS);
        IOException cause = failure;
        if (cause != null) {
            throw new IOException(
                    "the recording "
                            + file
                            + " ended early, after "
                            + frames()
                            + " frames: "
                            + cause.getMessage(),
                    cause);
        }
    }

    /** Waits for its end as long as the file grows. */
    void await(long patienceSeconds) throws IOException {
        RecordingFile.awaitEnd(
                file,
                this::frames,
                limit -> finished.await(limit.toNanos(), TimeUnit.NANOSECONDS),
                Duration.ofSeconds(patienceSeconds));
    }

    /** The renderer: appends frames; after a failure, or the end, nothing happens. */
    synchronized void write(byte[] frames, int offset, int length) {
        if (isFinished()) {
            return;
        }
        try {
            wav.write(MemorySegment.ofArray(frames), offset, length / FrameSource.FRAME_BYTES);
        } catch (IOException e) {
            finish(e);
        }
    }

    /** Closes the file. */
    synchronized void finish(@Nullable IOException cause) {
        if (isFinished()) {
            return;
        }
        failure = cause;
        try {
            wav.close();
        } catch (IOException e) {
            if (cause == null) {
                failure = e;
            } else {
                cause.addSuppressed(e);
            }
        } finally {
            finished.countDown();
        }
    }
}
