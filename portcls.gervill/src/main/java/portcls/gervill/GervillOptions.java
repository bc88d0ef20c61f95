package portcls.gervill;

import java.util.Locale;
import java.util.Map;

/**
 * How a synthesizer is opened; none of it can be changed later.
 *
 * @param maxPolyphony voices that sound at the same time, 1 … 1024; one more steals the oldest
 * @param reverb whether there is reverberation at all; how much, controller 91 says
 * @param chorus whether there is a chorus effect at all; how much, controller 93 says
 * @param interpolation how samples are brought to their pitch
 * @param autoGainControl whether a limiter keeps the sum of all voices below full scale. Without it
 *     the synthesizer does not clip what is louder, it wraps around: a loud crack. So it is on by
 *     default and to be left off only where the levels are known. It costs 300 frames of {@link
 *     GervillSynth#lookAheadFrames}.
 */
public record GervillOptions(
        int maxPolyphony,
        boolean reverb,
        boolean chorus,
        Interpolation interpolation,
        boolean autoGainControl) {
    /** What the Java platform does by itself. */
    public static final GervillOptions DEFAULT =
            new GervillOptions(64, true, true, Interpolation.LINEAR, true);

    private static final int MOST_VOICES = 1_024;

    /** From fast to good. */
    public enum Interpolation {
        POINT,
        LINEAR,
        CUBIC,
        LANCZOS,
        SINC
    }

    public GervillOptions {
        if (maxPolyphony < 1 || maxPolyphony > MOST_VOICES) {
            throw new IllegalArgumentException(
                    "maxPolyphony must lie in 1 … "
                            + MOST_VOICES
                            + ": maxPolyphony="
                            + maxPolyphony);
        }
    }

    /** As the Java platform's preferences call them. */
    Map<String, String> preferences() {
        return Map.of(
                "max polyphony", Integer.toString(maxPolyphony),
                "reverb", Boolean.toString(reverb),
                "chorus", Boolean.toString(chorus),
                "interpolation", interpolation.name().toLowerCase(Locale.ROOT),
                "auto gain control", Boolean.toString(autoGainControl));
    }
}
