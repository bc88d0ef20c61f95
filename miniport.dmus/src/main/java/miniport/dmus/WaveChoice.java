package miniport.dmus;

import miniport.dmus.synth.SynthEngine;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataRange;
import portcls.api.ks.Intersection;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;

/**
 * Chooses the format of the sound ({@code nf-portcls-iminiport-datarangeintersection}): as many
 * channels as the client takes, the preferred rate if it takes that, else the nearest.
 */
final class WaveChoice {
    private WaveChoice() {}

    /**
     * The choice.
     *
     * @param preferredRate frames per second
     * @param client the client's range
     * @param own a range of the pin
     */
    static Intersection of(int preferredRate, DataRange client, DataRange own) {
        if (!(own instanceof AudioDataRange range) || !client.sameKind(own)) {
            return Intersection.noMatch();
        }
        // A client's range without numbers asks for whatever the pin has.
        AudioDataRange wanted = client instanceof AudioDataRange audio ? audio : range;
        int lowest = Math.max(wanted.minimumSampleFrequency(), range.minimumSampleFrequency());
        int highest = Math.min(wanted.maximumSampleFrequency(), range.maximumSampleFrequency());
        int bits = range.minimumBitsPerSample();
        if (lowest > highest
                || bits < wanted.minimumBitsPerSample()
                || bits > wanted.maximumBitsPerSample()) {
            return Intersection.noMatch();
        }
        int channels = Math.min(SynthEngine.CHANNELS, wanted.maximumChannels());
        return Intersection.of(
                new WaveDataFormat(
                        range.specifier(),
                        new WaveFormat(
                                range.subFormat(),
                                channels,
                                Math.clamp(preferredRate, lowest, highest),
                                bits,
                                bits,
                                0,
                                false)));
    }
}
