package portcls.sb16;

import portcls.api.adapter.IoPort;

/**
 * The registers of the mixer chip of a Sound Blaster 16, behind an index and a data register.
 *
 * <p>The chip belongs to several drivers and to an interrupt routine, which know nothing of each
 * other: whoever writes does so in one access to both registers, and whoever reads looks whether
 * the index is still his. So it takes no lock and may be called by any thread at any level.
 */
public final class Ct1745 {
    /** Registers at its port. */
    public static final int LENGTH = 2;

    /** Where its registers are among those of the card. */
    public static final int OFFSET = 4;

    /** Any value brings all registers back to what they are after power-on. */
    public static final int RESET = 0x00;

    /** Which of microphone, CD and line are heard: one bit each. */
    public static final int OUTPUT_SWITCHES = 0x3C;

    /** What the left converter records; the next register is that of the right one. */
    public static final int INPUT_SWITCHES = 0x3D;

    /** Gain of what is recorded, left; the next register is right. */
    public static final int INPUT_GAIN = 0x3F;

    /** Gain of what is heard, left; the next register is right. */
    public static final int OUTPUT_GAIN = 0x41;

    /** Bit 0: the microphone's automatic gain is off. */
    public static final int MICROPHONE_AGC = 0x43;

    /** Treble, left; the next register is right. */
    public static final int TREBLE = 0x44;

    /** Bass, left; the next register is right. */
    public static final int BASS = 0x46;

    /** Which interrupt the card raises: a bit each for 2, 5, 7, 10. */
    public static final int INTERRUPT_SETUP = 0x80;

    /** Which DMA channels the card uses: the bit of its number each. */
    public static final int DMA_SETUP = 0x81;

    /** Who has raised the interrupt: bit 0 8-bit DMA, bit 1 16-bit DMA, bit 2 MPU-401. */
    public static final int INTERRUPT_STATUS = 0x82;

    /** How often a read is tried when others get in between. */
    private static final int MAX_TRIES = 100;

    private final IoPort registers;
    private final int offset;

    /**
     * A mixer.
     *
     * @param offset of its index register at that port: 0 at a port of its own, {@link #OFFSET}
     *     among the registers of the card
     */
    public Ct1745(IoPort registers, int offset) {
        this.registers = registers;
        this.offset = offset;
    }

    /** Where it is, for people. */
    public String place() {
        return registers.description();
    }

    /** Reads a register: 0 … 255. */
    public int read(int register) {
        int value = 0;
        for (int i = 0; i < MAX_TRIES; i++) {
            registers.write(offset, register);
            value = registers.read(offset + 1);
            if (registers.read(offset) == register) {
                return value;
            }
        }
        return value; // a chip that does not tell its index
    }

    /** Writes a register; the low eight bits count. */
    public void write(int register, int value) {
        registers.writeWord(offset, register | (value & 0xFF) << Byte.SIZE);
    }

    /** Tells the card which DMA channels it has. */
    public void useDma(int firstChannel, int secondChannel) {
        write(DMA_SETUP, 1 << firstChannel | 1 << secondChannel);
    }
}
