package adapter.virtual.ac97;

import adapter.virtual.FrameClock;
import adapter.virtual.RecordingFile;

import portcls.api.ks.WaveFormat;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * A WAV file of 16-bit stereo that is one time line: what was not played is silent in it. For one
 * thread, except for {@link #frames}.
 */
final class SoundFile implements AutoCloseable {
    private static final int SILENT_FRAMES = 4_096;

    private final WavWriter wav;
    private final FrameClock grid;
    private final int frameBytes;
    private final MemorySegment silence;
    private long next;

    /**
     * Begins a file; one that is there is replaced.
     *
     * @param first number of its first frame
     * @throws IOException when it cannot be written; says what to do
     */
    SoundFile(Path file, FrameClock grid, long first) throws IOException {
        this.grid = grid;
        next = first;
        WaveFormat format = WaveFormat.pcm(grid.rate(), Short.SIZE, 2);
        frameBytes = format.blockAlign();
        silence = MemorySegment.ofArray(new byte[SILENT_FRAMES * frameBytes]);
        wav = RecordingFile.begin(file, format);
    }

    /** The grid of its frames. */
    FrameClock grid() {
        return grid;
    }

    /** Frames written; any thread. */
    long frames() {
        return wav.frames();
    }

    /** Appends frames; those before its end are left out. */
    void write(long frame, MemorySegment memory, long offset, int count) throws IOException {
        silence(frame);
        int late = (int) Math.min(count, next - frame);
        wav.write(memory, offset + (long) late * frameBytes, count - late);
        next += count - late;
    }

    /** Appends silence up to a frame. */
    void silence(long until) throws IOException {
        while (next < until) {
            int part = (int) Math.min(SILENT_FRAMES, until - next);
            wav.write(silence, 0, part);
            next += part;
        }
    }

    @Override
    public void close() throws IOException {
        wav.close();
    }
}
