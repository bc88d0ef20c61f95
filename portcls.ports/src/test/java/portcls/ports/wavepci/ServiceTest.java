package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.PACKET;
import static portcls.ports.wavepci.PciBench.THREE;
import static portcls.ports.wavepci.PciBench.fillAll;
import static portcls.ports.wavepci.PciBench.range;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.IDmaChannel;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.wavepci.Mapping;
import portcls.conformance.Rule;
import portcls.ports.port.OwnedPortCls;
import portcls.ports.time.Dispatcher;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is served when, and on which thread. */
class ServiceTest {
    private final PciBench bench = new PciBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"SVC-9", "SVC-13"})
    void theGroupOfTheFilterServesTheMiniportAndThatOfAStreamTheStream() {
        bench.driver.filterGroup = true;
        WavePin pin = bench.render(THREE);
        pin.run();
        bench.driver.port().notify(Objects.requireNonNull(bench.driver.group));
        assertEquals(0, bench.driver.calls("service").size(), "it only queues");
        bench.settle();
        assertEquals(1, bench.driver.calls("service").size());
        assertEquals(0, bench.stream().services);
        bench.driver.port().notify(Objects.requireNonNull(bench.stream().group));
        bench.settle();
        assertEquals(1, bench.driver.calls("service").size());
        assertEquals(1, bench.stream().services);
    }

    @Test
    @Rule("WPC-11")
    void withoutAGroupTheMiniportIsNeverServed() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.millis(1_000);
        assertEquals(List.of(), bench.driver.calls("service"));
    }

    @Test
    @Rule("WPC-10")
    void aStreamWithAGroupIsServedByItsNotificationsAlone() {
        WavePin pin = bench.render(THREE);
        pin.run();
        bench.millis(200);
        assertEquals(20, bench.stream().services, "one for each piece that was played");
    }

    @Test
    @Rule({"WPC-10", "WPC-12"})
    void aStreamWithoutAGroupIsServedEveryTwentyMillisecondsWhileItRuns() {
        bench.driver.streamGroups = false;
        WavePin pin = bench.render(Buffer.ofFrames(12 * PACKET).packets(12));
        fillAll(pin);
        bench.millis(100);
        pin.pause();
        bench.millis(100);
        assertEquals(0, bench.stream().services);
        pin.run();
        for (int i = 1; i <= 50; i++) {
            bench.millis(20);
            assertEquals(i, bench.stream().services);
            fillAll(pin);
        }
        pin.pause();
        bench.millis(500);
        assertEquals(50, bench.stream().services);
        assertEquals(range(1, 48_001), bench.stream().played());
        assertEquals(0, pin.glitches());
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    @Rule("WPC-12")
    void aNotificationThatComesWhileTheStreamGoesToRunIsServedThere() {
        WavePin pin = bench.render(THREE);
        pin.pause();
        bench.driver.inSetState =
                () -> {
                    bench.driver.port().notify(Objects.requireNonNull(bench.stream().group));
                };
        pin.run();
        bench.settle();
        assertEquals(1, bench.stream().services);
        assertEquals(List.of(), bench.driver.faults);
        pin.pause();
        bench.settle();
        assertEquals(1, bench.stream().services);
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    @Rule("WPC-2")
    void beforeRunADriverThatWasRefusedIsToldOfTheFirstPiece() {
        WavePin pin = bench.render(Buffer.ofFrames(4 * PACKET).packets(4));
        FakePci.Stream stream = bench.stream();
        assertFalse(stream.getOne(), "in STOP there is none");
        assertNotNull(pin.pollPacket());
        pin.commit();
        bench.millis(5);
        assertFalse(stream.getOne());
        pin.pause();
        bench.millis(5);
        assertEquals(0, stream.available, "a stopped stream promises nothing");
        assertTrue(stream.getOne());
        assertFalse(stream.getOne());
        assertFalse(stream.getOne());
        bench.millis(5);
        assertEquals(0, stream.available);
        assertNotNull(pin.pollPacket());
        pin.commit();
        bench.millis(1);
        assertEquals(1, stream.available);
        // It asked until it was refused once more.
        fillAll(pin);
        bench.millis(5);
        assertEquals(2, stream.available);
        assertEquals(4, stream.got.size());
    }

    @Test
    @Rule("WPC-6")
    void aDriverThatKeepsItsLockIsFoundByAssertions() {
        assertTrue(MappingQueue.class.desiredAssertionStatus(), "run tests with assertions");
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        FakePci.Stream stream = bench.stream();
        for (Object lock : List.of(stream, bench.driver, stream.portStream)) {
            synchronized (lock) {
                AssertionError e = failsWithLock(() -> stream.portStream.releaseMapping(1));
                assertTrue(String.valueOf(e.getMessage()).contains(lock.getClass().getName()));
                AssertionError _ =
                        failsWithLock(() -> stream.portStream.getMapping(9, new Mapping()));
            }
        }
        bench.millis(10);
        assertEquals(PACKET, pin.transferredFrames());
    }

    @Test
    @Rule("STR-3")
    void aStepThatIsRefusedLeavesTheStreamWhereItWas() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        bench.driver.refused = KsState.RUN;
        PciBench.fails(Status.IO_DEVICE_ERROR, pin::run);
        assertEquals(KsState.PAUSE, pin.state());
        bench.driver.refused = null;
        pin.run();
        bench.millis(5);
        bench.driver.refused = KsState.PAUSE;
        PciBench.fails(Status.IO_DEVICE_ERROR, pin::pause);
        assertEquals(KsState.RUN, pin.state());
        bench.stream().move(480);
        bench.settle();
        assertTrue(bench.stream().services > 0, "it goes on");
    }

    @Test
    void aThousandStreamsLeaveNothingBehind() {
        Filter filter = bench.plug();
        OwnedPortCls owner = (OwnedPortCls) Objects.requireNonNull(bench.port).system();
        Dispatcher dispatcher = bench.house.devices.of(bench.device).dispatcher();
        int owned = owner.owned();
        int timers = dispatcher.timers();
        for (int i = 0; i < 1_000; i++) {
            IDmaChannel channel = bench.driver.port().newMasterDmaChannel(true, false, 256);
            channel.allocateBuffer(256, 0);
            try (WavePin pin = filter.openRender(FakePci.FORMAT, THREE)) {
                pin.run();
                assertEquals(owned + 1, owner.owned());
            }
            channel.freeBuffer();
            assertEquals(owned, owner.owned());
            assertEquals(timers, dispatcher.timers());
        }
    }

    @Test
    void aDriverThatThrowsInServiceIsTakenAway() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.driver.inService =
                () -> {
                    throw new IllegalStateException("the fake breaks");
                };
        bench.millis(15);
        portcls.ports.TestHouse.await("it is gone", () -> pin.removal().isPresent());
        assertEquals(1, bench.house.broken.size());
        assertTrue(bench.house.broken.getFirst().contains("the fake breaks"));
        portcls.ports.TestHouse.await("it is closed", () -> !bench.driver.calls("close").isEmpty());
        portcls.ports.TestHouse.await("nothing is mapped", () -> bench.bus.mappings() == 0);
    }

    @Test
    void aListenerForPacketsMayHandOverTheNextOne() {
        WavePin pin = bench.render(THREE);
        AtomicInteger ends = new AtomicInteger();
        pin.onPacket(
                () -> {
                    ends.incrementAndGet();
                    fillAll(pin);
                });
        fillAll(pin);
        pin.run();
        bench.millis(1_000);
        assertEquals(100, ends.get());
        assertEquals(range(1, 48_001), bench.stream().played());
        assertEquals(0, pin.glitches());
    }

    @Test
    void aBusWithoutRoomMeansNoStream() {
        bench.bus.full = true;
        bench.plug();
        PciBench.fails(
                Status.INSUFFICIENT_RESOURCES,
                () -> bench.house.published.getLast().openRender(FakePci.FORMAT, THREE));
        assertEquals(1, bench.driver.calls("closeStream").size());
        bench.bus.full = false;
        WavePin pin = bench.house.published.getLast().openRender(FakePci.FORMAT, THREE);
        assertEquals(1, bench.bus.mappings());
        pin.close();
        assertEquals(0, bench.bus.mappings());
        assertNull(bench.driver.group);
    }

    private static AssertionError failsWithLock(Runnable call) {
        try {
            call.run();
        } catch (AssertionError e) {
            return e;
        } catch (PortClsException e) {
            throw new AssertionError("it came through", e);
        }
        throw new AssertionError("it came through");
    }
}
