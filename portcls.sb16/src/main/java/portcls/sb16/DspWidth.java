package portcls.sb16;

/**
 * Size of the samples that the DSP moves: each has a DMA channel, an interrupt and commands of its
 * own, so that one of each can move at a time.
 */
public enum DspWidth {
    /** Unsigned bytes, on DMA channel 0 … 3. */
    BITS_8(8, 0xC0, 0xD0, 0xD4, 0xDA, 0x01, 0x0E, 0x00),
    /** Signed words, low byte first, on DMA channel 5 … 7. */
    BITS_16(16, 0xB0, 0xD5, 0xD6, 0xD9, 0x02, 0x0F, 0x10);

    private final int bits;
    private final int transfer;
    private final int pause;
    private final int resume;
    private final int exit;
    private final int statusBit;
    private final int acknowledge;
    private final int signed;

    DspWidth(
            int bits,
            int transfer,
            int pause,
            int resume,
            int exit,
            int statusBit,
            int acknowledge,
            int signed) {
        this.bits = bits;
        this.transfer = transfer;
        this.pause = pause;
        this.resume = resume;
        this.exit = exit;
        this.statusBit = statusBit;
        this.acknowledge = acknowledge;
        this.signed = signed;
    }

    /** Bits of a sample. */
    public int bits() {
        return bits;
    }

    /** Bytes of a sample. */
    public int bytes() {
        return bits / Byte.SIZE;
    }

    /** Its bit in the mixer's {@link Ct1745#INTERRUPT_STATUS}. */
    public int statusBit() {
        return statusBit;
    }

    /** Whether a DMA channel moves samples of this size. */
    public boolean isMovedBy(int dmaChannel) {
        return this == BITS_8 ? dmaChannel >= 0 && dmaChannel <= 3 : dmaChannel >= 5;
    }

    /** Base of the commands that start a transfer. */
    int transfer() {
        return transfer;
    }

    int pause() {
        return pause;
    }

    int resume() {
        return resume;
    }

    /** Ends an auto-initialised transfer with its block. */
    int exit() {
        return exit;
    }

    /** Offset of the register that acknowledges its interrupt when it is read. */
    int acknowledge() {
        return acknowledge;
    }

    /** Its bit of the transfer mode. */
    int signed() {
        return signed;
    }
}
