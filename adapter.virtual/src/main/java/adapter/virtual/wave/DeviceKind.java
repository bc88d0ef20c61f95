package adapter.virtual.wave;

/** What a device is. */
enum DeviceKind {
    /** Speakers and a microphone. */
    SPEAKER("speaker", "Virtual speaker", "virtual:speaker"),
    /** What goes in at one end comes out at the other. */
    CABLE("cable", "Virtual audio cable", "virtual:wave-cable");

    private final String key;
    private final String label;
    private final String hardwareId;

    DeviceKind(String key, String label, String hardwareId) {
        this.key = key;
        this.label = label;
        this.hardwareId = hardwareId;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }

    /** What people call it. */
    String label() {
        return label;
    }

    /** What drivers may look for; a MIDI cable has {@code virtual:cable} already. */
    String hardwareId() {
        return hardwareId;
    }
}
