package portcls.gervill;

import java.util.Arrays;

/**
 * Messages in the order of their frames; those of one frame in the order in which they came. Used
 * by one thread at a time. Does not allocate once it is large enough.
 */
final class MessageQueue {
    /** In place of the bytes of a short message. */
    static final byte[] NONE = new byte[0];

    private static final int FIRST_CAPACITY = 256;

    private long[] frames = new long[FIRST_CAPACITY];
    private int[] shorts = new int[FIRST_CAPACITY];
    private byte[][] longs = new byte[FIRST_CAPACITY][];
    private int head;
    private int end;

    /**
     * Adds one.
     *
     * @param packed a short message; 0 = it is a long one
     * @param bytes a long message; {@link #NONE} = it is a short one
     */
    void add(long frame, int packed, byte[] bytes) {
        if (end == frames.length) {
            makeRoom();
        }
        int at = end;
        while (at > head && frames[at - 1] > frame) {
            at--;
        }
        int behind = end - at;
        System.arraycopy(frames, at, frames, at + 1, behind);
        System.arraycopy(shorts, at, shorts, at + 1, behind);
        System.arraycopy(longs, at, longs, at + 1, behind);
        frames[at] = frame;
        shorts[at] = packed;
        longs[at] = bytes;
        end++;
    }

    private void makeRoom() {
        int size = end - head;
        boolean grows = size > frames.length / 2;
        long[] newFrames = grows ? new long[2 * size] : frames;
        int[] newShorts = grows ? new int[2 * size] : shorts;
        byte[][] newLongs = grows ? new byte[2 * size][] : longs;
        System.arraycopy(frames, head, newFrames, 0, size);
        System.arraycopy(shorts, head, newShorts, 0, size);
        System.arraycopy(longs, head, newLongs, 0, size);
        Arrays.fill(newLongs, size, newLongs.length, NONE);
        frames = newFrames;
        shorts = newShorts;
        longs = newLongs;
        head = 0;
        end = size;
    }

    boolean isEmpty() {
        return head == end;
    }

    /** Frame of the first one. */
    long frame() {
        return frames[head];
    }

    /** The first one, when it is a short message. */
    int packed() {
        return shorts[head];
    }

    /** The first one when it is a long message, else {@link #NONE}. */
    byte[] bytes() {
        return longs[head];
    }

    /** Takes the first one away. */
    void remove() {
        longs[head] = NONE;
        head++;
        if (head == end) {
            head = 0;
            end = 0;
        }
    }

    void clear() {
        Arrays.fill(longs, head, end, NONE);
        head = 0;
        end = 0;
    }
}
