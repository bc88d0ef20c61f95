package portcls.ports.dma;

import org.jspecify.annotations.Nullable;

import portcls.api.IDmaChannel;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.BusMemory;
import portcls.ports.service.Keeper;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory that driver and device share, such as a list of buffer descriptors. The device sees it
 * through its view of memory while the buffer is there.
 */
public final class MasterChannel implements IDmaChannel {
    private static final long BEYOND_32_BITS = 1L << 32;

    /** What memory is aligned to. */
    private static final long PAGE = 4096;

    private final @Nullable BusMemory bus;
    private final boolean only32Bits;
    private final int maximumBufferSize;
    private final Keeper keeper;
    private volatile @Nullable Common common;
    private volatile int usedSize;

    /** The buffer, which may lie within more memory, and where the device sees it. */
    private record Common(MemorySegment buffer, long physicalAddress, BusBuffer mapped) {}

    /**
     * A channel.
     *
     * @param bus the view that the device has of memory; null = memory is where it is
     * @param maximumBufferSize bytes
     */
    public MasterChannel(
            @Nullable BusMemory bus,
            boolean dma32BitAddresses,
            boolean dma64BitAddresses,
            int maximumBufferSize) {
        this(bus, dma32BitAddresses, dma64BitAddresses, maximumBufferSize, Keeper.NONE);
    }

    /**
     * A channel of somebody who frees its buffer should it still have one.
     *
     * @param keeper holds it while it has
     */
    MasterChannel(
            @Nullable BusMemory bus,
            boolean dma32BitAddresses,
            boolean dma64BitAddresses,
            int maximumBufferSize,
            Keeper keeper) {
        if (maximumBufferSize < 1) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a channel has a buffer of at least one byte: maximumLength="
                            + maximumBufferSize);
        }
        this.keeper = keeper;
        this.bus = bus;
        // Memory that everybody sees lies where it lies; a view of memory is the device's own.
        only32Bits = bus != null && dma32BitAddresses && !dma64BitAddresses;
        this.maximumBufferSize = maximumBufferSize;
    }

    @Override
    public void allocateBuffer(int bufferSize, long physicalAddressConstraint) {
        if (common != null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE, "this channel has its buffer; free it first");
        }
        if (bufferSize < 1 || bufferSize > maximumBufferSize) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "bufferSize must lie in 1 … "
                            + maximumBufferSize
                            + ": bufferSize="
                            + bufferSize);
        }
        if (physicalAddressConstraint != 0 && bufferSize - 1L > physicalAddressConstraint) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "no buffer of that size keeps within such addresses: bufferSize="
                            + bufferSize
                            + ", physicalAddressConstraint=0x"
                            + Long.toHexString(physicalAddressConstraint));
        }
        Common made = make(bufferSize, bufferSize, physicalAddressConstraint);
        if (made == null) {
            // Of twice the memory one half or the other keeps within the border.
            made = make(bufferSize, 2L * bufferSize, physicalAddressConstraint);
        }
        if (made == null) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "the device has no room for such a buffer where it can reach it: bufferSize="
                            + bufferSize);
        }
        common = made;
        usedSize = bufferSize;
        keeper.keep(this, this::freeBuffer);
    }

    @Override
    public void freeBuffer() {
        Common had = common;
        common = null;
        usedSize = 0;
        keeper.drop(this);
        if (had != null) {
            had.mapped().unmap();
        }
    }

    /** Nothing is transferred by the system: the device does it by itself. */
    @Override
    public int transferCount() {
        return bufferSize();
    }

    @Override
    public int maximumBufferSize() {
        return maximumBufferSize;
    }

    @Override
    public int allocatedBufferSize() {
        Common has = common;
        return has == null ? 0 : (int) has.buffer().byteSize();
    }

    @Override
    public int bufferSize() {
        return usedSize;
    }

    @Override
    public void setBufferSize(int bufferSize) {
        if (bufferSize < 0 || bufferSize > allocatedBufferSize()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "no more can be in use than was allocated: bufferSize="
                            + bufferSize
                            + ", allocated="
                            + allocatedBufferSize());
        }
        usedSize = bufferSize;
    }

    @Override
    public MemorySegment systemAddress() {
        return requireCommon().buffer();
    }

    @Override
    public long physicalAddress() {
        return requireCommon().physicalAddress();
    }

    @Override
    public void copyTo(long offset, MemorySegment source, long sourceOffset, long byteCount) {
        MemorySegment.copy(source, sourceOffset, systemAddress(), offset, byteCount);
    }

    @Override
    public void copyFrom(
            MemorySegment destination, long destinationOffset, long offset, long byteCount) {
        MemorySegment.copy(systemAddress(), offset, destination, destinationOffset, byteCount);
    }

    /** A buffer within so much memory; null when it crosses a border there. */
    private @Nullable Common make(int size, long within, long constraint) {
        MemorySegment memory = Arena.ofAuto().allocate(within, PAGE);
        BusBuffer mapped = new BusBuffer(memory, bus);
        long first = mapped.busAddress();
        if (!keepsWithin(first, size, constraint)) {
            first = (first | constraint) + 1;
        }
        long last = first + size;
        boolean fits =
                last <= mapped.busAddress() + within && !(only32Bits && last > BEYOND_32_BITS);
        if (!fits) {
            mapped.unmap();
            return null;
        }
        MemorySegment buffer = memory.asSlice(first - mapped.busAddress(), size);
        return new Common(buffer, first, mapped);
    }

    private static boolean keepsWithin(long first, int size, long constraint) {
        return constraint == 0 || (first & ~constraint) == (first + size - 1 & ~constraint);
    }

    private Common requireCommon() {
        Common has = common;
        if (has == null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE, "this channel has no buffer; allocate it first");
        }
        return has;
    }
}
