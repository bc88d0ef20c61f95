package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jctools.queues.atomic.MpmcAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

@Timeout(120)
class EventPoolStressTest {
    private static final int ROUNDS = 100_000;
    private static final int GROWTH = 2_000;

    @Test
    @Rule("DMU-20")
    void takersAndGiversOnDifferentThreads() throws Exception {
        EventPool pool = new EventPool(1, 1500, 1, 40);
        MpmcAtomicArrayQueue<KernelEvent> handedOver = new MpmcAtomicArrayQueue<>(2048);
        List<Runnable> roles =
                List.of(
                        () -> produce(pool, handedOver, 1),
                        () -> produce(pool, handedOver, 2),
                        () -> consume(pool, handedOver, 2 * ROUNDS));
        runTogether(roles);
        Music.assertNothingOut(pool, "after the last was released");
        assertEquals(pool.size(), takeAll(pool), "events that can still be taken");
    }

    /** Few events and many who want them: the head changes back and forth under every reader. */
    @Test
    void nobodyGetsWhatAnotherHas() throws Exception {
        EventPool pool = new EventPool(3, 3, 3, 3);
        runTogether(
                List.of(
                        () -> churn(pool, 1),
                        () -> churn(pool, 2),
                        () -> churn(pool, 3),
                        () -> churn(pool, 4)));
        Music.assertNothingOut(pool, "after the last was released");
        assertEquals(3, takeAll(pool), "events that can still be taken");
    }

    /** Each thread makes the list grow with each take: whoever loses that race gets one too. */
    @Test
    void growingTogetherLosesNothing() throws Exception {
        for (int round = 0; round < 50; round++) {
            FreeList<KernelEvent> list = new FreeList<>(0, 2 * GROWTH, 0, Music::event);
            runTogether(List.of(() -> takeMany(list), () -> takeMany(list)));
            assertNull(list.take());
            assertEquals(2 * GROWTH, list.outstanding());
        }
    }

    private static void takeMany(FreeList<KernelEvent> list) {
        for (int i = 0; i < GROWTH; i++) {
            assertNotNull(list.take(), "nothing, although there may be more");
        }
    }

    private static void churn(EventPool pool, int mark) {
        for (int i = 0; i < ROUNDS; i++) {
            KernelEvent first = pool.take();
            KernelEvent second = pool.take();
            mark(first, mark);
            mark(second, -mark);
            check(first, mark);
            if (first != null) {
                pool.release(first);
            }
            check(second, -mark);
            if (second != null) {
                pool.release(second);
            }
        }
    }

    private static void mark(@Nullable KernelEvent event, int mark) {
        if (event != null) {
            assertEquals(0, event.presentationTime100ns(), "a dirty event, or one of another");
            event.setPresentationTime100ns(mark);
        }
    }

    private static void check(@Nullable KernelEvent event, int mark) {
        if (event != null) {
            assertEquals(mark, event.presentationTime100ns(), "another one has the same event");
        }
    }

    private static void produce(
            EventPool pool, MpmcAtomicArrayQueue<KernelEvent> handedOver, int mark) {
        for (int i = 0; i < ROUNDS; i++) {
            KernelEvent event = pool.take();
            while (event == null) {
                Thread.yield();
                event = pool.take();
            }
            mark(event, mark);
            if (i % 3 == 0 && pool.addBuffer(event)) {
                event.append(mark);
            }
            while (!handedOver.offer(event)) {
                Thread.yield();
            }
        }
    }

    private static void consume(
            EventPool pool, MpmcAtomicArrayQueue<KernelEvent> handedOver, int count) {
        for (int i = 0; i < count; i++) {
            KernelEvent event = handedOver.poll();
            while (event == null) {
                Thread.yield();
                event = handedOver.poll();
            }
            if (event.hasBuffer()) {
                assertEquals(event.presentationTime100ns(), event.byteAt(0), "a shared buffer");
            }
            pool.release(event);
        }
    }

    private static int takeAll(EventPool pool) {
        int count = 0;
        int size = pool.size();
        while (count < size && pool.take() != null) {
            count++;
        }
        return count;
    }

    private static void runTogether(List<Runnable> roles) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(roles.size())) {
            List<Future<?>> results = new ArrayList<>();
            roles.forEach(role -> results.add(threads.submit(role)));
            try {
                for (Future<?> result : results) {
                    result.get(100, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
