package portcls.shell.play;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.time.ReferenceTime;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.fake.FakeFilter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakePin;
import portcls.shell.fake.Screen;
import portcls.shell.fake.Tunes;
import portcls.song.SmfReader;
import portcls.song.Song;
import portcls.song.SongException;
import portcls.song.play.SongFeed;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

final class PlayerTest {
    private static final int SILENCE_BYTES = 16 * 2 * 3;
    private static final int SILENCE_MESSAGES = 16 * 2;
    private static final long LEAD = SongFeed.LEAD_100NS;

    @TempDir Path folder;
    private FakeHouse house;
    private Screen screen;

    @BeforeEach
    void begin() {
        house = new FakeHouse(folder);
        screen = new Screen(folder);
    }

    @Test
    void theBytesOnTheWireAreTheSongs() throws SongException, CommandException {
        Song song = song(50);
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        Outcome outcome = player(song).play(entry(filter));

        byte[] wire = filter.pins().getFirst().wire();
        assertArrayEquals(song.data(), Arrays.copyOf(wire, song.data().length));
        assertEquals(song.data().length + SILENCE_BYTES, wire.length, "then all notes end");
        assertEquals(
                new Outcome(ExitStatus.OK, song.duration100ns(), song.size(), 50, 0, ""), outcome);
        assertTrue(filter.pins().getFirst().isClosed());
    }

    @Test
    void everyMessageIsDueAtItsTime() throws SongException, CommandException {
        Song song = song(50);
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        player(song).play(entry(filter));

        List<FakePin.Sent> played = filter.pins().getFirst().played();
        for (int i = 0; i < song.size(); i++) {
            assertEquals(LEAD + song.time100ns(i), played.get(i).time100ns(), "message " + i);
        }
    }

    @Test
    void theQueueStaysSmallAndTheTailRings() throws SongException, CommandException {
        Song song = song(400);
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        player(song).play(entry(filter));

        FakePin pin = filter.pins().getFirst();
        long ahead = (SongFeed.AHEAD_100NS + LEAD) / ReferenceTime.MILLISECOND / Tunes.STEP;
        assertTrue(
                pin.mostQueued() <= 3 + 2 * (ahead + 1) + SILENCE_MESSAGES,
                "queued " + pin.mostQueued());
        long silence = pin.played().getLast().time100ns();
        assertTrue(
                silence >= LEAD + song.duration100ns() + Player.TAIL_100NS, "ended at " + silence);
    }

    @Test
    void aNewDriverCarriesOnWhereTheOldOneStopped() throws SongException, CommandException {
        Song song = song(50);
        FakeFilter old = new FakeFilter("virtual:a", house.clock);
        FakeFilter other = new FakeFilter("virtual:b", house.clock);
        FakeFilter fresh = new FakeFilter("virtual:a", house.clock);
        house.filters.add(entry(old));
        house.clock.at(
                ReferenceTime.millis(2125),
                () -> {
                    old.remove("its bundle stopped");
                    house.filters.clear();
                    house.filters.add(entry(other));
                });
        house.clock.at(
                ReferenceTime.millis(3125),
                () -> house.filters.add(fresh.entry("driver 2.0", "RENDER")));

        Outcome outcome = player(song).play(entry(old));

        assertEquals(ExitStatus.OK, outcome.status());
        assertEquals(50, outcome.notes());
        assertEquals(0, other.pins().size());
        List<String> first =
                old.pins().getFirst().played().stream().map(FakePin.Sent::toString).toList();
        List<String> second =
                fresh.pins().getFirst().played().stream().map(FakePin.Sent::toString).toList();
        List<String> all = messages(song);
        assertEquals(all.subList(0, first.size()), first);
        List<String> chase = second.subList(SILENCE_MESSAGES, SILENCE_MESSAGES + 2);
        assertEquals(List.of("B0 07 63", "C0 05"), chase, "volume and programme are told again");
        List<String> rest = second.subList(SILENCE_MESSAGES + 2, second.size() - SILENCE_MESSAGES);
        assertEquals(all.subList(all.size() - rest.size(), all.size()), rest);
        int overlap = first.size() + rest.size() - all.size();
        assertTrue(
                overlap >= 0 && overlap <= 2,
                "nothing is left out, at most one step is repeated: " + overlap);
        assertTrue(
                screen.lines()
                        .contains(
                                "gone     virtual:a at 0:02: its bundle stopped; waiting 10 s for"
                                        + " it to come back"),
                screen.out());
        assertTrue(
                screen.out()
                        .contains(
                                "back     virtual:a with driver 2.0; the song goes on at 0:02, gap"
                                        + " 10"),
                screen.out());
    }

