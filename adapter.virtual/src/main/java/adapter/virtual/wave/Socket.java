package adapter.virtual.wave;

import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;

/** How the speakers are connected. */
enum Socket {
    /** Built in. */
    INTEGRATED("integrated"),
    /** By a socket that notices plugging; something is in it. */
    PLUGGED("plugged"),
    /** By a socket that notices plugging; nothing is in it. */
    UNPLUGGED("unplugged");

    /** The usual colour of a line output. */
    private static final int GREEN = 0x00FF00;

    private final String key;

    Socket(String key) {
        this.key = key;
    }

    /** Its name in a configuration. */
    String key() {
        return key;
    }

    /**
     * What is told of it.
     *
     * @param speakers speaker mask
     */
    JackDescription describe(int speakers) {
        return this == INTEGRATED
                ? JackDescription.integrated(speakers)
                : JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, GREEN, speakers)
                        .detecting(this == PLUGGED);
    }
}
