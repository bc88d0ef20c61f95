package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.PACKET;
import static portcls.ports.wavepci.PciBench.THREE;
import static portcls.ports.wavepci.PciBench.fails;
import static portcls.ports.wavepci.PciBench.fillAll;
import static portcls.ports.wavepci.PciBench.range;
import static portcls.ports.wavepci.PciBench.readAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import portcls.api.IDmaChannel;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.wavepci.Mapping;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Device and driver go while a stream is open: nothing of the client's memory stays with them. */
class DepartureTest {
    private static final Buffer HELD = THREE.hold(5, TimeUnit.SECONDS);
    private final PciBench bench = new PciBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(KsState.class)
    @Rule({"STR-7", "STR-8", "WPC-5"})
    void whateverTheStateAllPiecesAreBackBeforeTheMemoryIsTakenFromTheDevice(KsState state) {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.setState(state);
        bench.millis(15);
        assertEquals(1, bench.bus.mappings());
        assertEquals(List.of(), bench.unplug(RemovalReason.SURPRISE));
        assertEquals(0, bench.bus.mappings());
        assertEquals(List.of(), bench.driver.faults);
        assertEquals(KsState.STOP, bench.stream().state);
        assertEquals(state == KsState.RUN ? 1 : 0, bench.driver.calls("revoke").size());
        assertEquals(List.of("closeStream", "close"), lastTwo());
        fails(Status.DEVICE_REMOVED, pin::pollPacket);
        // What comes late finds nothing.
        assertFalse(bench.stream().portStream.getMapping(99, new Mapping()));
        fails(Status.INVALID_PARAMETER, () -> bench.stream().portStream.releaseMapping(1));
        int services = bench.stream().services;
        Objects.requireNonNull(bench.stream().group).requestService();
        bench.millis(100);
        assertEquals(services, bench.stream().services);
    }

    @Test
    void theEndOfTheDriverFreesItsChannels() {
        bench.plug();
        IDmaChannel channel = bench.driver.port().newMasterDmaChannel(true, false, 4_096);
        channel.allocateBuffer(512, 0);
        assertEquals(1, bench.bus.mappings());
        bench.unplug(RemovalReason.ORDERLY);
        assertEquals(0, bench.bus.mappings());
    }

    @Test
    @Rule({"STR-7", "WPC-5"})
    void aClientThatClosesWhileItRunsLeavesNothing() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.millis(15);
        pin.close();
        assertEquals(0, bench.bus.mappings());
        assertEquals(List.of("revoke 2 3"), bench.driver.calls("revoke"));
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    @Rule("STR-7")
    void aDriverThatRefusesToStopLosesItsPiecesAllTheSame() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.millis(15);
        bench.driver.refused = KsState.PAUSE;
        pin.close();
        assertEquals(0, bench.bus.mappings());
        assertEquals(1, bench.driver.calls("revoke").size());
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    void aDriverThatThrowsWhenItIsToLetGoIsToldOfAndTheMemoryIsTakenAllTheSame() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.driver.inRevoke =
                () -> {
                    throw new IllegalStateException("the fake does not let go");
                };
        pin.stop();
        assertEquals(KsState.STOP, pin.state());
        pin.close();
        assertEquals(0, bench.bus.mappings());
    }

    @Test
    void aDriverThatHangsInServiceIsAbandonedAndTheDeviceReachesNothingMore() throws Exception {
        try (PciBench real =
                new PciBench(
                        new TestHouse(
                                new portcls.ports.time.SystemClock(),
                                java.time.Duration.ofMillis(300)))) {
            WavePin pin = real.render(THREE);
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch out = new CountDownLatch(1);
            real.driver.inService =
                    () -> {
                        inside.countDown();
                        boolean done = false;
                        while (!done) {
                            try {
                                out.await();
                                done = true;
                            } catch (InterruptedException e) {
                                // It hangs for good.
                            }
                        }
                    };
            fillAll(pin);
            pin.run();
            assertTrue(inside.await(20, TimeUnit.SECONDS));
            assertEquals(1, real.unplug(RemovalReason.ORDERLY).size());
            TestHouse.await("nothing is mapped", () -> real.bus.mappings() == 0);
            fails(Status.DEVICE_REMOVED, pin::pollPacket);
            out.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(RemovalReason.class)
    void aHeldStreamGoesOnWithTheNextDriver(RemovalReason reason) {
        WavePin pin = bench.render(HELD);
        long memory = pin.buffer().address();
        fillAll(pin);
        pin.run();
        bench.millis(15);
        assertEquals(List.of(), bench.unplug(reason));
        assertTrue(pin.isHeld());
        assertEquals(0, bench.bus.mappings());
        assertEquals(PACKET, pin.transferredFrames());
        assertEquals(1, fillAll(pin));
        bench.millis(100);
        bench.plugAnother();
        TestHouse.await("it is back", () -> !pin.isHeld());
        assertEquals(1, bench.bus.mappings());
        assertEquals(memory, pin.buffer().address());
        // The buffer had begun: the next whole one begins with packet 3.
        assertEquals(3 * PACKET, pin.transferredFrames());
        bench.millis(10);
        assertEquals(range(3 * PACKET + 1, 4 * PACKET + 1), bench.stream().played());
        assertEquals(1, pin.gaps().size());
        assertEquals(100 * 48, pin.gaps().getFirst().frames());
        pin.close();
        assertEquals(0, bench.bus.mappings());
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    void aHeldRecordingGoesOn() {
        WavePin pin = bench.capture(HELD);
        assertEquals(List.of(), readAll(pin));
        pin.run();
        bench.millis(25);
        bench.unplug(RemovalReason.SURPRISE);
        assertEquals(range(0, 2 * PACKET), readAll(pin));
        bench.plugAnother();
        TestHouse.await("it is back", () -> !pin.isHeld());
        bench.millis(20);
        assertEquals(range(0, 2 * PACKET), readAll(pin));
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    void aDriverThatDidNotLetGoGetsNoSecondOneIntoTheSameMemory() {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.driver.inRevoke =
                () -> {
                    throw new IllegalStateException("the fake does not let go");
                };
        bench.unplug(RemovalReason.SURPRISE);
        assertEquals(0, bench.bus.mappings());
        bench.plugAnother();
        bench.millis(10);
        fails(Status.DEVICE_REMOVED, pin::pollPacket);
        assertEquals(0, bench.driver.streams.size());
    }

    private List<String> lastTwo() {
        return bench.driver.calls.subList(bench.driver.calls.size() - 2, bench.driver.calls.size());
    }

    @Test
    @Rule("OBJ-4")
    void theChannelOfAStreamIsTheDriversOwnAffair() {
        List<String> touched = new CopyOnWriteArrayList<>();
        bench.driver.channel =
                (IDmaChannel)
                        Proxy.newProxyInstance(
                                IDmaChannel.class.getClassLoader(),
                                new Class<?>[] {IDmaChannel.class},
                                (_, method, _) -> {
                                    touched.add(method.getName());
                                    throw new IllegalStateException("it is the driver's");
                                });
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.millis(30);
        pin.close();
        assertEquals(List.of(), bench.unplug(RemovalReason.ORDERLY));
        assertEquals(List.of(), touched);
        assertEquals(List.of(), bench.driver.faults);
    }
}
