package portcls.api.dmus;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.nio.ByteBuffer;

/**
 * A time-stamped piece of music, DMUS_KERNEL_EVENT ({@code ns-dmusicks-_dmus_kernel_event}). Comes
 * from {@link IAllocatorMXF#getMessage} and ends in {@link IAllocatorMXF#putMessage}; made only
 * there. Up to {@value #INLINE_BYTES} bytes lie inside it, more in a buffer of the allocator.
 *
 * <p>It belongs to one thread at a time: whoever hands it on does not touch it again. No method
 * allocates or blocks.
 */
@ProviderType
@Irql(Level.ANY)
public interface DMusKernelEvent {
    /** Flag: exactly one whole message. */
    int COMPLETE = 0;

    /**
     * Flag: the message, or the package, goes on in the next event; of captured events: raw bytes,
     * to be parsed by the port.
     */
    int INCOMPLETE = 1;

    /** Flag: holds a chain of events that is handled as one. */
    int PACKAGE = 2;

    /** Most bytes that need no buffer: the size of a pointer. */
    int INLINE_BYTES = Long.BYTES;

    /** Byte position of an event that has none. */
    long NO_BYTE_POSITION = -1;

    /** When it is to be heard, or was; master time, 100 ns. */
    long presentationTime100ns();

    /** Stamps it. */
    void setPresentationTime100ns(long time100ns);

    /** Where in the byte stream its first byte was, or {@link #NO_BYTE_POSITION}. */
    long bytePosition();

    /** Sets where in the byte stream its first byte was. */
    void setBytePosition(long position);

    /** Group of 16 channels, from 0; unique only within one miniport. */
    int channelGroup();

    /** Sets the group of channels, 0 … 65535. */
    void setChannelGroup(int group);

    /** {@link #COMPLETE}, or {@link #INCOMPLETE} and {@link #PACKAGE} in any combination. */
    int flags();

    /** Sets the flags. */
    void setFlags(int flags);

    /** Whether the message goes on in the next event. */
    default boolean isIncomplete() {
        return (flags() & INCOMPLETE) != 0;
    }

    /** Whether it is a package. */
    default boolean isPackage() {
        return (flags() & PACKAGE) != 0;
    }

    /** The next event of the chain, of the same time; null at its end. */
    @Nullable DMusKernelEvent next();

    /** Chains another event of the same allocator to this one. */
    void setNext(@Nullable DMusKernelEvent event);

    /** The first event of the chain that this package holds; null when it is none. */
    @Nullable DMusKernelEvent packaged();

    /** Makes this a package of that chain, which is of the same allocator. */
    void setPackaged(DMusKernelEvent first);

    /** Number of bytes, not rounded up. */
    int length();

    /** Most bytes that it can hold as it is now: inside it, or in its buffer. */
    int capacity();

    /** A byte, 0 … 255. */
    int byteAt(int position);

    /** Adds a byte; false when there is no room. */
    boolean append(int value);

    /** Fills it. The bytes must fit {@link #capacity()}. */
    void set(byte[] source, int offset, int count);

    /**
     * Fills it. The bytes must fit {@link #capacity()}.
     *
     * @param index where in the source they begin; its position stays
     */
    void set(ByteBuffer source, int index, int count);

    /**
     * Makes it a short message.
     *
     * @param message see {@link portcls.api.client.MidiMessages}
     * @param bytes how many of its bytes count, 1 … 4
     */
    void setShort(int message, int bytes);

    /**
     * Its first bytes, at most 4, as a short message, see {@link portcls.api.client.MidiMessages}.
     */
    int shortMessage();

    /**
     * Copies bytes, as many as the target has room for.
     *
     * @param from the first that is copied
     * @return how many were copied
     */
    int copyTo(ByteBuffer target, int from);

    /** Copies all bytes to an array. */
    void copyTo(byte[] target, int offset);
}
