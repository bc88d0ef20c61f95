package portcls.song;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes the bytes of Standard MIDI Files, good and bad ones. */
final class Smf {
    static final String END = "00 FF 2F 00";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A file with a header. */
    static Smf file(int format, int tracks, int division) {
        return new Smf().chunk("MThd", shorts(format, tracks, division));
    }

    /** A file of format 0 with 96 ticks per quarter note, hence 1/192 s per tick, and one track. */
    static byte[] single(String events) {
        return file(0, 1, 96).track(events).bytes();
    }

    /** Bytes as they are. */
    Smf raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Bytes in hexadecimal. */
    Smf raw(String hex) {
        return raw(hex(hex));
    }

    Smf chunk(String tag, byte[] content) {
        return chunk(tag, content.length, content);
    }

    /** A chunk that says it has that length. */
    Smf chunk(String tag, int length, byte[] content) {
        raw(tag.getBytes(StandardCharsets.ISO_8859_1));
        raw(
                new byte[] {
                    (byte) (length >> 24),
                    (byte) (length >> 16),
                    (byte) (length >> 8),
                    (byte) length
                });
        return raw(content);
    }

    Smf track(String events) {
        return chunk("MTrk", hex(events));
    }

    Smf track(int length, String events) {
        return chunk("MTrk", length, hex(events));
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] hex(String text) {
        String digits = text.replace(" ", "");
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, 16);
        }
        return bytes;
    }

    private static byte[] shorts(int... values) {
        byte[] bytes = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[2 * i] = (byte) (values[i] >> 8);
            bytes[2 * i + 1] = (byte) values[i];
        }
        return bytes;
    }
}
