package adapter.virtual.wave;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands blocks of bytes from one thread to one other, without a lock and without allocation.
 * Bounded: what does not fit is refused. A block lies in one piece, so that it is written and read
 * in place.
 */
final class BlockRing {
    private static final int HEAD_BYTES = 16;
    private static final int LENGTH_OFFSET = 8;
    private static final long PADDING = 0;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment memory;
    private final int capacity;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    // The producer's: the block that is claimed.
    private long claimed;
    private long claimedEnd;

    /** Makes an empty one of at least so many bytes. */
    BlockRing(int minimumBytes) {
        capacity = Integer.highestOneBit(Math.max(minimumBytes, HEAD_BYTES) - 1) << 1;
        memory = MemorySegment.ofArray(new byte[capacity]);
    }

    /** Where the blocks lie. */
    MemorySegment memory() {
        return memory;
    }

    /** Bytes of which blocks, each with a little more than it holds, can be made for sure. */
    static int bytesFor(int blocks, int blockBytes) {
        return blocks * (round(blockBytes) + HEAD_BYTES) + round(blockBytes);
    }

    /** The producer: whether a block of so many bytes fits. */
    boolean hasRoom(int bytes) {
        long end = tail.getPlain();
        return end + gap(end, bytes) + HEAD_BYTES + round(bytes) - head.getAcquire() <= capacity;
    }

    /** The producer: where to write the bytes of a block; −1 when there is no room. */
    long claim(int bytes) {
        if (!hasRoom(bytes)) {
            return -1;
        }
        long end = tail.getPlain();
        int gap = gap(end, bytes);
        if (gap > 0) {
            put(end, PADDING, gap);
        }
        claimed = end + gap;
        claimedEnd = claimed + HEAD_BYTES + round(bytes);
        return index(claimed) + HEAD_BYTES;
    }

    /** The producer: hands the claimed block over, with a word about it that is not 0. */
    void commit(long word) {
        put(claimed, word, (int) (claimedEnd - claimed));
        tail.set(claimedEnd); // a full fence: whoever goes to sleep now sees the block
    }

    /** The consumer: whether there is a block. */
    boolean isEmpty() {
        return head.get() == tail.get();
    }

    /** The consumer: the word about the first block; 0 when there is none. */
    long word() {
        long first = head.getPlain();
        while (first != tail.getAcquire()) {
            long word = memory.get(LONG, index(first));
            if (word != PADDING) {
                return word;
            }
            first += length(first);
            head.setRelease(first);
        }
        return PADDING;
    }

    /** The consumer: where the bytes of the first block begin; only after {@link #word}. */
    long data() {
        return index(head.getPlain()) + HEAD_BYTES;
    }

    /** The consumer: gives the first block back; only after {@link #word}. */
    void release() {
        long first = head.getPlain();
        head.setRelease(first + length(first));
    }

    private void put(long position, long word, int length) {
        memory.set(LONG, index(position), word);
        memory.set(LONG, index(position) + LENGTH_OFFSET, length);
    }

    private long length(long position) {
        return memory.get(LONG, index(position) + LENGTH_OFFSET);
    }

    /** Bytes up to the end of the memory when the block does not fit before it. */
    private int gap(long position, int bytes) {
        long left = capacity - index(position);
        return left < HEAD_BYTES + round(bytes) ? (int) left : 0;
    }

    private long index(long position) {
        return position & capacity - 1;
    }

    private static int round(int bytes) {
        return bytes + HEAD_BYTES - 1 & -HEAD_BYTES;
    }
}
