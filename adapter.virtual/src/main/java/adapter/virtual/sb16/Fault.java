package adapter.virtual.sb16;

/** Ways in which the card can be made to fail. */
enum Fault {
    /** It works. */
    NONE("none"),
    /** No interrupt comes. */
    LOST_INTERRUPTS("lost-interrupts"),
    /** The DSP is busy for ever. */
    STUCK_BUSY("stuck-busy"),
    /** The DSP does not answer a reset. */
    NO_ANSWER("no-answer"),
    /** It says that it is a Sound Blaster Pro. */
    WRONG_VERSION("wrong-version"),
    /** The card is gone, as if it had been pulled out. */
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
