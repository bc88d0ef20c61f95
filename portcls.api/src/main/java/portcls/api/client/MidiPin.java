package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A stream of MIDI to a device. Messages carry presentation times in 100 ns and are handed to the
 * device when they are due; they may come in any order, those of equal time keep theirs. A time
 * that is past plays at once, late events are counted, none is dropped.
 *
 * <p>Sending allocates nothing once the queue has grown to its size. When {@link #CAPACITY} events
 * wait, sending blocks until some have played.
 */
@ProviderType
public interface MidiPin extends Pin {
    /** Most events that wait in a stream. */
    int CAPACITY = 1 << 21;

    /**
     * Plays a short message as soon as the device can.
     *
     * @param message see {@link MidiMessages}
     * @throws portcls.api.PortClsException INVALID_DEVICE_STATE in STOP, DEVICE_REMOVED when the
     *     device is gone
     */
    default void send(int message) {
        send(now(), message);
    }

    /** Plays a short message at a presentation time. */
    void send(long presentationTime100ns, int message);

    /**
     * Plays any bytes at a presentation time: a message, or system exclusive of any length. They
     * are copied.
     */
    void send(long presentationTime100ns, byte[] bytes, int offset, int length);

    /**
     * Plays a buffer of KSMUSICFORMAT structures ({@code ns-ksmedia-ksmusicformat}). Buffers are
     * processed strictly one after the other.
     *
     * @param presentationTime100ns from which the first time delta counts
     * @param musicFormat little-endian, from position to limit
     * @throws portcls.api.PortClsException INVALID_PARAMETER when a structure does not lie inside
     *     the buffer; nothing of it is played
     */
    void write(long presentationTime100ns, ByteBuffer musicFormat);

    /** Events that wait. */
    int queued();

    /**
     * Waits until everything sent so far was handed to the device.
     *
     * @return false when the time was up first
     */
    boolean awaitDrained(Duration limit) throws InterruptedException;
}
