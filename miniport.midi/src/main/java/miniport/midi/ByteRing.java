package miniport.midi;

import java.nio.ByteBuffer;

/**
 * A queue of bytes between one thread that puts and one that takes; neither locks, waits or
 * allocates. When it is full the newest bytes are lost and counted.
 */
final class ByteRing {
    /**
     * A MIDI wire brings 3 125 bytes in a second, so this bridges a third of a second in which
     * nobody comes to fetch them: longer than a thread of a JVM is usually held up. A power of two.
     */
    static final int CAPACITY = 1024;

    private static final int MASK = CAPACITY - 1;

    private final byte[] bytes = new byte[CAPACITY];

    /** Bytes ever put; written by the one that puts. It wraps around, which does no harm. */
    private volatile int put;

    /** Bytes ever taken; written by the one that takes. */
    private volatile int taken;

    private volatile long lost;

    /** Adds a byte, or counts it as lost. */
    void put(int value) {
        int end = put;
        if (end - taken == CAPACITY) {
            long before = lost;
            lost = before + 1;
            return;
        }
        bytes[end & MASK] = (byte) value;
        put = end + 1; // last: with it the byte becomes visible
    }

    /** Moves what is there and fits into {@code buffer}; returns how many bytes. */
    int take(ByteBuffer buffer) {
        int start = taken;
        int count = Math.min(put - start, buffer.remaining());
        for (int i = 0; i < count; i++) {
            buffer.put(bytes[start + i & MASK]);
        }
        taken = start + count; // last: with it the room becomes free
        return count;
    }

    /** Takes everything and throws it away. */
    void clear() {
        taken = put;
    }

    /** How many bytes were lost since this ring was made. */
    long lost() {
        return lost;
    }
}
