package adapter.virtual.mpu401;

import adapter.virtual.MidiCable;
import adapter.virtual.MidiOut;
import adapter.virtual.RaisedLine;
import adapter.virtual.TimedBytes;

import portcls.api.adapter.IoPort;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;

import java.util.Objects;

/**
 * The two registers of an MPU-401 in UART mode, its FIFOs and its MIDI cables.
 *
 * <p>A cable carries a byte in 320 µs. What the output FIFO holds follows from the clock: the time
 * at which a byte has left is known when it is written, so no thread moves bytes. Incoming bytes
 * reach the input FIFO when a register is read or, at their time, by an {@link Alarm}, which also
 * raises the interrupt.
 *
 * <p>Methods may be called from any thread; the lock is held for a few instructions, and never
 * while the interrupt handler runs.
 */
public final class Mpu401 implements IoPort, AutoCloseable {
    /** Offset of the data register. */
    static final int DATA = 0;

    /** Offset of the status register, when read. */
    static final int STATUS = 1;

    /** Offset of the command register, when written. */
    static final int COMMAND = 1;

    /** Status, DRR: the output FIFO is full. */
    static final int OUTPUT_FULL = 0x40;

    /** Status, DSR: the input FIFO is empty. */
    static final int INPUT_EMPTY = 0x80;

    static final int RESET = 0xFF;
    static final int ENTER_UART_MODE = 0x3F;
    static final int ACKNOWLEDGE = 0xFE;

    private static final int LENGTH = 2;

    /** What is read where no device answers. */
    private static final int FLOATING_BUS = 0xFF;

    /** Bytes on their way in: 1.3 s of them, so that a late alarm loses none. */
    private static final int WIRE_BYTES = 4_096;

    private final MasterClock clock;
    private final RaisedLine interrupt;
    private final String description;
    private final int outputDepth;
    private final boolean silentReset;
    private final Alarm alarm;

    // All below is guarded by this.
    private final TimedBytes wire = new TimedBytes(WIRE_BYTES);
    private final TimedBytes input;
    private MidiOut connector = (time, value) -> {};
    private Fault fault = Fault.NONE;
    private boolean gone;
    private boolean uartMode;
    private long lastExit100ns = Long.MIN_VALUE / 2; // long ago, with room for a difference
    private int lastRead = FLOATING_BUS;
    private boolean raisePending;
    private boolean alarmPending;
    private long lostOutputBytes;
    private long lostInputBytes;

    /**
     * Makes one as it is after power-on: not in UART mode, nothing plugged in.
     *
     * @param interrupt raised when a byte comes in
     * @param description for people
     * @param outputDepth bytes that the output FIFO holds
     * @param inputDepth bytes that the input FIFO holds
     * @param silentReset whether a reset in UART mode is obeyed without an acknowledge
     */
    public Mpu401(
            MasterClock clock,
            RaisedLine interrupt,
            String description,
            int outputDepth,
            int inputDepth,
            boolean silentReset) {
        this.clock = clock;
        this.interrupt = interrupt;
        this.description = description;
        this.outputDepth = outputDepth;
        this.silentReset = silentReset;
        input = new TimedBytes(inputDepth);
        alarm = clock.newAlarm("MIDI IN of " + description, this::bytesAreDue);
    }

    /** Plugs something into MIDI OUT. */
    public synchronized void plug(MidiOut newConnector) {
        connector = newConnector;
    }

    /** Plugs MIDI OUT into MIDI IN. */
    public void plugLoopBack() {
        plug(this::receive);
    }

    @Override
    public int read(int offset) {
        Objects.checkIndex(offset, LENGTH);
        synchronized (this) {
            if (gone) {
                return FLOATING_BUS;
            }
            long now = clock.getTime();
            takeDueBytes(now);
            return offset == DATA ? readData() : status(now);
        }
    }

    @Override
    public void write(int offset, int value) {
        Objects.checkIndex(offset, LENGTH);
        synchronized (this) {
            if (gone) {
                return;
            }
            if (offset == DATA) {
                send(value & 0xFF);
            } else {
                command(value & 0xFF);
            }
        }
        setAlarm();
    }

    /**
     * A byte comes in at MIDI IN.
     *
     * @param time100ns when it is there; not before the one that came before it
     */
    void receive(long time100ns, int value) {
        boolean loopBack = Thread.holdsLock(this);
        synchronized (this) {
            if (gone) {
                return;
            }
            alarmPending |= wire.isEmpty();
            if (!wire.add(time100ns, value)) {
                lostInputBytes++;
            }
        }
        if (!loopBack) { // else the writer of the register sets it, after the lock
            setAlarm();
        }
    }

