package portcls.banks.dls;

import java.util.BitSet;

/**
 * One connection of an articulation: a source moves a destination, as DLS writes it.
 *
 * @param control scales the source; 0 = none
 * @param transform curves
 * @param scale in 1/65536 of the destination's unit (cents, time cents, 1/10 dB, 1/10 %)
 */
public record DlsConnection(int source, int control, int destination, int transform, int scale) {
    /** A value that nothing moves. */
    public static final int SOURCE_NONE = 0;

    public static final int SOURCE_LFO = 1;
    public static final int SOURCE_VELOCITY = 2;
    public static final int SOURCE_KEY = 3;
    public static final int SOURCE_EG1 = 4;
    public static final int SOURCE_EG2 = 5;

    /** The modulation wheel. */
    public static final int SOURCE_CC1 = 0x81;

    public static final int GAIN = 1;
    public static final int PITCH = 3;
    public static final int PAN = 4;
    public static final int LFO_FREQUENCY = 0x104;
    public static final int LFO_DELAY = 0x105;
    public static final int EG1_ATTACK = 0x206;
    public static final int EG1_DECAY = 0x207;
    public static final int EG1_RELEASE = 0x209;
    public static final int EG1_SUSTAIN = 0x20A;
    public static final int EG2_ATTACK = 0x30A;
    public static final int EG2_DECAY = 0x30B;
    public static final int EG2_RELEASE = 0x30D;
    public static final int EG2_SUSTAIN = 0x30E;

    /** Bytes of one in a file and in a download block. */
    public static final int SIZE = 12;

    private static final BitSet SOURCES =
            bits(
                    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xA, 0x81, 0x87, 0x8A, 0x8B, 0xDB, 0xDD, 0x100,
                    0x101, 0x102);

    private static final BitSet DESTINATIONS =
            bits(
                    1, 2, 3, 4, 5, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x80, 0x81, 0x104, 0x105,
                    0x114, 0x115, 0x206, 0x207, 0x208, 0x209, 0x20A, 0x20B, 0x20C, 0x20D, 0x30A,
                    0x30B, 0x30C, 0x30D, 0x30E, 0x30F, 0x310, 0x500, 0x501);

    /** A value that nothing moves. */
    public static DlsConnection fixed(int destination, int scale) {
        return new DlsConnection(SOURCE_NONE, 0, destination, 0, scale);
    }

    /** Whether DLS level 1 or 2 defines what it connects. */
    public boolean isKnown() {
        return SOURCES.get(source) && SOURCES.get(control) && DESTINATIONS.get(destination);
    }

    private static BitSet bits(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(number);
        }
        return bits;
    }
}
