package portcls.banks.riff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a RIFF file into memory: sizes and padding are right by construction.
 *
 * <p>Not thread-safe.
 */
public final class RiffWriter {
    private ByteBuffer out;

    /**
     * Begins a file.
     *
     * @param expected about how many bytes it will have
     */
    public RiffWriter(String type, int expected) {
        out = ByteBuffer.allocate(Math.max(64, expected)).order(ByteOrder.LITTLE_ENDIAN);
        id("RIFF").i32(0).id(type);
    }

    /** Writes a chunk or list that somebody else fills. */
    public RiffWriter chunk(String id, Runnable content) {
        id(id).i32(0);
        int start = out.position();
        content.run();
        int size = out.position() - start;
        out.putInt(start - Integer.BYTES, size);
        if ((size & 1) != 0) {
            u8(0);
        }
        return this;
    }

    /** Writes a list that somebody else fills. */
    public RiffWriter list(String type, Runnable content) {
        return chunk(
                "LIST",
                () -> {
                    id(type);
                    content.run();
                });
    }

    /** Writes a text chunk: terminated, of even size, cut to {@code max} bytes. */
    public RiffWriter textChunk(String id, String text, int max) {
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = Math.min(latin.length, max - 2);
        return chunk(id, () -> bytes(Arrays.copyOf(latin, length + 2 - (length & 1))));
    }

    /** Writes a text of fixed length, terminated. */
    public RiffWriter text(String text, int length) {
        byte[] field = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), length);
        field[length - 1] = 0;
        return bytes(field);
    }

    /** Writes the four characters of an id. */
    public RiffWriter id(String id) {
        return bytes(id.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes a byte. */
    public RiffWriter u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    /** Writes a 16-bit number. */
    public RiffWriter u16(int value) {
        room(2).putShort((short) value);
        return this;
    }

    /** Writes a 32-bit number. */
    public RiffWriter i32(int value) {
        room(4).putInt(value);
        return this;
    }

    /** Writes bytes. */
    public RiffWriter bytes(byte... bytes) {
        room(bytes.length).put(bytes);
        return this;
    }

    /** Writes what a buffer holds; its position stays. */
    public RiffWriter bytes(ByteBuffer bytes) {
        room(bytes.remaining()).put(bytes.duplicate());
        return this;
    }

    /** Writes zeros. */
    public RiffWriter zeros(int count) {
        return bytes(new byte[count]);
    }

    /** How many bytes stand there; what is written next stands there. */
    public int position() {
        return out.position();
    }

    /** Ends the file. */
    public byte[] toBytes() {
        out.putInt(4, out.position() - 8);
        byte[] all = out.array();
        return all.length == out.position() ? all : Arrays.copyOf(all, out.position());
    }

    private ByteBuffer room(int count) {
        if (out.remaining() < count) {
            int needed = Math.addExact(out.position(), count);
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, needed + (needed >> 1) + 64L);
            ByteBuffer larger =
                    ByteBuffer.allocate(Math.max(needed, capacity)).order(ByteOrder.LITTLE_ENDIAN);
            out = larger.put(out.flip());
        }
        return out;
    }
}
