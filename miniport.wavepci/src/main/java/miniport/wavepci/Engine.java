package miniport.wavepci;

import portcls.api.adapter.IoPort;

/** The registers of one bus-master engine. Any thread; its stream keeps accesses apart. */
final class Engine {
    /** SR: halted, since the last valid buffer is done. */
    static final int AT_END = 0x02;

    /** SR: memory did not answer. */
    static final int FAULT = 0x10;

    private static final int BDBAR = 0x00;
    private static final int CIV = 0x04;
    private static final int LVI = 0x05;
    private static final int SR = 0x06;
    private static final int PICB = 0x08;
    private static final int CR = 0x0B;

    private static final int INDEX = 31;
    private static final int HALTED = 0x01;

    /** SR: last valid buffer, buffer completion, fault; written back to clear them. */
    private static final int EVENTS = 0x1C;

    private static final int RUN = 0x01;
    private static final int RESET = 0x02;

    /** CR: interrupts at the end of a buffer, of the last one, and for a fault. */
    private static final int INTERRUPTS = 0x1C;

    /** A step of the hardware takes microseconds; this is some milliseconds of register reads. */
    private static final int MOST_TRIES = 10_000;

    private final IoPort registers;
    private final int base;

    Engine(IoPort registers, int base) {
        this.registers = registers;
        this.base = base;
    }

    /**
     * Puts it at the beginning of a list, halted.
     *
     * @return false when it does not obey
     */
    boolean reset(long list) {
        boolean stopped = stop();
        registers.write(base + CR, RESET);
        boolean done = false;
        for (int i = 0; i < MOST_TRIES && !done; i++) {
            done = (registers.read(base + CR) & RESET) == 0;
        }
        registers.writeWord(base + SR, EVENTS);
        registers.writeDoubleWord(base + BDBAR, (int) list);
        return stopped && done;
    }

    /** Lets it go on. */
    void run() {
        registers.write(base + CR, RUN | INTERRUPTS);
    }

    /**
     * Halts it where it is; when this returns it touches no memory.
     *
     * @return false when it does not obey
     */
    boolean stop() {
        registers.write(base + CR, 0);
        for (int i = 0; i < MOST_TRIES; i++) {
            if ((status() & HALTED) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Says which descriptor is the last one that is valid. */
    void last(int index) {
        registers.write(base + LVI, index & INDEX);
    }

    /** The descriptor that it is in. */
    int current() {
        return registers.read(base + CIV) & INDEX;
    }

    /** Samples that are left in its buffer. */
    int samplesLeft() {
        return registers.readWord(base + PICB);
    }

    int status() {
        return registers.readWord(base + SR);
    }

    /** Takes the events that there are, which lets go of the interrupt. */
    int takeEvents() {
        int status = status();
        registers.writeWord(base + SR, status & EVENTS);
        return status;
    }
}
