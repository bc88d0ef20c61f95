package portcls.shell.topology;

/**
 * A pin or node as it is drawn.
 *
 * @param spot which one
 * @param kind what it is to people
 * @param name its name
 * @param value what its control says; empty when it has none
 */
record Mark(Spot spot, Kind kind, String name, String value) {
    /** What a mark stands for. */
    enum Kind {
        /** Programs open it. */
        STREAM,
        /** A socket, or a wire that nothing more is known of. */
        JACK,
        /** A wire inside of the device. */
        WIRE,
        NODE,
        /** Not of this house. */
        OUTSIDE
    }

    /** Name and value on one line. */
    String text() {
        return value.isEmpty() ? name : name + " " + value;
    }
}
