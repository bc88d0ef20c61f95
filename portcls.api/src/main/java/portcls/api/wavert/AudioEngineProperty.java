package portcls.api.wavert;

import portcls.api.ks.DataFormat;
import portcls.api.ks.KsId;
import portcls.api.ks.KsLayout;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

import java.util.List;

/**
 * KSPROPSETID_AudioEngine ({@code helper-interfaces-for-offloaded-audio-processing}): asked with
 * the node of the audio engine, of the filter or of a pin; served by the port, which calls {@link
 * IMiniportAudioEngineNode} and {@link IMiniportStreamAudioEngineNode}.
 */
public final class AudioEngineProperty {
    public static final KsId SET =
            KsId.of("3a2f82dc-886f-4baa-9eb4-082b9025c536", "KSPROPSETID_AudioEngine");

    public static final PropertyKey<Boolean> LFXENABLE = key(0, "LFXENABLE", ValueType.BOOL);
    public static final PropertyKey<Boolean> GFXENABLE = key(1, "GFXENABLE", ValueType.BOOL);
    public static final PropertyKey<DataFormat> MIXFORMAT = key(2, "MIXFORMAT", ValueType.FORMAT);
    public static final PropertyKey<DataFormat> DEVICEFORMAT =
            key(4, "DEVICEFORMAT", ValueType.FORMAT);
    public static final PropertyKey<List<DataFormat>> SUPPORTEDDEVICEFORMATS =
            key(5, "SUPPORTEDDEVICEFORMATS", ValueType.FORMATS);
    public static final PropertyKey<AudioEngineDescriptor> DESCRIPTOR =
            key(
                    6,
                    "DESCRIPTOR",
                    new ValueType<>(
                            "KSAUDIOENGINE_DESCRIPTOR",
                            12,
                            v ->
                                    KsLayout.little(12)
                                            .putInt(v.hostPinId())
                                            .putInt(v.offloadPinId())
                                            .putInt(v.loopbackPinId())
                                            .array(),
                            b -> new AudioEngineDescriptor(b.getInt(), b.getInt(), b.getInt())));
    public static final PropertyKey<BufferSizeRange> BUFFER_SIZE_RANGE =
            key(
                    7,
                    "BUFFER_SIZE_RANGE",
                    new ValueType<>(
                            "KSAUDIOENGINE_BUFFER_SIZE_RANGE",
                            8,
                            v ->
                                    KsLayout.little(8)
                                            .putInt(v.minimumBytes())
                                            .putInt(v.maximumBytes())
                                            .array(),
                            b -> new BufferSizeRange(b.getInt(), b.getInt())));
    public static final PropertyKey<LoopbackProtection> LOOPBACK_PROTECTION =
            key(
                    8,
                    "LOOPBACK_PROTECTION",
                    new ValueType<>(
                            "CONSTRICTOR_OPTION",
                            4,
                            v ->
                                    KsLayout.little(4)
                                            .putInt(index(LoopbackProtection.values(), v))
                                            .array(),
                            b -> constant(LoopbackProtection.values(), b.getInt())));

    /** Volume of a stream with the way to get there; the channel stands behind the node. */
    public static final PropertyKey<EngineVolume> VOLUMELEVEL =
            key(
                    9,
                    "VOLUMELEVEL",
                    new ValueType<>(
                            "KSAUDIOENGINE_VOLUMELEVEL",
                            16,
                            v ->
                                    KsLayout.little(16)
                                            .putInt(v.targetVolume())
                                            .putInt(index(CurveType.values(), v.curveType()))
                                            .putLong(v.curveDuration100ns())
                                            .array(),
                            b ->
                                    new EngineVolume(
                                            b.getInt(),
                                            constant(CurveType.values(), b.getInt()),
                                            b.getLong())));

    private AudioEngineProperty() {}

    /**
     * A volume and the way to it, KSAUDIOENGINE_VOLUMELEVEL.
     *
     * @param targetVolume 1/65536 dB
     * @param curveType how it changes
     * @param curveDuration100ns how long that takes
     */
    public record EngineVolume(int targetVolume, CurveType curveType, long curveDuration100ns) {}

    private static <E> int index(E[] constants, E constant) {
        return List.of(constants).indexOf(constant);
    }

    private static <E> E constant(E[] constants, int value) {
        if (value < 0 || value >= constants.length) {
            throw new IllegalArgumentException(
                    "value must lie in 0 … " + (constants.length - 1) + ": value=" + value);
        }
        return constants[value];
    }

    private static <T> PropertyKey<T> key(int id, String name, ValueType<T> type) {
        return new PropertyKey<>(SET, id, name, type);
    }
}
