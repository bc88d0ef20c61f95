package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMXF;
import portcls.api.dmus.SynthPortParams;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;

import java.io.IOException;

/**
 * A music pin of a synthesizer: a virtual synthesizer with channels, instruments and voices of its
 * own (DMU-24). Its engine exists while the output is connected to a {@link SinkStream}, whose
 * thread then renders it; without one, events go to the allocator.
 *
 * <p>In RUN, events sound at their time, late ones at once. On leaving RUN all notes are released
 * and die away; an engine cannot hold the sound of a note still. In PAUSE and ACQUIRE events wait;
 * what waited through a pause is heard later by as much, as the stream's time stood still (CLK-8).
 * In STOP the engine is silent and all events go to the allocator.
 *
 * <p>Dispatch threads put events and the sink thread renders, without a lock. All else comes from
 * one thread at a time.
 */
public final class SynthStream implements IMXF {
    /**
     * How long before its time an event is wanted. The sink renders what is heard only after all
     * that waits in the wave device, whose buffer may be some hundred milliseconds, then the engine
     * looks ahead and the sink pulls every 20 ms. Events that come earlier than needed cost
     * nothing: they are ordered here.
     */
    public static final long PRE_FETCH_100NS = ReferenceTime.millis(500);

    /** How far the latency clock is ahead while nobody renders: one pull of the sink. */
    private static final long PULL_100NS = ReferenceTime.millis(20);

    /** A package of which the last part never comes is dropped after its time by so much. */
    private static final long INCOMPLETE_100NS = ReferenceTime.millis(500);

    /** Another loudness is reached within 10 ms. */
    private static final int FADES_PER_SECOND = 100;

    private static final int DEFAULT_GROUPS = 1;
    private static final long NOT_HELD = Long.MIN_VALUE;

    private final SynthModel model;
    private final SynthTraits traits;
    private final IAllocatorMXF allocator;
    private final IMasterClock masterClock;
    private final Turn turn = new Turn();
    private final EventInbox inbox = new EventInbox();
    private final RunningStats stats = new RunningStats();
    private final Loudness loudness;
    private final VoicePools pools;
    private final NoteLedger ledger;
    private final MusicPlayer player;
    private final Downloads downloads;

    // In turn.
    private final EventLine line = new EventLine();
    private final float[] sound;
    private float factor;

    /** What the factor comes to in steps, over as many frames more. */
    private float wantedFactor;

    private int fadeFrames;
    private float fadeStep;

    /** Loudest sample of the piece that is rendered, without sign. */
    private float loudest;

    private @Nullable SynthEngine playing;

    /** Sample of the sink's stream that is the engine's frame 0. */
    private long origin;

    private volatile KsState state = KsState.STOP;

    /** Master time at which RUN was left for PAUSE; {@link #NOT_HELD} when it was not. */
    private long heldSince = NOT_HELD;

    private volatile @Nullable SinkStream sink;

    /** First sample of the sink that no event can change any more; valid while it renders. */
    private volatile long openSample;

    /** Of those who are not in turn. */
    private @Nullable SynthEngine engine;

    /**
     * Makes a stream.
     *
     * @param hasVoices whether it has voices from the start, as pins of plain MIDI have; others get
     *     them with PORTPARAMETERS (SYN-3)
     */
    public SynthStream(
            SynthModel model,
            VoicePools pools,
            UnloadWatch watch,
            IAllocatorMXF allocator,
            IMasterClock masterClock,
            boolean hasVoices) {
        this.model = model;
        this.pools = pools;
        this.allocator = allocator;
        this.masterClock = masterClock;
        traits = model.traits();
        loudness = new Loudness(traits.gain());
        ledger = new NoteLedger(pools, traits.maxGroups(), traits.voices());
        player = new MusicPlayer(ledger, stats, traits.maxGroups());
        downloads = new Downloads(watch, Downloads.Limits.DEFAULT, player::unloaded);
        sound = new float[SinkStream.PIECE_FRAMES * SynthEngine.CHANNELS];
        factor = loudness.factor();
        wantedFactor = factor;
        if (hasVoices) {
            ledger.limit(pools.request(traits.voices()));
        }
    }

    /** What the port gets. */
    public DMusStream forPort() {
        return DMusStream.of(this).preFetch(PRE_FETCH_100NS);
    }

    // The dispatch thread.

    @Override
    @Irql(Level.DISPATCH)
    public void putMessage(@Nullable DMusKernelEvent event) {
        if (event == null) {
            return;
        }
        if (sink == null || state == KsState.STOP) {
            allocator.putMessage(event);
            return;
        }
        inbox.put(event);
        if (sink == null || state == KsState.STOP) {
            giveBack(inbox.takeAll()); // it ended meanwhile, maybe before this event was in
        }
    }

