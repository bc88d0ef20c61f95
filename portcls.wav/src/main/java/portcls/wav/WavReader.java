package portcls.wav;

import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a WAV file in a stream: integer samples of 8 (unsigned), 16, 24 and 32 bits, float samples
 * of 32 and 64, up to 32 channels, as RIFF, RF64 or BW64. It keeps one block of up to 64 KiB in
 * memory, however long the file is, and reads without allocating.
 *
 * <p>A damaged file is read as far as whole frames go; {@link #problems()} says what is wrong with
 * it. What cannot be read at all ends in a {@link WavException}.
 *
 * <p>Not thread-safe. Reading waits for the disk. Interrupting the reading thread closes the file.
 */
public final class WavReader implements AutoCloseable {
    private static final int BLOCK_BYTES = 1 << 16;

    private final SeekableByteChannel file;
    private final String name;
    private final WaveFormat format;
    private final SampleCodec codec;
    private final int frameBytes;
    private final long dataStart;
    private final List<String> problems;
    private final ByteBuffer block;
    private final MemorySegment blockMemory;
    private long blockStart;
    private int blockFrames;
    private long frames;
    private long position;

    private WavReader(SeekableByteChannel file, String name) throws IOException {
        WavHeader header = WavHeader.read(file, name);
        this.file = file;
        this.name = name;
        format = header.format();
        codec = SampleCodec.of(format);
        frameBytes = format.blockAlign();
        dataStart = header.dataStart();
        frames = header.frames();
        problems = new ArrayList<>(header.problems());
        long useful = Math.min(BLOCK_BYTES / frameBytes, frames);
        block = ByteBuffer.allocateDirect((int) useful * frameBytes);
        blockMemory = MemorySegment.ofBuffer(block);
    }

    /**
     * Opens a file.
     *
     * @throws WavException when it is no WAV file, or one that cannot be read
     */
    public static WavReader open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) { // opening a pipe would wait
            throw new WavException(
                    path
                            + (Files.isDirectory(path)
                                    ? " is a folder. Choose a WAV file in it."
                                    : " is no regular file. Choose a WAV file on a disk."));
        }
        return open(Files.newByteChannel(path, StandardOpenOption.READ), path.toString());
    }

    static WavReader open(SeekableByteChannel file, String name) throws IOException {
        try {
            return new WavReader(file, name);
        } catch (IOException | RuntimeException e) {
            try (file) {
                throw e;
            }
        }
    }

    /** The format of the samples. */
    public WaveFormat format() {
        return format;
    }

    /** Whole frames that the file holds. */
    public long frames() {
        return frames;
    }

    /** What is wrong with the file, in sentences; empty when all is well. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** The next frame to be read, from 0. */
    public long position() {
        return position;
    }

    /**
     * Goes to a frame.
     *
     * @param frame 0 … {@link #frames()}
     */
    public void position(long frame) {
        if (frame < 0 || frame > frames) {
            throw new IllegalArgumentException(
                    "the position must lie in 0 … " + frames + ": frame=" + frame);
        }
        position = frame;
    }

    /**
     * Reads frames as they stand in the file.
     *
     * @param into any memory; of a {@link ByteBuffer} by {@link MemorySegment#ofBuffer}
     * @param offset bytes into it
     * @return how many were read: fewer than {@code count} only at the end of the file
     */
    public int read(MemorySegment into, long offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, (long) count * frameBytes, into.byteSize());
        int done = 0;
        while (done < count) {
            int part = available(count - done);
            if (part == 0) {
                break;
            }
            MemorySegment.copy(
                    blockMemory,
                    (position - blockStart) * frameBytes,
                    into,
                    offset + (long) done * frameBytes,
                    (long) part * frameBytes);
            position += part;
            done += part;
        }
        return done;
    }

    /**
     * Reads frames as float samples, ±1 at full scale, channels interleaved.
     *
     * @param offset index into {@code into}
     * @return how many frames were read: fewer than {@code count} only at the end of the file
     */
    public int read(float[] into, int offset, int count) throws IOException {
        int channels = format.channels();
        Objects.checkFromIndexSize(offset, (long) count * channels, into.length);
        int done = 0;
        while (done < count) {
            int part = available(count - done);
            if (part == 0) {
                break;
            }
            codec.decode(
                    blockMemory,
                    (position - blockStart) * frameBytes,
                    into,
                    offset + done * channels,
                    part * channels);
            position += part;
            done += part;
        }
        return done;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** How many frames of {@code wanted} are in the block from the position on; 0 at the end. */
    private int available(int wanted) throws IOException {
        if (position < blockStart || position >= blockStart + blockFrames) {
            fill();
        }
        return (int) Math.min(wanted, blockStart + blockFrames - position);
    }

    private void fill() throws IOException {
        int goal = (int) Math.min(block.capacity() / frameBytes, frames - position);
        blockStart = position;
        blockFrames = 0;
        block.clear().limit(goal * frameBytes);
        if (goal > 0) {
            file.position(dataStart + position * frameBytes);
        }
        while (block.hasRemaining() && file.read(block) >= 0) {}
        blockFrames = block.position() / frameBytes;
        if (blockFrames < goal) {
            frames = position + blockFrames;
            problems.add(
                    name
                            + " became shorter while it was read: it ends after "
                            + frames
                            + " frames now.");
        }
    }
}
