package portcls.sb16;

/** What can be recorded: its bits in {@link Ct1745#INPUT_SWITCHES}. */
public enum Ct1745Source {
    MICROPHONE(0x01, 0x01),
    CD(0x04, 0x02),
    LINE(0x10, 0x08),
    MIDI(0x40, 0x20);

    private final int left;
    private final int right;

    Ct1745Source(int left, int right) {
        this.left = left;
        this.right = right;
    }

    /** Bit of a channel; of a microphone both are the same. */
    public int bit(int channel) {
        return channel == 0 ? left : right;
    }

    /** Bits of both channels in {@link Ct1745#OUTPUT_SWITCHES}, which has none for MIDI. */
    public int bits() {
        return left | right;
    }
}
