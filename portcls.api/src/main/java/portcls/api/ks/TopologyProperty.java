package portcls.api.ks;

import java.util.List;

/** KSPROPSETID_Topology: nodes and connections of a filter. Served by the port. */
public final class TopologyProperty {
    public static final KsId SET =
            KsId.of("720d4ac0-7533-11d0-a5d6-28db04c10000", "KSPROPSETID_Topology");

    public static final PropertyKey<List<KsId>> CATEGORIES =
            new PropertyKey<>(SET, 0, "CATEGORIES", ValueType.IDS);
    public static final PropertyKey<List<KsId>> NODES =
            new PropertyKey<>(SET, 1, "NODES", ValueType.IDS);
    public static final PropertyKey<List<ConnectionDescriptor>> CONNECTIONS =
            new PropertyKey<>(SET, 2, "CONNECTIONS", ValueType.CONNECTIONS);

    /** Asked of a node: its name, or its type when it has none. */
    public static final PropertyKey<String> NAME =
            new PropertyKey<>(SET, 3, "NAME", ValueType.STRING);

    private TopologyProperty() {}
}
