package adapter.jack.lib;

/** What goes through a port. */
public enum PortKind {
    AUDIO("32 bit float mono audio"),
    MIDI("8 bit raw midi");

    private final String type;

    PortKind(String type) {
        this.type = type;
    }

    /** JACK's name for it. */
    String type() {
        return type;
    }
}
