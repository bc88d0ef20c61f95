package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.PACKET;
import static portcls.ports.wavepci.PciBench.THREE;
import static portcls.ports.wavepci.PciBench.fillAll;
import static portcls.ports.wavepci.PciBench.number;
import static portcls.ports.wavepci.PciBench.range;
import static portcls.ports.wavepci.PciBench.readAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The device waits for a program that is late: the packet it waits for is never too late. */
class LateClientTest {
    private final PciBench bench = new PciBench();

    @AfterEach
    void close() {
        bench.close();
        assertEquals(List.of(), bench.driver.faults);
    }

    @Test
    @Rule("WPC-13")
    void aProgramThatWishesForLessGetsThreeBuffersOfTenMilliseconds() {
        WavePin pin = bench.render(Buffer.smallest());
        assertEquals(3, pin.packets());
        assertEquals(PACKET, pin.packetFrames());
    }

    @Test
    @Rule("WPC-2")
    void aLateProgramLosesNothingButTime() {
        WavePin pin = bench.render(THREE);
        AtomicInteger glitches = new AtomicInteger();
        pin.onGlitch(glitches::incrementAndGet);
        fillAll(pin);
        pin.run();
        bench.millis(100);
        assertEquals(3 * PACKET, pin.transferredFrames());
        assertEquals(1, pin.glitches());
        TestHouse.await("told of the glitch", () -> glitches.get() > 0);
        int before = bench.stream().available;
        assertEquals(3, fillAll(pin));
        bench.settle();
        assertEquals(before + 1, bench.stream().available, "once for many refusals");
        // It stood from 30 to 100 ms.
        assertEquals(70 * 48, pin.lostFrames());
        bench.millis(30);
        assertEquals(range(1, 6 * PACKET + 1), bench.stream().played());
        assertEquals(70 * 48, pin.lostFrames());
    }

    @ParameterizedTest
    @Rule({"WPC-2", "WPC-4", "STR-5"})
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverTheProgramDoesWhatItHandedOverIsPlayedOnceInOrder(long seed) {
        Random random = new Random(seed);
        bench.driver.ahead = 1 + random.nextInt(4);
        WavePin pin = bench.render(Buffer.ofFrames(4 * PACKET).packets(4));
        int handedOver = 0;
        assertNotNull(pin.pollPacket());
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(6)) {
                case 0 -> pin.pause();
                case 1, 2 -> pin.run();
                case 3 -> bench.millis(random.nextInt(40));
                default -> {
                    MemorySegment packet = pin.pollPacket();
                    if (packet != null) {
                        number(packet, handedOver + 1L);
                        handedOver += PACKET;
                        pin.commit();
                    }
                }
            }
        }
        pin.run();
        bench.millis(100);
        assertTrue(handedOver > 100 * PACKET);
        assertEquals(range(1, handedOver + 1), bench.stream().played());
        assertEquals(handedOver, pin.transferredFrames());
    }

    @Test
    @Rule({"WPC-2", "WPC-14"})
    void aProgramThatHandsOverAfterRunIsHeardWhole() {
        WavePin pin = bench.render(THREE);
        assertNotNull(pin.pollPacket());
        pin.run();
        bench.millis(50);
        assertEquals(List.of(), bench.stream().got);
        assertEquals(0, pin.glitches(), "it has not begun yet");
        number(poll(pin), 1);
        pin.commit();
        bench.millis(20);
        assertEquals(range(1, PACKET + 1), bench.stream().played());
    }

    @Test
    @Rule("WPC-17")
    void aProgramThatBeginsToHandOverGoesOnBehindWhatTheDeviceHas() {
        WavePin pin = bench.render(THREE);
        pin.run();
        bench.millis(65);
        number(poll(pin), 5_000);
        // Packet 6 is in work and 7 with the device.
        assertEquals(8, pin.packetNumber());
        pin.commit();
        bench.millis(25);
        assertEquals(
                range(5_000, 5_000 + PACKET),
                bench.stream().played().subList(8 * PACKET, 9 * PACKET));
        assertEquals(0, pin.lostFrames());
    }

    @Test
    @Rule("WPC-2")
    void aProgramThatDoesNotReadFindsTheOldestPacketsWholeAndTheTimeLost() {
        WavePin pin = bench.capture(THREE);
        assertNull(pin.pollPacket());
        pin.run();
        bench.millis(100);
        assertEquals(3 * PACKET, pin.transferredFrames());
        assertEquals(1, pin.glitches());
        List<Integer> heard = new ArrayList<>(readAll(pin));
        bench.settle();
        assertEquals(70 * 48, pin.lostFrames());
        bench.millis(10);
        heard.addAll(readAll(pin));
        // The converter has nowhere to put what it hears while it waits: it stands.
        assertEquals(range(0, 4 * PACKET), heard);
        assertEquals(1, pin.glitches());
    }

    private static MemorySegment poll(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        assertNotNull(packet);
        return packet;
    }
}
