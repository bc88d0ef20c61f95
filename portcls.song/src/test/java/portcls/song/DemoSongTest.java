package portcls.song;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

class DemoSongTest {
    private static final long SECOND = 10_000_000;
    private static final int PIANO = 0;
    private static final int STRINGS = 1;
    private static final int NOTES_IN_BARS = 34 * 16;

    /** The harmony of each bar: root and intervals above it, as semitones above C. */
    private static final String[] HARMONY = {
        "0 4 7", "2 5 9 0", "7 11 2 5", "0 4 7", "9 0 4", "2 6 9 0", "7 11 2",
        "0 4 7 11", "9 0 4 7", "2 6 9 0", "7 11 2", "1 4 7 10", "2 5 9", "11 2 5 8",
        "0 4 7", "5 9 0 4", "2 5 9 0", "7 11 2 5", "0 4 7", "0 4 7 10", "5 9 0 4",
        "6 9 0 3", "11 2 5 8 0", "7 11 2 5", "0 4 7", "7 0 2 5", "7 11 2 5", "6 9 0 3 7",
        "0 4 7", "7 0 2 5", "7 11 2 5", "0 4 7 10", "2 5 9 0", "7 11 2 5 0 4", "0 4 7"
    };

    private static final int[] BASS = {
        60, 60, 59, 60, 60, 60, 59, 59, 57, 50, 55, 55, 53, 53, 52, 52, 50, 43, 48, 48, 41, 42, 44,
        43, 43, 43, 43, 43, 43, 43, 43, 36, 36, 36, 36
    };

    private final Song song = DemoSong.create();

    @Test
    void isASoundSong() {
        Songs.assertSound(song);
        assertEquals("J. S. Bach: Prelude in C major, BWV 846", song.title());
        assertEquals(List.of(), song.problems());
    }

    @Test
    void lastsTwoMinutes() {
        long seconds = song.duration().toSeconds();
        assertTrue(seconds >= 60 && seconds < 130, "seconds=" + seconds);
    }

    @Test
    void isAlwaysTheSame() {
        assertEquals(Songs.lines(song), Songs.lines(DemoSong.create()));
    }

    @Test
    void has35Bars() {
        assertEquals(NOTES_IN_BARS + 5, keys(PIANO).size());
        assertEquals(36, HARMONY.length + 1);
    }

    @Test
    void everyBarHasItsHarmonyAndItsBass() {
        List<Integer> keys = keys(PIANO);
        for (int bar = 0; bar < 35; bar++) {
            List<Integer> notes = keys.subList(bar * 16, Math.min(bar * 16 + 16, keys.size()));
            BitSet expected = new BitSet();
            for (String degree : HARMONY[bar].split(" ", -1)) {
                expected.set(Integer.parseInt(degree));
            }
            BitSet heard = new BitSet();
            notes.forEach(key -> heard.set(key % 12));
            assertEquals(expected, heard, "bar " + (bar + 1));
            assertEquals(BASS[bar], notes.getFirst(), "bass of bar " + (bar + 1));
        }
    }

    @Test
    void chordsAreBrokenTwiceInABar() {
        List<Integer> keys = keys(PIANO);
        assertEquals(List.of(60, 64, 67, 72, 76, 67, 72, 76), keys.subList(0, 8));
        for (int bar = 0; bar < 32; bar++) {
            List<Integer> notes = keys.subList(bar * 16, bar * 16 + 16);
            assertEquals(notes.subList(0, 8), notes.subList(8, 16), "bar " + (bar + 1));
            assertEquals(notes.subList(2, 5), notes.subList(5, 8), "bar " + (bar + 1));
            List<Integer> chord = notes.subList(0, 5);
            assertEquals(chord.stream().sorted().toList(), chord, "bar " + (bar + 1));
        }
    }

