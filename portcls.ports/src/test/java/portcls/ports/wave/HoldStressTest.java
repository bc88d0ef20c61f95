package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.Buffer;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A program that plays, or records, without a pause while its driver is replaced again and again:
 * it sees nothing but packets, and what the devices play is what it wrote, where it wrote it.
 */
@Timeout(120)
class HoldStressTest {
    private static final int EXCHANGES = 40;
    private static final int PACKET = 16;
    private static final int PACKETS = 4;
    private static final Buffer HELD =
            Buffer.ofFrames(PACKETS * PACKET).packets(PACKETS).hold(30, TimeUnit.SECONDS);

    private volatile boolean over;
    private volatile boolean deviceStands;

    @Test
    void aPlayerNoticesNothing() throws Exception {
        try (WaveBench bench = new WaveBench(WaveBench.inRealTime(Duration.ofSeconds(10)))) {
            WavePin pin = bench.render(HELD);
            pin.run();
            CompletableFuture<String> player =
                    WaveBench.inBackground(
                            () -> {
                                while (!over) {
                                    MemorySegment packet = pin.awaitPacket();
                                    WaveBench.number(packet, pin.packetNumber() * PACKET + 1);
                                    pin.commit();
                                }
                            });
            List<FakeWave> drivers = exchange(bench, pin, player);
            assertEquals("ok", WaveBench.outcome(player));
            int heard = 0;
            long last = 0;
            for (FakeWave driver : drivers) {
                for (FakeWave.Stream stream : driver.streams) {
                    List<Integer> played = stream.played;
                    for (int i = 0; i < played.size(); i++) {
                        int frame = played.get(i);
                        if (frame == 0) {
                            continue;
                        }
                        heard++;
                        assertTrue(frame > last, frame + " after " + last);
                        last = frame;
                        assertEquals(0, (frame - 1 - i) % (PACKETS * PACKET), "out of its place");
                    }
                }
            }
            assertTrue(heard > EXCHANGES * PACKET, "heard=" + heard);
        }
    }

    @Test
    void aRecorderNoticesNothing() throws Exception {
        try (WaveBench bench = new WaveBench(WaveBench.inRealTime(Duration.ofSeconds(10)))) {
            WavePin pin = bench.capture(HELD);
            pin.run();
            long[] last = {-1};
            CompletableFuture<String> recorder =
                    WaveBench.inBackground(
                            () -> {
                                while (!over) {
                                    pin.awaitPacket();
                                    assertTrue(pin.packetNumber() > last[0]);
                                    last[0] = pin.packetNumber();
                                    pin.commit();
                                }
                            });
            exchange(bench, pin, recorder);
            assertEquals("ok", WaveBench.outcome(recorder));
            assertTrue(last[0] > EXCHANGES, "packets=" + last[0]);
        }
    }

    private List<FakeWave> exchange(WaveBench bench, WavePin pin, CompletableFuture<String> client)
            throws Exception {
        List<FakeWave> drivers = new ArrayList<>(List.of(bench.driver));
        FakeWave[] current = {bench.driver};
        CompletableFuture<String> device =
                WaveBench.inBackground(
                        () -> {
                            while (!deviceStands) {
                                FakeWave driver = current[0];
                                driver.streams.forEach(stream -> stream.moveIfRunning(5));
                                LockSupport.parkNanos(50_000);
                            }
                        });
        for (int i = 0; i < EXCHANGES && !client.isDone(); i++) {
            long from = pin.packetNumber();
            TestHouse.await(
                    "it goes on", () -> client.isDone() || pin.packetNumber() > from + PACKETS);
            assertEquals(List.of(), bench.unplug(RemovalReason.values()[i % 3]));
            FakeWave next = new FakeWave();
            drivers.add(next);
            current[0] = next;
            bench.plug(next);
            TestHouse.await("it is back", () -> client.isDone() || !pin.isHeld());
        }
        if (!client.isDone()) {
            assertEquals(EXCHANGES, pin.gaps().size());
        }
        over = true;
        TestHouse.await("the client ends", client::isDone);
        deviceStands = true;
        pin.close();
        assertEquals("ok", WaveBench.outcome(device), "the device");
        return drivers;
    }
}
