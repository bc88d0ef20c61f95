package portcls.api.ks;

/**
 * A socket, KSJACK_DESCRIPTION with the members of KSJACK_DESCRIPTION2 ({@code
 * ns-ksmedia-ksjack_description}, {@code ksjack-description2}).
 *
 * @param channelMapping speaker mask; 0 unless analog and playing
 * @param color RGB, bits 16 … 23 red, 8 … 15 green, 0 … 7 blue; 0 = not known
 * @param connectionType kind of socket
 * @param geoLocation where on the case
 * @param genLocation which case
 * @param portConnection whether there is a socket at all
 * @param connected whether something is plugged in; always true without presence detection
 * @param presenceDetect whether the device notices plugging
 * @param dynamicFormatChange whether the formats depend on what is plugged in
 */
public record JackDescription(
        int channelMapping,
        int color,
        Connection connectionType,
        GeoLocation geoLocation,
        GenLocation genLocation,
        PortConnection portConnection,
        boolean connected,
        boolean presenceDetect,
        boolean dynamicFormatChange) {
    /** EPcxConnectionType, in the order of the documented values. */
    public enum Connection {
        UNKNOWN,
        JACK_3_5_MM,
        QUARTER_INCH,
        ATAPI_INTERNAL,
        RCA,
        OPTICAL,
        OTHER_DIGITAL,
        OTHER_ANALOG,
        MULTICHANNEL_DIN,
        XLR,
        RJ11,
        COMBINATION
    }

    /** EPcxGeoLocation; documented values start at 1. */
    public enum GeoLocation {
        REAR,
        FRONT,
        LEFT,
        RIGHT,
        TOP,
        BOTTOM,
        REAR_PANEL,
        RISER,
        INSIDE_LID,
        DRIVE_BAY,
        HDMI,
        OUTSIDE_LID,
        ATAPI,
        NOT_APPLICABLE
    }

    /** EPcxGenLocation. */
    public enum GenLocation {
        PRIMARY_BOX,
        INTERNAL,
        SEPARATE,
        OTHER
    }

    /** EPxcPortConnection. */
    public enum PortConnection {
        JACK,
        INTEGRATED,
        BOTH,
        UNKNOWN
    }

    public JackDescription {
        if (!presenceDetect && !connected) {
            throw new IllegalArgumentException(
                    "a socket without presence detection always counts as connected:"
                            + " presenceDetect=false, connected=false");
        }
    }

    /** A built-in speaker or microphone. */
    public static JackDescription integrated(int channelMapping) {
        return new JackDescription(
                channelMapping,
                0,
                Connection.UNKNOWN,
                GeoLocation.NOT_APPLICABLE,
                GenLocation.PRIMARY_BOX,
                PortConnection.INTEGRATED,
                true,
                false,
                false);
    }

    /** A socket that does not notice plugging. */
    public static JackDescription socket(
            Connection type, GeoLocation where, int color, int channelMapping) {
        return new JackDescription(
                channelMapping,
                color,
                type,
                where,
                GenLocation.PRIMARY_BOX,
                PortConnection.JACK,
                true,
                false,
                false);
    }

    /** The same socket, noticing whether something is plugged in. */
    public JackDescription detecting(boolean nowConnected) {
        return new JackDescription(
                channelMapping,
                color,
                connectionType,
                geoLocation,
                genLocation,
                portConnection,
                nowConnected,
                true,
                dynamicFormatChange);
    }
}
