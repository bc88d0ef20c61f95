package portcls.song.play;

import portcls.song.SmfReader;
import portcls.song.Song;
import portcls.song.SongException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Small songs: programme 5, volume 99, then the notes 0, 1, 2 … 100 ms after each other. */
final class Tune {
    /** From note to note, 100 ns. */
    static final long STEP = 1_000_000;

    private static final int TICKS = 500;
    private static final int MILLIS = 100;

    private Tune() {}

    static Song of(int notes) {
        ByteArrayOutputStream track = new ByteArrayOutputStream();
        event(track, 0, 0xC0, 5);
        event(track, 0, 0xB0, 7, 99);
        for (int note = 0; note < notes; note++) {
            event(track, 0, 0x90, note, 100);
            event(track, MILLIS, 0x80, note, 64);
        }
        event(track, 0, 0xFF, 0x2F, 0);
        byte[] head = {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, TICKS >> 8, (byte) TICKS};
        byte[] events = track.toByteArray();
        byte[] file =
                ByteBuffer.allocate(head.length + 8 + events.length)
                        .put(head)
                        .put("MTrk".getBytes(StandardCharsets.US_ASCII))
                        .putInt(events.length)
                        .put(events)
                        .array();
        try {
            return SmfReader.read(file, "tune");
        } catch (SongException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The note on of a note, as it is sent. */
    static String note(int number) {
        return String.format("90 %02X 64", number);
    }

    private static void event(ByteArrayOutputStream track, int delta, int... bytes) {
        track.write(delta);
        for (int one : bytes) {
            track.write(one);
        }
    }
}
