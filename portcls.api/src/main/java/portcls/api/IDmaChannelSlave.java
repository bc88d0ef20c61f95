package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;

/**
 * A channel of the system's DMA controller, for devices that cannot move data themselves ({@code
 * nn-portcls-idmachannelslave}).
 */
@ConsumerType
public interface IDmaChannelSlave extends IDmaChannel {
    /**
     * Starts a transfer that begins anew at its end ({@code nf-portcls-idmachannelslave-start}).
     *
     * @param mapSize bytes, at most {@link #allocatedBufferSize()}
     * @param writeToDevice true: from the buffer to the device
     * @throws PortClsException UNSUCCESSFUL when it is started already, INVALID_PARAMETER for a
     *     wrong size, INVALID_DEVICE_STATE without a buffer
     */
    @Irql(Level.PASSIVE)
    void start(int mapSize, boolean writeToDevice);

    /** Ends the transfer ({@code nf-portcls-idmachannelslave-stop}). */
    @Irql(Level.DISPATCH)
    void stop();

    /**
     * Bytes that are left of this round ({@code nf-portcls-idmachannelslave-readcounter}): counts
     * from the map size down to 0 and begins anew.
     */
    @Irql(Level.DISPATCH)
    int readCounter();

    /**
     * Waits for the end of the round ({@code nf-portcls-idmachannelslave-waitfortc}). Only after
     * the device was told to stop.
     *
     * @param timeoutMicros µs, rounded down to 10
     * @return whether the end came in that time
     */
    @Irql(Level.PASSIVE)
    boolean waitForTC(int timeoutMicros);
}
