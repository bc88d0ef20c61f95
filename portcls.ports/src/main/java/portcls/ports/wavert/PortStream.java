package portcls.ports.wavert;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavert.CacheType;
import portcls.api.wavert.IPortWaveRTStream;
import portcls.api.wavert.Mdl;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.wave.StreamMemory;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The port's half of a stream as the miniport sees it: keeps the books of the memory. */
final class PortStream implements IPortWaveRTStream {
    /** Most that one stream may have: 32 channels of 32 bits at 384 kHz for 20 s. */
    private static final long MAXIMUM_BYTES = 1L << 30;

    private final StreamMemory memory;
    private final List<PageDescriptor> given = new ArrayList<>();

    PortStream(StreamMemory memory) {
        this.memory = memory;
    }

    @Override
    public Optional<Mdl> allocatePagesForMdl(long highAddress, long totalBytes) {
        long wanted = Math.min(totalBytes, MAXIMUM_BYTES);
        return highAddress <= 0 ? Optional.empty() : allocate(wanted);
    }

    @Override
    public Optional<Mdl> allocateContiguousPagesForMdl(
            long lowAddress, long highAddress, long totalBytes) {
        boolean possible = totalBytes <= MAXIMUM_BYTES && highAddress - lowAddress >= totalBytes;
        return possible ? allocate(totalBytes) : Optional.empty();
    }

    @Override
    public synchronized MemorySegment mapAllocatedPages(Mdl mdl, CacheType cacheType) {
        PageDescriptor pages = known(mdl);
        if (pages.mapped) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER, "this memory is mapped already: " + pages);
        }
        pages.mapped = true;
        return pages.pages();
    }

    @Override
    public synchronized void unmapAllocatedPages(MemorySegment baseAddress, Mdl mdl) {
        PageDescriptor pages = known(mdl);
        if (!pages.mapped || baseAddress.address() != pages.pages().address()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "this memory is not mapped at that address: "
                            + pages
                            + ", baseAddress="
                            + baseAddress.address());
        }
        pages.mapped = false;
    }

    @Override
    public synchronized void freePagesFromMdl(Mdl mdl) {
        PageDescriptor pages = known(mdl);
        if (pages.mapped) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE, "unmap memory before it is freed: " + pages);
        }
        pages.freed = true;
        given.remove(pages);
        memory.giveBack(pages.pages());
    }

    @Override
    public synchronized int getPhysicalPagesCount(Mdl mdl) {
        return (int) (known(mdl).byteCount() / PAGE_SIZE);
    }

    @Override
    public synchronized long getPhysicalPageAddress(Mdl mdl, int index) {
        int count = getPhysicalPagesCount(mdl);
        if (index < 0 || index >= count) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "index must lie in 0 … " + (count - 1) + ": index=" + index);
        }
        return known(mdl).pages().address() + (long) index * PAGE_SIZE;
    }

    @Override
    public StreamRegisters registers() {
        return memory.registers();
    }

    /** The pages that the buffer of a miniport lies in. */
    synchronized MemorySegment pagesOf(Mdl mdl) {
        return known(mdl).pages();
    }

    /**
     * The miniport's stream is closed: takes back what it left.
     *
     * @return how many pieces it left
     */
    synchronized int takeBack() {
        int left = given.size();
        for (PageDescriptor pages : given) {
            pages.freed = true;
            memory.giveBack(pages.pages());
        }
        given.clear();
        return left;
    }

    private synchronized Optional<Mdl> allocate(long bytes) {
        if (bytes <= 0) {
            return Optional.empty();
        }
        long whole = (bytes + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
        try {
            PageDescriptor made = new PageDescriptor(memory.take(whole));
            given.add(made);
            return Optional.of(made);
        } catch (OutOfMemoryError e) {
            return Optional.empty();
        }
    }

    private PageDescriptor known(Mdl mdl) {
        if (mdl instanceof PageDescriptor pages && given.contains(pages)) {
            return pages;
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                mdl instanceof PageDescriptor pages && pages.freed
                        ? "this memory was freed: " + pages
                        : "this memory is of another stream: " + mdl);
    }
}
