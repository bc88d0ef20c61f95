package portcls.api.ks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * How a property value lies in memory: little-endian, laid out as the documented structure. Programs in the same process use the
 * Java value; the raw road ({@code ksProperty}) uses the bytes.
 *
 * @param name the documented type
 * @param encoder value to bytes
 * @param decoder bytes to value; the buffer is little-endian and holds exactly the value
 * @param <T> the value as Java sees it
 */
public record ValueType<T>(String name, Function<T, byte[]> encoder, Function<ByteBuffer, T> decoder) {
    public static final ValueType<Boolean> BOOL =
            new ValueType<>("BOOL", v -> KsLayout.ofInt(v ? 1 : 0), b -> b.getInt() != 0);
    public static final ValueType<Integer> LONG = new ValueType<>("LONG", KsLayout::ofInt, ByteBuffer::getInt);
    public static final ValueType<Integer> ULONG = new ValueType<>("ULONG", KsLayout::ofInt, ByteBuffer::getInt);
    public static final ValueType<Long> ULONGLONG =
            new ValueType<>("ULONGLONG", KsLayout::ofLong, ByteBuffer::getLong);
    public static final ValueType<KsId> GUID =
            new ValueType<>("GUID", KsLayout::ofGuid, b -> KsLayout.guid(b));
    public static final ValueType<String> STRING =
            new ValueType<>("WCHAR[]", KsLayout::ofString, KsLayout::string);
    public static final ValueType<KsState> STATE =
            new ValueType<>("KSSTATE", v -> KsLayout.ofInt(v.ordinal()), b -> KsLayout.constant(KsState.values(), b.getInt()));
    public static final ValueType<DataFlow> DATA_FLOW =
            new ValueType<>(
                    "KSPIN_DATAFLOW",
                    v -> KsLayout.ofInt(v.value()),
                    b -> KsLayout.constant(DataFlow.values(), b.getInt() - 1));
    public static final ValueType<Communication> COMMUNICATION =
            new ValueType<>(
                    "KSPIN_COMMUNICATION",
                    v -> KsLayout.ofInt(v.ordinal()),
                    b -> KsLayout.constant(Communication.values(), b.getInt()));
    public static final ValueType<InstanceCount> INSTANCES =
            new ValueType<>("KSPIN_CINSTANCES", KsLayout::ofInstances, KsLayout::instances);
    public static final ValueType<DataFormat> FORMAT =
            new ValueType<>("KSDATAFORMAT", KsLayout::ofFormat, KsLayout::format);
    public static final ValueType<List<DataRange>> RANGES =
            new ValueType<>("KSMULTIPLE_ITEM + KSDATARANGE[]", KsLayout::ofRanges, KsLayout::ranges);
    public static final ValueType<List<KsId>> IDS =
            new ValueType<>("KSMULTIPLE_ITEM + GUID[]", KsLayout::ofIds, KsLayout::ids);
    public static final ValueType<List<ConnectionDescriptor>> CONNECTIONS =
            new ValueType<>(
                    "KSMULTIPLE_ITEM + KSTOPOLOGY_CONNECTION[]", KsLayout::ofConnections, KsLayout::connections);
    public static final ValueType<PhysicalConnection> PHYSICAL_CONNECTION =
            new ValueType<>("KSPIN_PHYSICALCONNECTION", KsLayout::ofPhysical, KsLayout::physical);
}
