package adapter.virtual.ac97;

/** Ways in which the device can be made to fail. */
enum Fault {
    /** It works. */
    NONE("none"),
    /** Every second interrupt does not arrive. */
    LOST_INTERRUPT("lost-interrupt"),
    /** The codec never becomes ready. */
    NO_CODEC("no-codec");

    private final String key;

    Fault(String key) {
        this.key = key;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }
}
