package adapter.virtual.wave;

import static java.lang.System.Logger.Level.WARNING;

import adapter.virtual.FrameClock;
import adapter.virtual.TakeFiles;
import adapter.virtual.mixer.RenderChain;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The streams that share a clock, and the recordings of them: lets them come and go while the
 * {@link Mover} moves their frames. Whoever takes something away waits for the end of a block. At
 * PASSIVE, any thread.
 */
final class Pacer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Pacer.class.getName());

    private static final int BLOCKS_PER_SECOND = 100;

    private final DeviceState state;
    private final MasterClock master;
    private final int driftPpm;
    private final Faults faults;
    private final Mix mix;
    private final Mover mover;

    // Guarded by this.
    private final List<EngineStream> open = new ArrayList<>();
    private @Nullable Recorder recording;
    private @Nullable Recorder take;
    private final @Nullable TakeFiles takes;

    /** Streams that moved when the power went, and go on with it; null = there is power. */
    private @Nullable List<EngineStream> sleepers;

    /**
     * Makes one where nothing moves.
     *
     * @param state of the device, which may have several of these
     * @param channels of its mix
     * @param mixer what changes its mix; null = nothing
     * @param takes files to which everything is written that it plays; null = none
     */
    Pacer(
            DeviceState state,
            MasterClock master,
            int driftPpm,
            Faults faults,
            int channels,
            @Nullable RenderChain mixer,
            @Nullable TakeFiles takes) {
        this.state = state;
        this.master = master;
        this.driftPpm = driftPpm;
        this.faults = faults;
        this.takes = takes;
        mix =
                new Mix(
                        channels,
                        Endpoints.MOST_RENDER_STREAMS,
                        blockFrames(Endpoints.HIGHEST_RATE),
                        mixer);
        mover = new Mover(state, master, faults, mix);
    }

    /** Most frames of a block: 10 ms. */
    static int blockFrames(int rate) {
        return Math.ceilDiv(rate, BLOCKS_PER_SECOND);
    }

    /** Id of the device. */
    String device() {
        return state.device();
    }

    /** What it plays, for capture streams of the same clock. */
    Tap tap(WaveFormat format) {
        return new Tap(mix, format, blockFrames(format.samplesPerSecond()));
    }

    /** What it plays, for capture streams of another clock; null without a mixer. */
    @Nullable HeardRing heard() {
        return mix.heard();
    }

    // Streams, at PASSIVE.

    /** A stream is made. */
    synchronized void add(EngineStream stream) throws IOException {
        checkWorks();
        checkRate(stream);
        WaveEndpoint endpoint = stream.endpoint();
        int most = endpoint.maximumStreams();
        if (open.stream().filter(other -> other.endpoint() == endpoint).count() >= most) {
            throw new IOException(
                    "all "
                            + most
                            + " streams of \""
                            + endpoint.name()
                            + "\" of "
                            + device()
                            + " are in use; close one first");
        }
        open.add(stream);
    }

    /** A stream is closed; it does not move any more. */
    void release(EngineStream stream) {
        Recorder ending = null;
        synchronized (this) {
            open.remove(stream);
            if (open.stream().noneMatch(RenderStream.class::isInstance)) {
                ending = take;
                take = null;
            }
        }
        endQuietly(ending);
    }

    /** Lets a stream move, from now on. */
    void start(EngineStream stream) throws IOException {
        long due;
        boolean wasRunning;
        synchronized (this) {
            checkWorks();
            checkPower();
            checkRate(stream);
            Line old = mover.line();
            wasRunning = !old.isIdle();
            long now = master.getTime();
            FrameClock time = clockFor(stream.format().samplesPerSecond(), old, now);
            record(stream, time, now);
            long join = time.firstFrameFrom(now + faults.startDelay100ns());
            stream.joinAt(join);
            mover.publish(old.on(time).with(stream).recorded(recorders()));
            long stop = Math.min(stream.nextStop(), join + blockFrames(time.rate()));
            due = time.timeOf(stop);
        }
        mover.wakeAt(due, wasRunning); // may call back at once, so not under the lock
    }

    /** Holds a stream. When this returns its buffer is no longer touched. */
    void pause(EngineStream stream) throws IOException {
        if (stream.isMoving()) {
            mover.catchUp();
        }
        synchronized (this) {
            stream.leave();
            mover.publish(mover.line().without(stream));
            if (sleepers != null) {
                sleepers.remove(stream);
            }
        }
        mover.awaitEndOfBlock();
    }

    /** Takes the power: nothing moves, no alarm goes off, and streams stay where they are. */
    void sleep() throws IOException {
        mover.catchUp();
        synchronized (this) {
            if (sleepers != null) {
                return;
            }
            List<EngineStream> moving = new ArrayList<>(List.of(mover.line().streams()));
            moving.forEach(EngineStream::leave);
            sleepers = moving;
            mover.publish(mover.line().idle());
        }
        try {
            mover.awaitEndOfBlock();
        } finally {
            mover.rest();
        }
    }

    /** Gives the power back: what moved goes on from where it was. */
    void wake() throws IOException {
        List<EngineStream> waiting;
        synchronized (this) {
            waiting = sleepers == null ? List.of() : sleepers;
            sleepers = null;
        }
        for (EngineStream stream : waiting) {
            start(stream);
        }
    }

    private void checkPower() throws IOException {
        if (sleepers != null) {
            throw new IOException(
                    device() + " sleeps, so that no stream can run; bring it to D0 first");
        }
    }

    /** When this returns no block moves that had begun when it was called. */
    void awaitEndOfBlock() throws IOException {
        mover.awaitEndOfBlock();
    }

    private FrameClock clockFor(int rate, Line old, long now) {
        boolean goesOn = !old.isIdle() || isTimeLine(recording) || isTimeLine(take);
        return goesOn && old.clock().rate() == rate
                ? old.clock()
                : new FrameClock(now, rate, driftPpm);
    }

    private static boolean isTimeLine(@Nullable Recorder recorder) {
        return recorder != null && recorder.hasFormat() && !recorder.isFinished();
    }

    private void checkWorks() throws IOException {
        IOException why = state.failure();
        if (why != null) {
            throw new IOException(why.getMessage(), why);
        }
    }

    private void checkRate(EngineStream stream) throws IOException {
        Line now = mover.line();
        int rate = stream.format().samplesPerSecond();
        if (!now.isIdle() && now.clock().rate() != rate) {
            throw new IOException(
                    device()
                            + " runs at "
                            + now.clock().rate()
                            + " Hz for other streams, and has one clock for all: rate="
                            + rate
                            + " cannot be had. Use "
                            + now.clock().rate()
                            + " Hz, or wait until they have stopped.");
        }
    }

    private void endBlock() {
        try {
            mover.awaitEndOfBlock();
        } catch (IOException e) {
            LOG.log(WARNING, e.getMessage());
        }
    }

    // Recordings, at PASSIVE.

    /** Records from now on; one at a time. */
    synchronized Recorder record(Path file, WaveFormat preferred) throws IOException {
        checkWorks();
        if (recording != null && !recording.isFinished()) {
            throw new IOException(
                    device()
                            + " is being recorded to "
                            + recording.file()
                            + " already; end that recording first");
        }
        Line now = mover.line();
        Recorder started = new Recorder(this, file, mix, preferred, master.getTime());
        if (!now.isIdle() && now.streams()[0] instanceof RenderStream first) {
            started.begin(first.format(), now.clock());
        }
        recording = started;
        mover.publish(now.recorded(recorders()));
        return started;
    }

    /** Ends a recording. */
    void end(Recorder ending) throws IOException {
        mover.catchUp();
        Line last;
        synchronized (this) {
            recording = recording == ending ? null : recording;
            last = mover.line().recorded(recorders());
            mover.publish(last);
        }
        mover.awaitEndOfBlock();
        long now = master.getTime();
        ending.finish(last.isIdle() ? last.clock().framesAt(now) : Long.MIN_VALUE, now);
    }

    /** A stream is about to move: recordings begin, or end when it changes the clock. */
    private void record(EngineStream stream, FrameClock time, long now) throws IOException {
        WaveFormat format = stream.format();
        boolean plays = stream instanceof RenderStream;
        if (plays && takes != null && (take == null || take.isFinished() || !fits(take, time))) {
            Recorder old = take;
            take = null;
            endQuietly(old);
            take = new Recorder(this, takes.next(), mix, format, now);
        }
        for (Recorder recorder : recorders()) {
            if (recorder.isFinished()) {
                continue;
            }
            if (plays && !recorder.hasFormat()) {
                recorder.begin(format, time);
            } else if (recorder.hasFormat() && !fits(recorder, time)) {
                recorder.fail(
                        new IOException(
                                device()
                                        + " went on at rate="
                                        + time.rate()
                                        + " where the file has "
                                        + recorder.sampleRate()
                                        + "; record the rest into another file"));
            }
        }
    }

    private static boolean fits(Recorder recorder, FrameClock time) {
        return recorder.sampleRate() == time.rate();
    }

    private Recorder[] recorders() {
        List<Recorder> all = new ArrayList<>();
        if (recording != null) {
            all.add(recording);
        }
        if (take != null) {
            all.add(take);
        }
        return all.toArray(Recorder[]::new);
    }

    private void endQuietly(@Nullable Recorder ending) {
        if (ending == null) {
            return;
        }
        try {
            end(ending);
        } catch (IOException e) {
            LOG.log(WARNING, "{0}: {1}", device(), e.getMessage());
        }
    }

    /** Ends everything, when the device does not work any more; streams that still run are told. */
    @Override
    public void close() {
        Line last;
        synchronized (this) {
            last = mover.line();
            mover.publish(last.idle());
        }
        mover.close();
        IOException why = state.failure();
        if (why != null && !last.isIdle()) {
            endBlock();
            for (EngineStream stream : last.streams()) {
                stream.fail(why);
            }
        }
        for (Recorder recorder : last.recorders()) {
            endQuietly(recorder);
        }
    }

    /** A device breaks at a frame of one of its streams, as it was told to. */
    void breakDown(long frame) {
        state.breakDown("it broke after frames=" + frame + ", since it has fault=gone");
    }
}