    /** Brings it back to what it is after power-on; what it received is lost. */
    public synchronized void powerOn() {
        input.clear();
        uartMode = false;
        raisePending = false;
    }

    /** Makes it fail, or work again. */
    synchronized void setFault(Fault newFault) {
        fault = newFault;
        gone |= newFault == Fault.SUDDEN_DEATH;
    }

    /** Bytes that were written while DRR was set. */
    synchronized long lostOutputBytes() {
        return lostOutputBytes;
    }

    /** Bytes that came in while the input FIFO was full. */
    synchronized long lostInputBytes() {
        return lostInputBytes;
    }

    @Override
    public int length() {
        return LENGTH;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public String toString() {
        return description;
    }

    /** Takes it off the bus; from now on nothing answers. */
    @Override
    public void close() {
        synchronized (this) {
            gone = true;
            connector = (time, value) -> {};
        }
        alarm.close();
    }

    private int status(long now) {
        int status = 0;
        if (isOutputFull(now)) {
            status |= OUTPUT_FULL;
        }
        if (input.isEmpty()) {
            status |= INPUT_EMPTY;
        }
        return status;
    }

    private boolean isOutputFull(long now) {
        return fault == Fault.STUCK_DRR
                || lastExit100ns - (outputDepth - 1) * MidiCable.BYTE_TIME_100NS > now;
    }

    private int readData() {
        if (!input.isEmpty()) {
            lastRead = input.remove();
        }
        return lastRead;
    }

    private void send(int value) {
        if (!uartMode) {
            return; // data of a command that is not known here
        }
        long now = clock.getTime();
        if (isOutputFull(now)) {
            lostOutputBytes++;
            return;
        }
        lastExit100ns = Math.max(lastExit100ns, now) + MidiCable.BYTE_TIME_100NS;
        connector.accept(lastExit100ns, value);
    }

    private void command(int command) {
        if (fault == Fault.STUCK_DRR) {
            return;
        }
        if (command == RESET) {
            input.clear();
            if (!(uartMode && silentReset)) {
                acknowledge();
            }
            uartMode = false;
        } else if (command == ENTER_UART_MODE) {
            uartMode = true;
        }
    }

    private void acknowledge() {
        if (fault != Fault.NO_ACKNOWLEDGE) {
            input.add(clock.getTime(), ACKNOWLEDGE);
            raisePending = true;
            alarmPending = true;
        }
    }

    /**
     * Moves bytes that are there into the FIFO. Never overflows it: whether a byte is lost is
     * decided at its own alarm, after the handler had its chance to make room.
     */
    private void takeDueBytes(long now) {
        while (!wire.isEmpty()
                && wire.firstTime100ns() <= now
                && !input.isFull()
                && fault != Fault.OVERFLOW) {
            arrive();
            raisePending = true;
        }
    }

    private void arrive() {
        long time = wire.firstTime100ns();
        int value = wire.remove();
        if (!uartMode) {
            return; // only UART mode hands MIDI through
        }
        if (fault == Fault.OVERFLOW || !input.add(time, value)) {
            lostInputBytes++;
        }
    }

    private void setAlarm() {
        long time;
        synchronized (this) {
            if (!alarmPending || gone) {
                return;
            }
            alarmPending = false;
            time = raisePending || wire.isEmpty() ? clock.getTime() : wire.firstTime100ns();
        }
        alarm.at(time); // may call back at once, so not under the lock
    }

    /** The alarm: each byte that is due arrives and raises the interrupt, one after the other. */
    private void bytesAreDue() {
        while (true) {
            boolean raise;
            long next;
            synchronized (this) {
                if (gone) {
                    return;
                }
                boolean due = !wire.isEmpty() && wire.firstTime100ns() <= clock.getTime();
                if (due) {
                    arrive();
                }
                raise = (due || raisePending) && !input.isEmpty();
                raisePending = false;
                if (!raise && !due) {
                    if (wire.isEmpty()) {
                        return;
                    }
                    next = wire.firstTime100ns();
                } else {
                    next = Long.MIN_VALUE;
                }
            }
            if (raise) {
                interrupt.raise();
            } else if (next != Long.MIN_VALUE) {
                alarm.at(next);
                return;
            }
        }
    }
}
