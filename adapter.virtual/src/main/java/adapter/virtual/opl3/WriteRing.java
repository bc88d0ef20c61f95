package adapter.virtual.opl3;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands register writes with their frames from one thread to one other, without a lock and without
 * allocation. Bounded: what does not fit is refused.
 */
final class WriteRing {
    private static final int VALUE_BITS = 8;
    private static final int REGISTER_BITS = 9;

    private final long[] writes;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    /** Makes an empty one; the capacity is a power of two. */
    WriteRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity=" + capacity + " is not a power of two");
        }
        writes = new long[capacity];
        mask = capacity - 1;
    }

    /** The producer: appends a write; false when there is no room. */
    boolean offer(long frame, int register, int value) {
        long end = tail.getPlain();
        if (end - head.get() > mask) {
            return false;
        }
        writes[(int) end & mask] =
                frame << REGISTER_BITS + VALUE_BITS | (long) register << VALUE_BITS | value;
        tail.set(end + 1); // a full fence: whoever goes to sleep now sees it
        return true;
    }

    /** Any thread: whether there is none. */
    boolean isEmpty() {
        return head.get() == tail.get();
    }

    /** The consumer: the first write; only when there is one. */
    long first() {
        return writes[(int) head.getPlain() & mask];
    }

    /** The consumer: takes the first write out; only when there is one. */
    void remove() {
        head.setRelease(head.getPlain() + 1);
    }

    /** Frame of a write. */
    static long frame(long write) {
        return write >> REGISTER_BITS + VALUE_BITS;
    }

    /** Register of a write. */
    static int register(long write) {
        return (int) (write >> VALUE_BITS) & (1 << REGISTER_BITS) - 1;
    }

    /** Value of a write. */
    static int value(long write) {
        return (int) write & (1 << VALUE_BITS) - 1;
    }
}
