package portcls.song.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A player on streams whose time is set by hand; its thread is its own. */
@Timeout(60)
final class SongPlayerTest {
    private static final long STEP = Tune.STEP;
    private static final long LEAD = SongFeed.LEAD_100NS;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeStream pin = new FakeStream();
    private final SongPlayer player = new SongPlayer(Tune.of(50));

    @AfterEach
    void end() {
        player.close();
    }

    @Test
    void itFeedsByItselfAndTellsTheEnd() throws InterruptedException {
        assertEquals(PlayState.IDLE, player.state());
        player.play(pin);
        assertEquals(PlayState.PLAYING, player.state());
        assertTrue(pin.notes().count() < 25, "two seconds ahead");
        pin.at(ReferenceTime.seconds(4));
        await(() -> pin.notes().count() == 50);
        assertFalse(player.awaitEnd(Duration.ZERO));
        pin.at(LEAD + 50 * STEP + SongPlayer.TAIL_100NS);
        assertTrue(player.awaitEnd(LONG));
        assertEquals(PlayState.ENDED, player.state());
        assertEquals(50, player.notes());
        assertEquals("BF 7B 00", pin.sent().getLast().bytes(), "all notes end");
    }

    @Test
    void aPauseActsAtOnceAndTheSongGoesOnWhereItStood() {
        player.play(pin);
        pin.at(LEAD + 10 * STEP);
        player.pause();
        assertEquals(PlayState.PAUSED, player.state());
        assertTrue(pin.thrownAway() > 10, "what waited was thrown away: " + pin.thrownAway());
        assertEquals("BF 7B 00", pin.sent().getLast().bytes(), "all notes end");
        assertEquals(10 * STEP, player.position100ns());
        long before = pin.notes().count();
        player.resume();
        List<FakeStream.Sent> again = pin.notes().skip(before).toList();
        assertEquals(new FakeStream.Sent(LEAD, Tune.note(10)), again.getFirst());
    }

    @Test
    void seekingActsAtOnceWhileItPlaysAndBefore() {
        player.seek(20 * STEP);
        player.play(pin);
        assertEquals(Tune.note(20), pin.notes().findFirst().orElseThrow().bytes());
        pin.at(LEAD + STEP / 2);
        player.seek(5 * STEP);
        assertEquals(PlayState.PLAYING, player.state());
        assertEquals(
                List.of(Tune.note(20), Tune.note(5)),
                pin.notes().limit(2).map(FakeStream.Sent::bytes).toList());
        assertEquals(5 * STEP, player.position100ns());
        player.seek(Long.MAX_VALUE);
        assertEquals(50 * STEP, player.position100ns());
    }

    @Test
    void aDeviceThatGoesIsToldAndTheSongGoesOnWithAnother() throws InterruptedException {
        player.play(pin);
        pin.at(LEAD + 10 * STEP);
        assertEquals(10 * STEP, player.position100ns());
        pin.remove();
        assertTrue(player.awaitEnd(LONG));
        assertEquals(PlayState.LOST, player.state());
        assertEquals(Status.DEVICE_REMOVED, player.problem().orElseThrow().status());
        FakeStream other = new FakeStream();
        player.play(other);
        assertEquals(PlayState.PLAYING, player.state());
        assertTrue(player.problem().isEmpty());
        assertEquals(Tune.note(10), other.notes().findFirst().orElseThrow().bytes());
    }

    @Test
    void aDeviceThatIsGoneAlreadyIsRefused() {
        pin.remove();
        assertThrows(PortClsException.class, () -> player.play(pin));
        assertEquals(PlayState.LOST, player.state());
    }

    @Test
    void afterTheEndItBeginsAnew() throws InterruptedException {
        player.seek(49 * STEP);
        player.play(pin);
        pin.at(LEAD + STEP + SongPlayer.TAIL_100NS);
        assertTrue(player.awaitEnd(LONG));
        long before = pin.notes().count();
        player.resume();
        assertEquals(PlayState.PLAYING, player.state());
        assertEquals(Tune.note(0), pin.notes().skip(before).findFirst().orElseThrow().bytes());
    }

    @Test
    void closingEndsTheNotesAndTheThreadAndLeavesThePinOpen() {
        player.play(pin);
        player.close();
        assertEquals("BF 7B 00", pin.sent().getLast().bytes());
        await(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().equals("portcls-song")));
        assertThrows(IllegalStateException.class, () -> player.play(pin));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come about");
            Thread.onSpinWait();
        }
    }
}
