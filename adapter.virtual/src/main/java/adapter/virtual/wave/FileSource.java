package adapter.virtual.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A WAV file: by the bit when the stream has its format, else converted; then silence. Of the same
 * rate in any case. What the disk does not give in time is lost time, not lost sound; where time is
 * virtual it waits for the disk.
 */
final class FileSource implements CaptureSource {
    private static final long POLL_NANOS = 20_000;

    private final Path file;
    private final WaveFormat fileFormat;
    private final WaveFormat format;
    private final boolean waits;
    private final SampleCodec fileCodec;
    private final SampleCodec codec;
    private final boolean same;
    private final float[] decoded;
    private final float[] converted;
    private @Nullable FileFeed feed;

    FileSource(Path file, WaveFormat fileFormat, WaveFormat format, boolean waits) {
        this.file = file;
        this.fileFormat = fileFormat;
        this.format = format;
        this.waits = waits;
        fileCodec = SampleCodec.of(fileFormat);
        codec = SampleCodec.of(format);
        same = Samples.same(fileFormat, format);
        int frames = Pacer.blockFrames(format.samplesPerSecond());
        decoded = new float[frames * fileFormat.channels()];
        converted = new float[frames * format.channels()];
    }

    @Override
    public void open() throws IOException {
        if (feed == null) {
            feed = new FileFeed(file);
        }
    }

    @Override
    public void close() {
        FileFeed old = feed;
        feed = null;
        if (old != null) {
            old.close();
        }
    }

    @Override
    public int read(long frame, int from, int count, MemorySegment to, long offset)
            throws IOException {
        FileFeed opened = feed;
        int done = 0;
        while (opened != null && done < count) {
            int part = Math.min(count - done, opened.available());
            if (part > 0) {
                convert(opened, part, to, offset + (long) done * format.blockAlign());
                done += part;
            } else if (opened.isAtEnd()) {
                break;
            } else if (waits) {
                LockSupport.parkNanos(this, POLL_NANOS);
            } else {
                silence(count - done, to, offset + (long) done * format.blockAlign());
                return count - done;
            }
        }
        silence(count - done, to, offset + (long) done * format.blockAlign());
        return 0;
    }

    private void silence(int count, MemorySegment to, long offset) {
        Samples.silence(format, to, offset, count);
    }

    private void convert(FileFeed opened, int count, MemorySegment to, long offset) {
        if (same) {
            MemorySegment.copy(
                    opened.memory(), opened.data(), to, offset, (long) count * format.blockAlign());
        } else {
            int in = fileFormat.channels();
            int out = format.channels();
            fileCodec.decode(opened.memory(), opened.data(), decoded, 0, count * in);
            Arrays.fill(converted, 0, count * out, 0);
            Samples.add(decoded, 0, in, converted, out, count);
            codec.encode(converted, 0, to, offset, count * out);
        }
        opened.take(count);
    }
}