    // The sink thread.

    /**
     * Adds the sound of the next frames to a mix; does nothing while another thread has the pin.
     *
     * @param sample of the sink's stream, which the first frame is
     * @param frames at most {@link SinkStream#PIECE_FRAMES}
     */
    @Irql(Level.DISPATCH)
    void render(SinkStream from, float[] mix, long sample, int frames) {
        if (!turn.begin()) {
            return;
        }
        try {
            SynthEngine now = playing;
            if (now != null && from == sink && state != KsState.STOP) {
                long start = System.nanoTime();
                origin = sample - now.renderedFrames();
                takeArrived();
                renderPieces(now, from, frames, mix);
                openSample = now.firstOpenFrame() + origin;
                if (state == KsState.RUN) {
                    stats.rendered(
                            now.voices(ledger.count()),
                            loudest,
                            System.nanoTime() - start,
                            (double) frames / now.samplesPerSecond());
                }
            }
        } finally {
            turn.end();
        }
    }

    private void takeArrived() {
        line.addAll(inbox.takeAll());
    }

    /** From one event that is due to the next. */
    private void renderPieces(SynthEngine now, SinkStream from, int frames, float[] mix) {
        loudest = 0;
        fadeTo(loudness.factor(), now.samplesPerSecond());
        int done = 0;
        while (done < frames) {
            int piece = frames - done;
            if (state == KsState.RUN) {
                piece = (int) Math.min(piece, playDue(now, from));
            }
            now.render(sound, piece);
            mix(mix, done, piece);
            done += piece;
        }
    }

    /** Another loudness comes in steps, or it would click; however short the pieces are. */
    private void fadeTo(float wanted, int samplesPerSecond) {
        if (wanted != wantedFactor) {
            wantedFactor = wanted;
            fadeFrames = samplesPerSecond / FADES_PER_SECOND;
            fadeStep = (wanted - factor) / fadeFrames;
        }
    }

    /**
     * Plays what is due before the next frame.
     *
     * @return frames until the next event is due, at least 1
     */
    private long playDue(SynthEngine now, SinkStream from) {
        DMusKernelEvent next = line.first();
        while (next != null) {
            long frame =
                    Math.max(
                            from.refTimeToSample(next.presentationTime100ns()) - origin,
                            now.renderedFrames());
            long wait = now.sendAt(frame) - now.renderedFrames();
            if (wait > 0) {
                return wait;
            }
            if (line.isFirstWhole()) {
                player.play(next, now, frame);
            } else if (from.sampleToRefTime(now.renderedFrames() + origin)
                    < next.presentationTime100ns() + INCOMPLETE_100NS) {
                return Long.MAX_VALUE;
            }
            line.removeFirst();
            allocator.putMessage(next);
            next = line.first();
        }
        return Long.MAX_VALUE;
    }

    private void mix(float[] mix, int done, int piece) {
        int at = done * SynthEngine.CHANNELS;
        for (int i = 0; i < piece; i++) {
            if (fadeFrames > 0) {
                fadeFrames--;
                factor = fadeFrames == 0 ? wantedFactor : factor + fadeStep;
            }
            float left = sound[2 * i] * factor;
            float right = sound[2 * i + 1] * factor;
            loudest = Math.max(loudest, Math.max(Math.abs(left), Math.abs(right)));
            mix[at] += left;
            mix[at + 1] += right;
            at += SynthEngine.CHANNELS;
        }
    }

    // Life, one thread at a time.

    @Override
    @Irql(Level.PASSIVE)
    public void setState(KsState newState) {
        KsState old = state;
        if (newState == KsState.RUN && old != KsState.RUN) {
            downloads.mend(player::resetGroup);
            turn.run(
                    () -> {
                        stats.reset();
                        resumeHeld();
                        state = newState;
                    });
            return;
        }
        state = newState;
        if (old == KsState.RUN) {
            heldSince = masterClock.getTime();
            turn.run(this::releaseNotes);
        }
        if (newState == KsState.STOP && old != KsState.STOP) {
            heldSince = NOT_HELD;
            turn.take(this::silence);
        }
    }

    private void resumeHeld() {
        if (heldSince != NOT_HELD) {
            takeArrived();
            line.delay(masterClock.getTime() - heldSince);
            heldSince = NOT_HELD;
        }
    }

    private void releaseNotes() {
        SynthEngine now = playing;
        if (now != null) {
            player.releaseAll(now);
        }
    }

