package miniport.fmsynth;

import portcls.api.adapter.IoPort;

import java.io.IOException;

/** Finds out whether an OPL3 answers: its first timer must expire. */
final class Detection {
    private static final int TIMER_1 = 2;
    private static final int TIMER_CONTROL = 4;
    private static final int MASK_BOTH = 0x60;
    private static final int RESET_FLAGS = 0x80;
    private static final int START_FIRST = 0x21;
    private static final int FLAGS = 0xE0;
    private static final int EXPIRED = 0xC0;

    /** Set in the status of an OPL2. */
    private static final int OPL2 = 0x06;

    /** More reads than an 80 µs timer takes on any bus, and a time to go with them. */
    private static final int READS = 1_000;

    private static final long PATIENCE_NANOS = 1_000_000;

    private final IoPort port;

    Detection(IoPort port) {
        this.port = port;
    }

    /**
     * Looks for the chip; takes a millisecond at most.
     *
     * @param device name for the message
     * @throws IOException when there is none
     */
    void require(String device) throws IOException {
        write(TIMER_CONTROL, MASK_BOTH);
        write(TIMER_CONTROL, RESET_FLAGS);
        int before = port.read(0);
        write(TIMER_1, 0xFF);
        write(TIMER_CONTROL, START_FIRST);
        int after = awaitTimer();
        write(TIMER_CONTROL, MASK_BOTH);
        write(TIMER_CONTROL, RESET_FLAGS);
        if ((before & FLAGS) != 0 || (after & FLAGS) != EXPIRED) {
            throw new IOException(
                    String.format(
                            "%s does not answer like an OPL3: its timer did not expire"
                                    + " (status=0x%02x, then 0x%02x): see whether the device is"
                                    + " there, and whether its address is right (%s)",
                            device, before, after, port.description()));
        }
        if ((after & OPL2) != 0) {
            throw new IOException(
                    String.format(
                            "%s is an OPL2 (status=0x%02x); this driver needs the second bank of"
                                    + " an OPL3",
                            device, after));
        }
    }

    /** Waits by reading: that takes its time on a bus, also where the clock stands still. */
    private int awaitTimer() {
        long begin = System.nanoTime();
        int status = 0;
        for (int i = 0; i < READS || System.nanoTime() - begin < PATIENCE_NANOS; i++) {
            status = port.read(0);
            if ((status & FLAGS) != 0) {
                break;
            }
        }
        return status;
    }

    private void write(int register, int value) {
        port.write(0, register);
        port.write(1, value);
    }
}
