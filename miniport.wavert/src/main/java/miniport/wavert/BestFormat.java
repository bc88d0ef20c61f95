package miniport.wavert;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.DataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.Intersection;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;

/**
 * Chooses the format of two ranges ({@code nf-portcls-iminiport-datarangeintersection}): the one
 * that costs the device least if both hold it, else the best of what they have in common, of any
 * number of channels and integer or float alike.
 */
final class BestFormat {
    private static final int MOST_SIMPLE_CHANNELS = 2;
    private static final int MOST_SIMPLE_BITS = Short.SIZE;

    private BestFormat() {}

    /**
     * The choice.
     *
     * @param preferred what costs the device least
     * @param client the client's range
     * @param own a range of the pin
     */
    static Intersection of(WaveFormat preferred, DataRange client, DataRange own) {
        if (!(own instanceof AudioDataRange range) || !client.sameKind(own)) {
            return Intersection.noMatch();
        }
        // A client's range without numbers asks for whatever the pin has.
        AudioDataRange wanted = client instanceof AudioDataRange audio ? audio : range;
        if (preferred.fits(range) && preferred.fits(wanted)) {
            return Intersection.of(new WaveDataFormat(range.specifier(), documented(preferred)));
        }
        int lowestRate = Math.max(wanted.minimumSampleFrequency(), range.minimumSampleFrequency());
        int rate = Math.min(wanted.maximumSampleFrequency(), range.maximumSampleFrequency());
        int fewestBits = Math.max(wanted.minimumBitsPerSample(), range.minimumBitsPerSample());
        int mostBits = Math.min(wanted.maximumBitsPerSample(), range.maximumBitsPerSample());
        int bits = container(range.subFormat(), mostBits);
        if (rate < lowestRate || bits < fewestBits || bits == 0) {
            return Intersection.noMatch();
        }
        int channels = Math.min(wanted.maximumChannels(), range.maximumChannels());
        int mask = channels == preferred.channels() ? preferred.channelMask() : 0;
        WaveFormat best =
                new WaveFormat(range.subFormat(), channels, rate, bits, bits, mask, false);
        return Intersection.of(new WaveDataFormat(range.specifier(), documented(best)));
    }

    /** The widest container of samples of that kind, or 0. */
    private static int container(KsId subFormat, int mostBits) {
        if (!subFormat.equals(FormatIds.SUBTYPE_IEEE_FLOAT)) {
            return mostBits - mostBits % Byte.SIZE;
        }
        if (mostBits >= Double.SIZE) {
            return Double.SIZE;
        }
        return mostBits >= Float.SIZE ? Float.SIZE : 0;
    }

    /**
     * The form that the documents want ({@code extensible-wave-format-descriptors}): extensible for
     * what the short form cannot tell without doubt.
     */
    private static WaveFormat documented(WaveFormat format) {
        boolean simple =
                format.channels() <= MOST_SIMPLE_CHANNELS
                        && format.bitsPerSample() <= MOST_SIMPLE_BITS
                        && format.validBitsPerSample() == format.bitsPerSample();
        if (simple) {
            return format.simplified();
        }
        return new WaveFormat(
                format.subFormat(),
                format.channels(),
                format.samplesPerSecond(),
                format.bitsPerSample(),
                format.validBitsPerSample(),
                format.channelMask(),
                true);
    }
}
