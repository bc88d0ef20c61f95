package portcls.ports.music;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of DMUS_EVENTHEADER ({@code dmusbuff.h}): cbEvent, dwChannelGroup, rtDelta, dwFlags,
 * the bytes, padding up to a multiple of 8. Little-endian, whatever the order of the buffer.
 */
final class DirectMusicFormat {
    /** Bytes before the data. */
    static final int HEADER = 20;

    /** Flag: the bytes are one whole message. */
    static final int STRUCTURED = 1;

    private static final int GROUP = 4;
    private static final int DELTA = 8;
    private static final int ALIGNMENT = 8;

    private DirectMusicFormat() {}

    /** Rounded up to where the next structure begins. */
    static int padded(int bytes) {
        return bytes + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** Where the structure after this one begins; the padding of the last may be missing. */
    static int next(int structure, int byteCount, int end) {
        return (int) Math.min(end, structure + (long) padded(HEADER + byteCount));
    }

    /** Most data bytes of a structure for which there are that many bytes. */
    static int dataIn(int room) {
        return Math.max(0, (room & -ALIGNMENT) - HEADER);
    }

    static long byteCount(ByteBuffer source, int structure) {
        return getInt(source, structure) & 0xFFFF_FFFFL;
    }

    static long channelGroup(ByteBuffer source, int structure) {
        return getInt(source, structure + GROUP) & 0xFFFF_FFFFL;
    }

    static long delta100ns(ByteBuffer source, int structure) {
        long value = source.getLong(structure + DELTA);
        return source.order() == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value);
    }

    /** Puts a structure with its padding. */
    static void put(
            ByteBuffer target,
            int channelGroup,
            long delta100ns,
            int flags,
            byte[] data,
            int offset,
            int count) {
        boolean little = target.order() == ByteOrder.LITTLE_ENDIAN;
        putInt(target, count, little);
        putInt(target, channelGroup, little);
        target.putLong(little ? delta100ns : Long.reverseBytes(delta100ns));
        putInt(target, flags, little);
        target.put(data, offset, count);
        for (int i = HEADER + count; i < padded(HEADER + count); i++) {
            target.put((byte) 0);
        }
    }

    private static int getInt(ByteBuffer source, int index) {
        int value = source.getInt(index);
        return source.order() == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
    }

    private static void putInt(ByteBuffer target, int value, boolean little) {
        target.putInt(little ? value : Integer.reverseBytes(value));
    }
}
