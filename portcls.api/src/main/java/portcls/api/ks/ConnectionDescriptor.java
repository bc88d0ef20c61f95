package portcls.api.ks;

/**
 * One connection, PCCONNECTION_DESCRIPTOR ({@code exposing-filter-topology}); data flows from → to.
 * An end whose node is {@link #FILTER} is a pin of the filter, any other end is a logical pin of
 * that node.
 */
public record ConnectionDescriptor(int fromNode, int fromPin, int toNode, int toPin) {
    /** PCFILTER_NODE: the end is a pin of the filter itself. */
    public static final int FILTER = -1;

    /** KSNODEPIN_STANDARD_OUT: the output of a simple node. */
    public static final int STANDARD_OUT = 0;

    /** KSNODEPIN_STANDARD_IN: the input of a simple node. */
    public static final int STANDARD_IN = 1;

    /** Filter pin to filter pin. */
    public static ConnectionDescriptor pinToPin(int fromPin, int toPin) {
        return new ConnectionDescriptor(FILTER, fromPin, FILTER, toPin);
    }

    /** Filter pin to the input of a simple node. */
    public static ConnectionDescriptor pinToNode(int fromPin, int toNode) {
        return new ConnectionDescriptor(FILTER, fromPin, toNode, STANDARD_IN);
    }

    /** Output of a node to the input of a simple node. */
    public static ConnectionDescriptor nodeToNode(int fromNode, int toNode) {
        return new ConnectionDescriptor(fromNode, STANDARD_OUT, toNode, STANDARD_IN);
    }

    /** Output of a node to a filter pin. */
    public static ConnectionDescriptor nodeToPin(int fromNode, int toPin) {
        return new ConnectionDescriptor(fromNode, STANDARD_OUT, FILTER, toPin);
    }

    /**
     * The same connection into another logical pin of its target node: SUM and MUX have inputs 1,
     * 2, ….
     */
    public ConnectionDescriptor intoLogicalPin(int pin) {
        return new ConnectionDescriptor(fromNode, fromPin, toNode, pin);
    }
}
