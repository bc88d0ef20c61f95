package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import adapter.jack.lib.Cycle;
import adapter.jack.lib.CycleTask;
import adapter.jack.lib.JackClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.testkit.Await;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

class ProcessThreadTest {
    private OpenServer open;

    @BeforeEach
    void start() throws IOException {
        open = new OpenServer(256, false);
    }

    @AfterEach
    void stop() {
        if (open != null) {
            open.close();
        }
    }

    private record Task(boolean isInput, Consumer<Cycle> work) implements CycleTask {
        @Override
        public void cycle(Cycle cycle) {
            work.accept(cycle);
        }
    }

    @Test
    void inputsComeBeforeOutputsHoweverTheyWereAdded() throws IOException {
        AtomicLong inputMicros = new AtomicLong();
        AtomicInteger right = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        CycleTask output =
                new Task(
                        false,
                        cycle ->
                                (inputMicros.get() == cycle.startMicros() ? right : wrong)
                                        .incrementAndGet());
        open.client.add(output);
        Await.until("the output is alone", () -> wrong.get() > 0);
        open.client.add(new Task(true, cycle -> inputMicros.set(cycle.startMicros())));
        Await.until("the input is there", () -> right.get() > 0);
        int alone = wrong.get();
        Await.until("cycles pass", () -> right.get() > 20);
        assertEquals(alone, wrong.get());
    }

    @Test
    void aTaskThatIsRemovedIsNotInTheMiddleOfIt() throws IOException {
        for (int i = 0; i < 50; i++) {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger times = new AtomicInteger();
            CycleTask task =
                    new Task(
                            false,
                            _ -> {
                                inside.set(1);
                                times.incrementAndGet();
                                Thread.onSpinWait();
                                inside.set(0);
                            });
            open.client.add(task);
            Await.until("it was done", () -> times.get() > 0);
            open.client.remove(task);
            int seen = times.get();
            assertEquals(0, inside.get());
            long cycles = open.client.cycles();
            Await.until("cycles pass", () -> open.client.cycles() > cycles + 1);
            assertEquals(seen, times.get());
        }
    }

    @Test
    void aTaskThatThrowsEndsTheClientAndNotTheProcess() throws IOException {
        RuntimeException cause = new IllegalStateException("on purpose");
        AtomicReference<Thread> thread = new AtomicReference<>();
        assertFalse(open.client.isOver());
        open.client.add(
                new Task(
                        false,
                        _ -> {
                            thread.set(Thread.currentThread());
                            throw cause;
                        }));
        Await.until("it is over", open.client::isOver);
        assertFalse(open.client.isGone(), "the server is there");
        assertSame(cause, open.client.farewell().getCause());
        Await.until("its thread has ended", () -> !thread.get().isAlive());
        open.client.close();
        assertThrows(IOException.class, open.client::sampleRate);
        try (JackClient next =
                JackClient.open(open.server.name(), "portcls", new RealClock(), () -> {})
                        .orElseThrow()) {
            next.activate();
            Await.until("the next one runs", () -> next.cycles() > 0);
        }
    }
}
