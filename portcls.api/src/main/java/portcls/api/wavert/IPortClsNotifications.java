package portcls.api.wavert;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.KsId;

import java.nio.ByteBuffer;

/**
 * Implemented by the WaveRT port: notifications of audio modules to clients ({@code
 * nn-portcls-iportclsnotifications}). Clients get them by {@link
 * portcls.api.client.Filter#onNotification}.
 */
@ProviderType
public interface IPortClsNotifications {
    /**
     * Makes a buffer ({@code nf-portcls-iportclsnotifications-allocnotificationbuffer}).
     *
     * @param numberOfBytes 1 … 65535
     * @throws portcls.api.PortClsException INVALID_PARAMETER
     */
    @Irql(Level.DISPATCH)
    ByteBuffer allocNotificationBuffer(int numberOfBytes);

    /** Gives a buffer back that is not sent ({@code …-freenotificationbuffer}). */
    @Irql(Level.PASSIVE)
    void freeNotificationBuffer(ByteBuffer notificationBuffer);

    /** Sends a buffer to all who listen, and takes it over ({@code …-sendnotification}). */
    @Irql(Level.PASSIVE)
    void sendNotification(KsId notificationId, ByteBuffer notificationBuffer);
}
