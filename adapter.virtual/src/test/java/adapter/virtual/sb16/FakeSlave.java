package adapter.virtual.sb16;

import portcls.api.IDmaChannelSlave;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.DmaLine;

import java.lang.foreign.MemorySegment;

/** A slave channel over a line, as a port makes it. */
final class FakeSlave implements IDmaChannelSlave {
    private final DmaLine line;
    private final int maximum;

    /** The largest buffer that there is memory for. */
    private final int memory;

    private MemorySegment buffer = MemorySegment.NULL;
    private int used;
    boolean started;

    FakeSlave(DmaLine line, int maximum, int memory) {
        this.line = line;
        this.maximum = maximum;
        this.memory = memory;
    }

    @Override
    public void allocateBuffer(int bufferSize, long physicalAddressConstraint) {
        if (bufferSize > memory) {
            throw new PortClsException(Status.INSUFFICIENT_RESOURCES, "bufferSize=" + bufferSize);
        }
        buffer = MemorySegment.ofArray(new byte[bufferSize]);
        used = bufferSize;
    }

    @Override
    public void freeBuffer() {
        buffer = MemorySegment.NULL;
    }

    @Override
    public int transferCount() {
        return used;
    }

    @Override
    public int maximumBufferSize() {
        return maximum;
    }

    @Override
    public int allocatedBufferSize() {
        return (int) buffer.byteSize();
    }

    @Override
    public int bufferSize() {
        return used;
    }

    @Override
    public void setBufferSize(int bufferSize) {
        used = bufferSize;
    }

    @Override
    public MemorySegment systemAddress() {
        return buffer;
    }

    @Override
    public long physicalAddress() {
        return 0;
    }

    @Override
    public void copyTo(long offset, MemorySegment source, long sourceOffset, long byteCount) {
        MemorySegment.copy(source, sourceOffset, buffer, offset, byteCount);
    }

    @Override
    public void copyFrom(
            MemorySegment destination, long destinationOffset, long offset, long byteCount) {
        MemorySegment.copy(buffer, offset, destination, destinationOffset, byteCount);
    }

    @Override
    public void start(int mapSize, boolean writeToDevice) {
        line.start(buffer.asSlice(0, mapSize), writeToDevice);
        started = true;
    }

    @Override
    public void stop() {
        line.stop();
        started = false;
    }

    @Override
    public int readCounter() {
        return line.counter();
    }

    @Override
    public boolean waitForTC(int timeoutMicros) {
        return line.terminalCount();
    }
}
