package portcls.api.ks;

/** How a pin takes part in communication, KSPIN_COMMUNICATION ({@code topology-pins}). */
public enum Communication {
    /** Inside a graph, no input or output of its own. */
    NONE(0),
    /** Receives requests: every streaming pin of a PortCls filter. */
    SINK(1),
    /** Sends requests. */
    SOURCE(2),
    /** Sends and receives. */
    BOTH(3),
    /** The edge of the graph: a jack, a cable, a bus. Can be described but not opened. */
    BRIDGE(4);

    private final int value;

    Communication(int value) {
        this.value = value;
    }

    /** The documented value. */
    public int value() {
        return value;
    }
}
