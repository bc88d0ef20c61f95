package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Work that fails in the sink thread's turn. */
@Timeout(20)
class TurnTest {
    private static final long LOOK_NS = 100_000;

    @Test
    void whatFailsOnTheSinkThreadIsToldToTheOneWhoWaitsAndRenderingGoesOn()
            throws ExecutionException, InterruptedException, TimeoutException {
        Turn turn = new Turn();
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Integer> sink =
                CompletableFuture.supplyAsync(
                        () -> {
                            int turns = 0;
                            while (!ended.get()) {
                                if (turn.begin()) {
                                    turns++;
                                    turn.end();
                                }
                                LockSupport.parkNanos(LOOK_NS);
                            }
                            return turns;
                        });
        try {
            awaitTurns(turn);
            for (Throwable failure :
                    new Throwable[] {new IllegalStateException("a"), new AssertionError("b")}) {
                Throwable told = assertThrows(Throwable.class, () -> turn.run(() -> fail(failure)));
                assertEquals(failure, told);
            }
            AtomicBoolean done = new AtomicBoolean();
            turn.run(() -> done.set(true));
            assertTrue(done.get());
        } finally {
            ended.set(true);
        }
        assertTrue(sink.get(5, TimeUnit.SECONDS) > 0);
        assertTrue(turn.begin(), "the turn was given back");
    }

    private static void awaitTurns(Turn turn) {
        AtomicBoolean there = new AtomicBoolean();
        Thread self = Thread.currentThread();
        while (!there.get()) {
            turn.run(() -> there.set(Thread.currentThread() != self));
        }
    }

    private static void fail(Throwable failure) {
        if (failure instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failure;
    }
}
