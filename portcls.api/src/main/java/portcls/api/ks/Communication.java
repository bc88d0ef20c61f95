package portcls.api.ks;

/** How a pin takes part in communication, KSPIN_COMMUNICATION ({@code topology-pins}); ordinal = documented value. */
public enum Communication {
    /** Inside a graph, no input or output of its own. */
    NONE,
    /** Receives requests: every streaming pin of a PortCls filter. */
    SINK,
    /** Sends requests. */
    SOURCE,
    /** Sends and receives. */
    BOTH,
    /** The edge of the graph: a jack, a cable, a bus. Can be described but not opened. */
    BRIDGE
}
