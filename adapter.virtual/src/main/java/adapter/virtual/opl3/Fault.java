package adapter.virtual.opl3;

/** Ways in which the device can be made to fail. */
enum Fault {
    /** It works. */
    NONE("none"),
    /** No chip answers: its timers never expire. */
    NO_CHIP("no-chip"),
    /** The device is gone, as if it had been pulled out. */
    SUDDEN_DEATH("sudden-death");

    private final String key;

    Fault(String key) {
        this.key = key;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }
}
