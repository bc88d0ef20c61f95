package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.lang.foreign.MemorySegment;

/**
 * A channel of the system's DMA controller that is wired to a device. Drivers do not use it
 * directly but through {@code newSlaveDmaChannel} of their port.
 */
@ConsumerType
public interface DmaLine extends Resource {
    /** Number of the channel, for example 1 or 5. */
    @Irql(Level.ANY)
    int channel();

    /**
     * Programs the channel and lets it answer the device's requests; at its end it begins anew.
     *
     * @param buffer what is moved; all of it in each round
     * @param writeToDevice true: from the buffer to the device
     */
    @Irql(Level.PASSIVE)
    void start(MemorySegment buffer, boolean writeToDevice);

    /** Masks the channel; when this returns the buffer is not touched any more. */
    @Irql(Level.DISPATCH)
    void stop();

    /** Bytes left of this round; the size of the buffer at its start. */
    @Irql(Level.ANY)
    int counter();

    /** Whether a round has ended since this was asked last. */
    @Irql(Level.ANY)
    boolean terminalCount();

    @Override
    default ResourceType type() {
        return ResourceType.DMA;
    }
}
