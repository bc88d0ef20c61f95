package adapter.virtual.opl3;

/**
 * The two timers and the status register. Timer 1 counts each 4 frames of the chip (80.5 µs), timer
 * 2 each 16. The owner guards it.
 */
final class Timers {
    /** Status: one of the timers has expired. */
    static final int INTERRUPT = 0x80;

    /** Status: timer 1 has expired. */
    static final int TIMER_1 = 0x40;

    /** Status: timer 2 has expired. */
    static final int TIMER_2 = 0x20;

    private static final int RESET_FLAGS = 0x80;

    private final Timer first = new Timer(4);
    private final Timer second = new Timer(16);
    private int masked;
    private int flags;

    private static final class Timer {
        private final int frames;
        private int preset;
        private boolean runs;
        private double expires;

        Timer(int frames) {
            this.frames = frames;
        }

        private double period() {
            return (256 - preset) * (double) frames;
        }

        void run(boolean newRuns, double now) {
            if (newRuns && !runs) {
                expires = now + period();
            }
            runs = newRuns;
        }

        /** Whether it has expired since the last call. */
        boolean hasExpired(double now) {
            if (!runs || now < expires) {
                return false;
            }
            expires += (Math.floor((now - expires) / period()) + 1) * period();
            return true;
        }
    }

    /**
     * Writes one of the registers 2, 3 and 4.
     *
     * @param now time in frames
     */
    void write(int register, int value, double now) {
        pass(now);
        switch (register) {
            case 2 -> first.preset = value;
            case 3 -> second.preset = value;
            default -> control(value, now);
        }
    }

    /**
     * The status register.
     *
     * @param now time in frames
     */
    int status(double now) {
        pass(now);
        return flags == 0 ? 0 : flags | INTERRUPT;
    }

    private void control(int value, double now) {
        if ((value & RESET_FLAGS) != 0) {
            flags = 0; // and nothing else
            return;
        }
        masked = value & (TIMER_1 | TIMER_2);
        flags &= ~masked;
        first.run((value & 1) != 0, now);
        second.run((value & 2) != 0, now);
    }

    private void pass(double now) {
        if (first.hasExpired(now)) {
            flags |= TIMER_1 & ~masked;
        }
        if (second.hasExpired(now)) {
            flags |= TIMER_2 & ~masked;
        }
    }
}
