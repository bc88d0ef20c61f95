package portcls.ports.music;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The layout of KSMUSICFORMAT ({@code ns-ksmedia-ksmusicformat}): TimeDeltaMs, ByteCount, the
 * bytes, padding up to a multiple of 4. Little-endian, whatever the order of the buffer.
 */
final class MusicFormat {
    /** Bytes before the data. */
    static final int HEADER = 8;

    private static final int ALIGNMENT = 4;

    private MusicFormat() {}

    /** Rounded up to where the next structure begins. */
    static int padded(int bytes) {
        return bytes + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** Where the structure after this one begins; the padding of the last may be missing. */
    static int next(int structure, int byteCount, int end) {
        return (int) Math.min(end, structure + (long) HEADER + padded(byteCount));
    }

    /** Most data bytes of a structure for which there are that many bytes. */
    static int dataIn(int room) {
        return Math.max(0, (room & -ALIGNMENT) - HEADER);
    }

    static long timeDeltaMs(ByteBuffer source, int structure) {
        return getInt(source, structure) & 0xFFFF_FFFFL;
    }

    static long byteCount(ByteBuffer source, int structure) {
        return getInt(source, structure + Integer.BYTES) & 0xFFFF_FFFFL;
    }

    /** Puts a structure with its padding. */
    static void put(ByteBuffer target, long timeDeltaMs, byte[] data, int offset, int count) {
        putInt(target, (int) timeDeltaMs);
        putInt(target, count);
        target.put(data, offset, count);
        for (int i = count; i < padded(count); i++) {
            target.put((byte) 0);
        }
    }

    private static int getInt(ByteBuffer source, int index) {
        int value = source.getInt(index);
        return source.order() == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
    }

    private static void putInt(ByteBuffer target, int value) {
        target.putInt(
                target.order() == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value));
    }
}
