package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Anything in any order, while drivers come and go (HP-5, HP-10). */
class HoldRandomTest {
    private static final int STEPS = 1_500;
    private static final int PACKET = 4;
    private static final Set<Status> EXPECTED =
            Set.of(
                    Status.DEVICE_REMOVED,
                    Status.INVALID_DEVICE_STATE,
                    Status.NOT_FOUND,
                    Status.IO_DEVICE_ERROR);

    private final WavePosition position = new WavePosition();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void nothingThrowsWhatItShouldNotAndNothingLeaks(long seed) {
        Random random = new Random(seed);
        try (WaveBench bench = new WaveBench()) {
            boolean capture = random.nextBoolean();
            int packets = 2 + random.nextInt(4);
            Buffer wish =
                    Buffer.ofFrames(packets * PACKET)
                            .packets(packets)
                            .hold(500, TimeUnit.MILLISECONDS);
            Filter filter = bench.plug();
            WavePin pin = open(filter, capture, wish);
            boolean plugged = true;
            long last = 0;
            for (int i = 0; i < STEPS; i++) {
                int choice = random.nextInt(20);
                try {
                    switch (choice) {
                        case 0 -> {
                            if (plugged) {
                                bench.unplug(
                                        RemovalReason.values()[
                                                random.nextInt(RemovalReason.values().length)]);
                            } else {
                                filter = bench.plug(new FakeWave());
                            }
                            plugged = !plugged;
                        }
                        case 1 -> pin.pause();
                        case 2, 3, 4 -> pin.run();
                        case 5 -> {
                            if (random.nextInt(4) == 0) {
                                pin.stop();
                                last = 0;
                            }
                        }
                        case 6 -> {
                            if (random.nextInt(20) == 0) {
                                pin.close();
                            }
                        }
                        case 7 ->
                                bench.house
                                        .time()
                                        .advance(ReferenceTime.millis(random.nextInt(200)));
                        case 8, 9, 10, 11 -> advance(bench, random.nextInt(packets * PACKET + 2));
                        case 12 -> {
                            pin.position(position);
                            assertTrue(position.transferredFrames() >= last);
                            last = position.transferredFrames();
                        }
                        case 13 -> {
                            bench.driver.refused =
                                    random.nextInt(5) == 0
                                            ? KsState.values()[random.nextInt(4)]
                                            : null;
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
                        last = 0;
                    }
                }
            }
            pin.close();
            if (plugged) {
                bench.driver.refused = null;
                bench.unplug(RemovalReason.ORDERLY);
            }
            assertEquals(0, bench.house.system.arrivals().waits().size());
            assertEquals(bench.driver.calls("allocate").size(), bench.driver.calls("free").size());
            assertEquals(
                    bench.driver.calls("newStream").size(),
                    bench.driver.calls("closeStream").size());
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
                            ? filter.openCapture(FakeWave.FORMAT, wish)
                            : filter.openRender(FakeWave.FORMAT, wish));
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

    private static void advance(WaveBench bench, int frames) {
        boolean running = !bench.driver.streams.isEmpty() && bench.stream().state == KsState.RUN;
        if (running && !bench.house.published.isEmpty()) {
            bench.move(frames);
        }
    }
}
