package portcls.api.ks;

/**
 * Formats of a wave pin, KSDATARANGE_AUDIO ({@code pcm-stream-data-range}). The smallest channel
 * count is always 1.
 *
 * @param subFormat for example {@link FormatIds#SUBTYPE_PCM}
 * @param specifier {@link FormatIds#SPECIFIER_WAVEFORMATEX}, {@link FormatIds#SPECIFIER_DSOUND} or
 *     a client's wildcard
 * @param maximumChannels most channels
 * @param minimumBitsPerSample least bits per sample
 * @param maximumBitsPerSample most bits per sample
 * @param minimumSampleFrequency lowest sample rate, Hz
 * @param maximumSampleFrequency highest sample rate, Hz
 */
public record AudioDataRange(
        KsId subFormat,
        KsId specifier,
        int maximumChannels,
        int minimumBitsPerSample,
        int maximumBitsPerSample,
        int minimumSampleFrequency,
        int maximumSampleFrequency)
        implements DataRange {
    public AudioDataRange {
        check(maximumChannels >= 1, "maximumChannels", maximumChannels, "at least 1");
        check(
                minimumBitsPerSample >= 1,
                "minimumBitsPerSample",
                minimumBitsPerSample,
                "at least 1");
        check(
                maximumBitsPerSample >= minimumBitsPerSample,
                "maximumBitsPerSample",
                maximumBitsPerSample,
                "at least minimumBitsPerSample=" + minimumBitsPerSample);
        check(
                minimumSampleFrequency >= 1,
                "minimumSampleFrequency",
                minimumSampleFrequency,
                "at least 1 Hz");
        check(
                maximumSampleFrequency >= minimumSampleFrequency,
                "maximumSampleFrequency",
                maximumSampleFrequency,
                "at least minimumSampleFrequency=" + minimumSampleFrequency);
    }

    /** Integer PCM of any size from 8 to 32 bits. */
    public static AudioDataRange pcm(int maximumChannels, int lowestRate, int highestRate) {
        return new AudioDataRange(
                FormatIds.SUBTYPE_PCM,
                FormatIds.SPECIFIER_WAVEFORMATEX,
                maximumChannels,
                Byte.SIZE,
                Integer.SIZE,
                lowestRate,
                highestRate);
    }

    /** 32-bit float. */
    public static AudioDataRange float32(int maximumChannels, int lowestRate, int highestRate) {
        return new AudioDataRange(
                FormatIds.SUBTYPE_IEEE_FLOAT,
                FormatIds.SPECIFIER_WAVEFORMATEX,
                maximumChannels,
                Float.SIZE,
                Float.SIZE,
                lowestRate,
                highestRate);
    }

    @Override
    public KsId majorFormat() {
        return FormatIds.TYPE_AUDIO;
    }

    private static void check(boolean good, String name, int value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(
                    name + " must be " + expected + ": " + name + "=" + value);
        }
    }
}
