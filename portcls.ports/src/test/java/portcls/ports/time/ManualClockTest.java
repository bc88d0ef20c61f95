package portcls.ports.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.time.Alarm;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class ManualClockTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ManualClock clock = new ManualClock();
    private final Dispatcher first = clock.newDispatcher("first");
    private final Dispatcher second = clock.newDispatcher("second");
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void nothingRunsBeforeTheClockIsMoved() {
        first.newDpc(note("call")).queue();
        first.newTimer(note("timer")).set(0);
        assertEquals(List.of(), log);
        clock.advanceTo(0);
        assertEquals(List.of("call@0", "timer@0"), log);
    }

    @Test
    void everythingRunsAtItsOwnTimeInOrderOverAllDispatchers() {
        first.newTimer(note("c")).set(300);
        second.newTimer(note("a")).set(100);
        first.newTimer(note("b")).set(200);
        Alarm alarm = clock.newAlarm("alarm", note("alarm"));
        alarm.at(250);
        clock.advanceTo(299);
        assertEquals(List.of("a@100", "b@200", "alarm@250"), log);
        assertEquals(299, clock.getTime());
        clock.advance(1);
        assertEquals(List.of("a@100", "b@200", "alarm@250", "c@300"), log);
    }

    @Test
    void whatARoutineQueuesRunsAtTheSameTime() {
        Dpc dpc = second.newDpc(note("call"));
        DispatchTimer again = second.newTimer(note("again"));
        first.newTimer(
                        () -> {
                            dpc.queue();
                            again.set(clock.getTime() + 50);
                        })
                .set(100);
        clock.advanceTo(200);
        assertEquals(List.of("call@100", "again@150"), log);
    }

    @Test
    void callsRunInTheOrderInWhichTheyWereQueued() {
        List.of("a", "b", "c", "d").forEach(name -> first.newDpc(note(name)).queue());
        clock.advanceTo(1);
        assertEquals(List.of("a@0", "b@0", "c@0", "d@0"), log);
    }

    @Test
    @Rule("SVC-14")
    void aCallThatIsQueuedAlreadyIsNotQueuedAgain() {
        Dpc dpc = first.newDpc(note("call"));
        dpc.queue();
        dpc.queue();
        clock.advanceTo(1);
        assertEquals(List.of("call@0"), log);
    }

    @Test
    void aTimerFiresOnceAndItsLastTimeCounts() {
        DispatchTimer timer = first.newTimer(note("timer"));
        DispatchTimer cancelled = first.newTimer(note("cancelled"));
        timer.set(100);
        timer.set(50);
        cancelled.set(60);
        cancelled.cancel();
        clock.advanceTo(1000);
        assertEquals(List.of("timer@50"), log);
    }

    @Test
    void goingBackIsIgnored() {
        clock.advanceTo(100);
        clock.advanceTo(50);
        assertEquals(100, clock.getTime());
    }

    @Test
    void awaitedWorkRunsAfterWhatWasQueuedBefore() {
        first.newDpc(note("queued")).queue();
        second.newDpc(note("of another dispatcher")).queue();
        assertTrue(first.runAndWait(note("work"), LONG));
        assertEquals(List.of("queued@0", "work@0"), log);
    }

    @Test
    void awaitedWorkEndsEvenWhenACallQueuesItselfForEver() {
        AtomicReference<Dpc> self = new AtomicReference<>();
        self.set(first.newDpc(() -> self.get().queue()));
        self.get().queue();
        assertTrue(first.runAndWait(note("work"), LONG));
        assertEquals(List.of("work@0"), log);
    }

    @Test
    void insideARoutineWorkOfTheSameDispatcherRunsAtOnce() {
        first.newDpc(
                        () -> {
                            log.add(
                                    first.isCurrent() && !second.isCurrent()
                                            ? "first"
                                            : "elsewhere");
                            first.runAndWait(note("inner"), SHORT);
                            second.runAndWait(note("other"), SHORT);
                        })
                .queue();
        first.newDpc(note("next of first")).queue();
        second.newDpc(note("queued in second")).queue();
        clock.advanceTo(0);
        assertEquals(
                List.of("first", "inner@0", "queued in second@0", "other@0", "next of first@0"),
                log);
    }

    @Test
    void aRoutineCannotMoveTheClockItRunsOn() {
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> first.runAndWait(() -> clock.advanceTo(100), LONG));
        assertEquals(
                "a routine at DISPATCH level cannot move the clock that it runs on; move it from"
                        + " another thread: time100ns=100",
                refused.getMessage());
        assertEquals(0, clock.getTime());
    }

    @Test
    void aRoutineThatThrowsDoesNotEndTheOthers() {
        first.newDpc(
                        () -> {
                            throw new AssertionError("thrown on purpose");
                        })
                .queue();
        first.newTimer(note("timer")).set(10);
        clock.advanceTo(10);
        assertEquals(List.of("timer@10"), log);
    }

    @Test
    void othersGetInBetweenWhileTheClockMovesFar() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<DispatchTimer> ticker = new AtomicReference<>();
        CountDownLatch ticks = new CountDownLatch(100);
        ticker.set(
                first.newTimer(
                        () -> {
                            ticks.countDown();
                            if (!stop.get()) {
                                ticker.get().set(clock.getTime() + 1);
                            }
                        }));
        ticker.get().set(1);
        Thread mover = new Thread(() -> clock.advanceTo(ReferenceTime.NEVER - 1));
        mover.start();
        try {
            assertTrue(ticks.await(10, TimeUnit.SECONDS));
            assertTrue(first.runAndWait(() -> {}, LONG));
        } finally {
            stop.set(true);
        }
        mover.join(10_000);
        assertFalse(mover.isAlive());
    }

    @Test
    void whoWaitsForAHangingRoutineIsLetGo() throws Exception {
        Gate gate = new Gate();
        first.newDpc(gate).queue();
        Thread mover = new Thread(() -> clock.advanceTo(1));
        mover.start();
        gate.awaitReached();
        assertFalse(second.runAndWait(note("work"), SHORT));
        assertTrue(first.stack().length > 0);
        gate.open();
        mover.join(10_000);
        assertTrue(second.runAndWait(() -> {}, LONG));
        assertEquals(1, log.size());
    }

    @Test
    void timeThatStandsStillIsAnErrorAndNotAHang() {
        AtomicReference<Dpc> self = new AtomicReference<>();
        self.set(first.newDpc(() -> self.get().queue()));
        self.get().queue();
        IllegalStateException still =
                assertThrows(IllegalStateException.class, () -> clock.advanceTo(7));
        assertEquals(
                "virtual time stands still: a routine queues itself, or sets its timer to now,"
                        + " without end: time100ns=0",
                still.getMessage());
    }

    @Test
    void aClosedDispatcherRunsOnlyWhatSomebodyWaitsFor() {
        first.newDpc(note("call")).queue();
        first.newTimer(note("timer")).set(1);
        first.close();
        clock.advanceTo(10);
        assertEquals(List.of(), log);
        assertTrue(first.runAndWait(note("work"), LONG));
        assertEquals(List.of("work@10"), log);
    }

    @Test
    void aDispatcherThatIsClosedByARoutineRunsNothingMore() {
        first.newDpc(second::close).queue();
        second.newDpc(note("call")).queue();
        clock.advanceTo(1);
        assertEquals(List.of(), log);
    }

    @Test
    void anyThreadMaySetATimer() throws Exception {
        AtomicInteger fired = new AtomicInteger();
        List<Thread> setters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread setter =
                    new Thread(
                            () -> {
                                for (int n = 0; n < 1000; n++) {
                                    first.newTimer(fired::incrementAndGet).set(clock.getTime() + 1);
                                }
                            });
            setters.add(setter);
            setter.start();
        }
        for (Thread setter : setters) {
            while (setter.isAlive()) {
                clock.advance(1);
            }
        }
        clock.advance(1);
        assertEquals(4000, fired.get());
    }

    private Runnable note(String name) {
        return () -> log.add(name + "@" + clock.getTime());
    }
}
