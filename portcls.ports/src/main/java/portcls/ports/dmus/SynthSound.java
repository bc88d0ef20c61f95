package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.diag.Counter;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.ports.music.EventPool;
import portcls.ports.port.PortHouse;
import portcls.ports.wavesink.WaveSink;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * The sound of a synthesizer filter as a wave filter of the house plays it: one stream of the
 * miniport for all render pins, there while any of them is open, and a wave sink that pulls from it
 * while any of them runs. On the worker, but for what is marked.
 */
final class SynthSound implements SoundOutput {
    private static final Logger LOG = System.getLogger(SynthSound.class.getName());
    private static final Duration OPENING_LIMIT = Duration.ofSeconds(1);
    private static final int EVENTS = 1024;
    private static final int BUFFERS = 32;

    /** Makes the stream that sounds the others. */
    interface StreamMaker {
        /** Makes it in STOP; it is an {@link ISynthSinkDMus}. */
        DMusStream make(int pinId, WaveDataFormat format, IMasterClock clock) throws IOException;
    }

    private final PortHouse house;
    private final StreamMaker maker;
    private final BiConsumer<String, Throwable> broke;
    private final Supplier<String> owner;
    private final Map<RenderPin, KsState> pins = new LinkedHashMap<>();
    private volatile String wanted = "";
    private volatile @Nullable Playing playing;
    private volatile @Nullable RenderPin first;
    private KsState state = KsState.STOP;

    /** The sink that was closed last. */
    private @Nullable WaveSink last;

    /** Its wave filter is being closed; and who has seen to that. */
    private volatile @Nullable CompletableFuture<Void> closing;

    private volatile @Nullable Thread closer;

    private record Playing(ISynthSinkDMus stream, WaveSink wave) {}

    /**
     * The sound of a filter.
     *
     * @param owner the filter's id
     * @param broke is told when the driver breaks
     */
    SynthSound(
            PortHouse house,
            Supplier<String> owner,
            StreamMaker maker,
            BiConsumer<String, Throwable> broke) {
        this.house = house;
        this.owner = owner;
        this.maker = maker;
        this.broke = broke;
    }

    /** The events of a stream that sounds others, should it want any of its own. */
    static EventPool newPool(Object family) {
        return new EventPool(family, EVENTS, EVENTS, BUFFERS, BUFFERS);
    }

    /** Names the wave filter that plays it; empty = the best that there is. From any thread. */
    void choose(String filterId) {
        wanted = filterId;
        Playing now = playing;
        if (now != null) {
            now.wave().retarget();
        }
    }

    /** What was named. From any thread. */
    String chosen() {
        return wanted;
    }

    /** Which wave filter plays it now; empty when none does. From any thread. */
    String playing() {
        Playing now = playing;
        return now == null ? "" : now.wave().playing();
    }

    /** Frames that nobody could play. From any thread. */
    long lostFrames() {
        Playing now = playing;
        return now == null ? 0 : now.wave().lostFrames();
    }

    /** Sees to it that there is a stream. */
    void open(int pinId, Supplier<WaveDataFormat> format) throws IOException {
        if (playing != null) {
            return;
        }
        WaveDataFormat chosen = format.get();
        ISynthSinkDMus stream = (ISynthSinkDMus) maker.make(pinId, chosen, masterClock()).mxf();
        try {
            playing = new Playing(stream, newWaveSink(stream, chosen));
        } catch (RuntimeException | LinkageError e) {
            stream.close();
            throw e;
        }
    }

    /** The driver hangs: ends what can be ended without it. */
    void abandon() {
        Playing ending = playing;
        playing = null;
        first = null;
        last = null;
        pins.clear();
        if (ending != null) {
            ending.wave().close();
        }
        CompletableFuture<Void> rest = closing;
        if (rest != null && !Thread.currentThread().equals(closer)) {
            // It has its own limit.
            rest.join();
        }
    }

    @Override
    public ISynthSinkDMus sink() {
        Playing now = playing;
        if (now == null) {
            throw new PortClsException(
                    Status.DEVICE_REMOVED, "the sound of this synthesizer was let go");
        }
        return now.stream();
    }

    @Override
    public IMasterClock masterClock() {
        return house.devices().clock();
    }

    @Override
    public boolean isPulled() {
        return false;
    }

    @Override
    public void joined(RenderPin pin) {
        pins.put(pin, KsState.STOP);
        if (first == null) {
            first = pin;
        }
    }

    @Override
    public void rises(RenderPin pin, KsState to) throws IOException {
        pins.put(pin, to);
        try {
            follow();
        } catch (IOException | RuntimeException e) {
            pins.put(pin, to.stepTowards(KsState.STOP));
            throw e;
        }
    }

    @Override
    public void sinks(RenderPin pin, KsState to) {
        pins.replace(pin, to);
        followDown();
    }

    @Override
    public void unused() {
        closeWhenUnused();
    }

    @Override
    public void left(RenderPin pin) {
        pins.remove(pin);
        first = pins.keySet().stream().findFirst().orElse(null);
        followDown();
        closeWhenUnused();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an identity
    public List<Counter> counters(RenderPin pin) {
        Playing now = playing;
        // What is counted once for all pins is shown once.
        return now == null || first != pin ? List.of() : now.wave().counters();
    }

    /** The stream is where the pin is that has come farthest. */
    private void follow() throws IOException {
        Playing now = playing;
        if (now == null) {
            return;
        }
        KsState target = pins.values().stream().max(KsState::compareTo).orElse(KsState.STOP);
        while (state != target) {
            KsState next = state.stepTowards(target);
            if (state == KsState.RUN) {
                now.wave().stop();
            }
            try {
                now.stream().setState(next);
            } catch (IOException | RuntimeException e) {
                if (state == KsState.RUN) {
                    start(now.wave());
                }
                throw e;
            }
            state = next;
            if (state == KsState.RUN) {
                start(now.wave());
            }
        }
    }

    private void followDown() {
        try {
            follow();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "The sound of " + owner.get() + " could not be held; going on without",
                    e);
        }
    }

    private void closeWhenUnused() {
        Playing ending = playing;
        if (ending == null || !pins.isEmpty()) {
            return;
        }
        playing = null;
        state = KsState.STOP;
        WaveSink wave = ending.wave();
        wave.stop();
        last = wave;
        closeAside(wave);
        try {
            ending.stream().close();
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "The sound of " + owner.get() + " was not closed cleanly", e);
        }
    }

    /**
     * The wave filter may be of this very device, and is closed on the worker then: not before this
     * call is over. When its driver hangs, that is no fault of the synthesizer's.
     */
    private void closeAside(WaveSink wave) {
        closer = Thread.currentThread();
        try {
            closing = CompletableFuture.runAsync(wave::close, house.devices().threads());
        } catch (RejectedExecutionException _) {
            // The ports shut down.
            wave.close();
        }
    }

    private WaveSink newWaveSink(ISynthSinkDMus stream, WaveDataFormat format) {
        return new WaveSink(
                new WaveSink.Setup(
                        owner.get(), stream, format.format(), this::output, masterClock(), broke),
                last);
    }

    /**
     * Whoever moves time by hand does so right after this, and the beginning would be lost to a
     * wave filter that is still being opened.
     */
    private void start(WaveSink wave) {
        wave.start();
        if (house.devices().clock().isVirtual()) {
            try {
                wave.awaitOutput(OPENING_LIMIT);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Filter> output() {
        return WaveOutputs.choose(house.arrivals().present(), wanted);
    }
}
