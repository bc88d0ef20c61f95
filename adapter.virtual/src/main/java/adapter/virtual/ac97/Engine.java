package adapter.virtual.ac97;

/**
 * One bus-master engine: walks its list of 32 buffer descriptors and moves samples between memory
 * and the codec. Its owner guards it.
 *
 * <p>A buffer begins with a sample of the first channel; a last sample that is no whole frame is
 * left out, as the hardware asks for whole frames. Bit 0 of an address counts as 0.
 */
final class Engine {
    /** Offsets of its registers. */
    static final int BDBAR = 0x0;

    static final int CIV = 0x4;
    static final int LVI = 0x5;
    static final int SR = 0x6;
    static final int PICB = 0x8;
    static final int PIV = 0xA;
    static final int CR = 0xB;

    /** SR, DMA controller halted. */
    static final int DCH = 0x01;

    /** SR, the last valid buffer is done and there is no other. */
    static final int CELV = 0x02;

    /** SR, last valid buffer completion. */
    static final int LVBCI = 0x04;

    /** SR, buffer completion of a buffer that wants an interrupt. */
    static final int BCIS = 0x08;

    /** SR, memory did not answer. */
    static final int FIFOE = 0x10;

    /** CR, run. */
    static final int RPBM = 0x01;

    /** CR, reset; goes back to 0. */
    static final int RR = 0x02;

    static final int LVBIE = 0x04;
    static final int FEIE = 0x08;
    static final int IOCE = 0x10;

    /** In the second word of a descriptor: interrupt on completion. */
    static final int IOC = 1 << 31;

    /** In the second word of a descriptor: silence when there is no buffer after it. */
    static final int BUP = 1 << 30;

    private static final int LAST = 31;
    private static final int DESCRIPTOR_BYTES = 8;
    private static final int CLEARABLE = LVBCI | BCIS | FIFOE;
    private static final int ENABLES = LVBIE | FEIE | IOCE;
    private static final int BYTE = 0xFF;

    private final BusMap bus;
    private final int channels;
    private final boolean stores;
    private final int[] descriptor = new int[2];

    private int base;
    private int civ;
    private int lvi;
    private int sr = DCH;
    private int picb;
    private int piv;
    private int cr;

    /** Of the buffer that it is in. */
    private long address;

    private int flags;
    private boolean loaded;

    /** There is a buffer after the last one that was done. */
    private boolean goesOn;

    /** Memory did not answer: nothing moves before a reset. */
    private boolean broken;

    private boolean event;
    private long frames;

    /**
     * One as after a reset.
     *
     * @param channels samples of a frame
     * @param stores true: it records
     */
    Engine(BusMap bus, int channels, boolean stores) {
        this.bus = bus;
        this.channels = channels;
        this.stores = stores;
    }

    /** A byte of a register. */
    int read(int offset) {
        return switch (offset) {
            case CIV -> civ;
            case LVI -> lvi;
            case SR -> sr;
            case PICB -> picb & BYTE;
            case PICB + 1 -> picb >>> Byte.SIZE;
            case PIV -> piv;
            case CR -> cr;
            default -> offset < CIV ? base >>> offset * Byte.SIZE & BYTE : 0;
        };
    }

    /** Writes a byte of a register. */
    void write(int offset, int value) {
        switch (offset) {
            case LVI -> setLast(value & LAST);
            case SR -> sr &= ~(value & CLEARABLE);
            case CR -> control(value);
            default -> {
                if (offset < CIV) {
                    int shift = offset * Byte.SIZE;
                    base = (base & ~(BYTE << shift) | (value & BYTE) << shift) & -DESCRIPTOR_BYTES;
                }
            }
        }
    }

    /** Whether samples move. */
    boolean isMoving() {
        return (cr & RPBM) != 0 && (sr & DCH) == 0;
    }

    /** Whether it is to run, and waits for a buffer. */
    boolean isStarved() {
        return (cr & RPBM) != 0 && (sr & CELV) != 0;
    }

    /** Whether the buffer that was done last wants silence after it. */
    boolean wantsSilence() {
        return (flags & BUP) != 0;
    }

    /** Whether it holds the interrupt line. */
    boolean interrupts() {
        return (sr & LVBCI) != 0 && (cr & LVBIE) != 0
                || (sr & BCIS) != 0 && (cr & IOCE) != 0
                || (sr & FIFOE) != 0 && (cr & FEIE) != 0;
    }

    /** Whether something happened since it was asked last that may interrupt. */
    boolean takeEvent() {
        boolean was = event;
        event = false;
        return was;
    }

    /** Frames that are left in its buffer. */
    int framesLeft() {
        return picb / channels;
    }

    /** Frames that were moved since its reset. */
    long frames() {
        return frames;
    }

    /**
     * Moves frames.
     *
     * @param from index of the first frame in {@code block}
     * @return how many; fewer when it halts
     */
    int move(short[] block, int from, int count) {
        int done = 0;
        while (done < count && isMoving()) {
            int part = Math.min(count - done, picb / channels);
            int samples = part * channels;
            int at = (from + done) * channels;
            boolean moved =
                    stores
                            ? bus.write(address, block, at, samples)
                            : bus.read(address, block, at, samples);
            if (!moved) {
                fail();
                break;
            }
            address += (long) samples * Short.BYTES;
            picb -= samples;
            done += part;
            skipEmpty();
        }
        frames += done;
        return done;
    }

    private void setLast(int value) {
        lvi = value;
        if ((sr & CELV) != 0) {
            sr &= ~CELV;
            goesOn = true;
            if ((cr & RPBM) != 0) {
                start();
            }
        }
    }

    private void control(int value) {
        if ((value & RR) != 0) {
            if (((cr | value) & RPBM) == 0) { // not while it runs
                reset(value);
            }
            return;
        }
        boolean ran = (cr & RPBM) != 0;
        cr = value & (RPBM | ENABLES);
        if ((cr & RPBM) == 0) {
            sr |= DCH;
        } else if (!ran) {
            start();
        }
    }

    private void reset(int value) {
        base = 0;
        civ = 0;
        lvi = 0;
        sr = DCH;
        picb = 0;
        piv = 0;
        cr = value & ENABLES;
        flags = 0;
        loaded = false;
        goesOn = false;
        broken = false;
        frames = 0;
    }

    private void start() {
        if (broken || (sr & CELV) != 0) {
            return;
        }
        sr &= ~DCH;
        if (goesOn) {
            civ = piv;
        }
        if (!loaded || goesOn) {
            load();
            skipEmpty();
        }
        goesOn = false;
    }

    private void load() {
        loaded = true;
        piv = civ + 1 & LAST;
        if (!bus.readPair((base & 0xFFFF_FFFFL) + (long) civ * DESCRIPTOR_BYTES, descriptor)) {
            fail();
            return;
        }
        address = descriptor[0] & 0xFFFF_FFFEL;
        picb = descriptor[1] & 0xFFFF;
        flags = descriptor[1] & (IOC | BUP);
    }

    /** Leaves buffers that hold no frame any more; ends, since it passes the last valid one. */
    private void skipEmpty() {
        while (isMoving() && picb < channels) {
            picb = 0;
            if ((flags & IOC) != 0) {
                sr |= BCIS;
                event = true;
            }
            if (civ == lvi) {
                sr |= LVBCI | CELV | DCH;
                event = true;
            } else {
                civ = piv;
                load();
            }
        }
    }

    private void fail() {
        broken = true;
        sr |= FIFOE | DCH;
        event = true;
    }
}
