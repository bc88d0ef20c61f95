package adapter.virtual.sound;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV file of 16-bit stereo that grows. Its header says what has been written for sure and is
 * renewed once for each second of sound, so the file is valid at any time. Not thread-safe.
 */
final class WavFile implements Closeable {
    /** Bytes of a frame: two samples of 16 bits. */
    static final int FRAME_BYTES = 4;

    /** What the 32-bit sizes of the header can say. */
    static final long MAX_DATA_BYTES = 0xFFFF_FFFFL - 36 - (FRAME_BYTES - 1);

    private static final int HEADER_BYTES = 44;
    private static final int CHANNELS = 2;
    private static final int BITS = 16;
    private static final short PCM = 1;

    private final SeekableByteChannel channel;
    private final int sampleRate;
    private final long maxDataBytes;
    private volatile long dataBytes;
    private long bytesInHeader;

    /**
     * Begins a file.
     *
     * @param maxDataBytes where it is full, at most {@link #MAX_DATA_BYTES}
     */
    WavFile(SeekableByteChannel channel, int sampleRate, long maxDataBytes) throws IOException {
        this.channel = channel;
        this.sampleRate = sampleRate;
        this.maxDataBytes = maxDataBytes - maxDataBytes % FRAME_BYTES;
        writeHeader();
    }

    /**
     * Begins a file at that place; one that is there is replaced.
     *
     * @throws IOException when it cannot be written; the message says what to do
     */
    static WavFile create(Path file, int sampleRate) throws IOException {
        try {
            return new WavFile(
                    Files.newByteChannel(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE),
                    sampleRate,
                    MAX_DATA_BYTES);
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

    /** Appends whole frames. */
    void write(byte[] frames, int offset, int length) throws IOException {
        int fits = (int) Math.min(length, maxDataBytes - dataBytes);
        ByteBuffer bytes = ByteBuffer.wrap(frames, offset, fits);
        try {
            channel.position(HEADER_BYTES + dataBytes);
            writeAll(bytes);
        } finally {
            int written = bytes.position() - offset;
            dataBytes = dataBytes + written - written % FRAME_BYTES; // one thread writes
        }
        if (fits < length) {
            throw new IOException(
                    "a WAV file cannot be longer than "
                            + HEADER_BYTES
                            + " + "
                            + maxDataBytes
                            + " bytes; record the rest into another file");
        }
        if (dataBytes - bytesInHeader >= (long) sampleRate * FRAME_BYTES) {
            writeHeader();
        }
    }

    /** Frames written; any thread. */
    long frames() {
        return dataBytes / FRAME_BYTES;
    }

    /** Makes the header say all, and closes the file. */
    @Override
    public void close() throws IOException {
        try (channel) {
            writeHeader();
        }
    }

    private void writeHeader() throws IOException {
        long size = dataBytes;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (HEADER_BYTES - 8 + size)).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort(PCM).putShort((short) CHANNELS);
        header.putInt(sampleRate).putInt(sampleRate * FRAME_BYTES);
        header.putShort((short) FRAME_BYTES).putShort((short) BITS);
        header.put(ascii("data")).putInt((int) size).flip();
        channel.position(0);
        writeAll(header);
        bytesInHeader = size;
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
