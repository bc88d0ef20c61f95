package adapter.virtual;

import portcls.api.ks.WaveFormat;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The WAV files that virtual devices are recorded into: how they begin and end. */
public final class RecordingFile {
    private RecordingFile() {}

    /** Waits for the end of whoever writes a file. */
    @FunctionalInterface
    public interface End {
        /** Waits; whether it has ended by then. */
        boolean within(Duration limit) throws InterruptedException;
    }

    /**
     * Waits until a file is written, as long as it grows.
     *
     * @param frames that are in it
     * @param patience how long it may stand still
     * @throws IOException when it does not end, or when the thread is interrupted
     */
    public static void awaitEnd(Path file, LongSupplier frames, End end, Duration patience)
            throws IOException {
        try {
            long before = -1;
            while (!end.within(patience)) {
                long now = frames.getAsLong();
                if (now == before) {
                    throw new IOException(
                            "the recording "
                                    + file
                                    + " does not end: nothing was written for "
                                    + patience.toSeconds()
                                    + " s; it holds "
                                    + now
                                    + " frames. Look whether its disk answers.");
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException(
                                    "interrupted while the recording " + file + " was being ended")
                            .initCause(e);
        }
    }

    /**
     * Begins a file at that place; one that is there is replaced.
     *
     * @throws IOException when it cannot be written; the message says what to do
     */
    public static WavWriter begin(Path file, WaveFormat format) throws IOException {
        try {
            return WavWriter.replace(file, format);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "cannot record to " + file + ": its folder is not there; make it first", e);
        } catch (IOException e) {
            throw new IOException(
                    "cannot record to "
                            + file
                            + ": "
                            + e
                            + "; name a file in a folder that can be written and has room",
                    e);
        }
    }
}
