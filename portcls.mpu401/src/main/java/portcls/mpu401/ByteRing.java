package portcls.mpu401;

import java.nio.ByteBuffer;

/**
 * A queue of bytes between one thread that puts and one that takes; neither locks, waits or
 * allocates. When it is full the newest bytes are lost and counted.
 *
 * <p>It knows when the first byte of what is in it came: a burst of bytes has one time.
 */
public final class ByteRing {
    /**
     * A MIDI wire brings 3 125 bytes in a second, so this bridges a third of a second in which
     * nobody comes to fetch them: longer than a thread of a JVM is usually held up. The documented
     * sample has room for 128 bytes, 41 ms. A power of two.
     */
    public static final int CAPACITY = 1024;

    private static final int MASK = CAPACITY - 1;

    private final byte[] bytes = new byte[CAPACITY];

    /**
     * Written by the one that puts, and only while the ring is empty: before {@link #put} moves.
     */
    private long burst100ns;

    /** Bytes ever put; written by the one that puts. It wraps around, which does no harm. */
    private volatile int put;

    /** Bytes ever taken; written by the one that takes. */
    private volatile int taken;

    private volatile long lost;

    /**
     * Adds a byte, or counts it as lost.
     *
     * @param time100ns when it came; counts when the ring is empty
     */
    public void put(int value, long time100ns) {
        int end = put;
        int start = taken;
        if (end - start == CAPACITY) {
            long before = lost;
            lost = before + 1;
            return;
        }
        if (end == start) {
            burst100ns = time100ns;
        }
        bytes[end & MASK] = (byte) value;
        put = end + 1; // last: with it the byte becomes visible
    }

    /** How many bytes there are, for the one that takes. */
    public int available() {
        return put - taken;
    }

    /**
     * When the first byte of what is in the ring came, for the one that takes; holds while {@link
     * #available} is not 0.
     */
    public long burst100ns() {
        return burst100ns;
    }

    /** Takes a byte, 0 … 255; there must be one. */
    public int take() {
        int start = taken;
        int value = bytes[start & MASK] & 0xFF;
        taken = start + 1; // last: with it the room becomes free
        return value;
    }

    /** Moves what is there and fits into {@code buffer}; returns how many bytes. */
    public int take(ByteBuffer buffer) {
        int start = taken;
        int count = Math.min(put - start, buffer.remaining());
        for (int i = 0; i < count; i++) {
            buffer.put(bytes[start + i & MASK]);
        }
        taken = start + count; // last: with it the room becomes free
        return count;
    }

    /** Takes everything and throws it away. */
    public void clear() {
        taken = put;
    }

    /** How many bytes were lost since this ring was made. */
    public long lost() {
        return lost;
    }
}
