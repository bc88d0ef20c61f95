package portcls.ports.property;

import portcls.api.ks.AutomationTable;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PropertyRequest;

/**
 * What one kind of port answers for its filters beyond what all ports do. A driver's handler for
 * the same property and verb comes first.
 */
public interface PortProperties {
    /** Nothing more. */
    PortProperties NONE = new PortProperties() {};

    /** Of an open pin. */
    default AutomationTable ofPin() {
        return AutomationTable.EMPTY;
    }

    /** Of the filter. */
    default AutomationTable ofFilter() {
        return AutomationTable.EMPTY;
    }

    /**
     * Of a node.
     *
     * @param onPin whether an open pin is asked and not the filter
     */
    default AutomationTable ofNode(NodeDescriptor node, boolean onPin) {
        return AutomationTable.EMPTY;
    }

    /** The open pin that a request is for; only for requests that {@link #ofPin} serves. */
    static PinScope pin(PropertyRequest<?> request) {
        return (PinScope) Request.scopeOf(request);
    }
}
