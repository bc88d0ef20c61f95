package adapter.virtual.sound;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands bytes with their times from one thread to one other, without a lock and without allocation.
 * Bounded: what does not fit is refused and counted.
 */
final class ByteRing {
    private final long[] times100ns;
    private final byte[] values;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** Makes an empty one; the capacity is a power of two. */
    ByteRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity=" + capacity + " is not a power of two");
        }
        times100ns = new long[capacity];
        values = new byte[capacity];
        mask = capacity - 1;
    }

    /** The producer: appends a byte, or counts it as lost. */
    void offer(long time100ns, int value) {
        long end = tail.getPlain();
        if (end - head.get() > mask) {
            lost.setRelease(lost.getPlain() + 1);
            return;
        }
        int slot = (int) end & mask;
        times100ns[slot] = time100ns;
        values[slot] = (byte) value;
        tail.set(end + 1); // a full fence: whoever goes to sleep now sees the byte
    }

    /** Any thread: whether there is nothing. */
    boolean isEmpty() {
        return head.get() == tail.get();
    }

    /** The consumer: time of the first byte; only when there is one. */
    long firstTime100ns() {
        return times100ns[(int) head.getPlain() & mask];
    }

    /** The consumer: takes the first byte out; only when there is one. */
    int remove() {
        long first = head.getPlain();
        int value = values[(int) first & mask] & 0xFF;
        head.setRelease(first + 1);
        return value;
    }

    /** Any thread: bytes that did not fit. */
    long lost() {
        return lost.getAcquire();
    }
}
