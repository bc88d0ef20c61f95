package portcls.song;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Good files, of every kind that the format allows. */
class SmfReaderTest {
    private static final long SECOND = 10_000_000;

    private static Song good(byte[] file) throws SongException {
        Song song = SmfReader.read(file, "folder/song.mid");
        Songs.assertSound(song);
        assertEquals(List.of(), Songs.problems(song));
        return song;
    }

    @Test
    void readsEveryChannelMessage() throws SongException {
        Song song =
                good(
                        Smf.single(
                                "00 90 3C 40 60 80 3C 40 00 A1 3C 10 00 B2 07 7F 00 C3 05 00 D4 22"
                                        + " 00 E5 00 40"
                                        + Smf.END));
        assertEquals(
                List.of(
                        "0: 90 3C 40",
                        "500: 80 3C 40",
                        "500: A1 3C 10",
                        "500: B2 07 7F",
                        "500: C3 05",
                        "500: D4 22",
                        "500: E5 00 40"),
                Songs.lines(song));
        assertEquals(1, song.noteCount());
        assertEquals(SECOND / 2, song.duration100ns());
        assertEquals(Duration.ofMillis(500), song.duration());
    }

    @Test
    void runningStatusIsWrittenOut() throws SongException {
        Song song = good(Smf.single("00 90 3C 40 60 3C 00 00 C0 01 00 02" + Smf.END));
        assertEquals(
                List.of("0: 90 3C 40", "500: 90 3C 00", "500: C0 01", "500: C0 02"),
                Songs.lines(song));
        assertEquals(1, song.noteCount());
    }

    @Test
    void timesHaveUpToFourBytes() throws SongException {
        Song song = good(Smf.single("81 40 90 3C 40 80 80 80 60 3C 00" + Smf.END));
        assertEquals(List.of("1000: 90 3C 40", "1500: 90 3C 00"), Songs.lines(song));
    }

    @Test
    void silenceAtTheEndCounts() throws SongException {
        assertEquals(SECOND, good(Smf.single("00 90 3C 40 81 40 FF 2F 00")).duration100ns());
    }

    @Test
    void tempoChangesOfAnyTrackCountForAll() throws SongException {
        Song song =
                good(
                        Smf.file(1, 2, 96)
                                .track("00 90 3C 40 60 3C 00 60 3C 40 60 3C 00" + Smf.END)
                                // At tick 96 a quarter lasts 1 s, at tick 240 1/4 s.
                                .track("60 FF 51 03 0F 42 40 81 10 FF 51 03 03 D0 90" + Smf.END)
                                .bytes());
        assertEquals(
                List.of("0: 90 3C 40", "500: 90 3C 00", "1500: 90 3C 40", "2125: 90 3C 00"),
                Songs.lines(song));
    }

    @Test
    void atEqualTimeTracksAndTheirMessagesKeepTheirOrder() throws SongException {
        Song song =
                good(
                        Smf.file(1, 3, 96)
                                .track("00 90 01 01 00 90 02 01 60 90 03 01" + Smf.END)
                                .track("00 91 01 01 60 91 02 01 00 91 03 01" + Smf.END)
                                .track("00 92 01 01 00 92 02 01" + Smf.END)
                                .bytes());
        assertEquals(
                List.of(
                        "0: 90 01 01",
                        "0: 90 02 01",
                        "0: 91 01 01",
                        "0: 92 01 01",
                        "0: 92 02 01",
                        "500: 90 03 01",
                        "500: 91 02 01",
                        "500: 91 03 01"),
                Songs.lines(song));
    }

    @Test
    void tracksOfFormat2FollowOneAnotherWithTheirOwnTempos() throws SongException {
        Song song =
                good(
                        Smf.file(2, 3, 96)
                                .track("60 FF 51 03 0F 42 40 60 90 01 01 60 FF 2F 00")
                                .track("00 90 02 01 60 FF 2F 00")
                                .track("00 90 03 01" + Smf.END)
                                .bytes());
        assertEquals(
                List.of("1500: 90 01 01", "2500: 90 02 01", "3000: 90 03 01"), Songs.lines(song));
    }

    @ParameterizedTest
    @CsvSource({"24, 24, 40", "25, 25, 40", "29, 29.97002997, 80", "30, 30, 100"})
    void timeCodeDivisionKnowsNoTempo(int rate, double framesPerSecond, int ticksPerFrame)
            throws SongException {
        int division = (-rate & 0xFF) << 8 | ticksPerFrame;
        // 0x8F 0x00 = 1920 ticks.
        Song song =
                good(
                        Smf.file(0, 1, division)
                                .track("00 FF 51 03 0F 42 40 8F 00 90 01 01" + Smf.END)
                                .bytes());
        double expected = 1920 / (framesPerSecond * ticksPerFrame) * SECOND;
        assertEquals(expected, (double) song.time100ns(0), 0.6);
    }

    @Test
    void timesAreRoundedToTheNearest() throws SongException {
        // A third of a half second per tick.
        Song song = good(Smf.file(0, 1, 3).track("01 90 3C 40 01 3C 00" + Smf.END).bytes());
        assertEquals(1_666_667, song.time100ns(0));
        assertEquals(3_333_333, song.time100ns(1));
    }

