package miniport.wavepci;

import portcls.api.adapter.IoPort;

/** The controller's global registers, NABM. Any thread. */
final class BusMaster {
    /** Number of registers. */
    static final int LENGTH = 0x40;

    /** GLOB_STA: the codec is ready. */
    static final int CODEC_READY = 1 << 8;

    private static final int GLOB_CNT = 0x2C;
    private static final int GLOB_STA = 0x30;
    private static final int CAS = 0x34;

    /** GLOB_CNT: 0 holds the codec in reset. */
    private static final int OUT_OF_RESET = 1 << 1;

    private static final int MOST_TRIES = 64;

    private final IoPort registers;

    BusMaster(IoPort registers) {
        this.registers = registers;
    }

    /** The engine of a converter. */
    Engine engine(Converter converter) {
        return new Engine(registers, converter.registers());
    }

    /** What interrupts, and whether the codec is ready. */
    int status() {
        return registers.readDoubleWord(GLOB_STA);
    }

    boolean isCodecReady() {
        int status = status();
        return status != -1 && (status & CODEC_READY) != 0;
    }

    /** Holds the codec in reset, which makes it forget everything. */
    void holdCodec() {
        registers.writeDoubleWord(GLOB_CNT, 0);
    }

    /** Lets the codec out of reset; it is ready some time later. */
    void releaseCodec() {
        registers.writeDoubleWord(GLOB_CNT, OUT_OF_RESET);
    }

    /** Waits for the link to the codec to be free; the next access to the codec frees it again. */
    void takeLink() {
        for (int i = 0; i < MOST_TRIES && (registers.read(CAS) & 1) != 0; i++) {
            Thread.onSpinWait();
        }
    }

    /** Where it is, for errors. */
    String place() {
        return registers.description();
    }
}
