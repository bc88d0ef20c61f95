package portcls.api.ks;

/**
 * A format with a wave format structure, KSDATAFORMAT_WAVEFORMATEX or KSDATAFORMAT_DSOUND ({@code
 * pcm-stream-data-format}).
 *
 * @param specifier {@link FormatIds#SPECIFIER_WAVEFORMATEX} or {@link FormatIds#SPECIFIER_DSOUND}
 * @param format the wave format
 */
public record WaveDataFormat(KsId specifier, WaveFormat format) implements DataFormat {
    /** Integer PCM as WAVEFORMATEX. */
    public static WaveDataFormat pcm(int samplesPerSecond, int bitsPerSample, int channels) {
        return new WaveDataFormat(
                FormatIds.SPECIFIER_WAVEFORMATEX,
                WaveFormat.pcm(samplesPerSecond, bitsPerSample, channels));
    }

    /** Any wave format as WAVEFORMATEX. */
    public static WaveDataFormat of(WaveFormat format) {
        return new WaveDataFormat(FormatIds.SPECIFIER_WAVEFORMATEX, format);
    }

    @Override
    public KsId majorFormat() {
        return FormatIds.TYPE_AUDIO;
    }

    @Override
    public KsId subFormat() {
        return format.subFormat();
    }
}
