package portcls.ports.wavepci;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.WaveFormat;
import portcls.api.wavepci.Mapping;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.wave.Silence;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client's cyclic buffer as a stream of pieces: each is given to the device once, is open until
 * it comes back, and comes back in the order in which it was given. Places are bytes since the
 * stream's start; packet {@code k} lies at {@code k × packet size} and, in the buffer, modulo its
 * size.
 *
 * <p>How far the client is comes from the stream's registers. A client that does not tell it works
 * in a looped buffer: the device goes round in it.
 *
 * <p>Getting and releasing may run on two threads at once; neither blocks nor allocates. What
 * changes both sides, {@link #terminate} and {@link #revoked}, may come from any thread.
 */
final class MappingQueue {
    /** A piece never lies in more pages ({@code nf-portcls-iportwavepcistream-getmapping}). */
    static final int MOST_PAGES = 16;

    static final int PAGE = 4096;

    /** A looped buffer is given so many packets ahead of the device, counting its own. */
    static final int LOOPED_PACKETS = 2;

    private static final long NONE = 0;

    private final MemorySegment buffer;
    private final long busAddress;
    private final long bufferBytes;
    private final long packetBytes;
    private final WaveFormat format;
    private final boolean capture;
    private final StreamRegisters registers;

    private final Side getting = new Side();
    private final Side releasing = new Side();

    // The pieces: a ring. Open are those from `released` to `given`.
    private final long[] tags;
    private final long[] ends;
    private volatile long given;
    private volatile long released;

    /** Where the next piece begins; behind the newest one. */
    private volatile long givenTo;

    /** Up to where everything has come back. */
    private volatile long releasedTo;

    /** Counts the asks that met an empty queue; on the thread that gets. */
    private long refusals;

    /** The refusal that nobody was told of yet; {@link #NONE} when there is none. */
    private final AtomicLong refused = new AtomicLong(NONE);

    /** Nothing is given: the stream is stopped. */
    private volatile boolean shut = true;

    /**
     * The buffer of a client.
     *
     * @param busAddress where the device sees it
     * @param packets number of equal parts
     */
    MappingQueue(
            MemorySegment buffer,
            long busAddress,
            int packets,
            WaveFormat format,
            boolean capture,
            StreamRegisters registers) {
        this.buffer = buffer;
        this.busAddress = busAddress;
        this.format = format;
        this.capture = capture;
        this.registers = registers;
        bufferBytes = buffer.byteSize();
        packetBytes = bufferBytes / packets;
        // The end of the sound may cut each packet once more.
        long perPacket = packetBytes / ((MOST_PAGES - 1L) * PAGE) + 3;
        int room = Math.toIntExact(Long.highestOneBit(packets * perPacket) * 2);
        tags = new long[room];
        ends = new long[room];
    }

    /**
     * The next piece.
     *
     * @return false when there is none now; {@link #takeRefusal} then says when
     */
    boolean get(long tag, Mapping into) {
        if (shut) {
            return false;
        }
        if (tryGet(tag, into)) {
            return true;
        }
        long mine = ++refusals;
        long before = refused.getAndSet(mine);
        // Either whoever hands over now sees the refusal, or what he hands over is seen here.
        VarHandle.fullFence();
        if (!tryGet(tag, into)) {
            return false;
        }
        // Unless it was told meanwhile; an older one with it.
        refused.compareAndSet(mine, before);
        return true;
    }

    /**
     * The oldest piece comes back.
     *
     * @throws PortClsException INVALID_PARAMETER when that tag is not the oldest one's
     */
    void release(long tag) {
        releasing.enter();
        try {
            long oldest = released;
            if (oldest == given) {
                throw notOpen(tag);
            }
            int slot = slot(oldest);
            if (tags[slot] != tag) {
                throw notOldest(tag, tags[slot]);
            }
            // Behind the end of a packet that was terminated nothing moves once more.
            releasedTo = Math.max(releasedTo, ends[slot]);
            released = oldest + 1;
        } finally {
            releasing.leave();
        }
    }

    /** Whether a piece was refused and there is one now; says so once for each refusal. */
    boolean takeRefusal() {
        long due = refused.get();
        return due != NONE && isAvailable() && refused.compareAndSet(due, NONE);
    }

    /**
     * Whether somebody waits for a piece: for whoever has just handed over, read, or given back
     * something. When this is false, the piece is seen by the next who asks.
     */
    boolean isRefused() {
        VarHandle.fullFence();
        return refused.get() != NONE;
    }

    /** Whether {@link #get} would give a piece now. */
    boolean isAvailable() {
        return !shut && given - released < tags.length && limit() > givenTo;
    }

    /** Pieces that are with the device. */
    int open() {
        return (int) (given - released);
    }

    /** Tag of the oldest open piece; only while one is open and none comes back. */
    long firstTag() {
        return tags[slot(released)];
    }

    /** Tag of the newest piece; only while one is open. */
    long lastTag() {
        return tags[slot(given - 1)];
    }

    /** End of the newest piece, bytes since the stream's start. */
    long givenTo() {
        return givenTo;
    }

    /** Up to where the device is done, bytes since the stream's start. */
    long releasedTo() {
        return releasedTo;
    }

    /** Whether the sound ends where the device is done: there is nothing to wait for. */
    boolean isEnded() {
        long end = registers.end();
        return !capture && end >= 0 && releasedTo >= bytes(end);
    }

    /**
     * Capture: the packet that the device works in ends here; the rest is silence. Pieces of it
     * that are open still come back, and move nothing.
     *
     * @param position up to where the device has filled, bytes since the stream's start
     * @return bytes that were made silence; 0 when no packet was begun
     */
    long terminate(long position) {
        getting.enter();
        releasing.enter();
        try {
            long from = releasedTo;
            long packet = from - from % packetBytes;
            long end = packet + packetBytes;
            long filled = Math.clamp(position, from, Math.max(from, Math.min(end, givenTo)));
            if (filled == packet) {
                return 0;
            }
            if (filled < end) {
                Silence.fill(buffer.asSlice(filled % bufferBytes, end - filled), format);
            }
            givenTo = Math.max(givenTo, end);
            releasedTo = end;
            return end - filled;
        } finally {
            releasing.leave();
            getting.leave();
        }
    }

    /** Gives nothing any more. */
    void shut() {
        shut = true;
    }

    /** Gives from now on. */
    void openUp() {
        shut = false;
    }

    /** The device has let go of what was open: it counts as never given. */
    void revoked() {
        getting.enter();
        releasing.enter();
        try {
            released = given;
            givenTo = releasedTo;
        } finally {
            releasing.leave();
            getting.leave();
        }
    }

    /** Back to the stream's start; nothing is open and nothing given. */
    void restart() {
        getting.enter();
        releasing.enter();
        try {
            released = given;
            givenTo = 0;
            releasedTo = 0;
            refused.set(NONE);
        } finally {
            releasing.leave();
            getting.leave();
        }
    }

    private boolean tryGet(long tag, Mapping into) {
        getting.enter();
        try {
            long newest = given;
            long from = givenTo;
            long end = pieceEnd(from);
            if (end <= from || newest - released == tags.length) {
                return false;
            }
            int slot = slot(newest);
            tags[slot] = tag;
            ends[slot] = end;
            long offset = from % bufferBytes;
            into.set(buffer, offset, busAddress + offset, (int) (end - from), endsPacket(end));
            givenTo = end;
            given = newest + 1;
            return true;
        } finally {
            getting.leave();
        }
    }

    private long pieceEnd(long from) {
        long packetEnd = from - from % packetBytes + packetBytes;
        long inPage = (busAddress + from % bufferBytes) & (PAGE - 1);
        long pagesEnd = from + MOST_PAGES * PAGE - inPage;
        return Math.min(Math.min(packetEnd, pagesEnd), limit());
    }

    private boolean endsPacket(long end) {
        return end % packetBytes == 0 || !capture && end == bytes(registers.end());
    }

    /** Up to where the device may have the buffer now. */
    private long limit() {
        long back = releasedTo;
        long committed = registers.committed();
        if (capture) {
            return (committed < 0 ? back : bytes(committed)) + bufferBytes;
        }
        if (committed < 0) {
            return back - back % packetBytes + LOOPED_PACKETS * packetBytes;
        }
        return Math.min(bytes(committed), back + bufferBytes);
    }

    private long bytes(long frames) {
        return frames * format.blockAlign();
    }

    private int slot(long number) {
        return (int) (number & (tags.length - 1));
    }

    private static PortClsException notOpen(long tag) {
        return new PortClsException(
                Status.INVALID_PARAMETER,
                "no piece is with the device; it was released or revoked before: tag=" + tag);
    }

    private static PortClsException notOldest(long tag, long oldest) {
        return new PortClsException(
                Status.INVALID_PARAMETER,
                "pieces are released in the order in which they were got; release the oldest first:"
                        + " tag="
                        + tag
                        + ", oldest="
                        + oldest);
    }
}
