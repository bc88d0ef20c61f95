package portcls.api.pnp;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;

/**
 * The service that stops devices and starts them anew with the resources that their adapters grant
 * then. Streams that were opened to hold go on afterwards; others end. Every call ends in a limited
 * time. Thread-safe.
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface PnpManager {
    /**
     * Asks whether the device can be stopped; when it can, new opens wait until {@link #cancelStop}
     * or {@link #stop}.
     *
     * @throws PortClsException NOT_FOUND for an unknown id; NOT_SUPPORTED when its adapter, or one
     *     of its ports, does not take part; DEVICE_BUSY when a stream keeps it
     */
    void queryStop(String deviceId);

    /** There will be no stop: opens that wait go on. Harmless without {@link #queryStop}. */
    void cancelStop(String deviceId);

    /**
     * Stops the device: its miniports are told, streams stop, filters go, its adapter releases the
     * hardware. Until {@link #start} there is no filter of it.
     *
     * @throws PortClsException INVALID_DEVICE_STATE without {@link #queryStop}
     */
    void stop(String deviceId);

    /**
     * Starts a device that was stopped, with what its adapter grants now.
     *
     * @throws PortClsException INVALID_DEVICE_STATE when it was not stopped
     */
    void start(String deviceId);

    /**
     * All of it: asks, stops and starts; when the answer is no, cancels.
     *
     * @throws PortClsException as {@link #queryStop}
     */
    default void rebalance(String deviceId) {
        try {
            queryStop(deviceId);
        } catch (PortClsException e) {
            if (e.status() != Status.NOT_FOUND) {
                cancelStop(deviceId);
            }
            throw e;
        }
        stop(deviceId);
        start(deviceId);
    }
}
