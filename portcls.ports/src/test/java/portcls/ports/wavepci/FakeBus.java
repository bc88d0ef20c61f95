package portcls.ports.wavepci;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.BusMemory;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/** What a device sees of memory: only what was mapped for it, at addresses of its own. */
final class FakeBus implements BusMemory {
    static final long FIRST = 0x1000_0000L;
    private static final int PAGE = 4096;
    private final TreeMap<Long, MemorySegment> mapped = new TreeMap<>();
    private long next = FIRST;
    boolean full;

    @Override
    public synchronized long map(MemorySegment memory) {
        if (full) {
            throw new PortClsException(Status.INSUFFICIENT_RESOURCES, "the fake bus is full");
        }
        long address = next;
        // A page that nobody mapped lies between any two.
        next += (memory.byteSize() + PAGE - 1) / PAGE * PAGE + PAGE;
        mapped.put(address, memory);
        return address;
    }

    @Override
    public synchronized void unmap(long busAddress) {
        if (mapped.remove(busAddress) == null) {
            throw new IllegalArgumentException("not mapped: " + Long.toHexString(busAddress));
        }
    }

    /** How many pieces of memory the device can reach. */
    synchronized int mappings() {
        return mapped.size();
    }

    /** What the device reaches there. */
    synchronized MemorySegment at(long address, long bytes) {
        Map.Entry<Long, MemorySegment> entry = mapped.floorEntry(address);
        if (entry == null || address + bytes > entry.getKey() + entry.getValue().byteSize()) {
            throw new IllegalStateException(
                    "bus fault: address=" + Long.toHexString(address) + ", bytes=" + bytes);
        }
        return entry.getValue().asSlice(address - entry.getKey(), bytes);
    }

    @Override
    public String description() {
        return "bus memory";
    }
}
