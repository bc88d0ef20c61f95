package portcls.ports.property;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.TopologyProperty;

import java.nio.ByteBuffer;
import java.util.List;

/** KSPROPSETID_Topology as the port serves it ({@code exposing-filter-topology}). */
final class TopologyProperties {
    private final FilterDescriptor filter;
    private final Targets targets;

    TopologyProperties(FilterDescriptor filter, Targets targets) {
        this.filter = filter;
        this.targets = targets;
    }

    /** Asked of the filter. NAME then carries its node id as instance data: KSP_NODE. */
    AutomationTable ofFilter() {
        return AutomationTable.of(
                PropertyItem.of(TopologyProperty.CATEGORIES)
                        .get(_ -> List.copyOf(filter.categories())),
                PropertyItem.of(TopologyProperty.NODES)
                        .get(_ -> filter.nodes().stream().map(NodeDescriptor::type).toList()),
                PropertyItem.of(TopologyProperty.CONNECTIONS).get(_ -> filter.connections()),
                PropertyItem.of(TopologyProperty.NAME).get(request -> name(instanceNode(request))));
    }

    /** Asked of a node. */
    AutomationTable ofNode() {
        return AutomationTable.of(
                PropertyItem.of(TopologyProperty.NAME).get(request -> name(request.node())));
    }

    private String name(int nodeId) {
        return targets.node(nodeId).name().name();
    }

    private static int instanceNode(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance();
        if (instance.remaining() < Integer.BYTES) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "KSPROPSETID_Topology/NAME is asked of a node: give a node id");
        }
        return instance.getInt();
    }
}
