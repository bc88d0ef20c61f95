package portcls.api.ks;

/** Direction of a pin as the filter sees it, KSPIN_DATAFLOW ({@code pin-factories}). */
public enum DataFlow {
    /** Data enters the filter: a sink pin, what a program writes to. */
    IN(1),
    /** Data leaves the filter: a source pin, what a program reads from. */
    OUT(2);

    private final int value;

    DataFlow(int value) {
        this.value = value;
    }

    /** The documented value. */
    public int value() {
        return value;
    }
}
