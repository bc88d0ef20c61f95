package portcls.api.topology;

import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

/** KSPROPSETID_TopologyNode ({@code ksproperty-topologynode-*}): asked of a node. */
public final class TopologyNodeProperty {
    public static final KsId SET =
            KsId.of("45ffaaa1-6e1b-11d0-bcf2-444553540000", "KSPROPSETID_TopologyNode");

    /** Whether the node does its work; a node that does not lets everything pass as it is. */
    public static final PropertyKey<Boolean> ENABLE =
            new PropertyKey<>(SET, 1, "ENABLE", ValueType.BOOL);

    /** Set to true it brings the node back to how it was made; false does nothing. */
    public static final PropertyKey<Boolean> RESET =
            new PropertyKey<>(SET, 2, "RESET", ValueType.BOOL);

    private TopologyNodeProperty() {}
}
