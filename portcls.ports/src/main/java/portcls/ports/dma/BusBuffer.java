package portcls.ports.dma;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.BusMemory;

import java.lang.foreign.MemorySegment;

/**
 * Memory that a device can reach: mapped once by the device's view of memory, or, when the device
 * has none of its own, at the address that everybody sees. Mapped and unmapped at PASSIVE.
 */
public final class BusBuffer {
    private final MemorySegment memory;
    private final long busAddress;
    private @Nullable BusMemory bus;

    /**
     * Maps memory.
     *
     * @throws portcls.api.PortClsException INSUFFICIENT_RESOURCES when the device has no room for
     *     it
     */
    public BusBuffer(MemorySegment memory, @Nullable BusMemory bus) {
        this.memory = memory;
        this.bus = bus;
        busAddress = bus == null ? memory.address() : bus.map(memory);
    }

    public MemorySegment memory() {
        return memory;
    }

    /** Where the device sees it. */
    public long busAddress() {
        return busAddress;
    }

    /** Takes it from the device; once is enough. */
    public synchronized void unmap() {
        BusMemory mapped = bus;
        bus = null;
        if (mapped != null) {
            mapped.unmap(busAddress);
        }
    }
}
