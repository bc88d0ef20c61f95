package portcls.song;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Broken files: what is kept of them, and what is said. */
class SmfFaultsTest {
    private static final String WHAT_TO_DO =
            " Give a Standard MIDI File (.mid, .midi, .kar or .rmi) or a WAV file.";

    /** A note of 500 ms. */
    private static final String NOTE = "00 90 3C 40 60 80 3C 40";

    private static final List<String> NOTE_LINES = List.of("0: 90 3C 40", "500: 80 3C 40");

    private static Song kept(byte[] file, String... problems) throws SongException {
        Song song = SmfReader.read(file, "song.mid");
        Songs.assertSound(song);
        assertEquals(List.of(problems), Songs.problems(song));
        return song;
    }

    private static void noSong(byte[] file, String message) {
        SongException e = assertThrows(SongException.class, () -> SmfReader.read(file, "song.mid"));
        assertEquals(message, e.getMessage());
    }

    @Test
    void cutOffFileIsKeptUpToTheCut() throws SongException {
        byte[] whole =
                Smf.file(1, 2, 96).track(NOTE + Smf.END).track(NOTE + NOTE + Smf.END).bytes();
        Song song =
                kept(
                        Arrays.copyOf(whole, 56),
                        "the file ends inside track 2 at byte 56; the 3 events before that were"
                                + " kept");
        assertEquals(
                List.of(
                        "0: 90 3C 40",
                        "0: 90 3C 40",
                        "500: 80 3C 40",
                        "500: 80 3C 40",
                        "500: 90 3C 40"),
                Songs.lines(song));
        assertEquals(2, song.problems().getFirst().track());
        assertEquals(54, song.problems().getFirst().position());
    }

    @Test
    void cutOffFileMissesItsOtherTracks() throws SongException {
        byte[] file = Smf.file(1, 3, 96).track(NOTE).bytes();
        Song song =
                kept(
                        file,
                        "track 1 has no end-of-track event, it just stops at byte 30; the 2"
                                + " events before that were kept",
                        "the header announces 3 tracks, the file has 1");
        assertEquals(NOTE_LINES, Songs.lines(song));
    }

