package miniport.wavepci;

import org.jspecify.annotations.Nullable;

import portcls.api.wavepci.Mapping;

import java.lang.foreign.MemorySegment;

/**
 * What is with the device: pieces in the order in which the port gave them, and descriptors that
 * stand for their bytes. The hardware wants whole frames at even addresses: a frame that is split
 * between pieces, and pieces at odd addresses, go through bounce buffers; all else is moved where
 * it is. A descriptor is at most 10 ms long, so that positions and clients hear of progress.
 *
 * <p>A descriptor that is done moves on the pieces by its bytes, the oldest first, so that none
 * needs to know its pieces. Its stream guards it. Allocates nothing.
 */
final class Queue {
    /** One less than there are, so that none and all cannot be confused. */
    static final int MOST = DescriptorList.ENTRIES - 1;

    private static final int PIECES = 32;
    private static final int MASK = DescriptorList.ENTRIES - 1;

    private final DescriptorList list;
    private final boolean records;
    private final int frameBytes;
    private final int mostBytes;

    // Pieces from head to tail, a ring; cutting is at one of them or behind the last.
    private final Piece[] pieces = new Piece[PIECES];
    private long head;
    private long tail;
    private long cutting;
    private long lastTag;

    /** Which byte of a frame comes next. */
    private int nextPhase;

    // Descriptors from first to next; their number modulo 32 is the index.
    private long first;
    private long next;

    /** The device knows those before it. */
    private long announced;

    private final int[] bytes = new int[DescriptorList.ENTRIES];
    private final boolean[] bounced = new boolean[DescriptorList.ENTRIES];

    /**
     * Bytes of a descriptor that are those of pieces; the rest was taken from pieces that are gone.
     */
    private final int[] owed = new int[DescriptorList.ENTRIES];

    /** Playing: the beginning of a frame whose end is not there yet. */
    private final byte[] split;

    private final MemorySegment splitMemory;
    private int held;

    /** Recording: bytes at the end of a descriptor for which there is no piece yet. */
    private int ahead;

    /** Recording: those of them that are there. */
    private int spilt;

    /** Bytes of the stream that were moved. */
    private long moved;

