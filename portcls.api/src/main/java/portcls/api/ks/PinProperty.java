package portcls.api.ks;

import java.util.List;

/**
 * KSPROPSETID_Pin ({@code ksproperty-pin-*}): what pins a filter has. Asked of the filter with a
 * pin id; served by the port unless the driver has a handler of its own.
 */
public final class PinProperty {
    public static final KsId SET =
            KsId.of("8c134960-51ad-11cf-878a-94f801c10000", "KSPROPSETID_Pin");

    public static final PropertyKey<InstanceCount> CINSTANCES =
            key(0, "CINSTANCES", ValueType.INSTANCES);
    public static final PropertyKey<Integer> CTYPES = key(1, "CTYPES", ValueType.ULONG);
    public static final PropertyKey<DataFlow> DATAFLOW = key(2, "DATAFLOW", ValueType.DATA_FLOW);
    public static final PropertyKey<List<DataRange>> DATARANGES =
            key(3, "DATARANGES", ValueType.RANGES);
    public static final PropertyKey<DataFormat> DATAINTERSECTION =
            key(4, "DATAINTERSECTION", ValueType.FORMAT);
    public static final PropertyKey<List<KsIdentifier>> INTERFACES =
            key(5, "INTERFACES", ValueType.IDENTIFIERS);
    public static final PropertyKey<List<KsIdentifier>> MEDIUMS =
            key(6, "MEDIUMS", ValueType.IDENTIFIERS);
    public static final PropertyKey<Communication> COMMUNICATION =
            key(7, "COMMUNICATION", ValueType.COMMUNICATION);
    public static final PropertyKey<InstanceCount> GLOBALCINSTANCES =
            key(8, "GLOBALCINSTANCES", ValueType.INSTANCES);
    public static final PropertyKey<Integer> NECESSARYINSTANCES =
            key(9, "NECESSARYINSTANCES", ValueType.ULONG);
    public static final PropertyKey<PhysicalConnection> PHYSICALCONNECTION =
            key(10, "PHYSICALCONNECTION", ValueType.PHYSICAL_CONNECTION);
    public static final PropertyKey<KsId> CATEGORY = key(11, "CATEGORY", ValueType.GUID);
    public static final PropertyKey<String> NAME = key(12, "NAME", ValueType.STRING);
    public static final PropertyKey<List<DataRange>> CONSTRAINEDDATARANGES =
            key(13, "CONSTRAINEDDATARANGES", ValueType.RANGES);
    public static final PropertyKey<DataFormat> PROPOSEDATAFORMAT =
            key(14, "PROPOSEDATAFORMAT", ValueType.FORMAT);

    private PinProperty() {}

    private static <T> PropertyKey<T> key(int id, String name, ValueType<T> type) {
        return new PropertyKey<>(SET, id, name, type);
    }
}
