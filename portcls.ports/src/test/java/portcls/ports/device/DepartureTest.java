package portcls.ports.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.ports.time.Gate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
final class DepartureTest {
    private final Departure departure = new Departure(Duration.ZERO);
    private final Gate gate = new Gate();

    @Test
    void itIsDoneOnceAndTheSecondIsToldNothing() {
        assertFalse(departure.hasBegun());
        assertEquals(List.of("hung"), departure.once(() -> List.of("hung"), () -> false));
        assertTrue(departure.hasBegun());
        assertEquals(List.of(), departure.once(() -> List.of("again"), () -> false));
    }

    @Test
    void whoIsInsideDoesNotWaitForItself() {
        AtomicReference<List<String>> inner = new AtomicReference<>();
        departure.once(
                () -> {
                    inner.set(departure.once(() -> List.of("again"), () -> false));
                    return List.of();
                },
                () -> false);
        assertEquals(List.of(), inner.get());
    }

    @Test
    void theWaitHasALimitAndSaysSo() throws Exception {
        CompletableFuture<List<String>> first =
                CompletableFuture.supplyAsync(
                        () ->
                                departure.once(
                                        () -> {
                                            gate.run();
                                            return List.of();
                                        },
                                        () -> false));
        gate.awaitReached();
        assertEquals(List.of(), departure.once(List::of, () -> true));
        Thread.currentThread().interrupt();
        assertEquals(
                List.of("a departure that began before does not end in 1000 ms"),
                departure.once(List::of, () -> false));
        assertTrue(Thread.interrupted(), "the interrupt is kept");
        gate.open();
        first.get(20, TimeUnit.SECONDS);
    }
}
