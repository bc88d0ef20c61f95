package portcls.bench.driver;

import portcls.api.IDmaChannel;

import java.lang.foreign.MemorySegment;

/** A channel of the port's that counts what the port copies. */
final class CountingChannel implements IDmaChannel {
    private final IDmaChannel channel;
    private long copied;

    CountingChannel(IDmaChannel channel) {
        this.channel = channel;
    }

    /** Bytes that were copied into the buffer or out of it; to be asked when nobody copies. */
    long copied() {
        return copied;
    }

    @Override
    public void allocateBuffer(int bufferSize, long physicalAddressConstraint) {
        channel.allocateBuffer(bufferSize, physicalAddressConstraint);
    }

    @Override
    public void freeBuffer() {
        channel.freeBuffer();
    }

    @Override
    public int transferCount() {
        return channel.transferCount();
    }

    @Override
    public int maximumBufferSize() {
        return channel.maximumBufferSize();
    }

    @Override
    public int allocatedBufferSize() {
        return channel.allocatedBufferSize();
    }

    @Override
    public int bufferSize() {
        return channel.bufferSize();
    }

    @Override
    public void setBufferSize(int bufferSize) {
        channel.setBufferSize(bufferSize);
    }

    @Override
    public MemorySegment systemAddress() {
        return channel.systemAddress();
    }

    @Override
    public long physicalAddress() {
        return channel.physicalAddress();
    }

    @Override
    public void copyTo(long offset, MemorySegment source, long sourceOffset, long byteCount) {
        channel.copyTo(offset, source, sourceOffset, byteCount);
        copied += byteCount;
    }

    @Override
    public void copyFrom(
            MemorySegment destination, long destinationOffset, long offset, long byteCount) {
        channel.copyFrom(destination, destinationOffset, offset, byteCount);
        copied += byteCount;
    }
}
