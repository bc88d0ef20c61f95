package portcls.api.wavert;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The port's half of a stream ({@code nn-portcls-iportwavertstream}): the memory of the cyclic
 * buffer and of the registers. The port owns both, so that a client keeps its mapping while the
 * miniport behind it is exchanged.
 */
@ProviderType
@Irql(Level.PASSIVE)
public interface IPortWaveRTStream {
    /** Bytes of a page. */
    int PAGE_SIZE = 4096;

    /**
     * Allocates whole pages; they need not be contiguous to the device ({@code
     * nf-portcls-iportwavertstream-allocatepagesformdl}).
     *
     * @param highAddress highest address that the device reaches
     * @param totalBytes wish; rounded up to pages
     * @return memory that may be smaller than the wish: check it; empty when there is none
     */
    Optional<Mdl> allocatePagesForMdl(long highAddress, long totalBytes);

    /**
     * Allocates contiguous pages, all or nothing ({@code
     * nf-portcls-iportwavertstream-allocatecontiguouspagesformdl}).
     */
    Optional<Mdl> allocateContiguousPagesForMdl(long lowAddress, long highAddress, long totalBytes);

    /**
     * Makes the memory visible ({@code nf-portcls-iportwavertstream-mapallocatedpages}); undo it
     * before the memory is freed.
     *
     * @throws portcls.api.PortClsException INVALID_PARAMETER for memory that is freed or mapped
     *     already
     */
    MemorySegment mapAllocatedPages(Mdl memory, CacheType cacheType);

    /** Undoes it ({@code nf-portcls-iportwavertstream-unmapallocatedpages}). */
    void unmapAllocatedPages(MemorySegment baseAddress, Mdl memory);

    /**
     * Frees memory ({@code nf-portcls-iportwavertstream-freepagesfrommdl}).
     *
     * @throws portcls.api.PortClsException INVALID_DEVICE_STATE while it is mapped
     */
    void freePagesFromMdl(Mdl memory);

    /** Number of pages ({@code nf-portcls-iportwavertstream-getphysicalpagescount}). */
    int getPhysicalPagesCount(Mdl memory);

    /**
     * Address of a page ({@code nf-portcls-iportwavertstream-getphysicalpageaddress}): in a process
     * its virtual address.
     *
     * @param index 0 … count − 1
     */
    long getPhysicalPageAddress(Mdl memory, int index);

    /**
     * The registers that this stream shares with its client. A driver that keeps them up to date
     * spares its clients every call; one that does not is asked by {@link
     * IMiniportWaveRTStream#getPosition}.
     */
    @Irql(Level.ANY)
    StreamRegisters registers();
}
