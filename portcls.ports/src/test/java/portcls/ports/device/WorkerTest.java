package portcls.ports.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.ports.time.Gate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class WorkerTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);
    private final PortClsException gone = new PortClsException(Status.DEVICE_REMOVED, "gone");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Worker worker = new Worker("test", threads);
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        threads.shutdownNow();
    }

    @Test
    void callsRunOneAtATimeAndInOrder() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<List<Integer>> orders = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<Integer> order = new CopyOnWriteArrayList<>();
            orders.add(order);
            Thread caller =
                    new Thread(
                            () -> {
                                for (int n = 0; n < 500; n++) {
                                    int number = n;
                                    make(
                                            () -> {
                                                most.accumulateAndGet(
                                                        inside.incrementAndGet(), Math::max);
                                                order.add(number);
                                                return inside.decrementAndGet();
                                            });
                                }
                            });
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join(10_000);
        }
        assertTrue(worker.awaitIdle(LONG));
        assertEquals(1, most.get());
        for (List<Integer> order : orders) {
            assertEquals(500, order.size());
            assertEquals(order.stream().sorted().toList(), order);
        }
    }

    @Test
    void aCallInsideACallIsMadeAtOnce() {
        String answer =
                worker.call(
                        null,
                        () -> {
                            assertTrue(worker.isCurrent());
                            assertTrue(worker.awaitIdle(SHORT));
                            assertTrue(worker.barrier(SHORT));
                            return worker.call(null, () -> "inner");
                        });
        assertEquals("inner", answer);
        assertFalse(worker.isCurrent());
    }

    @Test
    void failuresComeToTheCallerAsTheyAre() {
        PortClsException failed =
                assertThrows(
                        PortClsException.class,
                        () ->
                                worker.call(
                                        null,
                                        () -> {
                                            throw new PortClsException(Status.NO_MATCH, "text");
                                        }));
        assertEquals(Status.NO_MATCH, failed.status());
        assertEquals("text", failed.getMessage());
        IllegalStateException unchecked = new IllegalStateException("unchecked");
        assertSame(
                unchecked,
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                worker.call(
                                        null,
                                        () -> {
                                            throw unchecked;
                                        })));
        IOException checked = new IOException();
        PortClsException wrapped =
                assertThrows(
                        PortClsException.class,
                        () ->
                                worker.call(
                                        null,
                                        () -> {
                                            throw checked;
                                        }));
        assertEquals(Status.UNSUCCESSFUL, wrapped.status());
        assertEquals("java.io.IOException", wrapped.getMessage());
        assertSame(checked, wrapped.getCause());
        assertThrows(
                AssertionError.class,
                () ->
                        worker.call(
                                null,
                                () -> {
                                    throw new AssertionError("error");
                                }));
    }

    @Test
    void failAllLetsWaitersOfThatOwnerGoAndDropsItsCalls() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<Boolean> running = hold("mine");
        CompletableFuture<Integer> queued = worker.submit("mine", made::incrementAndGet);
        CompletableFuture<Integer> ofOther = worker.submit("other", () -> 7);
        worker.failAll("mine", gone);
        assertEquals(
                Status.DEVICE_REMOVED,
                assertThrows(PortClsException.class, () -> Worker.await(running)).status());
        assertEquals(
                "gone",
                assertThrows(PortClsException.class, () -> Worker.await(queued)).getMessage());
        assertFalse(ofOther.isDone());
        gate.open();
        assertEquals(7, Worker.await(ofOther));
        assertEquals(0, made.get());
    }

    @Test
    void awaitIdleHasALimit() throws Exception {
        assertTrue(worker.awaitIdle(SHORT));
        assertFalse(hold("mine").isDone());
        assertFalse(worker.awaitIdle(SHORT));
        assertFalse(worker.barrier(SHORT));
        gate.open();
        assertTrue(worker.barrier(LONG));
        assertTrue(worker.awaitIdle(LONG));
        assertEquals(0, worker.stack().length);
    }

    @Test
    void aBarrierDoesNotWaitForCallsThatCameLater() throws Exception {
        Gate later = new Gate();
        assertFalse(hold("mine").isDone());
        CompletableFuture<Boolean> passed = new CompletableFuture<>();
        Thread barrier = new Thread(() -> passed.complete(worker.barrier(LONG)));
        barrier.start();
        long end = System.nanoTime() + LONG.toNanos();
        while (barrier.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        make(
                () -> {
                    later.run();
                    return true;
                });
        gate.open();
        later.awaitReached();
        assertTrue(passed.get(5, TimeUnit.SECONDS));
        assertFalse(worker.awaitIdle(SHORT));
        later.open();
    }

    @Test
    void anInterruptOfTheCallerDoesNotEndTheCallAndIsKept() {
        Thread.currentThread().interrupt();
        assertEquals(1, worker.call(null, () -> 1));
        assertTrue(Thread.interrupted());
        Thread.currentThread().interrupt();
        assertTrue(worker.barrier(LONG));
        assertTrue(Thread.interrupted());
    }

    @Test
    void anAbandonedCallHoldsNothingUp() throws Exception {
        CompletableFuture<Boolean> hanging = hold("mine");
        CompletableFuture<Thread> next = worker.submit("other", Thread::currentThread);
        AtomicInteger inside = new AtomicInteger();

        worker.abandon(gone);

        assertEquals(
                "gone",
                assertThrows(PortClsException.class, () -> Worker.await(hanging)).getMessage());
        assertNotSame(gate.held(), Worker.await(next));
        assertTrue(worker.awaitIdle(LONG));

        Gate second = new Gate();
        make(
                () -> {
                    inside.incrementAndGet();
                    second.run();
                    return inside.decrementAndGet();
                });
        second.awaitReached();
        CompletableFuture<Integer> last = worker.submit(null, inside::get);
        gate.open();
        CompletableFuture<Boolean> fresh = new CompletableFuture<>();
        // The abandoned thread comes back and goes; it takes no call of this worker with it.
        threads.execute(() -> fresh.complete(true));
        assertTrue(fresh.get(10, TimeUnit.SECONDS));
        assertFalse(last.isDone());
        second.open();
        assertEquals(0, Worker.await(last));
    }

    @Test
    void anAbandonedCallIsInterruptedAndOnlyIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        make(
                () -> {
                    reached.countDown();
                    try {
                        return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        return interrupted.complete(true);
                    }
                });
        assertTrue(reached.await(10, TimeUnit.SECONDS));
        worker.abandon(gone);
        assertTrue(interrupted.get(10, TimeUnit.SECONDS));
        worker.abandon(gone);
        assertFalse(worker.call(null, () -> Thread.currentThread().isInterrupted()));
    }

    @Test
    void anInterruptFlagThatACallLeavesDoesNotReachTheNext() throws Exception {
        assertFalse(hold("mine").isDone());
        make(
                () -> {
                    Thread.currentThread().interrupt();
                    return true;
                });
        CompletableFuture<Boolean> next =
                worker.submit(null, () -> Thread.currentThread().isInterrupted());
        gate.open();
        assertFalse(next.get(10, TimeUnit.SECONDS));
    }

    @Test
    void withoutThreadsACallFailsAndNobodyHangs() {
        threads.shutdown();
        PortClsException refused =
                assertThrows(PortClsException.class, () -> worker.call(null, () -> 1));
        assertEquals(Status.DEVICE_REMOVED, refused.status());
        assertEquals(
                "the ports are shutting down and make no more calls: device=test",
                refused.getMessage());
        assertThrows(PortClsException.class, () -> worker.call(null, () -> 1));
        assertTrue(worker.barrier(SHORT));
        assertTrue(worker.awaitIdle(SHORT));
    }

    @Test
    void aBorrowedThreadIsNamedWhileItWorksAndGivenBack() {
        String[] during = new String[1];
        Thread ranOn =
                worker.call(
                        null,
                        () -> {
                            during[0] = Thread.currentThread().getName();
                            return Thread.currentThread();
                        });
        assertEquals("portcls-passive test", during[0]);
        assertTrue(worker.awaitIdle(LONG));
        long end = System.nanoTime() + LONG.toNanos();
        while (ranOn.getName().equals("portcls-passive test") && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertFalse(ranOn.getName().startsWith("portcls-passive"), ranOn.getName());
    }

    /** Makes a call that nobody waits for. */
    private void make(Callable<?> work) {
        assertNotNull(worker.submit(null, work));
    }

    private CompletableFuture<Boolean> hold(String owner) throws InterruptedException {
        CompletableFuture<Boolean> result =
                worker.submit(
                        owner,
                        () -> {
                            gate.run();
                            return true;
                        });
        gate.awaitReached();
        return result;
    }
}
