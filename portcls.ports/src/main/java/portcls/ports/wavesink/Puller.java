package portcls.ports.wavesink;

import static java.lang.System.Logger.Level.WARNING;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.time.ReferenceTime;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * What is to be done now: fills the packets of the output that plays, goes over to another one, or
 * renders for nobody. For one thread at a time; neither blocks nor allocates while the music goes
 * on in one place.
 */
final class Puller {
    private static final System.Logger LOG = System.getLogger(WaveSink.class.getName());

    /** Nobody is heard: so far ahead of the master clock at least is rendered. */
    private static final long UNHEARD_LEAD = ReferenceTime.millis(10);

    /** The first output is waited for that long before music is lost. */
    private static final long PATIENCE = ReferenceTime.millis(500);

    /** So late nothing is made up for: the computer slept. */
    private static final long LONGEST_CATCH_UP = ReferenceTime.SECOND;

    private static final long WATCH = ReferenceTime.millis(20);

    private final WaveSink.Setup setup;
    private final IMasterClock clock;
    private final Music music;
    private final Tally tally;
    private final AtomicReference<@Nullable Output> offered = new AtomicReference<>();
    private final long begin;
    private @Nullable Finder finder;
    private @Nullable Output coming;
    private @Nullable Output plays;
    private volatile String playing = "";
    private volatile boolean unheard;
    private volatile boolean ended;

    /** Made once: whoever pulls allocates nothing. */
    private final BooleanSupplier hasEnded = this::isEnded;

    Puller(WaveSink.Setup setup, Music music, Tally tally) {
        this.setup = setup;
        clock = setup.clock();
        this.music = music;
        this.tally = tally;
        begin = clock.getTime();
    }

    /** Who is told what goes. Before anything else. */
    void tell(Finder told) {
        finder = told;
    }

    // From any thread.

    /** A new output that runs; from the finder. */
    void offer(Output output) {
        Output unused = offered.getAndSet(output);
        if (unused != null && finder != null) {
            finder.gone(unused, null);
        }
    }

    /** What was offered last and not taken is not to be taken any more. */
    void withdraw() {
        offered.set(null);
    }

    /** There is no output to begin with. */
    void goOnUnheard() {
        unheard = true;
    }

    /** Id of the filter that plays. */
    String playing() {
        return playing;
    }

    /** Pulls no more; what is under way goes on to the end of its call. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Nobody pulls any more: whoever keeps this keeps no wave filter. */
    void letGo() {
        withdraw();
        coming = null;
        plays = null;
    }

    // Pulling.

    /**
     * Does what is due.
     *
     * @return when to look again at the latest, master time
     */
    long pull() {
        if (ended) {
            return ReferenceTime.NEVER;
        }
        try {
            long now = clock.getTime();
            Output output = chosen(now);
            if (output != null && serve(output, now)) {
                return output.isBehind() ? now : now + output.packetTime();
            }
            return playUnheard(now);
        } catch (SynthFailure e) {
            fail(e);
            return ReferenceTime.NEVER;
        }
    }

    private @Nullable Output chosen(long now) {
        if (offered.get() != null) {
            Output next = offered.getAndSet(null);
            Output unused = coming;
            coming = next;
            if (unused != null) {
                gone(unused, null);
            }
        }
        Output next = coming;
        if (next != null && hasTakenOver(next, now)) {
            coming = null;
            Output last = plays;
            plays = next;
            playing = next.filter().id();
            if (last != null) {
                gone(last, null);
            }
            wakeFinder();
        }
        return plays;
    }

    private boolean hasTakenOver(Output next, long now) {
        try {
            return next.takeOver(now);
        } catch (SynthFailure e) {
            throw e;
        } catch (RuntimeException e) {
            coming = null;
            gone(next, e);
            return false;
        }
    }

    /** False when the output does not go on. */
    private boolean serve(Output output, long now) {
        try {
            output.serve(tally, now, hasEnded);
            return true;
        } catch (SynthFailure e) {
            throw e;
        } catch (RuntimeException e) {
            plays = null;
            playing = "";
            if (!ended) {
                tally.gap();
                output.loseRest();
                gone(output, e);
            }
            return false;
        }
    }

    private long playUnheard(long now) {
        if (!music.hasBegun()) {
            if (!unheard && now - begin < PATIENCE) {
                return now + WATCH / 2;
            }
            music.restartAt(now);
            tally.gap();
        } else if (Math.abs(now - music.nextTime()) > LONGEST_CATCH_UP) {
            music.lose(music.framesIn(now - music.nextTime()));
            music.restartAt(now);
        }
        while (!ended && music.nextTime() - now < UNHEARD_LEAD) {
            music.discard(music.blockFrames());
        }
        return music.nextTime() - UNHEARD_LEAD;
    }

    private void fail(SynthFailure e) {
        boolean first = !ended;
        ended = true;
        playing = "";
        if (first) {
            if (finder != null) {
                finder.finish();
            }
            try {
                setup.broke().accept(e.call(), e.thrown());
            } catch (RuntimeException other) {
                LOG.log(WARNING, "the port of " + setup.owner() + " failed over a failure", other);
            }
        }
    }

    private void gone(Output output, @Nullable Throwable cause) {
        if (finder != null) {
            finder.gone(output, cause);
        }
    }

    private void wakeFinder() {
        if (finder != null) {
            finder.wake();
        }
    }
}
