package adapter.virtual.sb16;

/**
 * What the DSP moves by one of its DMA channels: samples of one width, in blocks with an interrupt
 * at the end of each. Guarded by the card.
 */
final class Transfer {
    // Bits of the command.
    private static final int FROM_ADC = 0x08;
    private static final int AUTO_INIT = 0x04;

    // Bits of the mode.
    private static final int SIGNED = 0x10;
    private static final int STEREO = 0x20;

    private final DmaChannel dma;
    private final int bits;
    private final int interrupt;
    private boolean active;
    private boolean paused;
    private boolean capture;
    private boolean again;
    private boolean signed;
    private boolean stereo;
    private int block;
    private int left;

    /** Its interrupt bit when a block has ended since somebody looked, else 0. */
    private int ended;

    /**
     * One that does not move.
     *
     * @param interrupt its bit of the interrupt status
     */
    Transfer(DmaChannel dma, int bits, int interrupt) {
        this.dma = dma;
        this.bits = bits;
        this.interrupt = interrupt;
    }

    /**
     * Starts it.
     *
     * @param samples of a block
     */
    void start(int command, int mode, int samples) {
        capture = (command & FROM_ADC) != 0;
        again = (command & AUTO_INIT) != 0;
        signed = (mode & SIGNED) != 0;
        stereo = (mode & STEREO) != 0;
        block = samples;
        left = samples;
        active = true;
        paused = false;
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    /** Ends it with its block. */
    void exit() {
        again = false;
    }

    /** Ends it now. */
    void reset() {
        active = false;
        paused = false;
        ended = 0;
    }

    boolean isActive(boolean ofCapture) {
        return active && capture == ofCapture;
    }

    /** Whether samples move in that direction now. */
    boolean isMoving(boolean ofCapture) {
        return isActive(ofCapture) && !paused && dma.answers(!ofCapture);
    }

    boolean isStereo() {
        return stereo;
    }

    /** Frames up to the end of the block. */
    int framesLeft() {
        return stereo ? left + 1 >> 1 : left;
    }

    /** The next sample as 16 bits with sign; 0 when none comes. */
    int fetch() {
        if (!isMoving(false)) {
            return 0;
        }
        int value = dma.fetch();
        counted();
        return signed ? value << Integer.SIZE - bits >> Short.SIZE : unsigned(value);
    }

    /** Takes the next sample of 16 bits with sign; loses it when nobody takes it. */
    void store(int sample) {
        if (isMoving(true)) {
            int value = sample >> Short.SIZE - bits;
            dma.store(signed ? value : value + (1 << bits - 1));
            counted();
        }
    }

    /** Its interrupt bit when a block has ended since this was asked last, else 0. */
    int takeEnded() {
        int bitsEnded = ended;
        ended = 0;
        return bitsEnded;
    }

    private int unsigned(int value) {
        return value - (1 << bits - 1) << Short.SIZE - bits;
    }

    private void counted() {
        left--;
        if (left == 0) {
            ended |= interrupt;
            left = block;
            active = again;
        }
    }
}
