package adapter.virtual.mpu401;

/** Ways in which the device can be made to fail. */
enum Fault {
    /** It works. */
    NONE("none"),
    /** It never acknowledges a command. */
    NO_ACKNOWLEDGE("no-acknowledge"),
    /** DRR stays set: it takes neither data nor commands. */
    STUCK_DRR("stuck-drr"),
    /** The input FIFO is always full: every byte that comes in is lost. */
    OVERFLOW("overflow"),
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
