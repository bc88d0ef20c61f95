package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Who waits for whom, and what becomes of work that fails. */
@Timeout(20)
class TurnTest {
    private static final long LOOK_NS = 100_000;
    private static final int PULLS = 1_000;

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
                                    LockSupport.parkNanos(LOOK_NS); // it renders
                                    turn.end();
                                }
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

    @Test
    void afterAPullShortWorkIsDoneAtOnce() {
        Turn turn = new Turn();
        AtomicInteger done = new AtomicInteger();
        long start = System.nanoTime();
        for (int i = 1; i <= PULLS; i++) {
            assertTrue(turn.begin());
            turn.end();
            turn.run(done::incrementAndGet);
            assertEquals(i, done.get());
        }
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertTrue(ms < PULLS, "ms=" + ms);
    }

    @Test
    void theSinkThreadWaitsForShortWorkAndNotForLong() throws InterruptedException {
        Turn turn = new Turn();
        try (Work work = new Work(turn::run)) {
            work.end(); // a moment after the sink thread has come
            assertTrue(turn.begin());
            assertTrue(work.done);
            turn.end();
        }
        try (Work _ = new Work(turn::take)) {
            assertFalse(turn.begin());
        }
        assertTrue(turn.begin(), "the turn was given back");
    }

    /** Another thread at work until it is told to end. */
    private static final class Work implements AutoCloseable {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final AtomicBoolean ends = new AtomicBoolean();
        private final Thread thread;
        volatile boolean done;

        Work(Consumer<Runnable> how) throws InterruptedException {
            thread = Thread.ofPlatform().start(() -> how.accept(this::work));
            begun.await();
        }

        private void work() {
            begun.countDown();
            while (!ends.get()) {
                Thread.onSpinWait();
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < 10 * LOOK_NS) {
                Thread.onSpinWait();
            }
            done = true;
        }

        void end() {
            ends.set(true);
        }

        @Override
        public void close() {
            end();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
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
