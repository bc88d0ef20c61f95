package adapter.virtual.ac97;

import adapter.virtual.FrameClock;
import adapter.virtual.RaisedLine;

import org.jspecify.annotations.Nullable;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.util.Arrays;

/**
 * The device as its clock sees it: brings engines, codec and interrupt up to the present, whenever
 * a register is touched and whenever a buffer ends, at most 10 ms apart.
 *
 * <p>Any thread. The lock, this, is held while some milliseconds of frames are moved, and never
 * while the interrupt handler runs.
 */
final class Controller implements AutoCloseable {
    /** The interrupt of an engine in GLOB_STA. */
    static final int[] INTERRUPT_BITS = {1 << 5, 1 << 6, 1 << 7};

    /** GLOB_STA, the codec is ready. */
    static final int CODEC_READY = 1 << 8;

    /** GLOB_STA, the codec did not answer a read. */
    static final int READ_TIMED_OUT = 1 << 15;

    /** GLOB_CNT, 0 holds the codec in reset. */
    static final int COLD_RESET = 1 << 1;

    /** GLOB_CNT, wakes the link; goes back to 0. */
    static final int WARM_RESET = 1 << 2;

    static final int PCM_IN = 0;
    static final int PCM_OUT = 1;
    static final int MIC_IN = 2;

    private static final long LONGEST_STEP = 10 * ReferenceTime.MILLISECOND;
    private static final long SLICE = 5 * ReferenceTime.MILLISECOND;

    /** How long the output fades out when the power goes: 3 ms at the highest rate. */
    private static final int FADE_FRAMES = Codec.HIGHEST_RATE * 3 / 1_000;

    /** So often a handler is called again that leaves the interrupt up. */
    private static final int PATIENCE = 8;

    private final MasterClock clock;
    private final long origin;
    private final BusMap bus;
    private final RaisedLine pin;
    private final Codec codec = new Codec();
    private final Engine[] engines;
    private final Analog analog;
    private final Alarm alarm;

    // Guarded by this.
    private final short[] block = new short[2 * Analog.BLOCK];
    private final long[] next = new long[INTERRUPT_BITS.length];
    private final FrameClock[] grids;
    private volatile Sink[] sinks = {};
    private Fault fault;
    private int globalControl = COLD_RESET;
    private int globalStatus;
    private boolean accessed;
    private long time;
    private long passed;
    private short heldLeft;
    private short heldRight;
    private boolean raise;
    private boolean raising;
    private boolean skipped;
    private boolean gone;
    private boolean asleep;

    /** Frames that are left of its fading out; only while it is asleep. */
    private int fade;

    private long strayAccesses;

    private volatile long due = ReferenceTime.NEVER;

    /**
     * A device as the firmware of a machine leaves it: the codec is out of its reset.
     *
     * @param input what is in its sockets; null = a cable from its output
     */
    Controller(String id, MasterClock clock, @Nullable Input input, Fault fault) {
        this.clock = clock;
        this.fault = fault;
        origin = clock.getTime();
        time = origin;
        bus = new BusMap(id, this);
        pin = new RaisedLine("IRQ of " + id);
        engines =
                new Engine[] {
                    new Engine(bus, 2, true), new Engine(bus, 2, false), new Engine(bus, 1, true)
                };
        grids = new FrameClock[engines.length];
        Arrays.fill(grids, new FrameClock(origin, Codec.HIGHEST_RATE));
        analog = new Analog(codec, input);
        globalStatus = fault == Fault.NO_CODEC ? 0 : CODEC_READY;
        alarm = clock.newAlarm("AC'97 controller " + id, this::alarm);
    }

    BusMap bus() {
        return bus;
    }

    RaisedLine interrupt() {
        return pin;
    }

    /** Makes it fail, or work again; a codec that is ready stays so until its next reset. */
    synchronized void setFault(Fault newFault) {
        fault = newFault;
    }

    // Registers.

    /** A register access: something that is done when the device is up to the present. */
    interface Access {
        int run(int offset, int value);
    }

    /** Does it, and sets the alarm for what follows. */
    int access(Access access, int offset, int value) {
        int result;
        synchronized (this) {
            if (gone || asleep) {
                strayAccesses += asleep ? 1 : 0;
                return -1;
            }
            advance(clock.getTime());
            result = access.run(offset, value);
            note();
            plan();
        }
        setAlarm();
        return result;
    }

    // With the lock.

    Engine engine(int index) {
        return engines[index];
    }

    /** A byte for an engine. */
    void writeEngine(int index, int offset, int value) {
        Engine engine = engines[index];
        boolean began = engine.frames() > 0;
        boolean moved = engine.isMoving();
        engine.write(offset, value);
        if (!moved && engine.isMoving()) {
            next[index] = grids[index].firstFrameFrom(time);
        }
        if (index == PCM_OUT && began && engine.frames() == 0) { // a reset
            heldLeft = 0;
            heldRight = 0;
            for (Sink sink : sinks) {
                sink.end();
            }
        }
    }

