package portcls.ports.music;

import org.jspecify.annotations.Nullable;

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
public final class KernelEvent extends Pooled {
    /** Flag: exactly one whole message. */
    public static final int COMPLETE = 0;

    /** Flag: the message goes on in the next event. */
    public static final int INCOMPLETE = 1;

    /** Flag: holds a chain of events that is handled as one. */
    public static final int PACKAGE = 2;

    /** Flag of this house: the last piece of a system exclusive that was broken off. */
    public static final int ABORTED = 0x100;

    /** Most bytes that need no buffer. */
    public static final int INLINE_BYTES = Long.BYTES;

    /** Byte position of an event that has none. */
    public static final long NO_BYTE_POSITION = -1;

    @Nullable EventBuffer buffer;

    /** Link of the sequencer; {@link #next} is the owner's. */
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

    KernelEvent(FreeList<KernelEvent> owner, int index) {
        super(owner, index);
        clean();
    }

    /** When it is to be heard, or was; master time, 100 ns. */
    public long presentationTime100ns() {
        return presentationTime100ns;
    }

    /** Stamps it. Not while a sequencer has it. */
    public void setPresentationTime100ns(long time100ns) {
        presentationTime100ns = time100ns;
    }

    /** Where in the byte stream its first byte was, or {@link #NO_BYTE_POSITION}. */
    public long bytePosition() {
        return bytePosition;
    }

    /** Sets where in the byte stream its first byte was. */
    public void setBytePosition(long position) {
        bytePosition = position;
    }

    /** Group of 16 channels; unique only within one miniport. */
    public int channelGroup() {
        return channelGroup;
    }

    /** Sets the group of channels, 0 … 65535. */
    public void setChannelGroup(int group) {
        channelGroup = group;
    }

    /**
     * The flags: {@link #COMPLETE}, {@link #INCOMPLETE}, {@link #PACKAGE}, {@link #ABORTED}. A last
     * piece has no flag.
     */
    public int flags() {
        return flags;
    }

    /** Sets the flags. */
    public void setFlags(int newFlags) {
        flags = newFlags;
    }

    /** Whether the message goes on in the next event. */
    public boolean isIncomplete() {
        return (flags & INCOMPLETE) != 0;
    }

    /** Whether it is a package. */
    public boolean isPackage() {
        return (flags & PACKAGE) != 0;
    }

    /** Whether it ends a system exclusive that was broken off. */
    public boolean isAborted() {
        return (flags & ABORTED) != 0;
    }

    /** The next event of the chain, of the same time; null at its end. */
    public @Nullable KernelEvent next() {
        return next;
    }

    /** Chains another event to this one. */
    public void setNext(@Nullable KernelEvent event) {
        next = event;
    }

    /** The first event of the chain that this package holds. */
    public @Nullable KernelEvent packaged() {
        return packaged;
    }

    /** Makes this a package of that chain. */
    public void setPackaged(KernelEvent first) {
        packaged = first;
        flags |= PACKAGE;
    }

    /** Number of bytes, not rounded up. */
    public int length() {
        return length;
    }

    /** Whether its bytes lie in a buffer of the pool. */
    public boolean hasBuffer() {
        return buffer != null;
    }

    /** Most bytes that it can hold as it is now. */
    public int capacity() {
        return buffer == null ? INLINE_BYTES : EventPool.BUFFER_SIZE;
    }

    /** A byte, 0 … 255. */
    public int byteAt(int position) {
        Objects.checkIndex(position, length);
        return buffer == null
                ? (int) (inline >>> position * Byte.SIZE) & 0xFF
                : buffer.bytes[position] & 0xFF;
    }

    /** Adds a byte; false when there is no room. */
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

    /**
     * Makes it a short message.
     *
     * @param message see {@link portcls.api.client.MidiMessages}
     * @param bytes how many of its bytes count, 1 … 4
     */
    public void setShort(int message, int bytes) {
        checkRoom(bytes);
        assert buffer == null : "a short message lies inside the event";
        inline = message & (1L << bytes * Byte.SIZE) - 1;
        length = bytes;
    }

    /** Fills it. The bytes must fit {@link #capacity()}. */
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

    /**
     * Fills it. The bytes must fit {@link #capacity()}.
     *
     * @param index where in the source they begin; its position stays
     */
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

    /**
     * Copies bytes, as many as the target has room for.
     *
     * @param from the first that is copied
     * @return how many were copied
     */
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

    /** Copies all bytes to an array. */
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

    /** Moves the bytes out into a buffer. */
    void attach(EventBuffer newBuffer) {
        copyTo(newBuffer.bytes, 0);
        inline = 0;
        buffer = newBuffer;
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
