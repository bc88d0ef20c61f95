package portcls.song.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.time.ReferenceTime;

import java.util.List;

/** What a feed sends, and when it is due. */
final class SongFeedTest {
    private static final long LEAD = SongFeed.LEAD_100NS;
    private static final long STEP = Tune.STEP;
    private final FakeStream pin = new FakeStream();

    @Test
    void everyNoteIsDueAtItsTimeAndSentNotMoreThanTwoSecondsAhead() {
        SongFeed feed = begin(100, pin);
        play(feed, pin, ReferenceTime.seconds(1));
        List<FakeStream.Sent> notes = pin.notes().toList();
        for (int i = 0; i < notes.size(); i++) {
            assertEquals(new FakeStream.Sent(LEAD + i * STEP, Tune.note(i)), notes.get(i));
        }
        // One second has passed and two are ahead, of which the lead is no song.
        assertEquals(30, notes.size(), 1);
        assertEquals(10, feed.notes(), 1);
        assertEquals(ReferenceTime.seconds(1) - LEAD, feed.position());
    }

    @Test
    void onASynthesizerTimesCountFromItsLatencyClock() {
        long latency = ReferenceTime.millis(70);
        FakeSynthStream synth = new FakeSynthStream(latency);
        synth.run();
        synth.at(STEP);
        SongFeed feed = new SongFeed(Tune.of(3));
        feed.attach(synth);
        feed.feed(synth);
        assertEquals(STEP + latency + LEAD, synth.notes().findFirst().orElseThrow().time100ns());
    }

    @Test
    void aTempoCountsFromWhatWasNotSentYet() {
        SongFeed feed = begin(200, pin);
        feed.feed(pin);
        int before = (int) pin.notes().count();
        feed.setTempo(2);
        play(feed, pin, ReferenceTime.seconds(6));
        List<FakeStream.Sent> notes = pin.notes().toList();
        for (int i = 1; i < notes.size(); i++) {
            long distance = notes.get(i).time100ns() - notes.get(i - 1).time100ns();
            if (i != before) {
                assertEquals(i < before ? STEP : STEP / 2, distance, "note " + i);
            }
        }
        // What was sent takes two seconds, the rest of six goes at twice the tempo.
        assertEquals(2 + 2 * 4, ReferenceTime.toSeconds(feed.position()), 0.2);
        assertEquals(feed.position() / STEP, feed.notes(), 1);
    }

    @Test
    void aLoopGoesBackWithoutALostOrADoubledNote() {
        SongFeed feed = begin(30, pin);
        feed.setLoop(5 * STEP, 10 * STEP);
        play(feed, pin, ReferenceTime.seconds(3));
        List<FakeStream.Sent> notes = pin.notes().toList();
        for (int i = 0; i < notes.size(); i++) {
            int expected = i < 10 ? i : 5 + (i - 10) % 5;
            assertEquals(new FakeStream.Sent(LEAD + i * STEP, Tune.note(expected)), notes.get(i));
        }
        assertTrue(notes.size() > 40, "notes=" + notes.size());
        assertEquals(29, feed.notes(), 1);
        assertTrue(feed.position() >= 5 * STEP && feed.position() < 10 * STEP);
        assertFalse(feed.isOver(pin, 0));

        feed.clearLoop();
        play(feed, pin, ReferenceTime.seconds(9));
        assertTrue(feed.isOver(pin, 0));
        assertEquals(Tune.note(29), pin.notes().toList().getLast().bytes());
    }

    @Test
    void atAnotherPlaceTheDeviceIsToldWhatItMustKnow() {
        SongFeed feed = begin(30, pin);
        feed.feed(pin);
        feed.look(pin);
        feed.seek(10 * STEP);
        SongFeed.hush(pin);
        int before = pin.sent().size();
        feed.attach(pin);
        feed.feed(pin);
        List<String> told = pin.sent().stream().skip(before).map(FakeStream.Sent::bytes).toList();
        int silence = 16 * 2;
        assertEquals("B0 40 00", told.getFirst(), "the pedal goes up");
        assertEquals(List.of("B0 79 00", "B0 07 63", "C0 05"), told.subList(silence, silence + 3));
        assertEquals(
                Tune.note(10), told.stream().filter(b -> b.startsWith("90")).findFirst().get());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        SongFeed feed = new SongFeed(Tune.of(10));
        assertEquals(
                "a tempo lies in 0.1 … 10.0: factor=NaN",
                assertThrows(IllegalArgumentException.class, () -> feed.setTempo(Double.NaN))
                        .getMessage());
        assertEquals(
                "a loop lies in 0 … 10000000 and is not shorter than 1000000: start100ns=5,"
                        + " end100ns=6",
                assertThrows(IllegalArgumentException.class, () -> feed.setLoop(5, 6))
                        .getMessage());
    }

    private static SongFeed begin(int notes, FakeStream pin) {
        pin.run();
        SongFeed feed = new SongFeed(Tune.of(notes));
        feed.attach(pin);
        return feed;
    }

    /** Comes by every 50 ms until a time. */
    private static void play(SongFeed feed, FakeStream pin, long until) {
        for (long time = pin.now(); time <= until; time += ReferenceTime.millis(50)) {
            pin.at(time);
            feed.feed(pin);
        }
    }
}
