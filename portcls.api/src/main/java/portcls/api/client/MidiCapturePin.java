package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A stream of MIDI from a device: whole messages with the presentation time of their first byte.
 * Running status is resolved, real-time messages come as they come, system exclusive is put
 * together whatever its length.
 *
 * <p>When the program does not read fast enough the newest messages are lost and counted.
 */
@ProviderType
public interface MidiCapturePin extends Pin {
    /**
     * Fetches the next message if there is one.
     *
     * @param into gets the message
     * @throws portcls.api.PortClsException DEVICE_REMOVED when the device is gone and everything
     *     was read
     */
    boolean receive(MidiEvent into);

    /** Waits for the next message; false when the time was up first. */
    boolean receive(MidiEvent into, Duration limit) throws InterruptedException;

    /**
     * Fetches what is there as KSMUSICFORMAT structures, on a DirectMusic pin as DMUS_EVENTHEADER
     * structures ({@code ns-ksmedia-ksmusicformat}); a message that does not fit the room left
     * waits for the next call, one that fits no buffer of this size comes in pieces.
     *
     * @param musicFormat little-endian; gets the structures
     * @return presentation time from which the first time delta counts, 100 ns; −1 when nothing was
     *     there
     */
    long read(ByteBuffer musicFormat);
}
