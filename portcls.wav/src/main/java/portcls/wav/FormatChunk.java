package portcls.wav;

import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * The {@code fmt} chunk of a WAV file: WAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE ({@code
 * extensible-wave-format-descriptors}).
 */
final class FormatChunk {
    /** Bytes of the shortest form that tells the bits of a sample. */
    static final int SHORT_SIZE = 16;

    /** Bytes of the longest form; what follows is of no use. */
    static final int LONG_SIZE = 40;

    static final int MAX_CHANNELS = 32;

    private static final int FLOAT_SIZE = 18;
    private static final int EXTRA_SIZE = LONG_SIZE - FLOAT_SIZE;
    private static final int TAG_PCM = 1;
    private static final int TAG_FLOAT = 3;
    private static final int TAG_EXTENSIBLE = 0xFFFE;

    private FormatChunk() {}

    /**
     * Reads a format.
     *
     * @param chunk its content, little-endian, at most the first {@link #LONG_SIZE} bytes
     */
    static WaveFormat parse(ByteBuffer chunk, String name) throws WavException {
        int size = chunk.remaining();
        if (size < SHORT_SIZE) {
            throw nonsense(name, "its fmt chunk has " + size + " bytes, at least 16 are needed");
        }
        int at = chunk.position();
        int tag = unsigned(chunk, at);
        int channels = unsigned(chunk, at + 2);
        int rate = chunk.getInt(at + 4);
        int frameBytes = unsigned(chunk, at + 12);
        int bits = unsigned(chunk, at + 14);
        KsId subFormat;
        int validBits = bits;
        int mask = 0;
        if (tag == TAG_PCM) {
            subFormat = FormatIds.SUBTYPE_PCM;
        } else if (tag == TAG_FLOAT) {
            subFormat = FormatIds.SUBTYPE_IEEE_FLOAT;
        } else if (tag != TAG_EXTENSIBLE) {
            throw compressed(name, tag);
        } else if (size < LONG_SIZE) {
            throw nonsense(
                    name,
                    "its fmt chunk is of the extensible form, but has " + size + " bytes, not 40");
        } else {
            subFormat = subFormat(chunk, at + 24, name);
            int told = unsigned(chunk, at + 18);
            validBits = told == 0 ? bits : told;
            mask = chunk.getInt(at + 20);
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw nonsense(name, "channels=" + channels + ", 1 … " + MAX_CHANNELS + " are read");
        }
        if (rate < 1) {
            throw nonsense(name, "samplesPerSecond=" + Integer.toUnsignedString(rate));
        }
        boolean floats = subFormat.equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        if (floats ? bits != 32 && bits != 64 : bits < 8 || bits > 32 || bits % 8 != 0) {
            throw nonsense(
                    name,
                    "bitsPerSample="
                            + bits
                            + (floats
                                    ? ", float samples have 32 or 64"
                                    : ", integer samples have 8, 16, 24 or 32"));
        }
        if (validBits > bits) {
            throw nonsense(name, "validBitsPerSample=" + validBits + " of bitsPerSample=" + bits);
        }
        WaveFormat format =
                new WaveFormat(
                        subFormat, channels, rate, bits, validBits, mask, tag == TAG_EXTENSIBLE);
        if (frameBytes != format.blockAlign()) {
            throw nonsense(
                    name,
                    "blockAlign="
                            + frameBytes
                            + ", but channels="
                            + channels
                            + " of bitsPerSample="
                            + bits
                            + " make "
                            + format.blockAlign());
        }
        return format;
    }

    /** The chunk of a format, without its id and size. */
    static byte[] toBytes(WaveFormat format) {
        boolean floats = format.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        boolean extensible = needsExtensible(format);
        int size = extensible ? LONG_SIZE : floats ? FLOAT_SIZE : SHORT_SIZE;
        ByteBuffer chunk = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putShort((short) (extensible ? TAG_EXTENSIBLE : floats ? TAG_FLOAT : TAG_PCM));
        chunk.putShort((short) format.channels()).putInt(format.samplesPerSecond());
        chunk.putInt((int) Math.min(format.averageBytesPerSecond(), 0xFFFF_FFFFL));
        chunk.putShort((short) format.blockAlign()).putShort((short) format.bitsPerSample());
        if (extensible) {
            chunk.putShort((short) EXTRA_SIZE).putShort((short) format.validBitsPerSample());
            chunk.putInt(format.channelMask());
            UUID guid = format.subFormat().guid();
            long high = guid.getMostSignificantBits();
            chunk.putInt((int) (high >>> 32))
                    .putShort((short) (high >>> 16))
                    .putShort((short) high);
            chunk.order(ByteOrder.BIG_ENDIAN).putLong(guid.getLeastSignificantBits());
        }
        return chunk.array();
    }

    private static boolean needsExtensible(WaveFormat format) {
        return format.extensible()
                || format.channels() > 2
                || format.channelMask() != 0
                || format.validBitsPerSample() != format.bitsPerSample()
                || format.subFormat().equals(FormatIds.SUBTYPE_PCM) && format.bitsPerSample() > 16;
    }

    private static KsId subFormat(ByteBuffer chunk, int at, String name) throws WavException {
        long high =
                (long) chunk.getInt(at) << 32
                        | (long) unsigned(chunk, at + 4) << 16
                        | unsigned(chunk, at + 6);
        long low = Long.reverseBytes(chunk.getLong(at + 8));
        UUID guid = new UUID(high, low);
        if (guid.equals(FormatIds.SUBTYPE_PCM.guid())) {
            return FormatIds.SUBTYPE_PCM;
        }
        if (guid.equals(FormatIds.SUBTYPE_IEEE_FLOAT.guid())) {
            return FormatIds.SUBTYPE_IEEE_FLOAT;
        }
        throw notRead(name, "subFormat=" + guid);
    }

    private static WavException compressed(String name, int tag) {
        String kind =
                switch (tag) {
                    case 0x0002 -> "Microsoft ADPCM";
                    case 0x0006 -> "A-law";
                    case 0x0007 -> "µ-law";
                    case 0x0011 -> "IMA ADPCM";
                    case 0x0031 -> "GSM 6.10";
                    case 0x0050 -> "MPEG audio";
                    case 0x0055 -> "MP3";
                    case 0x0160, 0x0161, 0x0162, 0x0163 -> "Windows Media Audio";
                    default -> "of a kind that is not known here";
                };
        return notRead(name, kind + ", formatTag=0x%04X".formatted(tag));
    }

    private static WavException notRead(String name, String what) {
        return new WavException(
                name
                        + " is a WAV file, but its sound is not PCM or float: "
                        + what
                        + ". Convert it, for instance with: sox "
                        + name
                        + " -e signed -b 16 pcm.wav");
    }

    private static WavException nonsense(String name, String what) {
        return new WavException(
                name
                        + " begins like a WAV file, but its format cannot be read: "
                        + what
                        + ". Get or make the file again.");
    }

    private static int unsigned(ByteBuffer chunk, int at) {
        return Short.toUnsignedInt(chunk.getShort(at));
    }
}