    private void silence() {
        giveBack(line.removeAll());
        giveBack(inbox.takeAll());
        player.forgetNotes();
        SynthEngine now = playing;
        if (now != null) {
            now.silence();
        }
    }

    private void giveBack(@Nullable DMusKernelEvent chain) {
        if (chain != null) {
            allocator.putMessage(chain);
        }
    }

    /**
     * Connects it to the stream that sounds it, and opens its engine at the rate of that; an engine
     * that is there goes on when the rate is the same.
     *
     * @throws IOException when the engine cannot be opened
     */
    @Override
    @Irql(Level.PASSIVE)
    public void connectOutput(IMXF output) throws IOException {
        if (!(output instanceof SinkStream to)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    traits.name()
                            + " is sounded by a wave sink stream of its own only: sinkMXF="
                            + output.getClass().getName());
        }
        int rate = to.samplesPerSecond();
        SynthEngine old = engine;
        if (old == null || old.samplesPerSecond() != rate) {
            SynthEngine opened = open(rate);
            engine = opened;
            turn.take(
                    () -> {
                        playing = opened;
                        player.forgetAll();
                    });
            if (old != null) {
                old.close();
            }
        }
        openSample = to.renderedSamples();
        to.attach(this);
        sink = to;
    }

    private SynthEngine open(int rate) throws IOException {
        SynthEngine opened = model.open(turn, rate);
        try {
            if (player.groups() > DEFAULT_GROUPS) {
                opened.setGroups(player.groups());
            }
            downloads.moveTo(opened);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    @Override
    @Irql(Level.PASSIVE)
    public void disconnectOutput(IMXF output) {
        SinkStream old = sink;
        if (old != null && old == output) {
            sink = null;
            old.detach(this);
            turn.take(this::silence);
        }
    }

    @Override
    @Irql(Level.PASSIVE)
    public void close() {
        SinkStream old = sink;
        if (old != null) {
            disconnectOutput(old);
        }
        state = KsState.STOP;
        turn.take(
                () -> {
                    silence();
                    playing = null;
                });
        downloads.close();
        SynthEngine last = engine;
        engine = null;
        if (last != null) {
            last.close();
        }
    }

    // What the properties ask and set, one thread at a time.

    SynthTraits traits() {
        return traits;
    }

    Loudness loudness() {
        return loudness;
    }

    RunningStats stats() {
        return stats;
    }

    NoteLedger ledger() {
        return ledger;
    }

    Downloads downloads() {
        return downloads;
    }

    int groups() {
        return player.groups();
    }

    /** Frames per second of its engine, or of the one that it will get by itself. */
    int samplesPerSecond() {
        SynthEngine now = engine;
        return now == null ? traits.preferredRate() : now.samplesPerSecond();
    }

    /** The format of its sound. */
    WaveFormat waveFormat() {
        SinkStream now = sink;
        return now == null ? traits.preferredFormat() : now.format();
    }

    /** Changes the number of channel groups (SYN-4). */
    void setGroups(int count) throws IOException {
        if (count < 1 || count > traits.maxGroups()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    traits.name()
                            + " has 1 … "
                            + traits.maxGroups()
                            + " channel groups: channelGroups="
                            + Integer.toUnsignedString(count));
        }
        SynthEngine now = engine;
        if (count < player.groups()) {
            turn.run(() -> player.endGroups(count));
        }
        if (now != null) {
            now.setGroups(count);
        }
        player.groups(count);
    }

    /** Gives the pin as many of the wished voices as there are. */
    int requestVoices(int wish) {
        int granted = pools.request(Math.max(wish, 0));
        ledger.limit(granted);
        return granted;
    }

    /** Notes that it can sound at a time. */
    public int voices() {
        return ledger.limit();
    }

    /** What is in use now. */
    SynthPortParams params() {
        return new SynthPortParams(
                SynthPortParams.ALL,
                ledger.limit(),
                groups(),
                SynthEngine.CHANNELS,
                samplesPerSecond(),
                traits.effects(),
                false);
    }

    /**
     * Master time of the earliest event that can still be heard in time: that of the first sample
     * that is not fixed yet (SNK-8), in any case ahead of the master clock (CLK-4).
     */
    long latencyClock() {
        long now = masterClock.getTime();
        SinkStream to = sink;
        if (to == null || !to.isRunning()) {
            return now
                    + PULL_100NS
                    + traits.latencyFrames() * ReferenceTime.SECOND / samplesPerSecond();
        }
        return Math.max(to.sampleToRefTime(openSample), now + ReferenceTime.MILLISECOND);
    }
}
