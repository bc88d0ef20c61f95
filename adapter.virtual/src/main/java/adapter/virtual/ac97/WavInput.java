package adapter.virtual.ac97;

import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A WAV file, from its start for whoever begins to hear it, then silence. It is held in memory: by
 * the bit when it has 16 bits and the rate of the listener, else interpolated. A single channel is
 * heard on both sides.
 */
final class WavInput implements Input {
    /** Longest file: five minutes at 48 kHz. */
    static final int MOST_FRAMES = 300 * 48_000;

    private static final int BLOCK = 4_096;

    private final int fileRate;
    private final int frames;
    private final short[] samples;

    private WavInput(int fileRate, short[] samples) {
        this.fileRate = fileRate;
        this.samples = samples;
        frames = samples.length / 2;
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or is too long
     */
    static WavInput read(Path file) throws IOException {
        try (WavReader reader = WavReader.open(file);
                Arena arena = Arena.ofConfined()) {
            WaveFormat format = reader.format();
            if (reader.frames() > MOST_FRAMES) {
                throw new IOException(
                        "it is too long; use one of at most "
                                + MOST_FRAMES
                                + " frames: frames="
                                + reader.frames());
            }
            short[] samples = new short[2 * (int) reader.frames()];
            MemorySegment block = arena.allocate((long) BLOCK * format.blockAlign());
            int done = 0;
            int read = reader.read(block, 0, BLOCK);
            while (read > 0) {
                convert(format, block, read, samples, done);
                done += read;
                read = reader.read(block, 0, BLOCK);
            }
            return new WavInput(format.samplesPerSecond(), samples);
        }
    }

    private static void convert(
            WaveFormat format, MemorySegment block, int count, short[] to, int frame) {
        SampleCodec codec = SampleCodec.of(format);
        int channels = format.channels();
        float[] floats = new float[count * channels];
        codec.decode(block, 0, floats, 0, floats.length);
        byte[] bytes = new byte[2 * floats.length];
        MemorySegment sixteen = MemorySegment.ofArray(bytes);
        SampleCodec.of(WaveFormat.pcm(format.samplesPerSecond(), Short.SIZE, channels))
                .encode(floats, 0, sixteen, 0, floats.length);
        ValueLayout.OfShort sample =
                ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        int right = channels > 1 ? 1 : 0;
        for (int i = 0; i < count; i++) {
            to[2 * (frame + i)] = sixteen.get(sample, 2L * i * channels);
            to[2 * (frame + i) + 1] = sixteen.get(sample, 2L * (i * channels + right));
        }
    }

    @Override
    public void read(long frame, int rate, short[] to, int count) {
        for (int i = 0; i < count; i++) {
            long scaled = (frame + i) * fileRate;
            long at = scaled / rate;
            long rest = scaled % rate;
            for (int channel = 0; channel < 2; channel++) {
                int here = sample(at, channel);
                int step = rest == 0 ? 0 : sample(at + 1, channel) - here;
                to[2 * i + channel] = (short) (here + step * rest / rate);
            }
        }
    }

    private int sample(long frame, int channel) {
        return frame < frames ? samples[2 * (int) frame + channel] : 0;
    }
}
