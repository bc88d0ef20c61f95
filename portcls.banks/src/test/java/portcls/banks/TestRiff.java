package portcls.banks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts chunks together without any check, right or wrong. */
public final class TestRiff {
    private TestRiff() {}

    public static byte[] chunk(String id, byte... content) {
        return sized(id, content.length, content);
    }

    public static byte[] sized(String id, int size, byte... content) {
        return join(ascii(id), int32(size), content, new byte[content.length & 1]);
    }

    public static byte[] list(String type, byte[]... chunks) {
        return chunk("LIST", join(ascii(type), join(chunks)));
    }

    public static byte[] riff(String type, byte[]... chunks) {
        return chunk("RIFF", join(ascii(type), join(chunks)));
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] int32(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    public static byte[] int16(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
