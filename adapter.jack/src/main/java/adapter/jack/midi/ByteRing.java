package adapter.jack.midi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * A queue of bytes between one thread that adds and one that removes; neither locks, waits or
 * allocates.
 */
final class ByteRing {
    private static final int CAPACITY = 1 << 16;
    private static final int MASK = CAPACITY - 1;

    private final byte[] bytes = new byte[CAPACITY];

    /** Bytes ever added, and ever removed; each written by one thread. */
    private volatile long added;

    private volatile long removed;

    /** Adds a message as a whole, or not at all. */
    boolean add(MemorySegment memory, long address, int length) {
        long at = added;
        if (at - removed + length > CAPACITY) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            bytes[(int) at++ & MASK] = memory.get(ValueLayout.JAVA_BYTE, address + i);
        }
        added = at; // last: with it the bytes become visible
        return true;
    }

    boolean isEmpty() {
        return added == removed;
    }

    /** Moves what is there and fits; returns how many bytes. */
    int remove(ByteBuffer buffer) {
        long at = removed;
        int count = (int) Math.min(added - at, buffer.remaining());
        for (int i = 0; i < count; i++) {
            buffer.put(bytes[(int) at++ & MASK]);
        }
        removed = at; // last: with it the room becomes free
        return count;
    }
}
