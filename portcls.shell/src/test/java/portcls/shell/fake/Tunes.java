package portcls.shell.fake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes of small songs: format 0, one tick is one millisecond. */
public final class Tunes {
    /** From note to note, ms. */
    public static final int STEP = 100;

    private static final int TICKS = 500;

    private Tunes() {}

    /** A programme, a pedal, system exclusive, then a note every 100 ms. */
    public static byte[] scale(int notes) {
        ByteArrayOutputStream track = new ByteArrayOutputStream();
        event(track, 0, 0xC0, 5);
        event(track, 0, 0xB0, 7, 99);
        event(track, 0, 0xF0, 5, 0x7E, 0x7F, 0x09, 0x01, 0xF7);
        for (int note = 0; note < notes; note++) {
            event(track, 0, 0x90, 60 + note % 12, 100);
            event(track, STEP, 0x80, 60 + note % 12, 64);
        }
        event(track, 0, 0xFF, 0x2F, 0);
        byte[] head = {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, TICKS >> 8, (byte) TICKS};
        byte[] events = track.toByteArray();
        return ByteBuffer.allocate(head.length + 8 + events.length)
                .put(head)
                .put("MTrk".getBytes(StandardCharsets.US_ASCII))
                .putInt(events.length)
                .put(events)
                .array();
    }

    private static void event(ByteArrayOutputStream track, int delta, int... bytes) {
        track.write(delta);
        for (int one : bytes) {
            track.write(one);
        }
    }
}