    @Test
    void everyCutIsASongOrASongException() throws SongException {
        byte[] whole =
                Smf.file(1, 2, 96)
                        .track("00 FF 03 02 41 42 00 F0 03 01 02 F7" + NOTE + Smf.END)
                        .track(NOTE + Smf.END)
                        .bytes();
        int songs = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                Songs.assertSound(SmfReader.read(Arrays.copyOf(whole, length), "song.mid"));
                songs++;
            } catch (SongException e) {
                assertTrue(e.getMessage().endsWith(WHAT_TO_DO), e.getMessage());
            }
        }
        assertTrue(songs > 20, "songs=" + songs);
    }

    @Test
    void badDataByteEndsItsTrackOnly() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 2, 96)
                                .track("00 90 01 01 00 90 02 9C 00 90 03 01" + Smf.END)
                                .track(NOTE + Smf.END)
                                .bytes(),
                        "track 1 holds at byte 29 the byte 0x9C where a data byte must stand;"
                                + " the event before that was kept");
        assertEquals(List.of("0: 90 01 01", "0: 90 3C 40", "500: 80 3C 40"), Songs.lines(song));
    }

    @ParameterizedTest
    @CsvSource({"F1", "F4", "F5", "F6", "F8", "FD"})
    void undefinedStatusEndsItsTrack(String status) throws SongException {
        Song song =
                kept(
                        Smf.single(NOTE + "00" + status + "00 00" + Smf.END),
                        "track 1 holds at byte 31 the status byte 0x"
                                + status
                                + ", which no file may hold; the 2 events before that were kept");
        assertEquals(NOTE_LINES, Songs.lines(song));
    }

    @Test
    void dataWithoutStatusEndsItsTrack() throws SongException {
        kept(
                Smf.file(1, 2, 96).track("00 3C 40" + Smf.END).track(NOTE + Smf.END).bytes(),
                "track 1 holds at byte 23 the data byte 0x3C where a status byte must stand;"
                        + " it has no event before that");
    }

    @Test
    void timeOfFiveBytesEndsItsTrack() throws SongException {
        kept(
                Smf.single(NOTE + "81 81 81 81 00 90 3C 40" + Smf.END),
                "track 1 holds at byte 33 a time of more than four bytes;"
                        + " the 2 events before that were kept");
    }

    @Test
    void runningStatusAcrossMetaEventsIsRead() throws SongException {
        Song song =
                kept(
                        Smf.single(
                                "00 90 3C 40 00 FF 01 01 41 60 3C 00 00 FF 01 00 00 3D 01"
                                        + Smf.END),
                        "track 1 at byte 31: running status goes on after an event that ends it;"
                                + " it was kept");
        assertEquals(List.of("0: 90 3C 40", "500: 90 3C 00", "500: 90 3D 01"), Songs.lines(song));
    }

    @Test
    void missingEndOfTrackIsNoLoss() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 2, 96).track(NOTE).track(NOTE + Smf.END).bytes(),
                        "track 1 has no end-of-track event, it just stops at byte 30; the 2"
                                + " events before that were kept");
        assertEquals(4, song.size());
    }

    @Test
    void trackThatIsLongerThanItSaysIsReadToItsEnd() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 2, 96).track(5, NOTE + Smf.END).track(NOTE + Smf.END).bytes(),
                        "track 1 says it is 5 bytes long, but ends after 12");
        assertEquals(4, song.size());
    }

    @Test
    void trackThatIsShorterThanItSaysDoesNotSwallowTheNext() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 2, 96).track(17, NOTE + Smf.END).track(NOTE + Smf.END).bytes(),
                        "track 1 says it is 17 bytes long, but ends after 12");
        assertEquals(4, song.size());
    }

    @Test
    void trackOfNoSensibleLengthAndWithoutEndStopsAtTheNext() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 2, 96).track(-1, NOTE).track(NOTE + Smf.END).bytes(),
                        "track 1 has no end-of-track event, it just stops at byte 30; the 2"
                                + " events before that were kept");
        assertEquals(4, song.size());
    }

    @Test
    void junkAfterATrackIsNotPlayed() throws SongException {
        Song song =
                kept(
                        Smf.file(0, 1, 96).track(NOTE).raw("FF FF 90 00").bytes(),
                        "track 1 has no end-of-track event, it just stops at byte 30; the 2"
                                + " events before that were kept",
                        "4 bytes at byte 30 in no track; skipped");
        assertEquals(NOTE_LINES, Songs.lines(song));
    }

    @Test
    void paddingIsSkipped() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 2, 96)
                                .track(NOTE + Smf.END)
                                .raw("00")
                                .track(NOTE + Smf.END + "00 00")
                                .raw("00 00 00")
                                .bytes(),
                        "1 byte at byte 34 in no track; skipped",
                        "2 bytes after the end of track 2 skipped",
                        "3 bytes at byte 57 in no track; skipped");
        assertEquals(4, song.size());
    }

    @Test
    void moreTracksThanAnnouncedAreRead() throws SongException {
        Song song =
                kept(
                        Smf.file(1, 1, 96).track(NOTE + Smf.END).track(NOTE + Smf.END).bytes(),
                        "the header announces 1 track, the file has 2");
        assertEquals(4, song.size());
    }

    @Test
    void secondSongIsLeftOut() throws SongException {
        Song song =
                kept(
                        new Smf()
                                .raw(Smf.single(NOTE + Smf.END))
                                .raw(Smf.single(NOTE + Smf.END))
                                .bytes(),
                        "another song begins at byte 34; it was left out");
        assertEquals(2, song.size());
    }

    @Test
    void oddHeadersAreReadAsTheyAreMeant() throws SongException {
        byte[] track = Smf.hex(NOTE + Smf.END);
        assertEquals(
                NOTE_LINES,
                Songs.lines(
                        kept(
                                new Smf()
                                        .chunk("MThd", 1000, Smf.hex("0007 0001 0060"))
                                        .chunk("MTrk", track)
                                        .bytes(),
                                "the header says it is 1000 bytes long; 6 were read",
                                "the format 7 is unknown; read as format 1")));
        assertEquals(
                NOTE_LINES,
                Songs.lines(
                        kept(
                                new Smf().raw("00 01 02").raw(Smf.single(NOTE + Smf.END)).bytes(),
                                "the first 3 bytes belong to no song; they were skipped")));
    }

    @ParameterizedTest
    @CsvSource({"0", "65440" /* −1 */, "59392" /* 24 frames of 0 ticks */})
    void timeUnitWithoutMeaningIsReplaced(int division) throws SongException {
        Song song =
                kept(
                        Smf.file(0, 1, division).track(NOTE + Smf.END).bytes(),
                        "the time unit "
                                + division
                                + " has no meaning; read as 96 ticks per quarter note, so the"
                                + " tempo may be wrong");
        assertEquals(NOTE_LINES, Songs.lines(song));
    }

    @Test
    void tempoWithoutMeaningIsLeftOut() throws SongException {
        Song song =
                kept(
                        Smf.single("00 FF 51 03 00 00 00 00 FF 51 02 01 02" + NOTE + Smf.END),
                        "track 1 at byte 22: a tempo of no meaning was left out",
                        "track 1 at byte 29: a tempo of no meaning was left out");
        assertEquals(NOTE_LINES, Songs.lines(song));
    }

    @Test
    void systemExclusiveWithoutEndIsEnded() throws SongException {
        Song song =
                kept(
                        Smf.single("00 F0 02 43 12" + NOTE + "00 F0 01 44" + Smf.END),
                        "track 1 at byte 27: system exclusive without an end; 0xF7 was added",
                        "track 1 at byte 39: system exclusive without an end; 0xF7 was added");
        assertEquals(
                List.of("0: F0 43 12 F7", "0: 90 3C 40", "500: 80 3C 40", "500: F0 44 F7"),
                Songs.lines(song));
    }

    @Test
    void escapeAfterSystemExclusiveWithoutEndIsItsOwn() throws SongException {
        Song song =
                kept(
                        Smf.single("00 F0 02 43 12 00 F7 03 F2 00 00" + Smf.END),
                        "track 1 at byte 27: system exclusive without an end; 0xF7 was added");
        assertEquals(List.of("0: F0 43 12 F7", "0: F2 00 00"), Songs.lines(song));
    }

    @ParameterizedTest
    @CsvSource({
        "00 F0 04 43 90 12 F7", // a status inside
        "00 F7 02 43 F7", // a rest without a begin
        "00 F7 02 90 3C", // half a message
        "00 F0 02 43 12 00 F7 03 43 90 F7" // a bad second packet spoils the first
    })
    void systemExclusiveThatIsNoneIsLeftOut(String event) throws SongException {
        Song song = SmfReader.read(Smf.single(event + NOTE + Smf.END), "song.mid");
        assertEquals(NOTE_LINES, Songs.lines(song));
        assertEquals(1, song.problems().size());
        assertTrue(
                Songs.problems(song)
                        .getFirst()
                        .endsWith("bytes that may not be in it was left out"),
                song.problems().toString());
    }

    @Test
    void eventsYearsAwayAreLeftOut() throws SongException {
        String years = "FF FF FF 7F C0 01";
        Song song =
                kept(
                        Smf.file(0, 1, 1)
                                .track(
                                        NOTE
                                                + "00 FF 51 03 FF FF FF"
                                                + years
                                                + years
                                                + years
                                                + Smf.END)
                                .bytes(),
                        "3 events would come later than 168:00:00 after the start; left out",
                        "the long silence at the end was left out");
        assertEquals(2, song.size());
    }

    @Test
    void longPausesAreTold() throws SongException {
        Song song =
                kept(
                        Smf.single(NOTE + "87 FF 7F 90 3C 40 FF FF 7F FF 2F 00"),
                        "nothing happens between 0:00 and 11:23; the file may be damaged",
                        "the long silence at the end (3:02:02) was left out");
        assertEquals(song.time100ns(2), song.duration100ns());
    }

    @Test
    void aFileOfProblemsYieldsAReadableNumberOfThem() throws SongException {
        Smf file = Smf.file(1, 1000, 96).track(NOTE + Smf.END);
        for (int i = 1; i < 1000; i++) {
            file.track("00 3C");
        }
        Song song = SmfReader.read(file.bytes(), "song.mid");
        assertEquals(41, song.problems().size());
        assertEquals("and 959 more problems", song.problems().getLast().toString());
    }

    @Test
    void notAMidiFile() {
        noSong(new byte[0], "song.mid is empty." + WHAT_TO_DO);
        noSong(
                "Hello, world\n".getBytes(StandardCharsets.UTF_8),
                "song.mid is no MIDI file; it looks like text." + WHAT_TO_DO);
        noSong(
                "RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.UTF_8),
                "song.mid is no MIDI file; it looks like a WAV file." + WHAT_TO_DO);
        noSong(
                "PK\3\4 and so on".getBytes(StandardCharsets.UTF_8),
                "song.mid is no MIDI file; it looks like a ZIP archive; unpack it first."
                        + WHAT_TO_DO);
        noSong(
                new byte[100],
                "song.mid is no MIDI file; it looks like something else." + WHAT_TO_DO);
        noSong(
                "RIFF\0\0\0\0RMIDdata\4\0\0\0none".getBytes(StandardCharsets.UTF_8),
                "song.mid is no MIDI file; it looks like a RIFF wrapper without a song in it."
                        + WHAT_TO_DO);
    }

    @Test
    void nothingToPlay() {
        noSong(
                Smf.hex("4D 54 68 64 00 00 00 06 00"),
                "song.mid is cut off inside its header: nothing is left to play." + WHAT_TO_DO);
        noSong(
                Smf.single("00 FF 51 03 0F 42 40" + Smf.END),
                "song.mid holds no MIDI message, so there is nothing to play." + WHAT_TO_DO);
        noSong(
                Smf.file(1, 4, 96).bytes(),
                "song.mid holds no MIDI message, so there is nothing to play (the header announces"
                        + " 4 tracks, the file has 0)."
                        + WHAT_TO_DO);
        noSong(
                new byte[SmfReader.MAX_BYTES + 1],
                "song.mid is larger than 64 MiB, which no sensible song is." + WHAT_TO_DO);
    }

    @Test
    void tooManyMessages() {
        byte[] events = new byte[2 * EventList.MAX_EVENTS + 64];
        events[1] = (byte) 0xC0;
        noSong(
                Smf.file(0, 1, 96).chunk("MTrk", events).bytes(),
                "song.mid holds more than 4194304 MIDI messages, which is more than can be played."
                        + " Split it.");
    }

    @Test
    void filesThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.mid");
        assertEquals(
                "There is no file " + missing + ". Check the name.",
                assertThrows(SongException.class, () -> SmfReader.read(missing)).getMessage());
        assertEquals(
                folder + " is a directory." + WHAT_TO_DO,
                assertThrows(SongException.class, () -> SmfReader.read(folder)).getMessage());
    }

    @Test
    void fileNamesAreNeitherCutNorTrusted(@TempDir Path folder) throws IOException {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(100)));
        Path good = Files.write(deep.resolve("My song.mid"), Smf.single(NOTE + Smf.END));
        assertEquals("My song", SmfReader.read(good).title());
        Path bell = deep.resolve("bell\u0007.mid");
        assertEquals(
                "There is no file " + deep.resolve("bell .mid") + ". Check the name.",
                assertThrows(SongException.class, () -> SmfReader.read(bell)).getMessage());
    }
}