    @Test
    void timesDoNotDrift() throws SongException {
        // 100 000 times a third of a quarter and another tempo, none of which is a whole 100 ns.
        StringBuilder events = new StringBuilder();
        int rounds = 50_000;
        for (int i = 0; i < rounds; i++) {
            events.append("01 FF 51 03 07 A1 23 01 FF 51 03 07 A1 25 00 C0 01");
        }
        Song song = good(Smf.file(0, 1, 7).track(events + "00 90 01 01" + Smf.END).bytes());
        // The first tick still has the tempo 500 000.
        long micros = 500_000L + (long) rounds * 0x07A123 + (rounds - 1L) * 0x07A125;
        assertEquals(Math.round(micros * 10 / 7.0), song.time100ns(song.size() - 1));
    }

    @Test
    void systemExclusiveIsSentWhole() throws SongException {
        Song song =
                good(Smf.single("00 F0 05 7E 7F 09 01 F7 00 F0 03 43 F8 F7 60 90 3C 40" + Smf.END));
        assertEquals(
                List.of("0: F0 7E 7F 09 01 F7", "0: F0 43 F8 F7", "500: 90 3C 40"),
                Songs.lines(song));
    }

    @Test
    void systemExclusiveInPacketsKeepsItsTimes() throws SongException {
        Song song = good(Smf.single("00 F0 02 43 12 60 F7 02 43 12 60 F7 03 43 12 F7" + Smf.END));
        assertEquals(List.of("0: F0 43 12", "500: 43 12", "1000: 43 12 F7"), Songs.lines(song));
    }

    @Test
    void packetsOfSystemExclusiveAreNotTornApartByOtherTracks() throws SongException {
        Song song =
                good(
                        Smf.file(1, 2, 96)
                                .track("00 F0 02 43 12 30 F7 01 01 81 10 F7 02 02 F7" + Smf.END)
                                .track("60 90 3C 40 60 90 3C 00" + Smf.END)
                                .bytes());
        assertEquals(
                List.of("0: F0 43 12", "250: 01", "500: 02 F7", "500: 90 3C 40", "1000: 90 3C 00"),
                Songs.lines(song));
    }

    @Test
    void escapeSendsAnyWholeMessages() throws SongException {
        Song song =
                good(Smf.single("00 F7 03 F2 10 00 60 F7 02 FA F8 00 F7 03 90 3C 40" + Smf.END));
        assertEquals(List.of("0: F2 10 00", "500: FA F8", "500: 90 3C 40"), Songs.lines(song));
    }

    @Test
    void riffWrapperIsOpened() throws SongException {
        byte[] inner = Smf.single("00 90 3C 40" + Smf.END);
        byte[] file =
                new Smf()
                        .raw("RIFF".getBytes(StandardCharsets.US_ASCII))
                        .raw("40 00 00 00")
                        .raw("RMIDLIST".getBytes(StandardCharsets.US_ASCII))
                        .raw("03 00 00 00 01 02 03 00")
                        .raw("data".getBytes(StandardCharsets.US_ASCII))
                        .raw(new byte[] {(byte) inner.length, 0, 0, 0})
                        .raw(inner)
                        .bytes();
        assertEquals(List.of("0: 90 3C 40"), Songs.lines(good(file)));
    }

    @Test
    void riffWrapperMayHaveChunksAfterTheSong() throws SongException {
        byte[] inner = Smf.single("00 90 3C 40" + Smf.END);
        byte[] file =
                new Smf()
                        .raw("RIFF".getBytes(StandardCharsets.US_ASCII))
                        .raw("40 00 00 00")
                        .raw("RMIDdata".getBytes(StandardCharsets.US_ASCII))
                        .raw(new byte[] {(byte) inner.length, 0, 0, 0})
                        .raw(inner)
                        .raw(inner.length % 2 == 1 ? "00" : "")
                        .raw("RIFF".getBytes(StandardCharsets.US_ASCII))
                        .raw("04 00 00 00")
                        .raw("DLS ".getBytes(StandardCharsets.US_ASCII))
                        .bytes();
        assertEquals(List.of("0: 90 3C 40"), Songs.lines(good(file)));
    }

    @Test
    void unknownChunksAndLongerHeadersAreSkipped() throws SongException {
        byte[] file =
                new Smf()
                        .chunk("MThd", Smf.hex("0000 0001 0060 ABCD"))
                        .chunk("XFIH", Smf.hex("01 02 03"))
                        .track("00 90 3C 40" + Smf.END)
                        .chunk("XFKM", Smf.hex("4D 54 72 6B"))
                        .bytes();
        assertEquals(List.of("0: 90 3C 40"), Songs.lines(good(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "4D 79 20 73 6F 6E 67, My song",
        "'', song",
        "20 20, song",
        "43 61 66 C3 A9, Café",
        "43 61 66 E9, Café",
        "41 1B 5B 33 31 6D 0A 42 00, A [31m B"
    })
    void titleIsTheNameOfTheFirstTrackOrOfTheFile(String hex, String title) throws SongException {
        String length = HexFormat.of().toHexDigits((byte) Smf.hex(hex).length);
        Song song = good(Smf.single("00 FF 03" + length + hex + "00 90 3C 40" + Smf.END));
        assertEquals(title, song.title());
    }

    @Test
    void longTitleIsCut() throws SongException {
        Song song =
                good(Smf.single("00 FF 03 8F 50" + "61".repeat(2000) + "00 90 3C 40" + Smf.END));
        assertEquals("a".repeat(80) + "…", song.title());
    }

    @Test
    void songTellsWhatItIs() throws SongException {
        Song song = good(Smf.single("00 90 3C 40 F8 40 80 3C 00" + Smf.END));
        assertEquals("song (1 note, 1:20)", song.toString());
        assertTrue(song.isNoteOn(0) && !song.isNoteOn(1));
    }
}
