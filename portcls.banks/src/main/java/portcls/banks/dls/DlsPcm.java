package portcls.banks.dls;

import portcls.banks.BankException;
import portcls.banks.BankNotes;
import portcls.banks.riff.RiffChunk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The format of a wave ({@code fmt}). DLS knows one channel of 8 or 16 bits; 24 and 32 bits and two
 * channels are out there and become one channel of 16 bits.
 */
final class DlsPcm {
    private static final int SIZE = 16;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int LEAST_RATE = 100;
    private static final int GREATEST_RATE = 384_000;

    private final int channels;
    private final int rate;
    private final int bits;

    private DlsPcm(int channels, int rate, int bits) {
        this.channels = channels;
        this.rate = rate;
        this.bits = bits;
    }

    static DlsPcm read(RiffChunk chunk) throws BankException {
        chunk.atLeast(SIZE);
        int tag = chunk.u16(0);
        int channels = chunk.u16(2);
        long rate = chunk.u32(4);
        int align = chunk.u16(12);
        int bits = chunk.u16(14);
        if (tag == EXTENSIBLE && chunk.size() >= 26) {
            tag = chunk.u16(24);
        }
        if (tag != PCM) {
            throw chunk.unsupported(
                    0,
                    "a wave is compressed or float: formatTag=" + tag + ", 1 (PCM) is read",
                    "Convert its waves to 16-bit PCM.");
        }
        if (channels < 1
                || channels > 2
                || bits < 8
                || bits > 32
                || bits % 8 != 0
                || align != channels * bits / 8) {
            throw chunk.damaged(
                    2,
                    "a wave has channels="
                            + channels
                            + ", bitsPerSample="
                            + bits
                            + ", blockAlign="
                            + align);
        }
        if (rate < LEAST_RATE || rate > GREATEST_RATE) {
            throw chunk.damaged(
                    4,
                    "sampleRate=" + rate + ", " + LEAST_RATE + " … " + GREATEST_RATE + " are read");
        }
        return new DlsPcm(channels, (int) rate, bits);
    }

    int rate() {
        return rate;
    }

    /** Bits of a sample as it goes out. */
    int bits() {
        return isPlain() ? bits : 16;
    }

    /** The whole frames of the data, one channel of {@link #bits()}. */
    ByteBuffer convert(ByteBuffer data, BankNotes notes) {
        int frameBytes = channels * bits / 8;
        int frames = data.remaining() / frameBytes;
        if (frames * frameBytes != data.remaining()) {
            notes.add("A wave's last frame was not whole and was left out.");
        }
        if (isPlain()) {
            return data.slice(data.position(), frames * frameBytes).order(ByteOrder.LITTLE_ENDIAN);
        }
        notes.add("A wave was converted to one channel of 16 bits.");
        ByteBuffer mono = ByteBuffer.allocate(2 * frames).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += sample16(data, data.position() + i * frameBytes + c * bits / 8);
            }
            mono.putShort((short) (sum / channels));
        }
        return mono.flip();
    }

    private boolean isPlain() {
        return channels == 1 && bits <= 16;
    }

    /** The upper 16 bits of a sample. */
    private int sample16(ByteBuffer data, int at) {
        int last = at + bits / 8 - 1;
        int high = data.get(last);
        return bits == 8 ? ((high & 0xFF) - 0x80) << 8 : high << 8 | data.get(last - 1) & 0xFF;
    }
}
