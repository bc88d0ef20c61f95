package portcls.shell.play;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What a WAV file holds, measured.
 *
 * @param frames number of frames
 * @param sampleRate frames per second
 * @param channels number of channels
 * @param peak largest sample, 1 = full scale
 * @param rms level over all samples, 1 = full scale
 */
record WavFacts(long frames, int sampleRate, int channels, double peak, double rms) {
    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int FORMAT_SIZE = 16;
    private static final int RIFF = id("RIFF");
    private static final int WAVE = id("WAVE");
    private static final int FMT = id("fmt ");
    private static final int DATA = id("data");
    private static final int FLOAT = 3;
    private static final int BLOCK_FRAMES = 1 << 14;

    /** Measures a file; empty when it is no WAV file of 16-bit or float samples. */
    static Optional<WavFacts> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = at(channel, 0, RIFF_HEADER);
            if (header.getInt(0) != RIFF || header.getInt(8) != WAVE) {
                return Optional.empty();
            }
            ByteBuffer format = null;
            long position = RIFF_HEADER;
            while (position + CHUNK_HEADER <= channel.size()) {
                ByteBuffer chunk = at(channel, position, CHUNK_HEADER);
                long size = Integer.toUnsignedLong(chunk.getInt(4));
                position += CHUNK_HEADER;
                if (chunk.getInt(0) == FMT) {
                    format = at(channel, position, FORMAT_SIZE);
                } else if (chunk.getInt(0) == DATA) {
                    return format == null
                            ? Optional.empty()
                            : measure(
                                    channel,
                                    format,
                                    position,
                                    Math.min(size, channel.size() - position));
                }
                position += size + (size & 1);
            }
            return Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Optional<WavFacts> measure(
            FileChannel file, ByteBuffer format, long start, long size) throws IOException {
        int channels = format.getShort(2);
        int rate = format.getInt(4);
        int frameBytes = format.getShort(12);
        int bits = format.getShort(14);
        boolean floats =
                bits == Float.SIZE && (format.getShort(0) == FLOAT || format.getShort(0) == -2);
        if (channels < 1
                || rate < 1
                || frameBytes != channels * bits / Byte.SIZE
                || !floats && bits != Short.SIZE) {
            return Optional.empty();
        }
        long frames = size / frameBytes;
        double peak = 0;
        double squares = 0;
        for (long done = 0; done < frames; done += BLOCK_FRAMES) {
            int count = (int) Math.min(BLOCK_FRAMES, frames - done);
            ByteBuffer block = at(file, start + done * frameBytes, count * frameBytes);
            while (block.hasRemaining()) {
                double sample =
                        floats ? block.getFloat() : block.getShort() / -(double) Short.MIN_VALUE;
                peak = Math.max(peak, Math.abs(sample));
                squares += sample * sample;
            }
        }
        double rms = frames == 0 ? 0 : Math.sqrt(squares / ((double) frames * channels));
        return Optional.of(new WavFacts(frames, rate, channels, peak, rms));
    }

    private static ByteBuffer at(FileChannel file, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    private static int id(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }
}
