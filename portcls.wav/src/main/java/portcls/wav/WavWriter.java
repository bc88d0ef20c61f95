package portcls.wav;

import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Writes a WAV file that grows and may be read at any time: its header is renewed four times for
 * each second of sound, so that a program that is killed loses no more than that. Above 4 GiB the
 * file turns into RF64 in place. Every format that {@link SampleCodec} knows, with up to 32
 * channels.
 *
 * <p>When writing fails, what was written before stays valid: close makes the header say so.
 *
 * <p>Not thread-safe, except for {@link #frames()}. Writing waits for the disk and allocates
 * nothing.
 */
public final class WavWriter implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int HEADERS_PER_SECOND = 4;

    /** Opens the file, or opens it again after an interrupt has closed it. */
    interface Opener {
        SeekableByteChannel open() throws IOException;
    }

    private final String name;
    private final WaveFormat format;
    private final SampleCodec codec;
    private final int frameBytes;
    private final Opener opener;
    private final GrowingHeader header;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    private final MemorySegment blockMemory = MemorySegment.ofBuffer(block);
    private SeekableByteChannel file;
    private boolean closed;
    private long bytesInHeader;
    private volatile long dataBytes; // whole frames; one thread writes

    WavWriter(
            String name,
            WaveFormat format,
            SeekableByteChannel file,
            Opener opener,
            GrowingHeader header)
            throws IOException {
        this.name = name;
        this.format = format;
        this.file = file;
        this.opener = opener;
        this.header = header;
        codec = SampleCodec.of(format);
        frameBytes = format.blockAlign();
        try {
            writeHeader(0);
        } catch (IOException e) {
            try (file) {
                throw e;
            }
        }
    }

    /**
     * Begins a new file.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one
     * @throws IllegalArgumentException when the format has no codec or more than 32 channels
     */
    public static WavWriter create(Path path, WaveFormat format) throws IOException {
        return open(path, format, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Begins a file and drops what it held before.
     *
     * @throws IllegalArgumentException when the format has no codec or more than 32 channels
     */
    public static WavWriter replace(Path path, WaveFormat format) throws IOException {
        return open(
                path,
                format,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static WavWriter open(Path path, WaveFormat format, OpenOption... options)
            throws IOException {
        checkFormat(format);
        return new WavWriter(
                path.toString(),
                format,
                Files.newByteChannel(path, options),
                () -> Files.newByteChannel(path, StandardOpenOption.WRITE),
                new GrowingHeader(format, GrowingHeader.LARGEST_RIFF));
    }

    private static void checkFormat(WaveFormat format) {
        SampleCodec.of(format);
        if (format.channels() > FormatChunk.MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    "a WAV file has at most "
                            + FormatChunk.MAX_CHANNELS
                            + " channels here: channels="
                            + format.channels());
        }
    }

    /** The format of the samples. */
    public WaveFormat format() {
        return format;
    }

    /** Frames written for sure; any thread. */
    public long frames() {
        return dataBytes / frameBytes;
    }

    /**
     * Appends frames of the file's format.
     *
     * @param from any memory; of a {@link ByteBuffer} by {@link MemorySegment#ofBuffer}
     * @param offset bytes into it
     * @throws IOException when not all could be written; says how many frames the file holds
     */
    public void write(MemorySegment from, long offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, (long) count * frameBytes, from.byteSize());
        int most = BLOCK_BYTES / frameBytes;
        for (int done = 0; done < count; ) {
            int part = Math.min(most, count - done);
            int bytes = part * frameBytes;
            MemorySegment.copy(from, offset + (long) done * frameBytes, blockMemory, 0, bytes);
            append(bytes);
            done += part;
        }
    }

    /**
     * Appends float samples, ±1 at full scale, channels interleaved.
     *
     * @param offset index into {@code from}
     * @param count frames
     * @throws IOException when not all could be written; says how many frames the file holds
     */
    public void write(float[] from, int offset, int count) throws IOException {
        int channels = format.channels();
        Objects.checkFromIndexSize(offset, (long) count * channels, from.length);
        int most = BLOCK_BYTES / frameBytes;
        for (int done = 0; done < count; ) {
            int part = Math.min(most, count - done);
            codec.encode(from, offset + done * channels, blockMemory, 0, part * channels);
            append(part * frameBytes);
            done += part;
        }
    }

    /** Makes the header say all, and closes the file. Works on an interrupted thread, too. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try (SeekableByteChannel last = reopened()) {
            try {
                pad(last);
            } finally {
                writeHeader(dataBytes);
                last.truncate(header.size() + dataBytes + (dataBytes & 1));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void append(int bytes) throws IOException {
        if (closed) {
            throw new IOException(name + " is closed; its " + frames() + " frames are complete");
        }
        block.clear().limit(bytes);
        try {
            SeekableByteChannel channel = reopened();
            channel.position(header.size() + dataBytes);
            writeAll(channel, block);
            countWritten();
            long unsaid = dataBytes - bytesInHeader;
            if (unsaid * HEADERS_PER_SECOND >= format.averageBytesPerSecond()) {
                // A chunk of odd size needs a byte behind it, which only the last one gets.
                writeHeader(dataBytes - (dataBytes & 1) * frameBytes);
            }
        } catch (IOException e) {
            countWritten();
            throw failed(e);
        }
    }

    /** Adds the whole frames that went out of the block, once. */
    private void countWritten() {
        dataBytes = dataBytes + block.position() - block.position() % frameBytes;
        block.position(0).limit(0);
    }

    private IOException failed(IOException cause) {
        boolean interrupted = cause instanceof ClosedByInterruptException;
        return new IOException(
                "writing "
                        + name
                        + " failed: "
                        + (interrupted ? "the thread was interrupted" : cause.getMessage())
                        + ". Its first "
                        + frames()
                        + " frames are valid once it is closed."
                        + (interrupted ? "" : " Look at its disk: is there room?"),
                cause);
    }

    /** A sound of odd size ends with a byte more. Where there is no room, it loses a frame. */
    private void pad(SeekableByteChannel channel) throws IOException {
        if ((dataBytes & 1) == 0) {
            return;
        }
        try {
            block.clear().limit(1).put(0, (byte) 0);
            channel.position(header.size() + dataBytes);
            writeAll(channel, block);
        } catch (IOException e) {
            long shorter = dataBytes - frameBytes;
            dataBytes = shorter;
            throw failed(e);
        }
    }

    private void writeHeader(long bytes) throws IOException {
        SeekableByteChannel channel = reopened();
        channel.position(0);
        writeAll(channel, header.render(bytes));
        bytesInHeader = bytes;
    }

    private SeekableByteChannel reopened() throws IOException {
        if (!file.isOpen()) {
            file = opener.open();
        }
        return file;
    }

    private static void writeAll(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
