package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.diag.Counter;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.ks.WaveFormat;
import portcls.wav.SampleCodec;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Makes a software synthesizer heard ({@code a-wave-sink-for-kernel-mode-software-synthesizers},
 * {@code clock-synchronization}): pulls its sound and plays it into a wave filter, in the
 * synthesizer's format where the filter has it, else converted.
 *
 * <p>It runs on the master clock, whether it is heard or not. While there is no wave filter the
 * sound is rendered as fast as it would be played, and lost; when there is one again the music is
 * where it would be by then. A stream of the filter begins at sample 0 each time: {@link
 * ISynthSinkDMus#syncToMaster} is called with {@code start}, and the byte positions count anew.
 *
 * <p>On a clock that tells real time a thread of its own pulls. On one that is moved by hand
 * everything happens on the thread that moves it, so that a run is the same each time. Either way
 * the filter is opened and closed on other threads: one that hangs there holds up nothing.
 *
 * <p>For any thread, unless noted. {@link #stop()} waits for the synthesizer, and {@link #close()}
 * for the wave filter too, each 2 s at most; whatever hangs longer is left alone, with its stack in
 * the log.
 */
public final class WaveSink implements AutoCloseable {
    /** Whatever hangs is waited for that long. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private final Setup setup;
    private final Tally tally = new Tally();

    // Guarded by this.
    private boolean running;
    private boolean closed;

    /** The last one that was begun. Changed under the lock. */
    private volatile @Nullable Run run;

    /** The end of the sink before, which may still hold the output. */
    private final @Nullable Helpers before;

    /**
     * What a sink is for.
     *
     * @param owner id of the synthesizer's filter: for threads, counters and the log
     * @param synth what is heard
     * @param format of its sound
     * @param output the wave filters to play it with now, the best one first; asked on a thread of
     *     the sink, must not block. One that cannot be opened leaves it to the next. Empty while
     *     there is none; what plays then plays on
     * @param clock the master clock; a {@link portcls.api.time.MasterClock} when it is virtual
     * @param broke the synthesizer threw: which call and what. Called once for each start, on the
     *     thread that pulled, at DISPATCH; the sink has stopped
     */
    public record Setup(
            String owner,
            ISynthSinkDMus synth,
            WaveFormat format,
            Supplier<List<Filter>> output,
            IMasterClock clock,
            BiConsumer<String, Throwable> broke) {
        public Setup {
            // Fails for a format that could not be converted if need be.
            SampleCodec.of(format);
        }
    }

    /**
     * A sink that stands still.
     *
     * @param setup what it is for
     */
    public WaveSink(Setup setup) {
        this(setup, null);
    }

    /**
     * A sink that stands still.
     *
     * @param before one that is being closed: its output is not asked for before that is done
     */
    public WaveSink(Setup setup, @Nullable WaveSink before) {
        this.setup = setup;
        this.before = before == null ? null : before.helpers();
    }

    /**
     * Begins to pull, from sample 0; nothing when it does so already. Does not wait for the wave
     * filter.
     *
     * @throws PortClsException INVALID_DEVICE_STATE when it was closed
     */
    @Irql(Level.PASSIVE)
    public void start() {
        synchronized (this) {
            if (closed) {
                throw new PortClsException(
                        Status.INVALID_DEVICE_STATE,
                        "the wave sink of " + setup.owner() + " was closed; make another one");
            }
            if (!running) {
                running = true;
                Run next = new Run(setup, tally, helpers());
                run = next;
                next.begin();
            }
        }
    }

    /**
     * Pulls no more: when this returns no thread is inside the synthesizer, unless it hangs. The
     * wave filter is closed meanwhile, which is not waited for.
     */
    @Irql(Level.PASSIVE)
    public void stop() {
        Run last;
        synchronized (this) {
            running = false;
            last = run;
        }
        if (last != null) {
            last.end();
        }
    }

    /**
     * As {@link #stop()}, for good; also waits until the wave filter is closed. Not on the worker
     * of a device that may be the wave filter's own: it would wait for itself, until the time is
     * up.
     */
    @Override
    @Irql(Level.PASSIVE)
    public void close() {
        Run last;
        synchronized (this) {
            closed = true;
            running = false;
            last = run;
        }
        if (last != null) {
            last.end();
            last.awaitOutputs();
            synchronized (this) {
                run = null;
            }
        }
    }

    /**
     * Waits until it is known whether there is a wave filter to begin with. For those who move a
     * virtual clock: before they do, lest the beginning is lost. Not on the worker of a device that
     * may be the wave filter's own: it would wait for itself, until the time is up.
     *
     * @return false when the time was up first
     */
    @Irql(Level.PASSIVE)
    public boolean awaitOutput(Duration limit) throws InterruptedException {
        Run now = run;
        return now == null || now.awaitFirstLook(limit);
    }

    /** What the supplier of the output gives has changed: looks at once. */
    @Irql(Level.ANY)
    public void retarget() {
        Run now = run;
        if (now != null) {
            now.retarget();
        }
    }

    /** Id of the wave filter that plays it now; empty while there is none. */
    @Irql(Level.ANY)
    public String playing() {
        Run now = run;
        return now == null ? "" : now.playing();
    }

    /** Frames that nobody heard, or that were never rendered for want of time. */
    @Irql(Level.ANY)
    public long lostFrames() {
        return tally.lost();
    }

    /**
     * The latency clock ({@code synthesizer-latency}): master time at which the first frame that is
     * not rendered yet will be heard. An event with this stamp is heard as soon as can be.
     */
    @Irql(Level.ANY)
    public long latencyTime() {
        Run now = run;
        return now == null ? setup.clock().getTime() + Run.FIRST_LEAD : now.latencyTime();
    }

    /** What it has counted since it was made. */
    @Irql(Level.ANY)
    public List<Counter> counters() {
        String owner = setup.owner();
        long ahead = Math.max(0, latencyTime() - setup.clock().getTime());
        return List.of(
                new Counter(owner, "sink.frames", "frames rendered", "frames", tally.rendered()),
                new Counter(owner, "sink.lost", "frames nobody heard", "frames", tally.lost()),
                new Counter(owner, "sink.gaps", "times without an output", "", tally.gaps()),
                new Counter(owner, "sink.late", "packets rendered too late", "", tally.late()),
                new Counter(owner, "sink.latency", "rendered ahead", "µs", ahead / 10));
    }

    private @Nullable Helpers helpers() {
        Run last = run;
        return last == null ? before : last.helpers();
    }
}
