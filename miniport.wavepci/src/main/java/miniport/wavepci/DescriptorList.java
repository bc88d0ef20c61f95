package miniport.wavepci;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The list that an engine walks: 32 descriptors of an address, a number of samples and flags; and,
 * behind it in the same memory, a bounce buffer for each, for sound that the engine cannot reach
 * where it is.
 */
final class DescriptorList {
    /** Descriptors. */
    static final int ENTRIES = 32;

    /** Bytes of a bounce buffer. */
    static final int BOUNCE_BYTES = 1_024;

    /** Bytes of all. */
    static final int BYTES = ENTRIES * (8 + BOUNCE_BYTES);

    /** Most samples of a descriptor; even, so that they are whole frames. */
    static final int MOST_SAMPLES = 0xFFFE;

    private static final int ENTRY_BYTES = 8;
    private static final int BOUNCES = ENTRIES * ENTRY_BYTES;

    /** Interrupt on completion, and silence when nothing follows. */
    private static final int FLAGS = 1 << 31 | 1 << 30;

    private static final ValueLayout.OfInt WORD =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment memory;
    private final long address;

    /**
     * A list in memory that driver and device share.
     *
     * @param address where the device sees it
     */
    DescriptorList(MemorySegment memory, long address) {
        this.memory = memory;
        this.address = address;
    }

    /** Where the device sees it. */
    long address() {
        return address;
    }

    /** Lets a descriptor stand for sound where it is. */
    void set(int index, long at, int samples) {
        memory.set(WORD, (long) index * ENTRY_BYTES, (int) at);
        memory.set(WORD, (long) index * ENTRY_BYTES + Integer.BYTES, samples | FLAGS);
    }

    /** Lets a descriptor stand for its bounce buffer. */
    void setBounced(int index, int samples) {
        set(index, address + bounce(index), samples);
    }

    /** Where the bounce buffer of a descriptor is in {@link #memory}. */
    long bounce(int index) {
        return BOUNCES + (long) index * BOUNCE_BYTES;
    }

    MemorySegment memory() {
        return memory;
    }
}
