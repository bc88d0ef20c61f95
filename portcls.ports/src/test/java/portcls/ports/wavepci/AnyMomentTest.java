package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.PACKET;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;
import portcls.ports.time.SystemClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Anything in any order: states, packets, refusals, departures (HP-5, HP-10). */
@Timeout(120)
class AnyMomentTest {
    private static final int STEPS = 1_500;
    private static final Set<Status> EXPECTED =
            Set.of(
                    Status.DEVICE_REMOVED,
                    Status.INVALID_DEVICE_STATE,
                    Status.NOT_FOUND,
                    Status.IO_DEVICE_ERROR);

    @ParameterizedTest
    @Rule({"WPC-1", "WPC-4", "WPC-5", "WPC-12"})
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void noPieceIsLostOrLeftBehind(long seed) {
        Random random = new Random(seed);
        try (PciBench bench = new PciBench()) {
            boolean capture = random.nextBoolean();
            int packets = 3 + random.nextInt(4);
            Buffer wish =
                    Buffer.ofFrames(packets * PACKET)
                            .packets(packets)
                            .hold(random.nextInt(2) * 500L, TimeUnit.MILLISECONDS);
            bench.driver.ahead = 1 + random.nextInt(5);
            bench.driver.streamGroups = random.nextInt(4) > 0;
            List<FakePci> drivers = new ArrayList<>(List.of(bench.driver));
            Filter filter = bench.plug();
            WavePin pin = open(filter, capture, wish);
            boolean plugged = true;
            for (int i = 0; i < STEPS; i++) {
                try {
                    switch (random.nextInt(20)) {
                        case 0 -> {
                            if (plugged) {
                                bench.unplug(RemovalReason.values()[random.nextInt(3)]);
                                assertEquals(0, bench.bus.mappings());
                            } else {
                                filter = bench.plugAnother();
                                drivers.add(bench.driver);
                            }
                            plugged = !plugged;
                        }
                        case 1 -> pin.pause();
                        case 2, 3, 4 -> pin.run();
                        case 5 -> {
                            if (random.nextInt(4) == 0) {
                                pin.stop();
                            }
                        }
                        case 6 -> {
                            if (random.nextInt(20) == 0) {
                                pin.close();
                            }
                        }
                        case 7 -> bench.millis(random.nextInt(100));
                        case 8, 9, 10, 11 -> bench.millis(random.nextInt(20));
                        case 12 ->
                                bench.driver.refused =
                                        random.nextInt(5) == 0
                                                ? KsState.values()[random.nextInt(4)]
                                                : null;
                        case 13 -> {
                            if (capture && !bench.driver.streams.isEmpty()) {
                                bench.stream().portStream.terminatePacket();
                            }
                        }
                        default -> {
                            if (pin.pollPacket() != null && random.nextInt(10) > 0) {
                                pin.commit();
                            }
                        }
                    }
                } catch (PortClsException e) {
                    assertTrue(EXPECTED.contains(e.status()), e.status() + ": " + e.getMessage());
                    if (isDead(pin) && plugged) {
                        bench.driver.refused = null;
                        pin.close();
                        pin = open(filter, capture, wish);
                    }
                }
            }
            pin.close();
            if (plugged) {
                bench.driver.refused = null;
                bench.unplug(RemovalReason.ORDERLY);
            }
            assertEquals(0, bench.bus.mappings());
            assertEquals(0, bench.house.system.arrivals().waits().size());
            for (FakePci driver : drivers) {
                assertEquals(List.of(), driver.faults);
                assertEquals(driver.calls("newStream").size(), driver.calls("closeStream").size());
            }
            assertEquals(List.of(), bench.house.broken);
        }
    }

    /** In real time a client's thread, the device's, the hardware's and one that pulls the plug. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onAllThreadsAtOnce(boolean capture) throws Exception {
        TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(2));
        try (PciBench bench = new PciBench(house)) {
            Filter filter = bench.plug();
            Buffer wish = Buffer.ofMillis(40).packets(4).hold(10, TimeUnit.SECONDS);
            WavePin pin = open(filter, capture, wish);
            AtomicBoolean over = new AtomicBoolean();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread client =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        try {
                                            while (!over.get()) {
                                                if (pin.pollPacket() != null) {
                                                    pin.commit();
                                                }
                                            }
                                        } catch (Throwable t) {
                                            failure.set(t);
                                        }
                                    });
            Random random = new Random(5);
            for (int i = 0; i < 60; i++) {
                pin.setState(random.nextInt(4) == 0 ? KsState.PAUSE : KsState.RUN);
                long before = pin.transferredFrames();
                boolean runs = pin.state() == KsState.RUN;
                TestHouse.await("it goes on", () -> !runs || pin.transferredFrames() > before);
                if (random.nextInt(3) == 0) {
                    assertEquals(List.of(), bench.unplug(RemovalReason.SURPRISE));
                    assertEquals(0, bench.bus.mappings());
                    assertEquals(List.of(), bench.driver.faults);
                    bench.plugAnother();
                    TestHouse.await("it is back", () -> !pin.isHeld());
                }
            }
            over.set(true);
            client.join();
            Throwable cause = failure.get();
            if (cause != null) {
                throw new AssertionError(cause);
            }
            pin.close();
            assertEquals(0, bench.bus.mappings());
            assertEquals(List.of(), bench.driver.faults);
        }
    }

    /** A stream that was just closed may hold the pin a moment longer, if it was being resumed. */
    private static WavePin open(Filter filter, boolean capture, Buffer wish) {
        List<WavePin> opened = new ArrayList<>();
        TestHouse.await("the pin is free", () -> tryOpen(filter, capture, wish, opened));
        return opened.getFirst();
    }

    private static boolean tryOpen(
            Filter filter, boolean capture, Buffer wish, List<WavePin> opened) {
        try {
            opened.add(
                    capture
                            ? filter.openCapture(FakePci.FORMAT, wish)
                            : filter.openRender(FakePci.FORMAT, wish));
            return true;
        } catch (PortClsException e) {
            assertEquals(Status.DEVICE_BUSY, e.status(), e.getMessage());
            return false;
        }
    }

    private static boolean isDead(WavePin pin) {
        try {
            pin.pollPacket();
            return false;
        } catch (PortClsException e) {
            return true;
        }
    }
}
