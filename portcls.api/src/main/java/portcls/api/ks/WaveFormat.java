package portcls.api.ks;

/**
 * A wave format, WAVEFORMATEX with what WAVEFORMATEXTENSIBLE adds ({@code
 * extensible-wave-format-descriptors}). Whether a simple format came in the short or the extensible
 * form does not matter to equality of sound; {@link #simplified()} removes the difference.
 *
 * @param subFormat kind of samples, for example {@link FormatIds#SUBTYPE_PCM}
 * @param channels number of channels
 * @param samplesPerSecond frames per second, Hz
 * @param bitsPerSample container bits of a sample, a multiple of 8
 * @param validBitsPerSample bits of the container that count
 * @param channelMask speaker positions; 0 = not told
 * @param extensible whether it is written as WAVEFORMATEXTENSIBLE
 */
public record WaveFormat(
        KsId subFormat,
        int channels,
        int samplesPerSecond,
        int bitsPerSample,
        int validBitsPerSample,
        int channelMask,
        boolean extensible) {
    public WaveFormat {
        if (channels < 1 || samplesPerSecond < 1 || bitsPerSample < 8 || bitsPerSample % 8 != 0) {
            throw new IllegalArgumentException(
                    "a wave format needs channels >= 1, samplesPerSecond >= 1 and bitsPerSample a"
                            + " multiple of 8: channels="
                            + channels
                            + ", samplesPerSecond="
                            + samplesPerSecond
                            + ", bitsPerSample="
                            + bitsPerSample);
        }
        if (validBitsPerSample < 1 || validBitsPerSample > bitsPerSample) {
            throw new IllegalArgumentException(
                    "validBitsPerSample must lie in 1 … "
                            + bitsPerSample
                            + ": validBitsPerSample="
                            + validBitsPerSample);
        }
    }

    /** Integer PCM in the short form. */
    public static WaveFormat pcm(int samplesPerSecond, int bitsPerSample, int channels) {
        return new WaveFormat(
                FormatIds.SUBTYPE_PCM,
                channels,
                samplesPerSecond,
                bitsPerSample,
                bitsPerSample,
                0,
                false);
    }

    /** 32-bit float, −1 … 1, in the short form. */
    public static WaveFormat float32(int samplesPerSecond, int channels) {
        return new WaveFormat(
                FormatIds.SUBTYPE_IEEE_FLOAT,
                channels,
                samplesPerSecond,
                Float.SIZE,
                Float.SIZE,
                0,
                false);
    }

    /** Whether samples are floating point. */
    public boolean isFloat() {
        return subFormat.equals(FormatIds.SUBTYPE_IEEE_FLOAT);
    }

    /** Bytes of one frame (one sample of every channel). */
    public int blockAlign() {
        return channels * bitsPerSample / 8;
    }

    /** Average bytes per second. */
    public long averageBytesPerSecond() {
        return (long) samplesPerSecond * blockAlign();
    }

    /** The short form when the format can be told by it, else this. */
    public WaveFormat simplified() {
        boolean simple =
                channels <= 2 && bitsPerSample <= 16 && validBitsPerSample == bitsPerSample;
        return extensible && simple
                ? new WaveFormat(
                        subFormat,
                        channels,
                        samplesPerSecond,
                        bitsPerSample,
                        bitsPerSample,
                        0,
                        false)
                : this;
    }

    /** For people, for example {@code 48000 Hz 2ch float32}. */
    public String text() {
        String kind = isFloat() ? "float" : bitsPerSample == 8 ? "uint" : "int";
        String container =
                validBitsPerSample == bitsPerSample ? "" : " in " + bitsPerSample + " bits";
        return samplesPerSecond + " Hz " + channels + "ch " + kind + validBitsPerSample + container;
    }

    /** Whether this format lies in {@code range}. */
    public boolean fits(AudioDataRange range) {
        return (range.subFormat().equals(subFormat) || range.subFormat().equals(FormatIds.WILDCARD))
                && channels <= range.maximumChannels()
                && bitsPerSample >= range.minimumBitsPerSample()
                && bitsPerSample <= range.maximumBitsPerSample()
                && samplesPerSecond >= range.minimumSampleFrequency()
                && samplesPerSecond <= range.maximumSampleFrequency();
    }
}
