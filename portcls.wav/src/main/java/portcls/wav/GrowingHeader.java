package portcls.wav;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a WAV file for every length of its sound, always of the same size: RIFF with an
 * unused chunk, which becomes the {@code ds64} chunk of RF64 when 32 bits no longer hold the size.
 */
final class GrowingHeader {
    /** The largest RIFF chunk that 32 bits can tell; all ones mean RF64. */
    static final long LARGEST_RIFF = 0xFFFF_FFFEL;

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int DS64_SIZE = 28;
    private static final int FACT_SIZE = 4;
    private static final int NOT_TOLD = -1;

    private final byte[] formatChunk;
    private final boolean hasFact;
    private final int frameBytes;
    private final long largestRiff;
    private final ByteBuffer bytes;

    /**
     * @param largestRiff RIFF size above which the file is RF64, at most {@link #LARGEST_RIFF}
     */
    GrowingHeader(WaveFormat format, long largestRiff) {
        this.largestRiff = largestRiff;
        formatChunk = FormatChunk.toBytes(format);
        hasFact = format.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        frameBytes = format.blockAlign();
        int size = RIFF_HEADER + CHUNK_HEADER + DS64_SIZE + CHUNK_HEADER + formatChunk.length;
        size += (hasFact ? CHUNK_HEADER + FACT_SIZE : 0) + CHUNK_HEADER;
        bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Its bytes in the file. */
    int size() {
        return bytes.capacity();
    }

    /** The header for so many bytes of sound; valid until the next call. */
    ByteBuffer render(long dataBytes) {
        long frames = dataBytes / frameBytes;
        long riffSize = size() - CHUNK_HEADER + dataBytes + (dataBytes & 1);
        boolean large = riffSize > largestRiff;
        bytes.clear();
        bytes.putInt(WavHeader.id(large ? "RF64" : "RIFF"));
        bytes.putInt(large ? NOT_TOLD : (int) riffSize).putInt(WavHeader.id("WAVE"));
        bytes.putInt(WavHeader.id(large ? "ds64" : "JUNK")).putInt(DS64_SIZE);
        bytes.putLong(large ? riffSize : 0).putLong(large ? dataBytes : 0);
        bytes.putLong(large ? frames : 0).putInt(0);
        bytes.putInt(WavHeader.id("fmt ")).putInt(formatChunk.length).put(formatChunk);
        if (hasFact) {
            bytes.putInt(WavHeader.id("fact")).putInt(FACT_SIZE);
            bytes.putInt(large ? NOT_TOLD : (int) frames);
        }
        bytes.putInt(WavHeader.id("data")).putInt(large ? NOT_TOLD : (int) dataBytes);
        return bytes.flip();
    }
}
