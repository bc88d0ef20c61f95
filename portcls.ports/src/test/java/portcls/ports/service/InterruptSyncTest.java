package portcls.ports.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import portcls.api.IInterruptSync;
import portcls.api.IInterruptSync.Mode;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class InterruptSyncTest {
    private final FakeLine line = new FakeLine();
    private final List<String> log = new ArrayList<>();

    @Test
    @Rule({"SVC-1", "SVC-4"})
    void normalModeStopsAtTheFirstSuccess() {
        InterruptSync sync = connected(Mode.NORMAL);
        sync.registerServiceRoutine(routine("no", 0), false);
        sync.registerServiceRoutine(routine("yes", 1), false);
        sync.registerServiceRoutine(routine("later", 1), false);
        assertTrue(line.raise());
        assertEquals(List.of("no", "yes"), log);
        assertTrue(line.raise());
        assertFalse(line.raise());
        assertEquals(List.of("no", "yes", "no", "yes", "later", "no", "yes", "later"), log);
    }

    @Test
    @Rule({"SVC-2", "SVC-4"})
    void allModeCallsEachOnce() {
        InterruptSync sync = connected(Mode.ALL);
        sync.registerServiceRoutine(routine("yes", 1), false);
        sync.registerServiceRoutine(routine("no", 0), false);
        assertTrue(line.raise());
        assertEquals(List.of("yes", "no"), log);
        assertFalse(line.raise());
        assertEquals(List.of("yes", "no", "yes", "no"), log);
    }

    @Test
    @Rule({"SVC-3", "SVC-4"})
    void repeatModeMakesWholePassesUntilOneHasNoSuccess() {
        InterruptSync sync = connected(Mode.REPEAT);
        sync.registerServiceRoutine(routine("a", 2), false);
        sync.registerServiceRoutine(routine("b", 1), false);
        assertTrue(line.raise());
        assertEquals(List.of("a", "b", "a", "b", "a", "b"), log);
        log.clear();
        assertFalse(line.raise());
        assertEquals(List.of("a", "b"), log);
    }

    @Test
    @Rule("SVC-3")
    void aRoutineThatClaimsEverythingDoesNotHangRepeatMode() {
        InterruptSync sync = connected(Mode.REPEAT);
        sync.registerServiceRoutine(routine("always", Integer.MAX_VALUE), false);
        assertTrue(line.raise());
        assertEquals(1000, log.size());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    @Rule("SVC-4")
    void withoutRoutinesAnInterruptIsNotAcknowledged(Mode mode) {
        InterruptSync sync = connected(mode);
        assertFalse(line.raise());
        sync.disconnect();
    }

    @Test
    @Rule("SVC-5")
    void firstPutsARoutineAtTheHead() {
        InterruptSync sync = connected(Mode.ALL);
        sync.registerServiceRoutine(routine("b", 0), false);
        sync.registerServiceRoutine(routine("c", 0), false);
        sync.registerServiceRoutine(routine("a", 0), true);
        line.raise();
        assertEquals(List.of("a", "b", "c"), log);
    }

    @Test
    @Rule("SVC-6")
    void interruptAndSynchronisedRoutinesNeverOverlap() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int[] unguarded = new int[1];
        IInterruptSync.Routine routine =
                sync -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    unguarded[0]++;
                    inside.decrementAndGet();
                    return true;
                };
        InterruptSync sync = connected(Mode.ALL);
        sync.registerServiceRoutine(routine, true);
        int rounds = 20_000;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean interrupt = i % 2 == 0;
            threads.add(
                    new Thread(
                            () -> {
                                for (int n = 0; n < rounds; n++) {
                                    if (interrupt) {
                                        line.raise();
                                    } else {
                                        sync.callSynchronizedRoutine(routine);
                                    }
                                }
                            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        assertEquals(1, most.get());
        assertEquals(4 * rounds, unguarded[0]);
    }

    @Test
    @Rule("SVC-7")
    void noRoutineRunsBeforeConnectOrAfterDisconnect() {
        InterruptSync sync = new InterruptSync(line, Mode.ALL);
        sync.registerServiceRoutine(routine("a", Integer.MAX_VALUE), false);
        assertFalse(line.raise());
        sync.connect();
        assertTrue(line.raise());
        sync.disconnect();
        assertFalse(line.raise());
        assertFalse(line.raiseLate(), "even when the line does not heed its disconnect");
        assertEquals(List.of("a"), log);
        sync.disconnect();
        sync.connect();
        assertTrue(line.raise());
    }

    @Test
    void aSynchronisedRoutineRunsAlsoWhenNotConnectedAndItsAnswerComesBack() {
        InterruptSync sync = new InterruptSync(line, Mode.NORMAL);
        assertTrue(
                sync.callSynchronizedRoutine(
                        given -> {
                            assertSame(sync, given);
                            return true;
                        }));
        assertFalse(sync.callSynchronizedRoutine(given -> false));
    }

    @Test
    void aLineIsConnectedOnce() {
        InterruptSync sync = connected(Mode.NORMAL);
        PortClsException twice = assertThrows(PortClsException.class, sync::connect);
        assertEquals(Status.INVALID_DEVICE_STATE, twice.status());
        assertEquals("the interrupt IRQ 5 is connected already", twice.getMessage());
        PortClsException taken =
                assertThrows(PortClsException.class, new InterruptSync(line, Mode.NORMAL)::connect);
        assertEquals(Status.INVALID_DEVICE_STATE, taken.status());
        assertEquals(
                "the interrupt IRQ 5 is connected to somebody else: taken", taken.getMessage());
    }

    @Test
    void disconnectingInsideARoutineIsRefusedAndDoesNotHang() {
        InterruptSync sync = connected(Mode.NORMAL);
        PortClsException refused =
                assertThrows(
                        PortClsException.class,
                        () ->
                                sync.callSynchronizedRoutine(
                                        given -> {
                                            sync.disconnect();
                                            return true;
                                        }));
        assertEquals(Status.INVALID_DEVICE_STATE, refused.status());
    }

    @Test
    void aRoutineThatThrowsDoesNotKeepTheInterruptFromTheOthers() {
        InterruptSync sync = connected(Mode.NORMAL);
        sync.registerServiceRoutine(routine("b", 1), false);
        sync.registerServiceRoutine(
                given -> {
                    throw new IllegalStateException("thrown on purpose");
                },
                true);
        assertTrue(line.raise());
        assertEquals(List.of("b"), log);
    }

    @Test
    void aLineThatFailsToDisconnectIsNotKept() {
        Map<Object, Runnable> kept = new ConcurrentHashMap<>();
        FakeLine broken =
                new FakeLine() {
                    @Override
                    public void disconnect() {
                        throw new IllegalStateException("broken");
                    }
                };
        InterruptSync sync = new InterruptSync(broken, Mode.NORMAL, keeper(kept));
        sync.connect();
        assertEquals(Set.of(sync), kept.keySet());
        assertThrows(IllegalStateException.class, sync::disconnect);
        assertEquals(Set.of(), kept.keySet());
    }

    @Test
    void whoEndsItAtOnceLeavesNoLineConnected() {
        Keeper ending =
                new Keeper() {
                    @Override
                    public void keep(Object thing, Runnable end) {
                        end.run();
                    }

                    @Override
                    public void drop(Object thing) {}
                };
        new InterruptSync(line, Mode.NORMAL, ending).connect();
        assertFalse(line.isConnected());
    }

    @Test
    @Rule("SVC-6")
    void aRoutineThatChangesTheSyncDoesNotBlockWhoDisconnectsIt() throws Exception {
        InterruptSync sync = connected(Mode.NORMAL);
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<Thread> other = new AtomicReference<>();
        sync.registerServiceRoutine(
                at -> {
                    inside.countDown();
                    TestHouse.await(
                            "the other waits for this routine",
                            () -> {
                                Thread thread = other.get();
                                return thread != null && thread.getState() == Thread.State.WAITING;
                            });
                    sync.registerServiceRoutine(routine("late", 1), false);
                    assertThrows(PortClsException.class, sync::disconnect);
                    return true;
                },
                false);
        Thread raising = Thread.ofPlatform().daemon().start(line::raise);
        inside.await();
        other.set(Thread.ofPlatform().daemon().start(sync::disconnect));
        assertTrue(raising.join(Duration.ofSeconds(5)), "the routine comes back");
        assertTrue(other.get().join(Duration.ofSeconds(5)), "and who disconnects");
        assertFalse(line.isConnected());
    }

    private static Keeper keeper(Map<Object, Runnable> kept) {
        return new Keeper() {
            @Override
            public void keep(Object thing, Runnable end) {
                kept.put(thing, end);
            }

            @Override
            public void drop(Object thing) {
                kept.remove(thing);
            }
        };
    }

    private InterruptSync connected(Mode mode) {
        InterruptSync sync = new InterruptSync(line, mode);
        sync.connect();
        return sync;
    }

    /** A routine that claims so many interrupts. */
    private IInterruptSync.Routine routine(String name, int claims) {
        AtomicInteger left = new AtomicInteger(claims);
        return sync -> {
            log.add(name);
            return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        };
    }
}
