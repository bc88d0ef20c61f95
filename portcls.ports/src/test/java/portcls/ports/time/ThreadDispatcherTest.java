package portcls.ports.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class ThreadDispatcherTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final SystemClock clock = new SystemClock();
    private final ThreadDispatcher dispatcher = new ThreadDispatcher("test", clock, 1500);
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        dispatcher.close();
        clock.close();
    }

    @Test
    void deferredCallsRunInTheOrderInWhichTheyWereQueued() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        hold();
        IntStream.range(0, 100).forEach(i -> dispatcher.newDpc(() -> order.add(i)).queue());
        gate.open();
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
        assertEquals(IntStream.range(0, 100).boxed().toList(), order);
    }

    @Test
    @Rule("SVC-14")
    void aCallThatIsQueuedAlreadyIsNotQueuedAgain() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Dpc dpc = dispatcher.newDpc(runs::incrementAndGet);
        hold();
        dpc.queue();
        dpc.queue();
        dpc.queue();
        gate.open();
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
        assertEquals(1, runs.get());
        dpc.queue();
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
        assertEquals(2, runs.get());
    }

    @Test
    void aCallMayQueueItself() throws Exception {
        Semaphore ran = new Semaphore(0);
        AtomicReference<Dpc> self = new AtomicReference<>();
        self.set(
                dispatcher.newDpc(
                        () -> {
                            ran.release();
                            if (ran.availablePermits() < 3) {
                                self.get().queue();
                            }
                        }));
        self.get().queue();
        assertTrue(ran.tryAcquire(3, 10, TimeUnit.SECONDS));
    }

    @Test
    void timersFireInTheOrderOfTheirTimes() throws Exception {
        BlockingQueue<String> order = new LinkedBlockingQueue<>();
        DispatchTimer late = dispatcher.newTimer(() -> order.add("late"));
        DispatchTimer early = dispatcher.newTimer(() -> order.add("early"));
        DispatchTimer middle = dispatcher.newTimer(() -> order.add("middle"));
        hold();
        long now = clock.getTime();
        late.set(now + 3);
        early.set(now + 1);
        middle.set(now + 2);
        gate.open();
        assertEquals("early", order.poll(10, TimeUnit.SECONDS));
        assertEquals("middle", order.poll(10, TimeUnit.SECONDS));
        assertEquals("late", order.poll(10, TimeUnit.SECONDS));
        assertEquals(ReferenceTime.NEVER, late.due());
    }

    @Test
    void aTimerDoesNotFireBeforeItsTime() throws Exception {
        BlockingQueue<Long> fired = new LinkedBlockingQueue<>();
        DispatchTimer timer = dispatcher.newTimer(() -> fired.add(clock.getTime()));
        for (int i = 0; i < 20; i++) {
            long due = clock.getTime() + ReferenceTime.MILLISECOND;
            timer.set(due);
            Long time = fired.poll(10, TimeUnit.SECONDS);
            assertTrue(time != null && time >= due, "fired at " + time + ", due at " + due);
        }
    }

    @Test
    void anEarlierTimeWakesTheThread() throws Exception {
        CountDownLatch fired = new CountDownLatch(1);
        DispatchTimer timer = dispatcher.newTimer(fired::countDown);
        timer.set(clock.getTime() + 3600 * ReferenceTime.SECOND);
        awaitSleep();
        timer.set(clock.getTime() + ReferenceTime.MILLISECOND);
        assertTrue(fired.await(10, TimeUnit.SECONDS));
    }

    @Test
    void anEarlierTimeIsSeenWhileTheThreadSpins() throws Exception {
        CountDownLatch fired = new CountDownLatch(1);
        try (ThreadDispatcher spinning =
                new ThreadDispatcher("spinning", clock, 7200 * ReferenceTime.SECOND)) {
            CountDownLatch spins = new CountDownLatch(1);
            spinning.newTimer(() -> {}).set(clock.getTime() + 3600 * ReferenceTime.SECOND);
            spinning.newDpc(spins::countDown).queue();
            assertTrue(spins.await(10, TimeUnit.SECONDS));
            while (spinning.wakeAt() == ReferenceTime.NEVER) {
                Thread.onSpinWait();
            }
            spinning.newTimer(fired::countDown).set(clock.getTime());
            assertTrue(fired.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void aCancelledTimerDoesNotFire() throws Exception {
        AtomicInteger fired = new AtomicInteger();
        DispatchTimer timer = dispatcher.newTimer(fired::incrementAndGet);
        DispatchTimer closed = dispatcher.newTimer(fired::incrementAndGet);
        CountDownLatch later = new CountDownLatch(1);
        hold();
        timer.set(clock.getTime());
        closed.set(clock.getTime());
        timer.cancel();
        closed.close();
        closed.set(clock.getTime());
        dispatcher.newTimer(later::countDown).set(clock.getTime() + 10);
        gate.open();
        assertTrue(later.await(10, TimeUnit.SECONDS));
        assertEquals(0, fired.get());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1500})
    void noTimeAndNoCallFromAnyThreadIsLost(long spin100ns) throws Exception {
        int threads = 4;
        int rounds = 3000;
        try (ThreadDispatcher busy = new ThreadDispatcher("busy", clock, spin100ns);
                ExecutorService setters = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> loops = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                boolean timed = i % 2 == 0;
                loops.add(() -> fireAgainAndAgain(busy, timed, rounds));
            }
            for (Future<Integer> loop : setters.invokeAll(loops)) {
                assertEquals(rounds, loop.get());
            }
        }
    }

    @Test
    void whoWaitsForAHangingDispatcherIsLetGo() throws Exception {
        hold();
        AtomicInteger ran = new AtomicInteger();
        assertFalse(dispatcher.runAndWait(ran::incrementAndGet, SHORT));
        assertEquals(0, ran.get());
        assertTrue(isInGate(dispatcher.stack()), "the stack shows where it hangs");
        gate.open();
        assertTrue(dispatcher.runAndWait(ran::incrementAndGet, LONG));
        assertEquals(2, ran.get());
    }

    @Test
    void anInterruptDoesNotEndTheWaitAndIsKept() {
        AtomicInteger ran = new AtomicInteger();
        Thread.currentThread().interrupt();
        assertTrue(dispatcher.runAndWait(ran::incrementAndGet, LONG));
        assertTrue(Thread.interrupted());
        assertEquals(1, ran.get());
    }

    @Test
    void onTheDispatchThreadItselfWorkRunsAtOnce() {
        List<String> order = new CopyOnWriteArrayList<>();
        assertFalse(dispatcher.isCurrent());
        assertTrue(
                dispatcher.runAndWait(
                        () -> {
                            dispatcher.newDpc(() -> order.add("queued")).queue();
                            dispatcher.runAndWait(() -> order.add("inner"), SHORT);
                            order.add(dispatcher.isCurrent() ? "outer" : "elsewhere");
                        },
                        LONG));
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
        assertEquals(List.of("inner", "outer", "queued"), order);
    }

    @Test
    void aRoutineThatThrowsDoesNotEndTheOthers() throws Exception {
        CountDownLatch fired = new CountDownLatch(1);
        hold();
        dispatcher
                .newDpc(
                        () -> {
                            throw new AssertionError("thrown on purpose by a deferred call");
                        })
                .queue();
        dispatcher
                .newTimer(
                        () -> {
                            throw new IllegalStateException("thrown on purpose by a timer");
                        })
                .set(1);
        dispatcher.newTimer(fired::countDown).set(2);
        gate.open();
        assertTrue(fired.await(10, TimeUnit.SECONDS));
        assertTrue(
                dispatcher.runAndWait(() -> assertSame(gate.held(), Thread.currentThread()), LONG));
    }

    @Test
    void whatAwaitedWorkThrowsComesToWhoWaits() {
        IllegalStateException thrown =
                assertThrows(
                        IllegalStateException.class,
                        () ->
                                dispatcher.runAndWait(
                                        () -> {
                                            throw new IllegalStateException("no");
                                        },
                                        LONG));
        assertEquals("no", thrown.getMessage());
    }

    @Test
    void anInterruptFlagThatARoutineLeavesDoesNotReachTheNext() {
        assertTrue(dispatcher.runAndWait(() -> Thread.currentThread().interrupt(), LONG));
        assertTrue(
                dispatcher.runAndWait(
                        () -> assertFalse(Thread.currentThread().isInterrupted()), LONG));
    }

    @Test
    void anAbandonedRoutineHoldsNothingUp() throws Exception {
        CountDownLatch fired = new CountDownLatch(1);
        AtomicReference<Thread> second = new AtomicReference<>();
        hold();
        dispatcher.newDpc(() -> second.set(Thread.currentThread())).queue();
        dispatcher.newTimer(fired::countDown).set(clock.getTime() + ReferenceTime.MILLISECOND);
        assertFalse(dispatcher.runAndWait(() -> {}, SHORT));

        dispatcher.abandonRoutine();

        assertTrue(fired.await(10, TimeUnit.SECONDS));
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
        assertNotSame(gate.held(), second.get());

        gate.open();
        gate.held().join(10_000);
        assertFalse(gate.held().isAlive(), "the abandoned thread ends when it comes back");
        assertTrue(
                dispatcher.runAndWait(
                        () -> assertSame(second.get(), Thread.currentThread()), LONG));
    }

    @Test
    void aRoutineThatHeedsInterruptsComesBackWhenItIsAbandoned() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        dispatcher
                .newDpc(
                        () -> {
                            reached.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.countDown();
                            }
                        })
                .queue();
        assertTrue(reached.await(10, TimeUnit.SECONDS));
        dispatcher.abandonRoutine();
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    @Test
    void closingDropsWhatIsQueuedButNobodyWaitsForNothing() throws Exception {
        AtomicInteger dropped = new AtomicInteger();
        AtomicInteger awaited = new AtomicInteger();
        hold();
        dispatcher.newDpc(dropped::incrementAndGet).queue();
        dispatcher.newTimer(dropped::incrementAndGet).set(1);
        try (ExecutorService waiting = Executors.newSingleThreadExecutor()) {
            CountDownLatch asked = new CountDownLatch(1);
            Future<Boolean> answer =
                    waiting.submit(
                            () -> {
                                asked.countDown();
                                return dispatcher.runAndWait(awaited::incrementAndGet, LONG);
                            });
            assertTrue(asked.await(10, TimeUnit.SECONDS));
            dispatcher.close();
            gate.open();
            assertTrue(answer.get(9, TimeUnit.SECONDS));
        }
        gate.held().join(10_000);
        assertFalse(gate.held().isAlive());
        assertEquals(0, dropped.get());
        assertEquals(1, awaited.get());

        assertTrue(dispatcher.runAndWait(awaited::incrementAndGet, LONG), "after the end, too");
        assertEquals(2, awaited.get());
        dispatcher.newDpc(dropped::incrementAndGet).queue();
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
        assertEquals(0, dropped.get());
    }

    @Test
    void closedBeforeItsFirstWorkItStartsNoThread() {
        dispatcher.close();
        AtomicReference<Thread> ranOn = new AtomicReference<>();
        assertTrue(dispatcher.runAndWait(() -> ranOn.set(Thread.currentThread()), LONG));
        assertSame(Thread.currentThread(), ranOn.get());
        assertEquals(0, dispatcher.stack().length);
    }

    @Test
    void closedAndAbandonedItStillLetsWaitersGo() throws Exception {
        hold();
        dispatcher.close();
        assertFalse(dispatcher.runAndWait(() -> {}, SHORT));
        dispatcher.abandonRoutine();
        assertTrue(dispatcher.runAndWait(() -> {}, LONG));
    }

    @Test
    void theThreadDoesNotKeepTheClassLoaderOfWhoStartedIt() throws Exception {
        ClassLoader foreign = new ClassLoader(null) {};
        Thread starter = new Thread(() -> dispatcher.newDpc(() -> {}).queue());
        starter.setContextClassLoader(foreign);
        starter.start();
        starter.join(10_000);
        assertTrue(
                dispatcher.runAndWait(
                        () ->
                                assertNotEquals(
                                        foreign, Thread.currentThread().getContextClassLoader()),
                        LONG));
    }

    @Test
    void queueingAndSettingAllocateNothing() {
        AllocationMeter meter = new AllocationMeter();
        Dpc dpc = dispatcher.newDpc(() -> {});
        DispatchTimer timer = dispatcher.newTimer(() -> {});
        Runnable work =
                () -> {
                    for (int i = 0; i < 10_000; i++) {
                        dpc.queue();
                        timer.set(i);
                    }
                };
        work.run();
        long allocated = meter.bytesOf(work);
        assertTrue(allocated < 1000, "20000 calls allocated " + allocated + " bytes");
    }

    @Test
    void servingAllocatesNothing() throws Exception {
        AllocationMeter meter = new AllocationMeter();
        int rounds = 20_000;
        long[] start = new long[1];
        int[] round = new int[1];
        AtomicReference<Dpc> self = new AtomicReference<>();
        BlockingQueue<Long> allocated = new LinkedBlockingQueue<>();
        DispatchTimer timer = dispatcher.newTimer(() -> self.get().queue());
        self.set(
                dispatcher.newDpc(
                        () -> {
                            if (++round[0] == rounds / 2) {
                                start[0] = meter.bytesSoFar();
                            }
                            if (round[0] < rounds) {
                                timer.set(1);
                            } else {
                                allocated.add(meter.bytesSoFar() - start[0]);
                            }
                        }));
        self.get().queue();
        Long bytes = allocated.poll(20, TimeUnit.SECONDS);
        assertTrue(bytes != null && bytes < 1000, rounds / 2 + " rounds allocated " + bytes);
    }

    private void hold() throws InterruptedException {
        dispatcher.newDpc(gate).queue();
        gate.awaitReached();
    }

    private void awaitSleep() {
        while (dispatcher.wakeAt() == ReferenceTime.NEVER) {
            Thread.onSpinWait();
        }
    }

    private static boolean isInGate(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().equals(Gate.class.getName()));
    }

    private int fireAgainAndAgain(ThreadDispatcher busy, boolean timed, int rounds)
            throws InterruptedException {
        Semaphore fired = new Semaphore(0);
        DispatchTimer timer = busy.newTimer(fired::release);
        Dpc dpc = busy.newDpc(fired::release);
        int done = 0;
        while (done < rounds) {
            if (timed) {
                timer.set(clock.getTime() + ThreadLocalRandom.current().nextInt(300));
            } else {
                dpc.queue();
            }
            if (!fired.tryAcquire(5, TimeUnit.SECONDS)) {
                return done;
            }
            done++;
        }
        timer.close();
        return done;
    }
}
