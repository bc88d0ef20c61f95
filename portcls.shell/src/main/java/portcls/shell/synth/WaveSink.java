package portcls.shell.synth;

import portcls.api.client.PropertyAccess;
import portcls.api.dmus.WaveSinkProperty;
import portcls.api.time.ReferenceTime;
import portcls.shell.text.Texts;

import java.util.function.Consumer;

/**
 * Watches which wave device plays the sound of a synthesizer: tells when it goes and comes back.
 * The song goes on meanwhile, unheard.
 *
 * <p>For one thread.
 */
public final class WaveSink {
    private static final long STEP_100NS = ReferenceTime.SECOND;

    private final Consumer<String> say;
    private String playing = "";
    private boolean heard = true;
    private long counted;
    private long lost;
    private long nextLook = STEP_100NS;

    /** A sink that is thought to be heard, until it is looked at. */
    public WaveSink(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Looks once a second, and says what is new.
     *
     * @param asked an open handle or pin of the synthesizer
     * @param position100ns where the song stands
     */
    public void look(PropertyAccess asked, long position100ns) {
        if (position100ns < nextLook) {
            return;
        }
        nextLook = position100ns + STEP_100NS;
        String now = asked.get(WaveSinkProperty.PLAYING);
        long lostNow = asked.get(WaveSinkProperty.LOST_FRAMES);
        String at = Texts.minutes(position100ns);
        if (now.isEmpty()) {
            tellGone(at);
        } else {
            // A synthesizer that came back counts anew.
            long since = lostNow < counted ? lostNow : lostNow - counted;
            counted = lostNow;
            lost += since;
            tellBack(now, at, Texts.count(since, "frame") + " lost");
        }
    }

    /** Frames of sound that nobody heard, as far as it looked. */
    public long lost() {
        return lost;
    }

    private void tellGone(String at) {
        if (heard) {
            say.accept(
                    (playing.isEmpty()
                                    ? "unheard  no wave device plays it at "
                                    : "gone     " + playing + " at ")
                            + at
                            + "; the song goes on unheard until one is there");
        }
        heard = false;
    }

    private void tellBack(String now, String at, String frames) {
        if (!heard) {
            say.accept("back     " + now + " at " + at + ", " + frames);
        } else if (!playing.isEmpty() && !playing.equals(now)) {
            say.accept("moved    from " + playing + " to " + now + " at " + at + ", " + frames);
        }
        heard = true;
        playing = now;
    }
}
