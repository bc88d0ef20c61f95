package adapter.virtual.sb16;

import adapter.virtual.FrameClock;
import adapter.virtual.RaisedLine;
import adapter.virtual.opl3.Opl3;
import adapter.virtual.opl3.Opl3Sound;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

/**
 * The time line of the card: lets DSP, FM synthesizer and mixer go on, frame after frame, as far as
 * the clock has come. That happens when a register is looked at, and by an alarm at the end of each
 * block, but every 5 ms, while something moves; when nothing does, the card sleeps.
 *
 * <p>Its monitor guards all chips of the card. Who reads does {@link #catchUp} under it; who writes
 * does so, too, and {@link #settle} after it. Interrupts are raised by the alarm, outside of it.
 */
final class Card implements AutoCloseable {
    /** Frames per second of its output, and its highest sample rate. */
    static final int RATE = 44_100;

    /** How long it moves at most without an alarm, frames. */
    private static final int LONGEST_SLEEP = RATE / 200;

    private static final int BLOCK_FRAMES = 256;

    /** How long its output fades out when the power goes: 3 ms. */
    private static final int FADE_FRAMES = RATE * 3 / 1_000;

    private final MasterClock clock;
    private final FrameClock time;
    private final RaisedLine interrupt;
    private final DmaChannel byteChannel = new DmaChannel(this, 1, Byte.BYTES);
    private final DmaChannel wordChannel = new DmaChannel(this, 5, Short.BYTES);
    private final DspChip dsp = new DspChip(byteChannel, wordChannel);
    private final MixerChip mixer = new MixerChip(dsp);
    private final Opl3 fm;
    private final Opl3Sound fmSound;
    private final LineIn lineIn;
    private final OutputRing output;
    private final Alarm alarm;

    // Guarded by this.
    private Runnable onSound = () -> {};
    private Fault fault = Fault.NONE;
    private boolean gone;
    private boolean asleep;

    /** Frames that are left of its fading out; only while it is asleep. */
    private int fade;

    private long strayAccesses;
    private long next;
    private long armed100ns = ReferenceTime.NEVER;
    private boolean raisePending;
    private long captures;
    private final short[] fmBlock = new short[2 * BLOCK_FRAMES];
    private final float[] voice = new float[2];
    private final float[] line = new float[2];

    /**
     * A card as it is after power-on.
     *
     * @param interrupt raised at the end of a block
     */
    Card(MasterClock clock, RaisedLine interrupt, LineIn lineIn) {
        this.clock = clock;
        this.interrupt = interrupt;
        this.lineIn = lineIn;
        fm = new Opl3(clock);
        fmSound = new Opl3Sound(fm, RATE);
        time = new FrameClock(fm.origin100ns(), RATE);
        output = new OutputRing(time, this::catchUpNow);
        alarm = clock.newAlarm("Sound Blaster 16", this::alarm);
    }

    DmaChannel byteChannel() {
        return byteChannel;
    }

    DmaChannel wordChannel() {
        return wordChannel;
    }

    /** Guarded by this. */
    DspChip dsp() {
        return dsp;
    }

    /** Guarded by this. */
    MixerChip mixer() {
        return mixer;
    }

    /** Written after {@link #catchUp}. */
    Opl3 fm() {
        return fm;
    }

    /** What it sounds. */
    OutputRing output() {
        return output;
    }

    /** Master time of its frame 0. */
    long origin100ns() {
        return time.origin100ns();
    }

    /** Whether a register answers that somebody accesses; guarded by this. */
    boolean answers() {
        if (asleep) {
            strayAccesses++;
        }
        return !gone && !asleep;
    }

    /** Accesses of registers that nobody answered, since it had no power. */
    synchronized long strayAccesses() {
        return strayAccesses;
    }

    /**
     * Takes the power away. From now on no register answers, no interrupt is raised and nothing is
     * recorded; what sounds fades out, so that it does not click, and then the chips have forgotten
     * everything.
     */
    void sleep() {
        synchronized (this) {
            catchUp();
            if (asleep) {
                return;
            }
            fade = isMoving() ? FADE_FRAMES : 0;
            asleep = true;
            raisePending = false;
            if (fade == 0) {
                powerOn();
            }
        }
        settle();
    }

    /** Gives the power back: the chips are as after power-on. */
    synchronized void wake() {
        catchUp();
        if (asleep && fade > 0) {
            fade = 0;
            powerOn();
        }
        asleep = false;
    }