    @Test
    void theEndIsItsOwn() {
        List<Integer> keys = keys(PIANO);
        assertEquals(
                List.of(36, 48, 53, 57, 60, 65, 60, 57, 60, 57, 53, 57, 53, 50, 53, 50),
                keys.subList(32 * 16, 33 * 16));
        assertEquals(
                List.of(36, 47, 67, 71, 74, 77, 74, 71, 74, 71, 67, 71, 62, 65, 64, 62),
                keys.subList(33 * 16, 34 * 16));
        assertEquals(List.of(36, 48, 64, 67, 72), keys.subList(NOTES_IN_BARS, keys.size()));
    }

    @Test
    void stringsPlayOnlyWhatThePianoHasInTheBar() {
        List<Long> bars = barStarts();
        int heard = 0;
        for (int i = 0; i < song.size(); i++) {
            if (isNoteOn(i, STRINGS)) {
                int bar = 0;
                while (bar + 1 < bars.size() && bars.get(bar + 1) <= song.time100ns(i) + 50_000) {
                    bar++;
                }
                List<String> degrees = Arrays.asList(HARMONY[bar].split(" ", -1));
                String degree = String.valueOf(key(i) % 12);
                assertTrue(degrees.contains(degree), "bar " + (bar + 1) + " has no " + degree);
                assertTrue(bar >= 19, "bar " + (bar + 1));
                heard++;
            }
        }
        assertTrue(heard > 16, "heard=" + heard);
    }

    @Test
    void noNoteHangsOrIsStruckTwice() {
        BitSet sounding = new BitSet();
        boolean pedal = false;
        for (int i = 0; i < song.size(); i++) {
            int status = song.data()[song.offset(i)] & 0xFF;
            if (status == 0xF0 || status >> 4 == 0xC) {
                continue;
            }
            int note = (status & 0xF) << 7 | key(i);
            int value = song.data()[song.offset(i) + 2];
            if (song.isNoteOn(i)) {
                assertFalse(sounding.get(note), "struck again: message " + i);
                sounding.set(note);
            } else if (status >> 4 == 8) {
                assertTrue(sounding.get(note), "was not struck: message " + i);
                sounding.clear(note);
            } else if (status == 0xB0 && key(i) == 64) {
                pedal = value >= 64;
            }
        }
        assertTrue(sounding.isEmpty() && !pedal, sounding + " pedal=" + pedal);
    }

    @Test
    void slowsDownAtTheEnd() {
        List<Long> bars = barStarts();
        long first = bars.get(5) - bars.get(4);
        assertEquals(4 * 60.0 / 71, (double) first / SECOND, 0.1);
        long last = bars.get(34) - bars.get(33);
        assertTrue(last > first * 6 / 5, "last=" + last + " first=" + first);
    }

    @Test
    void beginsByMakingTheDeviceReady() {
        assertArrayEquals(Smf.hex("F0 7E 7F 09 01 F7"), Songs.message(song, 0));
        assertArrayEquals(Smf.hex("C0 00"), Songs.message(song, 1));
        int firstNote = 0;
        while (!song.isNoteOn(firstNote)) {
            firstNote++;
        }
        // A device needs some time after the reset of General MIDI.
        assertTrue(song.time100ns(1) >= SECOND / 10);
        assertTrue(song.time100ns(firstNote) >= SECOND / 5);
    }

    private boolean isNoteOn(int index, int channel) {
        return song.isNoteOn(index) && (song.data()[song.offset(index)] & 0xF) == channel;
    }

    private int key(int index) {
        return song.data()[song.offset(index) + 1];
    }

    private List<Integer> keys(int channel) {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < song.size(); i++) {
            if (isNoteOn(i, channel)) {
                keys.add(key(i));
            }
        }
        return keys;
    }

    private List<Long> barStarts() {
        List<Long> starts = new ArrayList<>();
        int notes = 0;
        for (int i = 0; i < song.size(); i++) {
            if (isNoteOn(i, PIANO) && notes++ % 16 == 0 && starts.size() < 35) {
                starts.add(song.time100ns(i));
            }
        }
        return starts;
    }
}
