package portcls.itest;

import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.PropertyKey;

import java.util.Set;

/** Sets everything on the way of a sound. */
final class Knobs {
    private static final Set<PropertyKey<?>> LEVELS =
            Set.of(
                    AudioProperty.VOLUMELEVEL,
                    AudioProperty.BASS,
                    AudioProperty.MID,
                    AudioProperty.TREBLE);

    private static final Set<PropertyKey<?>> SWITCHES =
            Set.of(
                    AudioProperty.MUTE,
                    AudioProperty.AGC,
                    AudioProperty.LOUDNESS,
                    AudioProperty.BASS_BOOST);

    private Knobs() {}

    /** All volumes to 0 dB, everything else off: sound passes as it is. */
    static void unity(AudioPath path) {
        for (AudioControl control : path.controls()) {
            if (LEVELS.contains(control.property()) || SWITCHES.contains(control.property())) {
                control.value(AudioControl.ALL, 0);
            }
        }
    }
}
