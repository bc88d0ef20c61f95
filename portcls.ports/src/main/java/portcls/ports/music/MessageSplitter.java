package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiMessages;

import java.nio.ByteBuffer;

/**
 * Makes the event of a message. One that is longer than a buffer becomes a chain: each piece is
 * {@linkplain KernelEvent#INCOMPLETE incomplete} but the last, and nothing can come between them.
 *
 * <p>It is all or nothing: when the pool has not enough, what was taken goes back.
 */
public final class MessageSplitter {
    private MessageSplitter() {}

    /**
     * A short message.
     *
     * @param message see {@link MidiMessages}
     * @return null when all events are out
     * @throws PortClsException INVALID_PARAMETER when it is none
     */
    public static @Nullable KernelEvent ofShort(EventPool pool, long time100ns, int message) {
        int length = MidiMessages.length(message & 0xFF);
        if (length == 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "the status of a short message must be 0x80 … 0xEF, or that of a system message"
                            + " of 1 … 3 bytes; send system exclusive as bytes: status=0x"
                            + Integer.toHexString(message & 0xFF));
        }
        KernelEvent event = pool.take();
        if (event != null) {
            event.setPresentationTime100ns(time100ns);
            event.setShort(message, length);
        }
        return event;
    }

    /**
     * Any bytes.
     *
     * @return null when too many events or buffers are out
     * @throws PortClsException INVALID_PARAMETER when there are none, INSUFFICIENT_RESOURCES when
     *     there are more than the whole pool has room for
     */
    public static @Nullable KernelEvent split(
            EventPool pool, long time100ns, byte[] bytes, int offset, int length) {
        if (offset < 0 || length <= 0 || length > bytes.length - offset) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a message must have bytes and lie inside its array: offset="
                            + offset
                            + ", length="
                            + length
                            + ", bytes.length="
                            + bytes.length);
        }
        checkLength(pool, length);
        KernelEvent first = take(pool, time100ns, length);
        int done = 0;
        for (KernelEvent e = first; e != null; e = e.next()) {
            int count = Math.min(length - done, EventPool.BUFFER_SIZE);
            e.set(bytes, offset + done, count);
            done += count;
        }
        return first;
    }

    /** The bytes from an index of a buffer on, whose position stays; they are known to be there. */
    static @Nullable KernelEvent split(
            EventPool pool, long time100ns, ByteBuffer bytes, int index, int length) {
        KernelEvent first = take(pool, time100ns, length);
        int done = 0;
        for (KernelEvent e = first; e != null; e = e.next()) {
            int count = Math.min(length - done, EventPool.BUFFER_SIZE);
            e.set(bytes, index + done, count);
            done += count;
        }
        return first;
    }

    /** The same group for every piece of a chain. */
    public static void setGroup(KernelEvent first, int group) {
        for (KernelEvent piece = first; piece != null; piece = piece.next()) {
            piece.setChannelGroup(group);
        }
    }

    /** The end of a chain. */
    static KernelEvent last(KernelEvent first) {
        KernelEvent last = first;
        for (KernelEvent next = last.next(); next != null; next = last.next()) {
            last = next;
        }
        return last;
    }

    static void checkLength(EventPool pool, int length) {
        if (length > pool.maximumMessage()) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "a message may have "
                            + pool.maximumMessage()
                            + " bytes at most, send it in parts: length="
                            + length);
        }
    }

    /** A chain with room for that many bytes. */
    private static @Nullable KernelEvent take(EventPool pool, long time100ns, int length) {
        KernelEvent first = null;
        KernelEvent last = null;
        for (int rest = length; rest > 0; rest -= EventPool.BUFFER_SIZE) {
            KernelEvent event = pool.take();
            if (event != null && rest > KernelEvent.INLINE_BYTES && !pool.addBuffer(event)) {
                pool.release(event);
                event = null;
            }
            if (event == null) {
                if (first != null) {
                    pool.release(first);
                }
                return null;
            }
            event.setPresentationTime100ns(time100ns);
            event.setFlags(
                    rest > EventPool.BUFFER_SIZE ? KernelEvent.INCOMPLETE : KernelEvent.COMPLETE);
            if (last == null) {
                first = event;
            } else {
                last.setNext(event);
            }
            last = event;
        }
        return first;
    }
}
