package example.sb16;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The sockets of the card ({@code jack-description-property}): the filter is asked for those of a
 * pin. The card does not notice what is plugged in.
 */
final class MixerJacks {
    private static final int BLUE = 0x4472C4;
    private static final int PINK = 0xE06C9F;
    private static final int GREEN = 0x70AD47;

    /** KSAUDIO_SPEAKER_STEREO. */
    private static final int STEREO = 3;

    /** Bytes of KSP_PIN behind its header: PinId, Reserved. */
    private static final int PIN_BYTES = 8;

    /** By the ids of the pins; wires on the board have none. */
    private static final List<List<JackDescription>> OF_PIN =
            List.of(
                    List.of(), // Voice
                    List.of(), // MIDI
                    List.of(
                            JackDescription.socket(
                                    Connection.ATAPI_INTERNAL, GeoLocation.ATAPI, 0, 0)),
                    List.of(atTheBack(BLUE, 0)), // Line In
                    List.of(atTheBack(PINK, 0)), // Microphone
                    List.of(atTheBack(GREEN, STEREO)), // Line Out
                    List.of()); // Record

    private MixerJacks() {}

    /** The properties of the filter. */
    static AutomationTable table() {
        return AutomationTable.of(
                PropertyItem.of(JackProperty.DESCRIPTION).get(MixerJacks::of),
                PropertyItem.of(JackProperty.DESCRIPTION2).get(MixerJacks::of));
    }

    private static List<JackDescription> of(PropertyRequest<?> request) {
        ByteBuffer instance = request.instance();
        int pin = instance.remaining() < PIN_BYTES ? -1 : instance.getInt(instance.position());
        if (pin < 0 || pin >= OF_PIN.size()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "sockets are asked for with the id of a pin, 0 … "
                            + (OF_PIN.size() - 1)
                            + ": pinId="
                            + pin);
        }
        return OF_PIN.get(pin);
    }

    private static JackDescription atTheBack(int color, int speakers) {
        return JackDescription.socket(Connection.JACK_3_5_MM, GeoLocation.REAR, color, speakers);
    }
}
