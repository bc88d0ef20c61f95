package adapter.alsa.pcm;

import portcls.api.ks.FormatIds;
import portcls.api.ks.KsId;
import portcls.api.ks.WaveFormat;

import java.util.List;

/** The samples that ALSA and a wave format both know, best first. */
enum SampleFormat {
    FLOAT(14, Float.SIZE, true),
    S32(10, 32, false),

    /**
     * 24 bits in 32. ALSA means the lower 24, a wave format the upper: they are shifted on the way.
     */
    S24_IN_32(6, 32, false),
    S24(32, 24, false),
    S16(2, 16, false),
    U8(1, 8, false);

    private static final int VALID_IN_32 = 24;
    private static final byte U8_SILENCE = (byte) 0x80;

    /** {@code snd_pcm_format_t}, little-endian. */
    final int code;

    /** Container bits of a sample. */
    final int bits;

    private final boolean floating;

    SampleFormat(int code, int bits, boolean floating) {
        this.code = code;
        this.bits = bits;
        this.floating = floating;
    }

    /** Kind of samples. */
    KsId subFormat() {
        return floating ? FormatIds.SUBTYPE_IEEE_FLOAT : FormatIds.SUBTYPE_PCM;
    }

    /** Those that can carry a wave format, best first; empty when ALSA has nothing like it. */
    static List<SampleFormat> carrying(WaveFormat format) {
        return List.of(values()).stream()
                .filter(s -> s.subFormat().equals(format.subFormat()))
                .filter(s -> s.bits == format.bitsPerSample())
                .toList();
    }

    /** The wave format that is these samples exactly. */
    WaveFormat wave(int rate, int channels) {
        return switch (this) {
            case FLOAT -> WaveFormat.float32(rate, channels);
            case S24_IN_32 ->
                    new WaveFormat(subFormat(), channels, rate, bits, VALID_IN_32, 0, true);
            case S32, S24, S16, U8 -> WaveFormat.pcm(rate, bits, channels);
        };
    }

    /** A byte that, repeated, is silence. */
    byte silence() {
        return this == U8 ? U8_SILENCE : 0;
    }
}
