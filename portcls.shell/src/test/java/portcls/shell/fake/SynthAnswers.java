package portcls.shell.fake;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.dmus.SynthCaps;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthDownload;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthStats;
import portcls.api.dmus.WaveSinkProperty;
import portcls.api.ks.InstanceCount;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.SynthClockProperty;

/** What a {@link FakeSynth} answers to questions. */
final class SynthAnswers {
    private SynthAnswers() {}

    static <T> T of(FakeSynth synth, PropertyKey<T> key) {
        return cast(key, answer(synth, key));
    }

    static <T> T downloaded(PropertyKey<T> key, int number) {
        return cast(key, new SynthDownload(number, true));
    }

    static void set(FakeSynth synth, PropertyKey<?> key, Object value) {
        if (!key.equals(WaveSinkProperty.OUTPUT)) {
            throw new PortClsException(Status.NOT_FOUND, key + " is not there");
        }
        synth.output = (String) value;
        synth.outputs.add(synth.output);
        synth.playing = synth.output;
    }

    private static Object answer(FakeSynth synth, PropertyKey<?> key) {
        if (key.equals(WaveSinkProperty.OUTPUT)) {
            return synth.output;
        } else if (key.equals(WaveSinkProperty.PLAYING)) {
            return synth.playing;
        } else if (key.equals(WaveSinkProperty.LOST_FRAMES)) {
            return synth.lost;
        } else if (key.equals(SynthProperty.CAPS)) {
            return new SynthCaps(
                    NodeTypes.SYNTHESIZER,
                    SynthCaps.SOFTWARESYNTH | SynthCaps.DLS | SynthCaps.DLS2,
                    SynthCaps.SYSTEMMEMORY,
                    1,
                    64,
                    2,
                    SynthCaps.EFFECT_REVERB | SynthCaps.EFFECT_CHORUS,
                    "It hums");
        } else if (key.equals(SynthDlsProperty.WAVEFORMAT)) {
            return synth.format;
        } else if (key.equals(SynthProperty.VOLUME)) {
            return -600;
        } else if (key.equals(SynthProperty.LATENCYCLOCK)) {
            return synth.clock.getTime() + FakeSynth.LATENCY;
        } else if (key.equals(SynthClockProperty.MASTERCLOCK)) {
            return synth.clock.getTime();
        } else if (key.equals(SynthProperty.RUNNINGSTATS)) {
            return new SynthStats(
                    SynthStats.VOICES | SynthStats.LOST_NOTES | SynthStats.PEAK_VOLUME,
                    3,
                    0,
                    0,
                    1,
                    0,
                    -1230);
        } else if (key.equals(PinProperty.GLOBALCINSTANCES)) {
            return new InstanceCount(4, 1);
        }
        throw new PortClsException(Status.NOT_FOUND, key + " is not there");
    }

    @SuppressWarnings("unchecked")
    static <T> T cast(PropertyKey<T> key, Object answer) {
        return (T) answer;
    }
}
