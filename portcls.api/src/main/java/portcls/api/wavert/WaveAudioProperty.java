package portcls.api.wavert;

import portcls.api.ks.AudioProperty;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

/**
 * The properties of KSPROPSETID_Audio that tell where a wave stream is ({@code
 * ksproperty-audio-position}, {@code ksproperty-audio-presentation-position}, …): asked of an open
 * pin, those of the audio engine with its node.
 */
public final class WaveAudioProperty {
    public static final PropertyKey<AudioPosition> POSITION =
            key(5, "POSITION", WaveValues.POSITION);
    public static final PropertyKey<PresentationPosition> PRESENTATION_POSITION =
            key(52, "PRESENTATION_POSITION", WaveValues.PRESENTATION_POSITION);
    public static final PropertyKey<Integer> WAVERT_CURRENT_WRITE_POSITION =
            key(53, "WAVERT_CURRENT_WRITE_POSITION", ValueType.ULONG);
    public static final PropertyKey<Long> LINEAR_BUFFER_POSITION =
            key(54, "LINEAR_BUFFER_POSITION", ValueType.ULONGLONG);
    public static final PropertyKey<Integer> PEAKMETER2 = key(55, "PEAKMETER2", ValueType.LONG);
    public static final PropertyKey<Integer> WAVERT_CURRENT_WRITE_LASTBUFFER_POSITION =
            key(56, "WAVERT_CURRENT_WRITE_LASTBUFFER_POSITION", ValueType.ULONG);

    private WaveAudioProperty() {}

    private static <T> PropertyKey<T> key(int id, String name, ValueType<T> type) {
        return new PropertyKey<>(AudioProperty.SET, id, name, type);
    }
}
