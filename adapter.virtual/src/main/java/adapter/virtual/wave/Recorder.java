package adapter.virtual.wave;

import adapter.virtual.FrameClock;
import adapter.virtual.RecordingFile;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A recording of a device: one continuous time line, with silence while nothing plays, and while a
 * stream plays that is copy-protected. It has the format of the first stream that plays; until one
 * does, there is a file without sound in the device's preferred format.
 */
final class Recorder implements Recording {
    private final Pacer pacer;
    private final Path file;
    private final Mix mix;
    private final WavWriter empty;

    /** Not before the format is known. */
    private volatile @Nullable RecordingWriter writer;

    private volatile WaveFormat format;
    private volatile long startTime100ns;

    /** Why there is no writer. */
    private volatile @Nullable IOException failure;

    private volatile boolean finished;

    /** Device frame that comes next; the streaming thread's when there is a writer. */
    private long next;

    /** Begins the file. */
    Recorder(Pacer pacer, Path file, Mix mix, WaveFormat preferred, long startTime100ns)
            throws IOException {
        this.pacer = pacer;
        this.file = file;
        this.mix = mix;
        this.startTime100ns = startTime100ns;
        format = preferred;
        empty = RecordingFile.begin(file, preferred);
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
        RecordingWriter known = writer;
        return known == null ? empty.frames() : known.frames();
    }

    @Override
    public int sampleRate() {
        return format.samplesPerSecond();
    }

    @Override
    public void close() throws IOException {
        pacer.end(this);
    }

    // The pacer, at PASSIVE.

    /** Whether it has the format of a stream by now. */
    boolean hasFormat() {
        return writer != null;
    }

    /** Whether nothing will be written any more. */
    boolean isFinished() {
        RecordingWriter known = writer;
        return finished || failure != null || known != null && known.isDone();
    }

    /** The first stream plays: its format is the recording's, its clock the time line. */
    void begin(WaveFormat streamFormat, FrameClock clock) {
        try {
            WavWriter wav = empty;
            if (!streamFormat.equals(wav.format())) {
                wav.close();
                wav = RecordingFile.begin(file, streamFormat);
            }
            next = clock.firstFrameFrom(startTime100ns);
            startTime100ns = clock.timeOf(next);
            format = streamFormat;
            writer = new RecordingWriter(pacer.device(), file, wav, mix);
        } catch (IOException e) {
            failure = e; // the stream plays nevertheless
        }
    }

    /** Ends it early, with a reason. */
    void fail(IOException why) {
        if (failure == null) {
            failure = why;
        }
        RecordingWriter known = writer;
        if (known != null) {
            known.fail(why);
        }
    }

    /**
     * Waits until all is written, and ends it.
     *
     * @param end device frame up to which there is silence
     * @param now master time up to which there is silence when no stream has ever played
     */
    synchronized void finish(long end, long now) throws IOException {
        boolean first = !finished;
        finished = true;
        try {
            RecordingWriter known = writer;
            if (known == null) {
                if (first) {
                    finishEmpty(now);
                }
            } else {
                if (first && end > next) {
                    known.silence(end - next);
                }
                known.finish();
            }
            IOException why = failure;
            if (why != null) {
                throw why;
            }
        } catch (IOException e) {
            failure = e;
            throw new IOException(
                    "the recording "
                            + file
                            + " is not complete; it holds "
                            + frames()
                            + " frames: "
                            + e.getMessage(),
                    e);
        }
    }

    private void finishEmpty(long now) throws IOException {
        try (empty) {
            if (failure == null) {
                long elapsed = Math.max(0, now - startTime100ns);
                FrameClock clock = new FrameClock(0, format.samplesPerSecond(), 0);
                RecordingWriter.writeSilence(empty, clock.framesAt(elapsed));
            }
        }
    }

    // The streaming thread.

    /** Where time is virtual nothing is lost: it waits for the disk. */
    void awaitRoom() {
        RecordingWriter known = writer;
        if (known != null) {
            known.awaitRoom();
        }
    }

    /** Takes a block of the mix. */
    void take(long deviceFrame, int frames) {
        RecordingWriter known = writer;
        if (known == null || deviceFrame + frames <= next || known.isDone()) {
            return;
        }
        if (deviceFrame > next) {
            known.silence(deviceFrame - next);
            next = deviceFrame;
        }
        int from = (int) (next - deviceFrame);
        if (mix.isSilentToStore()) {
            known.silence(frames - from);
        } else {
            known.write(from, frames - from);
        }
        next = deviceFrame + frames;
    }
}
