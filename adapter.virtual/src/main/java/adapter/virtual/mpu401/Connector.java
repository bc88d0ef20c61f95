package adapter.virtual.mpu401;

/** What is plugged into MIDI OUT. */
enum Connector {
    /** A MIDI sound module. */
    SOUND_MODULE("sound-module", "with sound module"),
    /** A cable to the device's own MIDI IN. */
    LOOP_BACK("loop-back", "with loop-back cable"),
    /** Nothing: bytes leave and are gone. */
    NOTHING("nothing", "with nothing connected");

    private final String key;
    private final String label;

    Connector(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }

    /** For people. */
    String label() {
        return label;
    }
}