    private void powerOn() {
        dsp.powerOn();
        mixer.powerOn();
        fmSound.powerOn();
    }

    /** Whether its alarm is set. */
    synchronized boolean isAwake() {
        return armed100ns != ReferenceTime.NEVER;
    }

    /** Says what runs when sound begins after silence; it must not block. */
    synchronized void onSound(Runnable routine) {
        onSound = routine;
    }

    /** Makes it fail, or work again; a sudden death is for good. */
    void setFault(Fault newFault) {
        synchronized (this) {
            catchUp();
            fault = newFault;
            dsp.setFault(newFault);
            gone |= newFault == Fault.SUDDEN_DEATH;
        }
        settle();
    }

    /** Goes on up to now; under the lock. */
    void catchUp() {
        long due = time.frameAt(clock.getTime());
        if (due <= next) {
            return;
        }
        if (!isMoving()) {
            rest(due);
            return;
        }
        if (output.begin()) {
            onSound.run();
        }
        while (next < due && !isFaded()) {
            int frames = (int) Math.min(asleep ? fade : BLOCK_FRAMES, due - next);
            move(frames);
            next += frames;
            output.made(next);
        }
        if (next < due) {
            rest(due);
        }
    }

    private boolean isFaded() {
        return asleep && fade == 0;
    }

    /** Sees to it that the card goes on in time; not under the lock, since the alarm may go off. */
    void settle() {
        long due;
        synchronized (this) {
            due = raisePending ? clock.getTime() : nextAlarm();
            if (due == ReferenceTime.NEVER || due >= armed100ns) {
                return;
            }
            armed100ns = due;
        }
        alarm.at(due);
    }

    /** Nothing moves any more. */
    @Override
    public void close() {
        synchronized (this) {
            catchUp();
            gone = true;
        }
        alarm.close();
    }

    private void catchUpNow() {
        synchronized (this) {
            catchUp();
        }
    }

    private boolean isMoving() {
        return !gone && !isFaded() && (dsp.isMoving() || !fmSound.isSilent());
    }

    private void rest(long due) {
        output.end();
        mixer.rest();
        if (fmSound.isSilent()) {
            fmSound.skip(due - next);
        }
        next = due;
        output.made(next);
    }

    private void move(int frames) {
        boolean hasFm = !fmSound.isSilent();
        if (hasFm) {
            fmSound.generate(fmBlock, 0, frames);
        } else {
            fmSound.skip(frames);
        }
        for (int i = 0; i < frames; i++) {
            float fmLeft = hasFm ? fmBlock[2 * i] : 0;
            float fmRight = hasFm ? fmBlock[2 * i + 1] : 0;
            dsp.play(voice);
            int left = mixer.heard(0, voice[0], fmLeft);
            int right = mixer.heard(1, voice[1], fmRight);
            if (asleep) {
                output.put(next + i, faded(left), faded(right));
                fade--;
                continue;
            }
            output.put(next + i, left, right);
            if (dsp.isRecording()) {
                record(left, right, fmLeft, fmRight);
            }
            if (dsp.endBlocks()) {
                raisePending |= fault != Fault.LOST_INTERRUPTS;
            }
        }
        byteChannel.endBlock();
        wordChannel.endBlock();
        if (isFaded()) {
            powerOn();
        }
    }

    private int faded(int sample) {
        return sample * fade / FADE_FRAMES;
    }

    private void record(int left, int right, float fmLeft, float fmRight) {
        if (captures != dsp.captures()) {
            captures = dsp.captures();
            lineIn.restart();
        }
        line[0] = left;
        line[1] = right;
        lineIn.next(line);
        dsp.record(
                mixer.recorded(0, line[0], line[1], fmLeft, fmRight),
                mixer.recorded(1, line[0], line[1], fmLeft, fmRight));
    }

    /** When the alarm has to go off at the latest. */
    private long nextAlarm() {
        return isMoving()
                ? time.timeOf(next + Math.min(LONGEST_SLEEP, dsp.framesToInterrupt()))
                : ReferenceTime.NEVER;
    }

    private void alarm() {
        if (clock.isVirtual()) {
            output.awaitRoom();
        }
        boolean raise = true;
        while (raise) {
            synchronized (this) {
                armed100ns = ReferenceTime.NEVER;
                catchUp();
                raise = raisePending && !gone;
                raisePending = false;
            }
            if (raise) {
                interrupt.raise();
            }
        }
        settle();
    }
}
