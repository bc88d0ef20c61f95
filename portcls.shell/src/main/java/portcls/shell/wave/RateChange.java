package portcls.shell.wave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * The same sound at another sample rate, converted by the JDK ({@code AudioSystem}) with its best
 * interpolation, a windowed sinc. That comes less than a millisecond later than its source, so that
 * the last frames are a few more than {@link #frames()} tells.
 */
final class RateChange implements FloatSource {
    /** What it does, for people. */
    static final String HOW = "by the JDK's windowed sinc";

    private static final Map<String, Object> INTERPOLATION = Map.of("interpolation", "sinc");

    private final FloatSource source;
    private final int rate;
    private final long frames;
    private final AudioInputStream converted;
    private byte[] block = new byte[0];

    /**
     * Converts a sound.
     *
     * @throws IllegalArgumentException when this JDK cannot
     */
    RateChange(FloatSource source, int rate) {
        this.source = source;
        this.rate = rate;
        frames = Math.ceilDiv(source.frames() * rate, (long) source.rate());
        converted =
                AudioSystem.getAudioInputStream(
                        format(rate, source.channels(), INTERPOLATION),
                        new AudioInputStream(
                                new Bytes(source),
                                format(source.rate(), source.channels(), Map.of()),
                                source.frames()));
    }

    @Override
    public int channels() {
        return source.channels();
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public int read(float[] into, int count) throws IOException {
        int frameBytes = channels() * Float.BYTES;
        int wanted = count * frameBytes;
        if (block.length < wanted) {
            block = new byte[wanted];
        }
        int bytes = converted.readNBytes(block, 0, wanted);
        ByteBuffer.wrap(block)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(into, 0, bytes / Float.BYTES);
        return bytes / frameBytes;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private static AudioFormat format(int rate, int channels, Map<String, Object> properties) {
        return new AudioFormat(
                Encoding.PCM_FLOAT,
                rate,
                Float.SIZE,
                channels,
                channels * Float.BYTES,
                rate,
                false,
                properties);
    }

    /** A source as a stream of bytes. */
    private static final class Bytes extends InputStream {
        private static final int BLOCK_FRAMES = 1 << 10;

        private final FloatSource source;
        private final float[] floats;
        private final ByteBuffer bytes;

        Bytes(FloatSource source) {
            this.source = source;
            floats = new float[BLOCK_FRAMES * source.channels()];
            bytes =
                    ByteBuffer.allocate(floats.length * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .limit(0);
        }

        @Override
        public int read() throws IOException {
            return fill() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            // The converter takes less than it asked for as the end, and puts silence behind it.
            int done = 0;
            while (done < length && fill()) {
                int count = Math.min(length - done, bytes.remaining());
                bytes.get(into, offset + done, count);
                done += count;
            }
            return done == 0 ? -1 : done;
        }

        private boolean fill() throws IOException {
            if (!bytes.hasRemaining()) {
                int samples = source.read(floats, BLOCK_FRAMES) * source.channels();
                bytes.clear().limit(samples * Float.BYTES);
                bytes.asFloatBuffer().put(floats, 0, samples);
            }
            return bytes.hasRemaining();
        }
    }
}
