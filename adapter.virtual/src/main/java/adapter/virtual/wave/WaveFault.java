package adapter.virtual.wave;

/** Ways in which a wave device can be made to fail; several at a time if wanted. */
enum WaveFault {
    /** A stream begins to move half a second after its start. */
    LATE("late"),
    /** A stream stops moving for good; nobody is told. */
    STALL("stall"),
    /** A packet is lost again and again, and told of. */
    XRUN("xrun"),
    /** The device breaks and is gone. */
    GONE("gone");

    private final String key;

    WaveFault(String key) {
        this.key = key;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }
}