    /**
     * An empty one.
     *
     * @param rate frames per second
     */
    Queue(DescriptorList list, Converter converter, int rate) {
        this.list = list;
        records = converter.records();
        frameBytes = converter.frameBytes();
        int frames = Math.min(rate / 100, DescriptorList.MOST_SAMPLES / converter.channels());
        mostBytes = frames * frameBytes;
        split = new byte[frameBytes];
        splitMemory = MemorySegment.ofArray(split);
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = new Piece();
        }
    }

    // Pieces.

    /** A place for the next piece, when the device can make use of it now. */
    @Nullable Piece ask() {
        if (cutting < tail || tail - head == PIECES || next - first == MOST) {
            return null;
        }
        Piece piece = piece(tail);
        lastTag++;
        piece.ask(lastTag);
        tail++;
        return piece;
    }

    /** There is none. */
    void refused() {
        tail--;
    }

    /** It is there; forgets it when it was revoked meanwhile. */
    void got(Piece piece, Mapping mapping) {
        if (piece.revoked) {
            tail--;
            return;
        }
        piece.fill(mapping, nextPhase);
        nextPhase = (nextPhase + piece.bytes) % frameBytes;
    }

    /** Tag of the oldest piece when it is done, which is forgotten then; 0 = it is not. */
    long takeDone() {
        if (head == tail || !piece(head).isDone()) {
            return 0;
        }
        long tag = piece(head).tag;
        head++;
        cutting = Math.max(cutting, head);
        return tag;
    }

    /** Whether a piece in a range is here. */
    boolean holds(long firstTag, long endTag) {
        for (long i = head; i < tail; i++) {
            if (isIn(piece(i), firstTag, endTag)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets pieces; only when no descriptor is in use.
     *
     * @return how many
     */
    int revoke(long firstTag, long endTag) {
        int count = 0;
        long kept = head;
        for (long i = head; i < tail; i++) {
            Piece piece = piece(i);
            boolean gone = isIn(piece, firstTag, endTag);
            if (gone) {
                count++;
                if (i == tail - 1) {
                    nextPhase = 0; // whatever comes next begins anew
                }
            }
            if (gone && piece.pending) {
                piece.revoked = true;
            }
            if (!gone || piece.pending) {
                pieces[(int) (i % PIECES)] = piece(kept);
                pieces[(int) (kept % PIECES)] = piece;
                kept++;
            }
        }
        tail = kept;
        cutting = head;
        return count;
    }

    private static boolean isIn(Piece piece, long firstTag, long endTag) {
        return piece.tag >= firstTag && piece.tag <= endTag && !piece.revoked;
    }

    private Piece piece(long number) {
        return pieces[(int) (number % PIECES)];
    }

    // Descriptors.

    /** Whether the device has anything to do. */
    boolean isEmpty() {
        return first == next;
    }

    /** Descriptors that are valid. */
    int size() {
        return (int) (next - first);
    }

    /** The device is told of all; index of the last one. Only when there is one. */
    int announce() {
        announced = next;
        return index(next - 1);
    }

    /** Descriptors that the device knows and is not done with. */
    int announced() {
        return (int) (announced - first);
    }

    /** Bytes that descriptors stand for and that are not moved, at most. */
    int bytesQueued() {
        int sum = 0;
        for (long i = first; i < next; i++) {
            sum += bytes[index(i)];
        }
        return sum;
    }

    /** Bytes of the stream that were moved for sure. */
    long moved() {
        return moved;
    }

    /** Bytes of the oldest descriptor; 0 when there is none. */
    int currentBytes() {
        return isEmpty() ? 0 : bytes[index(first)];
    }

    /** How many descriptors are done when the device is in that one. */
    int doneAt(int index) {
        return Math.min(index - index(first) & MASK, announced());
    }

    /** Makes descriptors of what is there; whether there are new ones. */
    boolean cut() {
        long before = next;
        while (cutting < tail && !piece(cutting).pending && size() < MOST) {
            Piece piece = piece(cutting);
            if (!piece.begun) {
                begin(piece);
            }
            cut(piece);
            if (piece.cut == piece.length) {
                cutting++;
            }
        }
        return next != before;
    }

    /** The oldest descriptors are done. */
    void complete(int count) {
        for (int i = 0; i < count; i++) {
            int index = index(first);
            consume(owed[index], index);
            moved += bytes[index];
            first++;
        }
    }

    /**
     * The device has stopped, and forgets all descriptors; what is not moved is cut again.
     *
     * @param done bytes of the oldest descriptor that were moved, whole frames
     */
    void rewind(int done) {
        if (!isEmpty() && done > 0) {
            int index = index(first);
            consume(Math.min(done, owed[index]), index);
            moved += done;
        }
        first = 0;
        next = 0;
        announced = 0;
        held = 0;
        ahead = 0;
        spilt = 0;
        for (long i = head; i < tail; i++) {
            piece(i).rewind();
        }
        cutting = head;
    }

    /** The stream begins anew. */
    void restart() {
        moved = 0;
    }

    private void begin(Piece piece) {
        piece.begun = true;
        int phase = (piece.phase + piece.done) % frameBytes;
        int expected = records ? (frameBytes - ahead) % frameBytes : held;
        if (phase != expected) { // the rest of that frame was revoked
            skip(piece, (frameBytes - phase) % frameBytes);
        } else if (spilt > 0) {
            int part = Math.min(spilt, piece.length);
            MemorySegment.copy(splitMemory, frameBytes - spilt, piece.memory, piece.offset, part);
            spilt -= part;
            ahead -= part;
            piece.cut = part;
            piece.done = part;
        } else if (ahead > 0) {
            int part = Math.min(ahead, piece.length);
            ahead -= part;
            piece.cut = part;
        }
    }

    private void skip(Piece piece, int most) {
        held = 0;
        ahead = 0;
        spilt = 0;
        int part = Math.min(most, piece.length - piece.done);
        if (records) {
            piece.memory.asSlice(piece.offset + piece.done, part).fill((byte) 0);
        }
        piece.done += part;
        piece.cut = piece.done;
    }

    private void cut(Piece piece) {
        int left = piece.length - piece.cut;
        if (left == 0) {
            return;
        }
        if (held > 0) {
            finishFrame(piece, Math.min(left, frameBytes - held));
        } else if (left < frameBytes) {
            if (records) {
                recordSplit(piece, left);
            } else {
                hold(piece, left);
            }
        } else {
            cutFrames(piece, left - left % frameBytes);
        }
    }

    private void cutFrames(Piece piece, int whole) {
        int index = index(next);
        long address = piece.address + piece.cut;
        boolean reachable = (address & 1) == 0;
        int most = reachable ? mostBytes : Math.min(mostBytes, DescriptorList.BOUNCE_BYTES);
        int part = Math.min(whole, most - most % frameBytes);
        if (reachable) {
            list.set(index, address, part / Short.BYTES);
        } else {
            list.setBounced(index, part / Short.BYTES);
            if (!records) {
                MemorySegment.copy(
                        piece.memory,
                        piece.offset + piece.cut,
                        list.memory(),
                        list.bounce(index),
                        part);
            }
        }
        piece.cut += part;
        add(part, part, !reachable);
    }

    /** Playing: the bytes that are left begin a frame; the piece need not wait for its end. */
    private void hold(Piece piece, int count) {
        MemorySegment.copy(piece.memory, piece.offset + piece.cut, splitMemory, held, count);
        held += count;
        piece.length = piece.cut;
    }

    /** Playing: a frame that another piece began. */
    private void finishFrame(Piece piece, int count) {
        if (held + count < frameBytes) {
            hold(piece, count);
            return;
        }
        MemorySegment.copy(piece.memory, piece.offset + piece.cut, splitMemory, held, count);
        held = 0;
        piece.cut += count;
        int index = index(next);
        MemorySegment.copy(splitMemory, 0, list.memory(), list.bounce(index), frameBytes);
        list.setBounced(index, frameBytes / Short.BYTES);
        add(frameBytes, count, true);
    }

    /** Recording: a frame of which only the beginning has a place. */
    private void recordSplit(Piece piece, int count) {
        list.setBounced(index(next), frameBytes / Short.BYTES);
        piece.cut += count;
        ahead = frameBytes - count;
        add(frameBytes, frameBytes, true);
    }

    private void add(int size, int ofPieces, boolean throughBounce) {
        int index = index(next);
        bytes[index] = size;
        owed[index] = ofPieces;
        bounced[index] = throughBounce;
        next++;
    }

    /** Moves pieces on, the oldest first; what was recorded into a bounce buffer is copied. */
    private void consume(int count, int index) {
        int left = count;
        long source = list.bounce(index);
        for (long i = head; i < tail && left > 0 && piece(i).begun; i++) {
            Piece piece = piece(i);
            int part = Math.min(left, piece.cut - piece.done);
            if (records && bounced[index]) {
                MemorySegment.copy(
                        list.memory(), source, piece.memory, piece.offset + piece.done, part);
                source += part;
            }
            piece.done += part;
            left -= part;
        }
        if (records && left > 0) { // the end of a frame without a place
            MemorySegment.copy(list.memory(), source, splitMemory, frameBytes - left, left);
            spilt = left;
        }
    }

    private static int index(long number) {
        return (int) (number & MASK);
    }
}
