package adapter.jack.midi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A queue of messages, each with a time, between one thread that adds and one that removes; neither
 * locks, waits or allocates.
 */
final class MessageRing {
    private static final int CAPACITY = 1 << 16;
    private static final int MASK = CAPACITY - 1;
    private static final int TIME_BYTES = Long.BYTES;
    private static final int HEADER_BYTES = TIME_BYTES + Integer.BYTES;

    private final byte[] bytes = new byte[CAPACITY];

    /** Bytes ever added, and ever removed; each written by one thread. */
    private volatile long added;

    private volatile long removed;

    /** Whether a message of that length can be added. Adding thread. */
    boolean hasRoom(int length) {
        return added - removed + HEADER_BYTES + length <= CAPACITY;
    }

    /** Adds a message; there must be room. Adding thread. */
    void add(long time, byte[] message, int length) {
        long at = putNumber(added, time, TIME_BYTES);
        at = putNumber(at, length, Integer.BYTES);
        for (int i = 0; i < length; i++) {
            bytes[(int) at++ & MASK] = message[i];
        }
        added = at; // last: with it the message becomes visible
    }

    /** Whether there is nothing. Removing thread. */
    boolean isEmpty() {
        return added == removed;
    }

    /** Time of the first message; there must be one. Removing thread. */
    long time() {
        return number(removed, TIME_BYTES);
    }

    /** Length of the first message. Removing thread. */
    int length() {
        return (int) number(removed + TIME_BYTES, Integer.BYTES);
    }

    /** Copies the first message to an address. Removing thread. */
    void copyTo(MemorySegment memory, long address) {
        int length = length();
        long at = removed + HEADER_BYTES;
        for (int i = 0; i < length; i++) {
            memory.set(ValueLayout.JAVA_BYTE, address + i, bytes[(int) at++ & MASK]);
        }
    }

    /** Removes the first message. Removing thread. */
    void remove() {
        long at = removed;
        removed = at + HEADER_BYTES + length();
    }

    private long putNumber(long start, long number, int size) {
        long at = start;
        for (int shift = 0; shift < size * Byte.SIZE; shift += Byte.SIZE) {
            bytes[(int) at++ & MASK] = (byte) (number >> shift);
        }
        return at;
    }

    private long number(long start, int size) {
        long number = 0;
        for (int i = size - 1; i >= 0; i--) {
            number = number << Byte.SIZE | bytes[(int) (start + i) & MASK] & 0xFF;
        }
        return number;
    }
}
