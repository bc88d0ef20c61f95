package portcls.api.ks;

import org.jspecify.annotations.Nullable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;

/**
 * How a property value lies in memory: little-endian, laid out as the documented structure.
 * Programs in the same process use the Java value; the raw road ({@code ksProperty}) uses the
 * bytes.
 *
 * @param name the documented type
 * @param bytes size of every value, or {@link #VARIES}
 * @param encoder value to bytes
 * @param decoder bytes to value; the buffer is little-endian and holds exactly the value
 * @param <T> the value as Java sees it
 */
public record ValueType<T>(
        String name, int bytes, Function<T, byte[]> encoder, Function<ByteBuffer, T> decoder) {
    /** The size depends on the value. */
    public static final int VARIES = 0;

    public static final ValueType<Boolean> BOOL =
            new ValueType<>("BOOL", 4, v -> KsLayout.ofInt(v ? 1 : 0), b -> b.getInt() != 0);
    public static final ValueType<Integer> LONG =
            new ValueType<>("LONG", 4, KsLayout::ofInt, ByteBuffer::getInt);
    public static final ValueType<Integer> ULONG =
            new ValueType<>("ULONG", 4, KsLayout::ofInt, ByteBuffer::getInt);
    public static final ValueType<Long> ULONGLONG =
            new ValueType<>("ULONGLONG", 8, KsLayout::ofLong, ByteBuffer::getLong);
    public static final ValueType<KsId> GUID =
            new ValueType<>("GUID", 16, KsLayout::ofGuid, b -> KsLayout.guid(b));
    public static final ValueType<String> STRING =
            new ValueType<>("WCHAR[]", KsLayout::ofString, KsLayout::string);
    public static final ValueType<KsState> STATE =
            new ValueType<>(
                    "KSSTATE",
                    4,
                    v -> KsLayout.ofInt(v.value()),
                    b -> KsLayout.constant(KsState.values(), KsState::value, b.getInt()));
    public static final ValueType<DataFlow> DATA_FLOW =
            new ValueType<>(
                    "KSPIN_DATAFLOW",
                    4,
                    v -> KsLayout.ofInt(v.value()),
                    b -> KsLayout.constant(DataFlow.values(), DataFlow::value, b.getInt()));
    public static final ValueType<Communication> COMMUNICATION =
            new ValueType<>(
                    "KSPIN_COMMUNICATION",
                    4,
                    v -> KsLayout.ofInt(v.value()),
                    b ->
                            KsLayout.constant(
                                    Communication.values(), Communication::value, b.getInt()));
    public static final ValueType<InstanceCount> INSTANCES =
            new ValueType<>("KSPIN_CINSTANCES", 8, KsLayout::ofInstances, KsLayout::instances);
    public static final ValueType<WaveFormat> WAVE_FORMAT =
            new ValueType<>("WAVEFORMATEX", KsLayout::ofWaveFormat, KsLayout::waveFormat);
    public static final ValueType<DataFormat> FORMAT =
            new ValueType<>("KSDATAFORMAT", KsLayout::ofFormat, KsLayout::format);
    public static final ValueType<List<DataFormat>> FORMATS =
            new ValueType<>(
                    "KSMULTIPLE_ITEM + KSDATAFORMAT[]", KsLayout::ofFormats, KsLayout::formats);
    public static final ValueType<List<DataRange>> RANGES =
            new ValueType<>(
                    "KSMULTIPLE_ITEM + KSDATARANGE[]", KsLayout::ofRanges, KsLayout::ranges);
    public static final ValueType<List<KsId>> IDS =
            new ValueType<>("KSMULTIPLE_ITEM + GUID[]", KsLayout::ofIds, KsLayout::ids);
    public static final ValueType<List<KsIdentifier>> IDENTIFIERS =
            new ValueType<>(
                    "KSMULTIPLE_ITEM + KSIDENTIFIER[]",
                    KsLayout::ofIdentifiers,
                    KsLayout::identifiers);
    public static final ValueType<List<ConnectionDescriptor>> CONNECTIONS =
            new ValueType<>(
                    "KSMULTIPLE_ITEM + KSTOPOLOGY_CONNECTION[]",
                    KsLayout::ofConnections,
                    KsLayout::connections);
    public static final ValueType<PhysicalConnection> PHYSICAL_CONNECTION =
            new ValueType<>("KSPIN_PHYSICALCONNECTION", KsLayout::ofPhysical, KsLayout::physical);

    public static final ValueType<AllocatorFraming> ALLOCATOR_FRAMING =
            new ValueType<>(
                    "KSALLOCATOR_FRAMING",
                    AllocatorFraming.BYTES,
                    v ->
                            KsLayout.little(AllocatorFraming.BYTES)
                                    .putInt(v.requirements())
                                    .putInt(0)
                                    .putInt(v.frames())
                                    .putInt(v.frameSize())
                                    .putInt(v.fileAlignment())
                                    .putInt(0)
                                    .array(),
                    b ->
                            new AllocatorFraming(
                                    b.getInt(0), b.getInt(8), b.getInt(12), b.getInt(16)));

    /** A type whose size depends on the value. */
    public ValueType(String name, Function<T, byte[]> encoder, Function<ByteBuffer, T> decoder) {
        this(name, VARIES, encoder, decoder);
    }

    /** The value as bytes. */
    public byte[] encode(T value) {
        return encoder.apply(value);
    }

    /**
     * The value that lies between position and limit, which stay as they are.
     *
     * @throws IllegalArgumentException when the bytes do not hold a value of this type
     */
    public T decode(ByteBuffer source) {
        if (source.remaining() < bytes) {
            throw tooShort(bytes + " bytes", source, null);
        }
        try {
            return decoder.apply(source.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException e) {
            throw tooShort("more bytes", source, e);
        }
    }

    private IllegalArgumentException tooShort(
            String needed, ByteBuffer source, @Nullable BufferUnderflowException cause) {
        return new IllegalArgumentException(
                name + " needs " + needed + ": bytes=" + source.remaining(), cause);
    }
}
