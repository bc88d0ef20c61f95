package portcls.sb16;

import portcls.api.IMasterClock;
import portcls.api.adapter.IoPort;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The DSP of a Sound Blaster 16 by its registers: a command and its parameters are written one byte
 * after the other, each when the DSP is not busy. A busy DSP is waited for by time, not by count,
 * so that a broken one is told from a slow one.
 *
 * <p>Commands are PASSIVE and may come from several threads: they do not get between the bytes of
 * each other. {@link #acknowledge} may be called by the interrupt routine; it takes no lock.
 */
public final class Dsp {
    /** Registers from the base address on, with those of the mixer. */
    public static final int LENGTH = 16;

    /** Lowest sample rate, Hz. */
    public static final int LOWEST_RATE = 5_000;

    /** Highest sample rate, Hz. */
    public static final int HIGHEST_RATE = 44_100;

    /** Longest block: what 16 bits can say, in samples of all channels. */
    public static final int LONGEST_BLOCK = 0x10000;

    // Registers.
    private static final int RESET = 0x6;
    private static final int DATA = 0xA;
    private static final int COMMAND = 0xC;
    private static final int DATA_STATUS = 0xE;

    /** Command register, when read: the DSP takes nothing now. */
    private static final int BUSY = 0x80;

    /** Data status: there is something to read. */
    private static final int HAS_DATA = 0x80;

    /** What answers a reset. */
    private static final int READY = 0xAA;

    // Commands.
    private static final int OUTPUT_RATE = 0x41;
    private static final int INPUT_RATE = 0x42;
    private static final int SPEAKER_ON = 0xD1;
    private static final int SPEAKER_OFF = 0xD3;
    private static final int VERSION = 0xE1;

    // Bits of a command that starts a transfer, and of its mode.
    private static final int FROM_ADC = 0x08;
    private static final int AUTO_INIT = 0x04;
    private static final int FIFO = 0x02;
    private static final int STEREO = 0x20;

    /** How long the reset line is to be held, 100 ns: 3 µs at least. */
    private static final long RESET_100NS = 5 * ReferenceTime.MICROSECOND;

    /** How long the DSP may take for anything; 100 µs are usual. */
    private static final long TIMEOUT_100NS = ReferenceTime.millis(100);

    private static final long POLL_NANOS = 50_000;

    /** Ends a wait when the clock stands still, as a clock that is moved by hand does. */
    private static final int MAX_POLLS = 2_000;

    /** More than the DSP ever says at once. */
    private static final int MAX_DATA = 256;

    private final IoPort registers;
    private final IMasterClock clock;

    /**
     * A DSP that is not touched yet.
     *
     * @param registers {@value #LENGTH} of them, from the base address on
     */
    public Dsp(IoPort registers, IMasterClock clock) {
        this.registers = registers;
        this.clock = clock;
    }

    /** Where it is, for people. */
    public String place() {
        return registers.description();
    }

    /**
     * Brings it from any state into that after power-on: nothing moves.
     *
     * @throws IOException when nothing answers like a DSP
     */
    public synchronized void reset() throws IOException {
        registers.write(RESET, 1);
        holdReset();
        registers.write(RESET, 0);
        if (!await(() -> hasData() && registers.read(DATA) == READY)) {
            throw new IOException(
                    "the DSP does not answer the reset at "
                            + place()
                            + "; see whether the card is there and on, whether its address is"
                            + " right, and whether another program has it");
        }
    }

    /** What it says that it is. */
    public synchronized DspVersion version() throws IOException {
        for (int i = 0; i < MAX_DATA && hasData(); i++) {
            registers.read(DATA); // nobody asked for it
        }
        write(VERSION);
        return new DspVersion(read(), read());
    }

    /** Sets the sample rate of what is played, Hz. The card has one clock for both directions. */
    public synchronized void outputRate(int rate) throws IOException {
        write(OUTPUT_RATE);
        write(rate >>> Byte.SIZE);
        write(rate);
    }

    /** Sets the sample rate of what is recorded, Hz. The card has one clock for both directions. */
    public synchronized void inputRate(int rate) throws IOException {
        write(INPUT_RATE);
        write(rate >>> Byte.SIZE);
        write(rate);
    }

    /**
     * Starts an auto-initialised transfer: it goes on, with an interrupt at the end of each block,
     * until {@link #exit}. It replaces the one of that width.
     *
     * @param capture true: from the converter to memory
     * @param blockSamples from one interrupt to the next, samples of all channels, 1 … {@value
     *     #LONGEST_BLOCK}
     */
    public synchronized void start(
            DspWidth width, boolean capture, boolean stereo, int blockSamples) throws IOException {
        if (blockSamples < 1 || blockSamples > LONGEST_BLOCK) {
            throw new IllegalArgumentException(
                    "a block holds 1 … "
                            + LONGEST_BLOCK
                            + " samples: blockSamples="
                            + blockSamples);
        }
        write(width.transfer() | (capture ? FROM_ADC : 0) | AUTO_INIT | FIFO);
        write(width.signed() | (stereo ? STEREO : 0));
        write(blockSamples - 1);
        write(blockSamples - 1 >>> Byte.SIZE);
    }

    /** Holds the transfer of a width where it is. */
    public synchronized void pause(DspWidth width) throws IOException {
        write(width.pause());
    }

    /** Lets a transfer that was paused go on. */
    public synchronized void resume(DspWidth width) throws IOException {
        write(width.resume());
    }

    /** Ends the transfer of a width with its block. */
    public synchronized void exit(DspWidth width) throws IOException {
        write(width.exit());
    }

    /** Says whether the speaker is in use; a DSP 4.x only remembers it. */
    public synchronized void speaker(boolean on) throws IOException {
        write(on ? SPEAKER_ON : SPEAKER_OFF);
    }

    /** Takes the interrupt of a width back; the next block raises it again. */
    public void acknowledge(DspWidth width) {
        registers.read(width.acknowledge());
    }

    private void holdReset() {
        long end = clock.getTime() + RESET_100NS;
        for (int i = 0; i < MAX_POLLS && clock.getTime() < end; i++) {
            Thread.onSpinWait();
        }
    }

    private boolean hasData() {
        return (registers.read(DATA_STATUS) & HAS_DATA) != 0;
    }

    private int read() throws IOException {
        if (!await(this::hasData)) {
            throw new IOException(
                    "the DSP at "
                            + place()
                            + " does not say what it was asked for; reset it, and see whether"
                            + " another program uses the card");
        }
        return registers.read(DATA);
    }

    private void write(int value) throws IOException {
        if (!await(() -> (registers.read(COMMAND) & BUSY) == 0)) {
            throw new IOException(
                    "the DSP at "
                            + place()
                            + " stays busy and takes no command; switch the card off and on, or"
                            + " take its driver away and plug it in again: timeoutMillis="
                            + TIMEOUT_100NS / ReferenceTime.MILLISECOND);
        }
        registers.write(COMMAND, value & 0xFF);
    }

    private boolean await(BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return true;
        }
        long deadline = clock.getTime() + TIMEOUT_100NS;
        for (int poll = 0; poll < MAX_POLLS; poll++) {
            LockSupport.parkNanos(POLL_NANOS);
            if (condition.getAsBoolean()) {
                return true;
            }
            if (clock.getTime() >= deadline) {
                return false;
            }
        }
        return false;
    }
}
