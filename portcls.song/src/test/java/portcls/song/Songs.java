package portcls.song;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Looks at songs. */
final class Songs {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private Songs() {}

    static byte[] message(Song song, int index) {
        int from = song.offset(index);
        return Arrays.copyOfRange(song.data(), from, from + song.length(index));
    }

    /** Each message as "time in ms: bytes"; the fraction of a millisecond is cut off. */
    static List<String> lines(Song song) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < song.size(); i++) {
            long millis = song.time100ns(i) / 10_000;
            lines.add(millis + ": " + HEX.formatHex(message(song, i)));
        }
        return lines;
    }

    static List<String> problems(Song song) {
        return song.problems().stream().map(Problem::text).toList();
    }

    /** What holds for every song, however broken the file was. */
    static void assertSound(Song song) {
        assertTrue(song.size() > 0, "a song without messages");
        assertTrue(!song.title().isBlank() && song.title().lines().count() == 1, song.title());
        long last = 0;
        boolean open = false;
        int notes = 0;
        for (int i = 0; i < song.size(); i++) {
            assertTrue(song.time100ns(i) >= last, "time goes back at message " + i);
            last = song.time100ns(i);
            int from = song.offset(i);
            int to = from + song.length(i);
            assertTrue(song.length(i) > 0 && from >= 0 && to <= song.data().length, "message " + i);
            WireCheck.Result result = WireCheck.check(song.data(), from, to, open);
            assertNotEquals(WireCheck.Result.UNSOUND, result, "message " + i);
            open = result == WireCheck.Result.OPEN;
            notes += song.isNoteOn(i) ? 1 : 0;
        }
        assertTrue(!open, "system exclusive without end");
        assertTrue(song.duration100ns() >= last, "ends before its last message");
        assertEquals(notes, song.noteCount());
    }
}
