package portcls.ports.music;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiEvent;
import portcls.api.time.ReferenceTime;

import java.nio.ByteBuffer;

/**
 * Packs messages into the KSMUSICFORMAT structures of a client's buffer ({@code
 * ns-ksmedia-ksmusicformat}), one structure for each message. A message that does not fit the room
 * left waits for the next buffer; one that does not fit an empty buffer either comes in pieces.
 *
 * <p>For one thread at a time.
 */
public final class MusicFormatPacker {
    private static final int LEAST = MusicFormat.HEADER + 4;
    private static final long MOST_DELTA_MS = 0xFFFF_FFFFL;

    private final MidiEvent waiting = new MidiEvent();
    private boolean isWaiting;
    private int done;

    /**
     * Packs what there is room for.
     *
     * @param target gets structures from its position on; {@value #LEAST} bytes or more
     * @return from when the first time delta counts, 100 ns; −1 when there was no message
     * @throws PortClsException BUFFER_TOO_SMALL when there is no room for any message
     */
    public long pack(ByteBuffer target, MessageSource source) {
        if (target.remaining() < LEAST) {
            throw new PortClsException(
                    Status.BUFFER_TOO_SMALL,
                    "a KSMUSICFORMAT structure needs "
                            + LEAST
                            + " bytes or more: remaining="
                            + target.remaining());
        }
        if (!fetch(source)) {
            return -1;
        }
        long base = waiting.time100ns();
        long packedMs = 0;
        boolean empty = true;
        do {
            int left = waiting.length() - done;
            int room = MusicFormat.dataIn(target.remaining());
            // From the base and not from the message before, so that roundings do not add up.
            long timeMs = (waiting.time100ns() - base) / ReferenceTime.MILLISECOND;
            long deltaMs = Math.max(0, timeMs - packedMs);
            if (!empty && left > room || deltaMs > MOST_DELTA_MS) {
                break;
            }
            int count = Math.min(left, room);
            MusicFormat.put(target, deltaMs, waiting.data(), done, count);
            packedMs += deltaMs;
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
    public boolean takeWaiting(MidiEvent into) {
        if (!isWaiting) {
            return false;
        }
        into.begin(waiting.time100ns());
        into.append(waiting.data(), done, waiting.length() - done);
        if (waiting.isTruncated()) {
            into.truncate();
        }
        isWaiting = false;
        return true;
    }

    /** Forgets the message that waits. For STOP. */
    public void reset() {
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
