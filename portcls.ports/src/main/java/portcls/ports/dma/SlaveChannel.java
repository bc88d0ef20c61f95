package portcls.ports.dma;

import portcls.api.IDmaChannelSlave;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.DmaLine;
import portcls.ports.service.Keeper;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A channel of the system's DMA controller: a common buffer that a line of it cycles through. */
public final class SlaveChannel implements IDmaChannelSlave {
    private static final int STEP_MICROS = 10;

    private final DmaLine line;
    private final MasterChannel common;
    private final Keeper keeper;
    private volatile int mapSize;

    /**
     * A channel over a line.
     *
     * @param maximumBufferSize bytes
     */
    public SlaveChannel(DmaLine line, int maximumBufferSize) {
        this(line, maximumBufferSize, Keeper.NONE);
    }

    /**
     * A channel of somebody who frees its buffer should it still have one.
     *
     * @param keeper holds it while it has
     */
    SlaveChannel(DmaLine line, int maximumBufferSize, Keeper keeper) {
        this.keeper = keeper;
        this.line = line;
        common = new MasterChannel(null, true, true, maximumBufferSize);
    }

    @Override
    public void start(int size, boolean writeToDevice) {
        if (mapSize != 0) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "DMA channel " + line.channel() + " is started already; stop it first");
        }
        MemorySegment buffer = common.systemAddress();
        if (size < 1 || size > buffer.byteSize()) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "mapSize must lie in 1 … " + buffer.byteSize() + ": mapSize=" + size);
        }
        mapSize = size;
        try {
            line.start(buffer.asSlice(0, size), writeToDevice);
        } catch (RuntimeException e) {
            mapSize = 0;
            throw e;
        }
    }

    @Override
    public void stop() {
        if (mapSize != 0) {
            line.stop();
            mapSize = 0;
        }
    }

    @Override
    public int readCounter() {
        return mapSize == 0 ? 0 : line.counter();
    }

    @Override
    public boolean waitForTC(int timeoutMicros) {
        long limit = TimeUnit.MICROSECONDS.toNanos(timeoutMicros - timeoutMicros % STEP_MICROS);
        long start = System.nanoTime();
        while (!line.terminalCount()) {
            if (System.nanoTime() - start >= limit) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(STEP_MICROS));
        }
        return true;
    }

    @Override
    public void allocateBuffer(int bufferSize, long physicalAddressConstraint) {
        common.allocateBuffer(bufferSize, physicalAddressConstraint);
        keeper.keep(this, this::freeBuffer);
    }

    @Override
    public void freeBuffer() {
        stop();
        common.freeBuffer();
        keeper.drop(this);
    }

    @Override
    public int transferCount() {
        return mapSize;
    }

    @Override
    public int maximumBufferSize() {
        return common.maximumBufferSize();
    }

    @Override
    public int allocatedBufferSize() {
        return common.allocatedBufferSize();
    }

    @Override
    public int bufferSize() {
        return common.bufferSize();
    }

    @Override
    public void setBufferSize(int bufferSize) {
        common.setBufferSize(bufferSize);
    }

    @Override
    public MemorySegment systemAddress() {
        return common.systemAddress();
    }

    @Override
    public long physicalAddress() {
        return common.physicalAddress();
    }

    @Override
    public void copyTo(long offset, MemorySegment source, long sourceOffset, long byteCount) {
        common.copyTo(offset, source, sourceOffset, byteCount);
    }

    @Override
    public void copyFrom(
            MemorySegment destination, long destinationOffset, long offset, long byteCount) {
        common.copyFrom(destination, destinationOffset, offset, byteCount);
    }
}
