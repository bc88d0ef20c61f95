package portcls.api.wavert;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;

/**
 * Optional on streams whose device tells of packet ends ({@code
 * nn-portcls-iminiportwavertstreamnotification}).
 */
@ConsumerType
@Irql(Level.PASSIVE)
public interface IMiniportWaveRTStreamNotification extends IMiniportWaveRTStream {
    /**
     * Makes the cyclic buffer ({@code
     * nf-portcls-iminiportwavertstreamnotification-allocatebufferwithnotification}).
     *
     * @param notificationCount equal packets of the buffer, of each of which the end is told. The
     *     documented property allows 1 and 2; clients of this house may ask for more
     * @param requestedSize wish in bytes
     * @throws portcls.api.PortClsException INVALID_PARAMETER when the device cannot have so many
     */
    AudioBuffer allocateBufferWithNotification(int notificationCount, int requestedSize)
            throws IOException;

    /**
     * Frees it ({@code nf-portcls-iminiportwavertstreamnotification-freebufferwithnotification}).
     */
    void freeBufferWithNotification(Mdl memory, int bufferSize);

    /**
     * Adds an event to be signalled ({@code
     * nf-portcls-iminiportwavertstreamnotification-registernotificationevent}).
     *
     * @throws portcls.api.PortClsException UNSUCCESSFUL when it is registered already
     */
    void registerNotificationEvent(NotificationEvent event);

    /**
     * Removes it ({@code
     * nf-portcls-iminiportwavertstreamnotification-unregisternotificationevent}); when this returns
     * it is not signalled any more.
     *
     * @throws portcls.api.PortClsException NOT_FOUND when it is not registered
     */
    void unregisterNotificationEvent(NotificationEvent event);
}
