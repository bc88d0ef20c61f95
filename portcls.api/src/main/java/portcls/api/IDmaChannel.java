package portcls.api;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql.Level;

import java.lang.foreign.MemorySegment;

/**
 * A DMA channel and its common buffer ({@code nn-portcls-idmachannel}, {@code
 * dma-channel-objects}). A port makes one by {@code newMasterDmaChannel} or {@code
 * newSlaveDmaChannel}; a miniport may also bring its own, for example one whose {@link #copyTo}
 * converts samples.
 *
 * <p>Not thread-safe: callers see to it that there is one at a time. {@link #copyTo} and {@link
 * #copyFrom} allocate nothing.
 */
@ConsumerType
public interface IDmaChannel {
    /**
     * Makes the buffer ({@code nf-portcls-idmachannel-allocatebuffer}), once unless it is freed
     * first.
     *
     * @param bufferSize bytes
     * @param physicalAddressConstraint mask of the address bits that may differ between first and
     *     last byte, for example 0xFFFF: must not cross 64 KiB; 0 = no constraint
     * @throws PortClsException INVALID_DEVICE_STATE when there is a buffer, INVALID_PARAMETER
     *     beyond {@link #maximumBufferSize()}, INSUFFICIENT_RESOURCES when there is no such memory
     */
    @Irql(Level.PASSIVE)
    void allocateBuffer(int bufferSize, long physicalAddressConstraint);

    /**
     * Frees the buffer ({@code nf-portcls-idmachannel-freebuffer}); the end of its stream or driver
     * does it, too.
     */
    @Irql(Level.PASSIVE)
    void freeBuffer();

    /** Bytes of the transfer that runs ({@code nf-portcls-idmachannel-transfercount}). */
    @Irql(Level.ANY)
    int transferCount();

    /** Largest buffer that the channel can have, bytes. */
    @Irql(Level.ANY)
    int maximumBufferSize();

    /** Size of the buffer that there is, bytes; 0 = none. */
    @Irql(Level.ANY)
    int allocatedBufferSize();

    /**
     * The size in use, bytes ({@code nf-portcls-idmachannel-buffersize}): what {@link
     * #setBufferSize} told last, else {@link #allocatedBufferSize()}.
     */
    @Irql(Level.ANY)
    int bufferSize();

    /**
     * Notes the size in use ({@code nf-portcls-idmachannel-setbuffersize}): the port tells the
     * miniport with it how much of the buffer is to be cycled through.
     */
    @Irql(Level.ANY)
    void setBufferSize(int bufferSize);

    /** The buffer ({@code nf-portcls-idmachannel-systemaddress}). */
    @Irql(Level.ANY)
    MemorySegment systemAddress();

    /**
     * The buffer's address as the device sees it ({@code nf-portcls-idmachannel-physicaladdress}).
     */
    @Irql(Level.ANY)
    long physicalAddress();

    /**
     * Copies into the buffer ({@code nf-portcls-idmachannel-copyto}).
     *
     * @param offset where in the buffer, bytes
     */
    @Irql(Level.ANY)
    void copyTo(long offset, MemorySegment source, long sourceOffset, long byteCount);

    /**
     * Copies out of the buffer ({@code nf-portcls-idmachannel-copyfrom}).
     *
     * @param offset where in the buffer, bytes
     */
    @Irql(Level.ANY)
    void copyFrom(MemorySegment destination, long destinationOffset, long offset, long byteCount);
}
