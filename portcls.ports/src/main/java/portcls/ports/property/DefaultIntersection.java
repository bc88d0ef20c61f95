package portcls.ports.property;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.Intersection;
import portcls.api.ks.KsId;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.PlainDataFormat;
import portcls.api.ks.PlainDataRange;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;

/**
 * The port's choice for a driver without a rule of its own ({@code
 * default-data-intersection-handlers}): PCM in mono or stereo, never extensible, at the highest
 * rate, size and channel count that both sides have; music formats by their ids. Sample sizes
 * between whole bytes need the extensible form, so the next whole byte below is taken.
 */
final class DefaultIntersection {
    private static final int MOST_CHANNELS = 2;

    private DefaultIntersection() {}

    static Intersection of(DataRange client, DataRange own) {
        if (!client.sameKind(own)) {
            return Intersection.noMatch();
        }
        return switch (own) {
            case AudioDataRange audio -> audio(client, audio);
            case MusicDataRange music ->
                    Intersection.of(
                            new PlainDataFormat(
                                    music.majorFormat(), music.subFormat(), music.specifier()));
            case PlainDataRange _ -> Intersection.noMatch();
        };
    }

    private static Intersection audio(DataRange client, AudioDataRange own) {
        if (!own.subFormat().equals(FormatIds.SUBTYPE_PCM) || !isWave(own.specifier())) {
            return Intersection.noMatch();
        }
        // A client's range without numbers asks for whatever the pin has.
        AudioDataRange wanted = client instanceof AudioDataRange audio ? audio : own;
        int lowestRate = Math.max(wanted.minimumSampleFrequency(), own.minimumSampleFrequency());
        int rate = Math.min(wanted.maximumSampleFrequency(), own.maximumSampleFrequency());
        int fewestBits = Math.max(wanted.minimumBitsPerSample(), own.minimumBitsPerSample());
        int mostBits = Math.min(wanted.maximumBitsPerSample(), own.maximumBitsPerSample());
        int bits = mostBits - mostBits % Byte.SIZE;
        if (rate < lowestRate || bits < fewestBits || bits == 0) {
            return Intersection.noMatch();
        }
        int channels =
                Math.min(MOST_CHANNELS, Math.min(wanted.maximumChannels(), own.maximumChannels()));
        return Intersection.of(
                new WaveDataFormat(own.specifier(), WaveFormat.pcm(rate, bits, channels)));
    }

    private static boolean isWave(KsId specifier) {
        return specifier.equals(FormatIds.SPECIFIER_WAVEFORMATEX)
                || specifier.equals(FormatIds.SPECIFIER_DSOUND);
    }
}
