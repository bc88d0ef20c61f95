package portcls.ports.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.IServiceSink;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.conformance.Rule;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Gate;
import portcls.ports.time.ManualClock;
import portcls.ports.time.SystemClock;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class ServiceGroupTest {
    private final ManualClock clock = new ManualClock();
    private final Dispatcher dispatcher = clock.newDispatcher("device");
    private final ServiceGroup group = new ServiceGroup(dispatcher);
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    @Rule("SVC-8")
    void aRequestOnlyQueuesAndTheRoundServesEveryMember() {
        group.addMember(note("a"));
        group.addMember(note("b"));
        group.requestService();
        assertEquals(List.of(), log);
        clock.advanceTo(5);
        assertEquals(List.of("a@0", "b@0"), log);
    }

    @Test
    @Rule("SVC-14")
    void requestsBeforeTheRoundAreServedByOneRound() {
        group.addMember(note("a"));
        group.requestService();
        group.requestService();
        group.requestService();
        clock.advanceTo(1);
        assertEquals(List.of("a@0"), log);
        group.requestService();
        clock.advanceTo(2);
        assertEquals(List.of("a@0", "a@1"), log);
    }

    @Test
    @Rule("SVC-15")
    void aGroupCanBeAMemberOfAGroup() {
        ServiceGroup inner = new ServiceGroup(dispatcher);
        inner.addMember(note("inner"));
        group.addMember(note("outer"));
        group.addMember(inner);
        group.requestService();
        clock.advanceTo(1);
        assertEquals(List.of("outer@0", "inner@0"), log);
        inner.requestService();
        clock.advanceTo(2);
        assertEquals(List.of("outer@0", "inner@0", "inner@1"), log);
    }

    @Test
    void aGroupCannotServeItself() {
        ServiceGroup inner = new ServiceGroup(dispatcher);
        group.addMember(inner);
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> inner.addMember(group)).status());
        PortClsException refused =
                assertThrows(PortClsException.class, () -> group.addMember(group));
        assertEquals(
                "a service group cannot be a member of itself, not even by way of another group",
                refused.getMessage());
    }

    @Test
    @Rule("SVC-16")
    void aDelayedRequestNeedsSupportFirst() {
        PortClsException refused =
                assertThrows(PortClsException.class, () -> group.requestDelayedService(-1));
        assertEquals(Status.INVALID_DEVICE_REQUEST, refused.status());
        assertEquals(
                "call supportDelayedService() once before requestDelayedService()",
                refused.getMessage());
        group.cancelDelayedService();
        group.supportDelayedService();
        group.requestDelayedService(-1);
    }

    @Test
    @Rule("SVC-16")
    void aNegativeDelayIsRelativeAndAPositiveOneAbsolute() {
        group.addMember(note("a"));
        group.supportDelayedService();
        clock.advanceTo(1000);
        group.requestDelayedService(-30);
        clock.advanceTo(1029);
        assertEquals(List.of(), log);
        clock.advanceTo(1100);
        assertEquals(List.of("a@1030"), log);
        group.requestDelayedService(1500);
        clock.advanceTo(1499);
        assertEquals(List.of("a@1030"), log);
        clock.advanceTo(3000);
        assertEquals(List.of("a@1030", "a@1500"), log);
        group.requestDelayedService(7);
        clock.advanceTo(3001);
        assertEquals(List.of("a@1030", "a@1500", "a@3000"), log);
    }

    @Test
    void aDelayBeyondTheEndOfTimeIsNotInThePast() {
        group.addMember(note("a"));
        group.supportDelayedService();
        clock.advanceTo(1000);
        group.requestDelayedService(Long.MIN_VALUE);
        clock.advanceTo(2000);
        assertEquals(List.of(), log);
    }

    @Test
    @Rule("SVC-17")
    void aNewDelayedRequestReplacesThePendingOne() {
        group.addMember(note("a"));
        group.supportDelayedService();
        group.requestDelayedService(-100);
        group.supportDelayedService();
        group.requestDelayedService(-50);
        clock.advanceTo(1000);
        assertEquals(List.of("a@50"), log);
    }

    @Test
    @Rule("SVC-17")
    void aCancelledDelayedRequestDoesNotHappen() {
        group.addMember(note("a"));
        group.supportDelayedService();
        group.requestDelayedService(-100);
        group.cancelDelayedService();
        clock.advanceTo(1000);
        assertEquals(List.of(), log);
        group.requestDelayedService(-100);
        clock.advanceTo(2000);
        assertEquals(List.of("a@1100"), log);
    }

    @Test
    @Rule("SVC-18")
    void aRemovedMemberGetsNoFurtherCalls() {
        IServiceSink a = note("a");
        group.addMember(a);
        group.addMember(note("b"));
        group.requestService();
        clock.advanceTo(1);
        assertEquals(List.of("a@0", "b@0"), log);
        group.removeMember(a);
        group.removeMember(a);
        group.requestService();
        clock.advanceTo(2);
        assertEquals(List.of("a@0", "b@0", "b@1"), log);
    }

    @Test
    @Rule("SVC-18")
    void removalWaitsForTheRoundThatRuns() throws Exception {
        Gate gate = new Gate();
        try (SystemClock real = new SystemClock();
                Dispatcher thread = real.newDispatcher("device")) {
            ServiceGroup live = new ServiceGroup(thread);
            live.addMember(gate::run);
            live.requestService();
            gate.awaitReached();
            IServiceSink late = () -> log.add("late");
            live.addMember(late);
            Thread remover = new Thread(() -> live.removeMember(late));
            remover.start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (remover.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertEquals(Thread.State.TIMED_WAITING, remover.getState());
            gate.open();
            remover.join(10_000);
            assertFalse(remover.isAlive());
            assertEquals(List.of(), log);
        }
    }

    @Test
    void membersAreToldApartByIdentity() {
        record Sink(AtomicInteger calls) implements IServiceSink {
            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Sink;
            }

            @Override
            public int hashCode() {
                return 1;
            }

            @Override
            public void requestService() {
                calls.incrementAndGet();
            }
        }
        Sink stays = new Sink(new AtomicInteger());
        Sink goes = new Sink(new AtomicInteger());
        group.addMember(stays);
        group.addMember(goes);
        group.removeMember(goes);
        group.requestService();
        clock.advanceTo(1);
        assertEquals(1, stays.calls().get());
        assertEquals(0, goes.calls().get());
    }

    @Test
    void aMemberThatThrowsDoesNotKeepTheOthersFromTheirService() {
        group.addMember(
                () -> {
                    throw new IllegalStateException("thrown on purpose");
                });
        group.addMember(note("b"));
        group.requestService();
        clock.advanceTo(1);
        assertEquals(List.of("b@0"), log);
    }

    @Test
    @Rule("OBJ-3")
    void aMemberIsHeldUntilItIsRemovedAndNotLonger() {
        WeakReference<IServiceSink> sink = addAnonymousMember();
        System.gc();
        assertNotNull(sink.get());
        group.requestService();
        clock.advanceTo(1);
        assertEquals(List.of("anonymous"), log);
        removeMember(sink);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (sink.get() != null && System.nanoTime() < end) {
            System.gc();
        }
        assertNull(sink.get());
    }

    @Test
    void aGroupIsHeldWhileItHasMembersAndItsTimerWithIt() {
        Map<Object, Runnable> held = new ConcurrentHashMap<>();
        Keeper keeper =
                new Keeper() {
                    @Override
                    public void keep(Object thing, Runnable end) {
                        held.put(thing, end);
                    }

                    @Override
                    public void drop(Object thing) {
                        held.remove(thing);
                    }
                };
        ServiceGroup own = new ServiceGroup(dispatcher, keeper);
        own.supportDelayedService();
        assertEquals(0, held.size() + dispatcher.timers());
        IServiceSink a = note("a");
        IServiceSink b = note("b");
        own.addMember(a);
        own.addMember(b);
        own.removeMember(a);
        assertEquals(Set.of(own), held.keySet());
        assertEquals(1, dispatcher.timers());
        own.removeMember(b);
        assertEquals(0, held.size() + dispatcher.timers());
        own.requestDelayedService(-10);
        own.addMember(a);
        clock.advanceTo(100);
        assertEquals(List.of("a@10"), log);
        held.get(own).run();
        own.addMember(b);
        own.requestService();
        own.requestDelayedService(-10);
        clock.advanceTo(200);
        assertEquals(1, log.size());
        assertEquals(0, held.size() + dispatcher.timers());
    }

    @Test
    void aClosedGroupServesNobody() {
        group.addMember(note("a"));
        group.supportDelayedService();
        group.requestDelayedService(-10);
        group.requestService();
        group.close();
        clock.advanceTo(100);
        assertEquals(List.of(), log);
    }

    private WeakReference<IServiceSink> addAnonymousMember() {
        IServiceSink sink =
                new IServiceSink() {
                    @Override
                    public void requestService() {
                        log.add("anonymous");
                    }
                };
        group.addMember(sink);
        return new WeakReference<>(sink);
    }

    private void removeMember(WeakReference<IServiceSink> sink) {
        IServiceSink member = sink.get();
        assertNotNull(member);
        group.removeMember(member);
    }

    private IServiceSink note(String name) {
        return () -> log.add(name + "@" + clock.getTime());
    }
}
