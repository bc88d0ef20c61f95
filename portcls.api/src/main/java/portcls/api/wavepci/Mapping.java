package portcls.api.wavepci;

import java.lang.foreign.MemorySegment;

/** A piece of a client's memory that a device may work in. A holder to be used again and again. */
public final class Mapping {
    private MemorySegment buffer = MemorySegment.NULL;
    private long offset;
    private long physicalAddress;
    private int byteCount;
    private boolean last;

    /** The client's buffer; the piece lies at {@link #offset()} in it. */
    public MemorySegment buffer() {
        return buffer;
    }

    /** Where the piece begins in {@link #buffer()}, bytes. */
    public long offset() {
        return offset;
    }

    /** Where the piece begins as the device sees it. */
    public long physicalAddress() {
        return physicalAddress;
    }

    /** Size of the piece. */
    public int byteCount() {
        return byteCount;
    }

    /** Whether the piece ends the current packet of the client. */
    public boolean isLast() {
        return last;
    }

    /** Sets everything. For those who fill it. */
    public void set(
            MemorySegment newBuffer,
            long newOffset,
            long newPhysicalAddress,
            int newByteCount,
            boolean endsPacket) {
        buffer = newBuffer;
        offset = newOffset;
        physicalAddress = newPhysicalAddress;
        byteCount = newByteCount;
        last = endsPacket;
    }

    @Override
    public String toString() {
        return byteCount + " bytes at " + offset + (last ? ", last of its packet" : "");
    }
}
