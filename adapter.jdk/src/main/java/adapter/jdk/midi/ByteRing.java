package adapter.jdk.midi;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands bytes from one thread at a time to one other at a time, without a lock and without
 * allocation. Bounded.
 */
final class ByteRing {
    private final byte[] values;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    /** Makes an empty one; the capacity is a power of two. */
    ByteRing(int capacity) {
        if (Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity=" + capacity + " is not a power of two");
        }
        values = new byte[capacity];
        mask = capacity - 1;
    }

    /** The producer: appends what fits; returns how many. */
    int put(ByteBuffer bytes) {
        long end = tail.getPlain();
        int count = Math.min(bytes.remaining(), free(end));
        for (int i = 0; i < count; i++) {
            values[(int) (end + i) & mask] = bytes.get();
        }
        tail.set(end + count);
        return count;
    }

    /** The producer: appends all of them, or nothing when they do not fit. */
    boolean putAll(byte[] bytes, int from, int count) {
        long end = tail.getPlain();
        if (count > free(end)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            values[(int) (end + i) & mask] = bytes[from + i];
        }
        tail.set(end + count);
        return true;
    }

    /** The consumer: takes what there is and fits; returns how many. */
    int take(ByteBuffer buffer) {
        long start = head.getPlain();
        int count = (int) Math.min(buffer.remaining(), tail.get() - start);
        for (int i = 0; i < count; i++) {
            buffer.put(values[(int) (start + i) & mask]);
        }
        head.set(start + count);
        return count;
    }

    /** Any thread: whether there is nothing. */
    boolean isEmpty() {
        return head.get() == tail.get();
    }

    private int free(long end) {
        return (int) (values.length - (end - head.get()));
    }
}
