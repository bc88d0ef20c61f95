package miniport.dmus.synth;

import portcls.api.dmus.SynthCaps;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

/**
 * What a kind of synthesizer can do.
 *
 * @param classId class id of the synthesizer
 * @param name what people read
 * @param voices notes that all pins together can sound
 * @param maxGroups most channel groups of a pin
 * @param lowestRate frames per second; the engine of a pin runs at the rate of its wave sink
 * @param preferredRate the one that is taken when nobody asks for another
 * @param highestRate frames per second
 * @param effects {@link SynthCaps#EFFECT_REVERB} … that are switched on
 * @param generalMidi whether each pin has General MIDI instruments from the start
 * @param latencyFrames frames that the engine renders ahead of those that it gives
 * @param gain what the sound is multiplied with, after the mix
 */
public record SynthTraits(
        KsId classId,
        String name,
        int voices,
        int maxGroups,
        int lowestRate,
        int preferredRate,
        int highestRate,
        int effects,
        boolean generalMidi,
        int latencyFrames,
        float gain) {
    /** As clients see it. */
    public SynthCaps caps() {
        int flags = SynthCaps.DLS | SynthCaps.DLS2 | SynthCaps.SOFTWARESYNTH;
        if ((effects & SynthCaps.EFFECT_REVERB) != 0) {
            flags |= SynthCaps.REVERB;
        }
        if (generalMidi) {
            flags |= SynthCaps.GMINHARDWARE;
        }
        return new SynthCaps(
                classId,
                flags,
                SynthCaps.SYSTEMMEMORY,
                maxGroups,
                voices,
                SynthEngine.CHANNELS,
                effects,
                name);
    }

    /** The format of its sound when nobody asks for another. */
    public WaveFormat preferredFormat() {
        return WaveFormat.float32(preferredRate, SynthEngine.CHANNELS);
    }
}
