package portcls.wav;

import org.jspecify.annotations.Nullable;

import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands before the sound of a WAV file: RIFF, RF64 or BW64. No size in it is believed before
 * it was compared with the file.
 *
 * @param format the format
 * @param dataStart where the sound begins, bytes
 * @param frames whole frames that are there
 * @param problems what is not as it should be, in sentences
 */
record WavHeader(WaveFormat format, long dataStart, long frames, List<String> problems) {
    /** Real files have a few chunks; a file of nothing but chunks must not keep a reader busy. */
    private static final int MAX_CHUNKS = 1_000;

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int DS64_SIZE = 24;
    private static final long IN_DS64 = 0xFFFF_FFFFL;
    private static final long NOT_TOLD = -1;

    private static final int RIFF = id("RIFF");
    private static final int RF64 = id("RF64");
    private static final int BW64 = id("BW64");
    private static final int WAVE = id("WAVE");
    private static final int DS64 = id("ds64");
    private static final int FMT = id("fmt ");
    private static final int DATA = id("data");

    WavHeader {
        problems = List.copyOf(problems);
    }

    /** Reads the header of a file; {@code name} is for the errors. */
    static WavHeader read(SeekableByteChannel file, String name) throws IOException {
        return new Walk(file, name).walk();
    }

    /** A chunk id as the number that its bytes make. */
    static int id(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }

    /** The way through the chunks. */
    private static final class Walk {
        private final SeekableByteChannel file;
        private final String name;
        private final long fileSize;
        private final ByteBuffer bytes =
                ByteBuffer.allocate(FormatChunk.LONG_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        private final List<String> problems = new ArrayList<>();
        private @Nullable WaveFormat format;
        private boolean large;
        private long riffSize;
        private long largeDataSize = NOT_TOLD;

        Walk(SeekableByteChannel file, String name) throws IOException {
            this.file = file;
            this.name = name;
            fileSize = file.size();
        }

        WavHeader walk() throws IOException {
            readStart();
            long at = RIFF_HEADER;
            for (int i = 0; i < MAX_CHUNKS; i++) {
                if (fetch(at, CHUNK_HEADER) < CHUNK_HEADER) {
                    throw noSound();
                }
                int id = bytes.getInt(0);
                long size = Integer.toUnsignedLong(bytes.getInt(4));
                at += CHUNK_HEADER;
                if (id == DATA) {
                    return data(at, size);
                } else if (id == DS64 && large) {
                    sizes(at, size);
                } else if (id == FMT && format == null) {
                    int length = (int) Math.min(size, FormatChunk.LONG_SIZE);
                    if (fetch(at, length) < length) {
                        throw noSound();
                    }
                    format = FormatChunk.parse(bytes, name);
                }
                at += size + (size & 1);
            }
            throw new WavException(
                    name
                            + " begins like a WAV file, but has no sound within its first "
                            + MAX_CHUNKS
                            + " chunks. Get or make the file again.");
        }

        private void readStart() throws IOException {
            int length = fetch(0, RIFF_HEADER);
            int id = length < Integer.BYTES ? 0 : bytes.getInt(0);
            boolean riff = id == RIFF || id == RF64 || id == BW64;
            if (riff && length < RIFF_HEADER) {
                throw noSound();
            }
            if (!riff || bytes.getInt(8) != WAVE) {
                throw FileKind.refuse(name, Arrays.copyOf(bytes.array(), length));
            }
            large = id != RIFF;
            long told = Integer.toUnsignedLong(bytes.getInt(4));
            riffSize = told == IN_DS64 ? NOT_TOLD : told;
        }

        private void sizes(long at, long size) throws IOException {
            if (size >= DS64_SIZE && fetch(at, DS64_SIZE) == DS64_SIZE) {
                riffSize = bytes.getLong(0);
                largeDataSize = bytes.getLong(8);
            }
        }

        private WavHeader data(long start, long told) throws WavException {
            WaveFormat known = format;
            if (known == null) {
                throw new WavException(
                        name
                                + " begins like a WAV file, but does not say the format of its"
                                + " sound: there is no fmt chunk before the data chunk. Get or"
                                + " make the file again.");
            }
            long there = fileSize - start;
            long size = told == IN_DS64 ? largeDataSize : told;
            if (size == NOT_TOLD || size == 0 && !isReallyEmpty(start)) {
                if (there > 0) {
                    problems.add(
                            "The header of "
                                    + name
                                    + " does not say how long the sound is, as when a recording is"
                                    + " cut off: it is read to the end of the file.");
                }
                size = there;
            }
            int frameBytes = known.blockAlign();
            if (size < 0 || size > there) {
                problems.add(
                        name
                                + " is cut off: its header promises "
                                + Long.toUnsignedString(Long.divideUnsigned(size, frameBytes))
                                + " frames, the file holds "
                                + there / frameBytes
                                + ".");
                size = there;
            }
            if (size % frameBytes != 0) {
                problems.add(
                        "The last frame of "
                                + name
                                + " is not whole and is left out: "
                                + size % frameBytes
                                + " of "
                                + frameBytes
                                + " bytes.");
            }
            return new WavHeader(known, start, size / frameBytes, problems);
        }

        /** Whether the file goes on behind a sound of no frames, with other chunks. */
        private boolean isReallyEmpty(long start) {
            long end = riffSize + CHUNK_HEADER;
            return riffSize != NOT_TOLD && end > start && end <= fileSize;
        }

        /** Gets up to {@code length} bytes into {@link #bytes}, fewer at the end of the file. */
        private int fetch(long at, int length) throws IOException {
            bytes.clear().limit(length);
            if (at < fileSize) {
                file.position(at);
                while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
            }
            bytes.flip();
            return bytes.remaining();
        }

        private WavException noSound() {
            return new WavException(
                    name
                            + " begins like a WAV file, but has no sound: it ends after "
                            + fileSize
                            + " bytes. Get or make the file again.");
        }
    }
}
