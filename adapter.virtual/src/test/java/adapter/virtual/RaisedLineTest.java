package adapter.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.testkit.Await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

class RaisedLineTest {
    private final RaisedLine line = new RaisedLine("IRQ 9");

    @Test
    void has_one_handler() {
        line.connect(() -> true);
        assertThrows(IllegalStateException.class, () -> line.connect(() -> true));
        line.disconnect();
        line.connect(() -> true);
    }

    @Test
    void counts_what_nobody_claims() {
        line.raise();
        assertEquals(0, line.unclaimed());
        line.connect(() -> false);
        line.raise();
        assertEquals(1, line.unclaimed());
    }

    @Test
    void survives_a_handler_that_fails() {
        line.connect(
                () -> {
                    throw new IllegalStateException("broken driver");
                });
        line.raise();
        assertEquals(1, line.unclaimed());
    }

    @Test
    void disconnect_waits_for_the_handler() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicBoolean disconnected = new AtomicBoolean();
        line.connect(
                () -> {
                    inside.countDown();
                    awaitQuietly(leave);
                    return true;
                });
        Thread raiser = Thread.ofPlatform().start(line::raise);
        inside.await();
        Thread remover =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    line.disconnect();
                                    disconnected.set(true);
                                });
        Await.until(
                "the disconnect waits",
                () -> remover.getState() == Thread.State.TIMED_WAITING || disconnected.get());
        assertFalse(disconnected.get());
        leave.countDown();
        remover.join();
        raiser.join();
        assertTrue(disconnected.get());
    }

    @Test
    void a_handler_may_disconnect_itself() {
        line.connect(
                () -> {
                    line.disconnect();
                    return true;
                });
        line.raise();
        line.raise();
        assertEquals(0, line.unclaimed());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
