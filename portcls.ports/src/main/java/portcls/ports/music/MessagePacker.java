package portcls.ports.music;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiEvent;

import java.nio.ByteBuffer;

/**
 * Packs messages into the structures of a client's buffer, one structure for each message. A
 * message that does not fit the room left waits for the next buffer; one that does not fit an empty
 * buffer either comes in pieces.
 *
 * <p>For one thread at a time.
 */
public abstract sealed class MessagePacker permits MusicFormatPacker, DirectMusicPacker {
    private final String structure;
    private final int least;
    private final MidiEvent waiting = new MidiEvent();
    private boolean isWaiting;
    private int done;

    MessagePacker(String structure, int least) {
        this.structure = structure;
        this.least = least;
    }

    /** A buffer begins whose first message has that time. */
    abstract void begin(long base100ns);

    /** Whether a message of that time can be told in this buffer. */
    abstract boolean reaches(long time100ns);

    /** Most data bytes of a structure for which there are that many bytes. */
    abstract int dataIn(int room);

    /** Puts a structure. */
    abstract void put(ByteBuffer target, MidiEvent message, int from, int count);

    /**
     * Packs what there is room for.
     *
     * @param target gets structures from its position on
     * @return from when the first time delta counts, 100 ns; −1 when there was no message
     * @throws PortClsException BUFFER_TOO_SMALL when there is no room for any message
     */
    public final long pack(ByteBuffer target, MessageSource source) {
        if (target.remaining() < least) {
            throw new PortClsException(
                    Status.BUFFER_TOO_SMALL,
                    "a "
                            + structure
                            + " structure needs "
                            + least
                            + " bytes or more: remaining="
                            + target.remaining());
        }
        if (!fetch(source)) {
            return -1;
        }
        long base = waiting.time100ns();
        begin(base);
        boolean empty = true;
        do {
            int left = waiting.length() - done;
            int room = dataIn(target.remaining());
            if (!empty && left > room || !reaches(waiting.time100ns())) {
                break;
            }
            int count = Math.min(left, room);
            put(target, waiting, done, count);
            empty = false;
            done += count;
            isWaiting = count < left;
        } while (fetch(source));
        return base;
    }

    /**
     * Hands out the message that waits for the next buffer, or what is left of it. For a reader who
     * goes on without buffers.
     *
     * @return false when none waits
     */
    public final boolean takeWaiting(MidiEvent into) {
        if (!isWaiting) {
            return false;
        }
        into.begin(waiting.time100ns());
        into.setChannelGroup(waiting.channelGroup());
        into.append(waiting.data(), done, waiting.length() - done);
        if (waiting.isTruncated()) {
            into.truncate();
        }
        isWaiting = false;
        return true;
    }

    /** Forgets the message that waits. For STOP. */
    public final void reset() {
        isWaiting = false;
    }

    /** Sees to it that a message is waiting, if there is one. */
    private boolean fetch(MessageSource source) {
        if (!isWaiting) {
            isWaiting = source.next(waiting);
            done = 0;
        }
        return isWaiting;
    }
}