    int globalControl() {
        return globalControl;
    }

    void writeGlobalControl(int value) {
        boolean wasOn = (globalControl & COLD_RESET) != 0;
        globalControl = value & ~WARM_RESET;
        boolean on = (globalControl & COLD_RESET) != 0;
        if (!on || !wasOn) {
            codec.reset();
            regrid();
            globalStatus &= ~CODEC_READY;
        }
        if (on && fault != Fault.NO_CODEC) {
            globalStatus |= CODEC_READY;
        }
        if ((value & WARM_RESET) != 0) {
            codec.wakeLink();
        }
    }

    int globalStatus() {
        int status = globalStatus;
        for (int i = 0; i < engines.length; i++) {
            if (engines[i].interrupts()) {
                status |= INTERRUPT_BITS[i];
            }
        }
        return status;
    }

    void clearGlobalStatus(int bits) {
        globalStatus &= ~(bits & READ_TIMED_OUT);
    }

    /** The semaphore of codec accesses: whether somebody has it; whoever asks has it then. */
    boolean takeSemaphore() {
        boolean was = accessed;
        accessed = true;
        return was;
    }

    int readCodec(int offset) {
        accessed = false;
        if ((globalStatus & CODEC_READY) == 0) {
            globalStatus |= READ_TIMED_OUT;
            return 0xFFFF;
        }
        return codec.read(offset);
    }

    void writeCodec(int offset, int value) {
        accessed = false;
        if ((globalStatus & CODEC_READY) != 0) {
            codec.write(offset, value);
            regrid();
        }
    }

    /** Rates have changed, maybe. */
    private void regrid() {
        regrid(PCM_IN, codec.adcRate());
        regrid(PCM_OUT, codec.dacRate());
        regrid(MIC_IN, codec.micRate());
    }

    private void regrid(int index, int rate) {
        if (grids[index].rate() != rate) {
            grids[index] = new FrameClock(origin, rate);
            next[index] = grids[index].firstFrameFrom(time);
            if (index == PCM_OUT) {
                analog.newGrid();
            }
        }
    }

    // Power, at PASSIVE.

    /**
     * Takes the power away. From now on no register answers, no interrupt is raised and memory is
     * left alone; what passes through the codec fades out, so that it does not click.
     */
    void sleep() {
        synchronized (this) {
            advance(clock.getTime());
            if (asleep) {
                return;
            }
            fade = sounds() ? FADE_FRAMES : 0;
            asleep = true;
            raise = false;
            resetEngines();
            plan();
        }
        setAlarm();
    }

    /** Gives the power back: all is as the firmware leaves it after power-on. */
    void wake() {
        synchronized (this) {
            advance(clock.getTime());
            if (!asleep) {
                return;
            }
            asleep = false;
            fade = 0;
            globalControl = COLD_RESET;
            globalStatus = fault == Fault.NO_CODEC ? 0 : CODEC_READY;
            accessed = false;
            codec.reset();
            regrid();
            plan();
        }
        setAlarm();
    }

    private void resetEngines() {
        for (int i = 0; i < engines.length; i++) {
            writeEngine(i, Engine.CR, 0);
            writeEngine(i, Engine.CR, Engine.RR);
        }
    }

    /** Accesses of registers that nobody answered, since it had no power. */
    synchronized long strayAccesses() {
        return strayAccesses;
    }

    // What is played, at PASSIVE.

    /** Lets somebody hear what is played, from now on. */
    void add(Sink sink) {
        synchronized (this) {
            advance(clock.getTime());
            sinks = Arrays.copyOf(sinks, sinks.length + 1);
            sinks[sinks.length - 1] = sink;
            plan();
        }
        setAlarm();
    }

    /** Lets somebody hear no more; he has heard all up to now. */
    void remove(Sink sink) {
        synchronized (this) {
            advance(clock.getTime());
            sinks = Arrays.stream(sinks).filter(it -> it != sink).toArray(Sink[]::new);
        }
    }

    /** The grid of what is played. */
    synchronized FrameClock grid() {
        return grids[PCM_OUT];
    }

    // Time.

    private void alarm() {
        if (clock.isVirtual()) {
            for (Sink sink : sinks) {
                sink.awaitRoom();
            }
        }
        synchronized (this) {
            advance(clock.getTime());
            note();
            plan();
        }
        serve();
        setAlarm();
    }

    /** Calls the interrupt handler while there is something new, with no lock held. */
    private void serve() {
        int patience = PATIENCE;
        while (takeInterrupt()) {
            pin.raise();
            synchronized (this) {
                raising = false;
                note();
                patience--;
                raise |= patience > 0 && isUp(); // the line is a level
                plan();
            }
        }
    }

    private synchronized boolean takeInterrupt() {
        if (raising || gone || asleep || !raise || !isUp()) {
            return false;
        }
        raise = false;
        if (fault == Fault.LOST_INTERRUPT) {
            skipped = !skipped;
            if (skipped) {
                return false;
            }
        }
        raising = true;
        return true;
    }

