package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A time-stamped piece of music ({@code ns-dmusicks-_dmus_kernel_event}). Up to {@value
 * #INLINE_BYTES} bytes lie inside it, more in a buffer from the pool.
 *
 * <p>It belongs to one thread at a time: whoever hands it on, to a sink, a sequencer or the pool,
 * does not touch it again.
 */
public final class KernelEvent extends Pooled implements DMusKernelEvent {
    /** Flag of this house: the last piece of a system exclusive that was broken off. */
    public static final int ABORTED = 0x100;

    private static final int GREATEST_GROUP = 0xFFFF;

    /** The pool that it comes from and goes back to. */
    final EventPool pool;

    @Nullable EventBuffer buffer;

    /** Link of the sequencer or of a queue; {@link #next} is the owner's. */
    @Nullable KernelEvent following;

    /** Order of arrival at the sequencer. */
    long sequence;

    private long presentationTime100ns;
    private long bytePosition;
    private long inline;
    private int length;
    private int flags;
    private int channelGroup;
    private @Nullable KernelEvent next;
    private @Nullable KernelEvent packaged;

    KernelEvent(EventPool pool, FreeList<KernelEvent> owner, int index) {
        super(owner, index);
        this.pool = pool;
        clean();
    }

    @Override
    public long presentationTime100ns() {
        return presentationTime100ns;
    }

    @Override
    public void setPresentationTime100ns(long time100ns) {
        presentationTime100ns = time100ns;
    }

    @Override
    public long bytePosition() {
        return bytePosition;
    }

    @Override
    public void setBytePosition(long position) {
        bytePosition = position;
    }

    @Override
    public int channelGroup() {
        return channelGroup;
    }

    @Override
    public void setChannelGroup(int group) {
        if (group < 0 || group > GREATEST_GROUP) {
            throw new IllegalArgumentException(
                    "a channel group lies in 0 … 65535: channelGroup=" + group);
        }
        channelGroup = group;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public void setFlags(int newFlags) {
        flags = newFlags;
    }

    /** Whether it ends a system exclusive that was broken off. */
    public boolean isAborted() {
        return (flags & ABORTED) != 0;
    }

    @Override
    public @Nullable KernelEvent next() {
        return next;
    }

    @Override
    public void setNext(@Nullable DMusKernelEvent event) {
        next = event == null ? null : EventPool.ours(event);
    }

    @Override
    public @Nullable KernelEvent packaged() {
        return packaged;
    }

    @Override
    public void setPackaged(DMusKernelEvent first) {
        packaged = EventPool.ours(first);
        flags |= PACKAGE;
    }

    @Override
    public int length() {
        return length;
    }

    /** Whether its bytes lie in a buffer of the pool. */
    public boolean hasBuffer() {
        return buffer != null;
    }

    @Override
    public int capacity() {
        return buffer == null ? INLINE_BYTES : EventPool.BUFFER_SIZE;
    }

    @Override
    public int byteAt(int position) {
        Objects.checkIndex(position, length);
        return buffer == null
                ? (int) (inline >>> position * Byte.SIZE) & 0xFF
                : buffer.bytes[position] & 0xFF;
    }

    @Override
    public boolean append(int value) {
        if (length == capacity()) {
            return false;
        }
        if (buffer == null) {
            inline |= (value & 0xFFL) << length * Byte.SIZE;
        } else {
            buffer.bytes[length] = (byte) value;
        }
        length++;
        return true;
    }

    @Override
    public void setShort(int message, int bytes) {
        if (bytes < 1 || bytes > Integer.BYTES) {
            throw new IllegalArgumentException(
                    "a short message has 1 … " + Integer.BYTES + " bytes: bytes=" + bytes);
        }
        if (buffer == null) {
            inline = message & (1L << bytes * Byte.SIZE) - 1;
        } else {
            for (int i = 0; i < bytes; i++) {
                buffer.bytes[i] = (byte) (message >>> i * Byte.SIZE);
            }
        }
        length = bytes;
    }

    @Override
    public int shortMessage() {
        if (buffer == null) {
            return (int) inline;
        }
        int message = 0;
        for (int i = Math.min(length, Integer.BYTES) - 1; i >= 0; i--) {
            message = message << Byte.SIZE | buffer.bytes[i] & 0xFF;
        }
        return message;
    }

    @Override
    public void set(byte[] source, int offset, int count) {
        checkRoom(count);
        if (buffer != null) {
            System.arraycopy(source, offset, buffer.bytes, 0, count);
        } else {
            inline = 0;
            for (int i = 0; i < count; i++) {
                inline |= (source[offset + i] & 0xFFL) << i * Byte.SIZE;
            }
        }
        length = count;
    }

    @Override
    public void set(ByteBuffer source, int index, int count) {
        checkRoom(count);
        if (buffer != null) {
            source.get(index, buffer.bytes, 0, count);
        } else {
            inline = 0;
            for (int i = 0; i < count; i++) {
                inline |= (source.get(index + i) & 0xFFL) << i * Byte.SIZE;
            }
        }
        length = count;
    }

    @Override
    public int copyTo(ByteBuffer target, int from) {
        int count = Math.min(length - from, target.remaining());
        if (buffer != null) {
            target.put(buffer.bytes, from, count);
        } else {
            for (int i = 0; i < count; i++) {
                target.put((byte) (inline >>> (from + i) * Byte.SIZE));
            }
        }
        return count;
    }

    @Override
    public void copyTo(byte[] target, int offset) {
        if (buffer != null) {
            System.arraycopy(buffer.bytes, 0, target, offset, length);
        } else {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) (inline >>> i * Byte.SIZE);
            }
        }
    }

    @Override
    public String toString() {
        byte[] shown = new byte[Math.min(length, INLINE_BYTES)];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = (byte) byteAt(i);
        }
        return "time100ns="
                + presentationTime100ns
                + ", flags="
                + flags
                + ", length="
                + length
                + ", bytes="
                + HexFormat.ofDelimiter(" ").formatHex(shown)
                + (length > shown.length ? " …" : "");
    }

    /** Goes back to the pool that it came from, with everything that comes with it. */
    public void release() {
        pool.release(this);
    }

    /**
     * Stamps everything that comes with it: what is chained to it and what it packages.
     *
     * @return how many bytes that is
     */
    public long stampAll(long time100ns) {
        long bytes = 0;
        for (KernelEvent event = this; event != null; event = event.next) {
            event.presentationTime100ns = time100ns;
            bytes += event.length;
            KernelEvent inside = event.packaged;
            if (inside != null) {
                bytes += inside.stampAll(time100ns);
            }
        }
        return bytes;
    }

    /**
     * Lets the content of this package follow it, before what followed it; nothing of it remains
     * packaged. The event itself has no bytes then.
     *
     * @throws IllegalStateException when the content is a ring
     */
    public void unpack() {
        KernelEvent inside = packaged;
        if (inside == null) {
            return;
        }
        packaged = null;
        flags &= ~PACKAGE;
        KernelEvent last = inside;
        for (int i = pool.size(); last.next != null; i--) {
            if (i == 0) {
                throw new IllegalStateException("a package holds a ring of events: " + this);
            }
            last = last.next;
        }
        last.next = next;
        next = inside;
    }

    /** Moves the bytes out into a buffer. */
    void attach(EventBuffer newBuffer) {
        copyTo(newBuffer.bytes, 0);
        inline = 0;
        buffer = newBuffer;
    }

    /** Its buffer, which it has no more, nor any bytes. */
    @Nullable EventBuffer detach() {
        EventBuffer had = buffer;
        if (had != null) {
            buffer = null;
            length = 0;
        }
        return had;
    }

    /** As it comes from the pool. */
    void clean() {
        presentationTime100ns = 0;
        bytePosition = NO_BYTE_POSITION;
        channelGroup = 0;
        flags = COMPLETE;
        length = 0;
        inline = 0;
        sequence = 0;
        buffer = null;
        next = null;
        following = null;
        packaged = null;
    }

    private void checkRoom(int count) {
        if (count < 0 || count > capacity()) {
            throw new IllegalArgumentException(
                    "bytes of an event must fit it, 0 … " + capacity() + ": length=" + count);
        }
    }
}
