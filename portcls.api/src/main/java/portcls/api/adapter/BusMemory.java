package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.lang.foreign.MemorySegment;

/**
 * The view that a bus-master device has of memory: what an IOMMU is to hardware. A port maps memory
 * for the device that grants one of these, and tells drivers the bus address as the physical one.
 */
@ConsumerType
public interface BusMemory extends Resource {
    /**
     * Lets the device reach memory.
     *
     * @return its bus address, a multiple of 4096
     * @throws portcls.api.PortClsException INSUFFICIENT_RESOURCES when there is no room
     */
    @Irql(Level.PASSIVE)
    long map(MemorySegment memory);

    /** Takes it from the device; when this returns the device does not touch it any more. */
    @Irql(Level.PASSIVE)
    void unmap(long busAddress);

    @Override
    default ResourceType type() {
        return ResourceType.DEVICE_PRIVATE;
    }
}
