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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.wavepci.FakePci.Piece;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a program hands over is what the device fetches from its memory and plays. */
class RenderTest {
    private final PciBench bench = new PciBench();

    @AfterEach
    void close() {
        bench.close();
        assertEquals(List.of(), bench.driver.faults);
    }

    @ParameterizedTest
    @Rule({"WPC-1", "WPC-2", "WPC-4", "WPC-14", "WPC-17", "SVC-9"})
    @CsvSource({"3, 32", "3, 1", "4, 2", "16, 32", "64, 5"})
    void everyFrameIsPlayedOnceInOrderWithoutACopy(int packets, int ahead) {
        bench.driver.ahead = ahead;
        WavePin pin = bench.render(Buffer.ofFrames(packets * PACKET).packets(packets));
        assertEquals(packets, fillAll(pin));
        pin.run();
        for (int i = 0; i < 500; i++) {
            bench.millis(7);
            fillAll(pin);
        }
        List<Integer> played = bench.stream().played();
        assertEquals(3_500 * 48, played.size());
        assertEquals(range(1, 3_500 * 48 + 1), played);
        assertEquals(3_500 * 48 / PACKET * PACKET, pin.transferredFrames());
        assertEquals(0, pin.glitches());
        for (Piece piece : bench.stream().got) {
            assertEquals(FakeBus.FIRST + piece.offset(), piece.bus());
        }
        pin.close();
    }

    @Test
    @Rule("WPC-13")
    void aBufferBridgesAtLeastThirtyMilliseconds() {
        WavePin pin = bench.render(Buffer.smallest().packets(3));
        assertEquals(3, pin.packets());
        assertEquals(PACKET, pin.packetFrames());
        pin.close();
        Filter filter = bench.house.published.getLast();
        try (WavePin longer = filter.openRender(FakePci.FORMAT, Buffer.ofMillis(90).packets(3))) {
            assertEquals(3 * PACKET, longer.packetFrames());
        }
        try (WavePin finer = filter.openRender(FakePci.FORMAT, Buffer.ofMillis(20).packets(12))) {
            assertEquals(12, finer.packets());
            assertEquals(3 * PACKET, finer.bufferFrames());
        }
    }

    @Test
    @Rule("WPC-14")
    void aDeviceThatHasNothingLeftStandsWhichIsOneGlitchAndItsTimeIsLost() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.millis(30);
        assertEquals(1, pin.glitches());
        assertEquals(0, pin.lostFrames());
        bench.millis(70);
        pin.pause();
        assertEquals(3 * PACKET, pin.transferredFrames());
        assertEquals(1, pin.glitches());
        // It stood from 30 to 100 ms.
        assertEquals(70 * 48, pin.lostFrames());
        bench.millis(70);
        pin.run();
        bench.millis(10);
        pin.pause();
        assertEquals(2, pin.glitches());
        assertEquals(80 * 48, pin.lostFrames());
    }

    @Test
    @Rule("WPC-17")
    void aProgramThatNeverHandsOverWritesInALoopedBuffer() {
        WavePin pin = bench.render(THREE);
        PciBench.number(pin.buffer(), 1);
        pin.run();
        bench.millis(65);
        List<Integer> played = bench.stream().played();
        assertEquals(65 * 48, played.size());
        for (int i = 0; i < played.size(); i++) {
            assertEquals(i % (3 * PACKET) + 1, played.get(i));
        }
        assertEquals(0, pin.glitches());
    }

    @Test
    @Rule("WPC-3")
    void theEndOfASoundIsHeardAndIsNoGlitch() throws InterruptedException {
        WavePin pin = bench.render(THREE);
        PciBench.number(assertPacket(pin), 1);
        pin.commit();
        PciBench.number(assertPacket(pin), PACKET + 1);
        pin.commitLast(100);
        pin.run();
        bench.millis(100);
        assertEquals(range(1, PACKET + 101), bench.stream().played());
        assertTrue(pin.drain(Duration.ZERO));
        assertEquals(0, pin.glitches());
        assertTrue(bench.stream().got.getLast().last());
        fillAll(pin);
        bench.millis(10);
        // Behind the end lies the silence of its packet, then what follows.
        List<Integer> after = bench.stream().played().subList(PACKET + 100, 2 * PACKET);
        assertEquals(380, after.size());
        assertTrue(after.stream().allMatch(frame -> frame == 0));
        bench.millis(10);
        assertEquals(2 * PACKET + 1, bench.stream().played().get(2 * PACKET));
    }

    @Test
    @Rule({"STR-2", "STR-5", "STR-6", "WPC-5", "WPC-9", "WPC-12"})
    void pauseKeepsThePiecesStopTakesThemBackAndTheNextRunBeginsAnew() {
        WavePin pin = bench.render(THREE);
        fillAll(pin);
        pin.run();
        bench.millis(15);
        pin.pause();
        assertEquals(List.of(), bench.driver.calls("revoke"));
        assertEquals(PACKET, pin.transferredFrames());
        bench.millis(500);
        assertEquals(15 * 48, bench.stream().played().size());
        pin.run();
        bench.millis(5);
        pin.pause();
        pin.run();
        assertEquals(range(1, 20 * 48 + 1), bench.stream().played());
        fillAll(pin);
        bench.settle();
        int services = bench.stream().services;
        pin.stop();
        assertEquals(List.of("revoke 3 5"), bench.driver.calls("revoke"));
        assertEquals(0, pin.transferredFrames());
        assertEquals(0, bench.stream().getPosition());
        assertEquals(
                List.of(
                        "setState ACQUIRE",
                        "setState PAUSE",
                        "setState RUN",
                        "setState PAUSE",
                        "setState RUN",
                        "setState PAUSE",
                        "setState RUN",
                        "setState PAUSE",
                        "setState ACQUIRE",
                        "setState STOP"),
                bench.driver.calls("setState"));
        bench.driver.port().notify(java.util.Objects.requireNonNull(bench.stream().group));
        bench.millis(100);
        assertEquals(services, bench.stream().services, "served in RUN alone");
        assertEquals(KsState.STOP, pin.state());
        int had = bench.stream().played().size();
        int pieces = bench.stream().got.size();
        fillAll(pin);
        pin.run();
        bench.millis(30);
        assertEquals(0, bench.stream().got.get(pieces).offset());
        assertEquals(
                range(1, 3 * PACKET + 1), bench.stream().played().subList(had, had + 3 * PACKET));
    }

    @Test
    @Rule({"WPC-2", "WPC-4"})
    void aPacketIsFreeWhenItsPieceWasReleasedAndNotBefore() {
        WavePin pin = bench.render(THREE);
        AtomicInteger ends = new AtomicInteger();
        pin.onPacket(ends::incrementAndGet);
        fillAll(pin);
        pin.run();
        bench.millis(9);
        assertNull(pin.pollPacket());
        bench.millis(1);
        MemorySegment free = assertPacket(pin);
        assertEquals(pin.buffer().address(), free.address());
        assertEquals(1, ends.get());
        assertFalse(bench.stream().got.isEmpty());
    }

    private static MemorySegment assertPacket(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        assertNotNull(packet);
        return packet;
    }

    @Test
    void whatNobodyWroteIsSilenceOfTheFormat() {
        WavePin pin = bench.plug().openRender(WaveFormat.pcm(48_000, 8, 1), THREE);
        byte[] bytes = pin.buffer().toArray(ValueLayout.JAVA_BYTE);
        assertEquals(3 * PACKET, bytes.length);
        for (byte sample : bytes) {
            assertEquals((byte) 0x80, sample);
        }
    }
}