    @Test
    void aDeviceThatStaysAwayEndsTheSong() throws SongException, CommandException {
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        house.clock.at(ReferenceTime.millis(1000), () -> filter.remove("pulled out"));

        Outcome outcome = player(song(50)).play(entry(filter));

        assertEquals(ExitStatus.FAILED, outcome.status());
        assertEquals(
                "virtual:a did not come back within 10 s; `why virtual:a` says more",
                outcome.problem());
        assertTrue(filter.pins().getFirst().isClosed());
    }

    @Test
    void anInterruptEndsAllNotesAndCloses() throws SongException, CommandException {
        Song song = song(50);
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        house.clock.at(ReferenceTime.millis(1000), () -> Thread.currentThread().interrupt());

        Outcome outcome = player(song).play(entry(filter));

        assertEquals(ExitStatus.INTERRUPTED, outcome.status());
        assertTrue(outcome.notes() > 0 && outcome.notes() < 50);
        FakePin pin = filter.pins().getFirst();
        List<String> played = pin.played().stream().map(FakePin.Sent::toString).toList();
        List<String> end = played.subList(played.size() - SILENCE_MESSAGES, played.size());
        assertEquals(List.of("B0 40 00", "B0 7B 00"), end.subList(0, 2));
        assertEquals(
                List.copyOf(messages(song).subList(0, played.size() - SILENCE_MESSAGES)),
                played.subList(0, played.size() - SILENCE_MESSAGES),
                "what waited is not played any more");
        assertTrue(pin.isClosed());
        assertFalse(Thread.interrupted());
    }

    @Test
    void lateMessagesAreCounted() throws SongException, CommandException {
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        Progress progress = new Progress(screen.console(), () -> 0, 0, 0);
        Pace slow = () -> house.clock.advance(ReferenceTime.seconds(4));
        Outcome outcome =
                new Player(house, Stage.plain(), song(50), slow, progress, house.clock)
                        .play(entry(filter));
        assertEquals(ExitStatus.OK, outcome.status());
        assertTrue(outcome.late() > 20, "late " + outcome.late());
    }

    @Test
    void theEndOfAllNotesIsNotCountedAsLate() throws SongException, CommandException {
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        filter.lag = ReferenceTime.MILLISECOND;
        assertEquals(0, player(song(20)).play(entry(filter)).late());
        house.clock.at(
                house.clock.getTime() + ReferenceTime.millis(1000),
                () -> Thread.currentThread().interrupt());
        Outcome interrupted = player(song(20)).play(entry(filter));
        assertEquals(ExitStatus.INTERRUPTED, interrupted.status());
        assertEquals(0, interrupted.late());
    }

    @Test
    void aClockThatStandsStillEndsTheSong() throws SongException, CommandException {
        FakeFilter filter = new FakeFilter("virtual:a", house.clock);
        Progress progress = new Progress(screen.console(), () -> 0, 0, 0);
        Outcome outcome =
                new Player(house, Stage.plain(), song(5), () -> {}, progress, house.clock)
                        .play(entry(filter));
        assertEquals(ExitStatus.FAILED, outcome.status());
        assertEquals(
                "the clock of the stream stands still at 0:00.000; `why virtual:a` says more",
                outcome.problem());
    }

    private Player player(Song song) {
        Progress progress =
                new Progress(screen.console(), () -> 0, song.duration100ns(), song.noteCount());
        return new Player(house, Stage.plain(), song, Pace.of(house.clock), progress, house.clock);
    }

    private static FilterEntry entry(FakeFilter filter) {
        return filter.entry("driver 1.0", "RENDER");
    }

    private static Song song(int notes) throws SongException, CommandException {
        return SmfReader.read(Tunes.scale(notes), "tune");
    }

    private static List<String> messages(Song song) {
        return java.util.stream.IntStream.range(0, song.size())
                .mapToObj(
                        i ->
                                new FakePin.Sent(
                                                0,
                                                Arrays.copyOfRange(
                                                        song.data(),
                                                        song.offset(i),
                                                        song.offset(i) + song.length(i)))
                                        .toString())
                .toList();
    }
}
