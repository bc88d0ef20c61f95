package adapter.virtual.wave;

/** What a microphone hears. */
enum Microphone {
    /** A sine. */
    TONE("tone"),
    /** A WAV file, from its start for each stream; then silence. */
    FILE("file"),
    SILENCE("silence"),
    /** What the device plays. */
    LOOP("loop");

    private final String key;

    Microphone(String key) {
        this.key = key;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }
}