    private boolean isUp() {
        for (Engine engine : engines) {
            if (engine.interrupts()) {
                return true;
            }
        }
        return false;
    }

    /** Notes what may interrupt. */
    private void note() {
        for (Engine engine : engines) {
            raise |= engine.takeEvent();
        }
    }

    /** Says when something happens next. */
    private void plan() {
        if (raise && !raising && isUp()) {
            due = time;
            return;
        }
        long first = ReferenceTime.NEVER;
        for (int i = 0; i < engines.length && !isLinkDown(); i++) {
            if (engines[i].isMoving()) {
                long end = grids[i].timeOf(next[i] + engines[i].framesLeft());
                first = Math.min(first, Math.min(end, time + LONGEST_STEP));
            }
        }
        if (first == ReferenceTime.NEVER && sounds()) {
            first = time + LONGEST_STEP;
        }
        due = gone ? ReferenceTime.NEVER : first;
    }

    /** Whether somebody hears something that does not come from memory. */
    private boolean sounds() {
        return sinks.length > 0
                && !isLinkDown()
                && (!asleep || fade > 0)
                && (analog.passesThrough() || engines[PCM_OUT].isStarved() && isHeld());
    }

    private boolean isHeld() {
        return (heldLeft | heldRight) != 0 && !engines[PCM_OUT].wantsSilence();
    }

    /** With no lock held, since the alarm may go off at once. */
    private void setAlarm() {
        long wanted;
        do {
            wanted = due;
            if (wanted == ReferenceTime.NEVER) {
                alarm.cancel();
            } else {
                alarm.at(wanted);
            }
        } while (wanted != due);
    }

    private void advance(long now) {
        if (isLinkDown()) {
            pass(now);
            return;
        }
        while (time < now) {
            if (!engines[PCM_IN].isMoving()
                    && !engines[PCM_OUT].isMoving()
                    && !engines[MIC_IN].isMoving()
                    && !sounds()) {
                time = now;
                return;
            }
            long until = Math.min(now, time + SLICE);
            play(until);
            record(PCM_IN, until);
            record(MIC_IN, until);
            time = until;
        }
    }

    /** Without the link there is no bit clock: nothing moves, and nothing is caught up later. */
    private boolean isLinkDown() {
        return codec.isLinkDown() || (globalControl & COLD_RESET) == 0;
    }

    private void pass(long now) {
        time = Math.max(time, now);
        for (int i = 0; i < engines.length; i++) {
            next[i] = Math.max(next[i], grids[i].firstFrameFrom(time));
        }
    }

    private void play(long until) {
        Engine engine = engines[PCM_OUT];
        FrameClock grid = grids[PCM_OUT];
        long end = grid.framesAt(until);
        boolean runs = engine.isMoving();
        if (!runs && !sounds()) {
            return;
        }
        long first = runs ? next[PCM_OUT] : Math.max(next[PCM_OUT], grid.framesAt(time));
        int count = (int) Math.min(end - first, asleep ? fade : Analog.BLOCK);
        if (count <= 0) {
            return;
        }
        int moved = engine.move(block, 0, count);
        if (moved > 0) {
            heldLeft = block[2 * moved - 2];
            heldRight = block[2 * moved - 1];
        }
        boolean holds = engine.isStarved() && !engine.wantsSilence();
        for (int i = moved; i < count; i++) {
            block[2 * i] = holds ? heldLeft : 0;
            block[2 * i + 1] = holds ? heldRight : 0;
        }
        short[] sound = analog.play(first, passed, grid.rate(), block, count);
        passed += count;
        if (asleep) {
            fade(sound, count);
        }
        for (Sink sink : sinks) {
            sink.take(grid, first, sound, count);
        }
        next[PCM_OUT] = first + count;
    }

    private void fade(short[] sound, int count) {
        for (int i = 0; i < count; i++) {
            sound[2 * i] = (short) (sound[2 * i] * fade / FADE_FRAMES);
            sound[2 * i + 1] = (short) (sound[2 * i + 1] * fade / FADE_FRAMES);
            fade--;
        }
    }

    private void record(int index, long until) {
        Engine engine = engines[index];
        if (!engine.isMoving()) {
            return;
        }
        FrameClock grid = grids[index];
        int count = (int) Math.min(grid.framesAt(until) - next[index], Analog.BLOCK);
        if (count <= 0) {
            return;
        }
        FrameClock playing = grids[PCM_OUT];
        if (index == PCM_IN) {
            analog.record(next[index], grid, playing, engine.frames(), block, count);
        } else {
            analog.recordMic(next[index], grid, playing, engine.frames(), block, count);
        }
        engine.move(block, 0, count);
        next[index] += count;
    }

    /** Takes it off the bus; from now on nothing answers and nothing moves. */
    @Override
    public void close() {
        synchronized (this) {
            gone = true;
            due = ReferenceTime.NEVER;
        }
        alarm.close();
    }
}
