package portcls.api.ks;

/** KSPROPSETID_Connection: state and format of an open pin. Served by the port. */
public final class ConnectionProperty {
    public static final KsId SET =
            KsId.of("1d58c920-ac9b-11cf-a5d6-28db04c10000", "KSPROPSETID_Connection");

    public static final PropertyKey<KsState> STATE =
            new PropertyKey<>(SET, 0, "STATE", ValueType.STATE);
    public static final PropertyKey<DataFormat> DATAFORMAT =
            new PropertyKey<>(SET, 2, "DATAFORMAT", ValueType.FORMAT);

    /** What buffers the device likes: WavePci streams tell, for the others anything will do. */
    public static final PropertyKey<AllocatorFraming> ALLOCATORFRAMING =
            new PropertyKey<>(SET, 3, "ALLOCATORFRAMING", ValueType.ALLOCATOR_FRAMING);

    private ConnectionProperty() {}
}
