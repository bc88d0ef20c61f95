package portcls.mpu401;

import portcls.api.IMasterClock;
import portcls.api.adapter.IoPort;
import portcls.api.time.ReferenceTime;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The registers of an MPU-401, and what can be done with them. In UART mode the data register is
 * the MIDI cable itself. Reading and writing one byte never waits.
 */
public final class Mpu401 {
    private static final int DATA = 0;
    private static final int STATUS = 1;
    private static final int COMMAND = 1;

    /** Status, DRR: set while the device cannot take a byte. */
    private static final int OUTPUT_FULL = 0x40;

    /** Status, DSR: set while there is nothing to read. */
    private static final int INPUT_EMPTY = 0x80;

    private static final int RESET = 0xFF;
    private static final int ENTER_UART_MODE = 0x3F;
    private static final int ACKNOWLEDGE = 0xFE;

    /** How long the device may take to accept or acknowledge a command, 100 ns. */
    private static final long TIMEOUT_100NS = ReferenceTime.millis(50);

    private static final long POLL_NANOS = 50_000;

    /** Ends a wait when the clock stands still, as a clock that is moved by hand does. */
    private static final int MAX_POLLS = 1_000;

    /** More than any FIFO holds: a device that has still more to say is not there at all. */
    public static final int MAX_INPUT = 1_024;

    private final IoPort registers;
    private final IMasterClock clock;

    public Mpu401(IoPort registers, IMasterClock clock) {
        this.registers = registers;
        this.clock = clock;
    }

    /** Whether {@link #write} may be called. */
    public boolean canWrite() {
        return (registers.read(STATUS) & OUTPUT_FULL) == 0;
    }

    /** Sends a byte. */
    public void write(int value) {
        registers.write(DATA, value);
    }

    /** Whether {@link #read} may be called. */
    public boolean hasInput() {
        return (registers.read(STATUS) & INPUT_EMPTY) == 0;
    }

    /** Fetches a byte: 0 … 255. */
    public int read() {
        return registers.read(DATA);
    }

    /**
     * Brings the device from any state into UART mode; may wait.
     *
     * @return false when nothing answers like an MPU-401
     */
    public boolean start() {
        // In UART mode a device obeys a reset without a word, so the first answer may be missing.
        // The second reset finds it out of UART mode, and now it must answer.
        boolean heard = command(RESET);
        if (heard) {
            acknowledged();
            heard = command(RESET) && acknowledged() && command(ENTER_UART_MODE);
        }
        if (heard) {
            discardInput(); // what came before UART mode is not MIDI
        }
        return heard;
    }

    /** Takes the device out of UART mode if it still listens; may wait. */
    public void stop() {
        command(RESET);
    }

    /** Where it is, for people. */
    public String place() {
        return registers.description();
    }

    /** What measures its time. */
    public IMasterClock clock() {
        return clock;
    }

    private boolean command(int command) {
        if (!await(this::canWrite)) {
            return false;
        }
        registers.write(COMMAND, command);
        return true;
    }

    private boolean acknowledged() {
        return await(() -> hasInput() && read() == ACKNOWLEDGE);
    }

    private void discardInput() {
        for (int i = 0; i < MAX_INPUT && hasInput(); i++) {
            read();
        }
    }

    private boolean await(BooleanSupplier condition) {
        long deadline = clock.getTime() + TIMEOUT_100NS;
        for (int poll = 0; poll < MAX_POLLS; poll++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (clock.getTime() >= deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return false;
    }
}
