package portcls.api.ks;

/**
 * KSPROPSETID_Audio ({@code ksproperty-audio-*}): controls of nodes and streams. Levels are LONG in
 * 1/65536 dB, 0x80000000 = −∞.
 */
public final class AudioProperty {
    public static final KsId SET =
            KsId.of("45ffaaa0-6e1b-11d0-bcf2-444553540000", "KSPROPSETID_Audio");

    public static final PropertyKey<Integer> VOLUMELEVEL = key(4, "VOLUMELEVEL", ValueType.LONG);
    public static final PropertyKey<Integer> SAMPLING_RATE =
            key(8, "SAMPLING_RATE", ValueType.ULONG);
    public static final PropertyKey<Integer> MUX_SOURCE = key(12, "MUX_SOURCE", ValueType.ULONG);
    public static final PropertyKey<Boolean> MUTE = key(13, "MUTE", ValueType.BOOL);
    public static final PropertyKey<Integer> BASS = key(14, "BASS", ValueType.LONG);
    public static final PropertyKey<Integer> MID = key(15, "MID", ValueType.LONG);
    public static final PropertyKey<Integer> TREBLE = key(16, "TREBLE", ValueType.LONG);
    public static final PropertyKey<Boolean> BASS_BOOST = key(17, "BASS_BOOST", ValueType.BOOL);
    public static final PropertyKey<Boolean> AGC = key(21, "AGC", ValueType.BOOL);
    public static final PropertyKey<Boolean> LOUDNESS = key(23, "LOUDNESS", ValueType.BOOL);
    public static final PropertyKey<Integer> CPU_RESOURCES =
            key(33, "CPU_RESOURCES", ValueType.ULONG);

    /**
     * The older form of {@link portcls.api.wavert.WaveAudioProperty#PEAKMETER2}: 0 … 0x7FFF ({@code
     * ksproperty-audio-peakmeter}).
     */
    public static final PropertyKey<Integer> PEAKMETER = key(37, "PEAKMETER", ValueType.LONG);

    private AudioProperty() {}

    private static <T> PropertyKey<T> key(int id, String name, ValueType<T> type) {
        return new PropertyKey<>(SET, id, name, type);
    }
}
