package portcls.ports.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.HwLatency;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.FakeWave.Kind;
import portcls.ports.wave.WaveBench;

import java.util.Random;

/** Where a stream is, between the readings of its device. */
class WavePositionTest {
    private static final int PACKET = 480;
    private final WaveBench bench = new WaveBench();
    private final WavePosition position = new WavePosition();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"WRT-17", "STR-1", "STR-6"})
    void itGoesOnBetweenReadingsStandsInPauseAndIsZeroAfterAStop() {
        bench.driver.latency = new HwLatency(48 * 4, 10_000, 20_000);
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        assertPosition(pin, 0, 0);
        pin.run();
        assertPosition(pin, 0, 0);
        for (int i = 0; i < 10; i++) {
            bench.move(PACKET);
        }
        // 1 ms FIFO and 3 ms behind it.
        assertPosition(pin, 4800, 4800 - 192);
        bench.house.time().advance(ReferenceTime.millis(5));
        assertPosition(pin, 5040, 5040 - 192);
        bench.stream().move(240);
        pin.pause();
        assertPosition(pin, 5040, 5040 - 192);
        bench.house.time().advance(ReferenceTime.SECOND);
        assertPosition(pin, 5040, 5040 - 192);
        pin.run();
        bench.house.time().advance(ReferenceTime.millis(3));
        // Nothing was told since: it does not run away on the old reading.
        assertPosition(pin, 5040, 5040 - 192);
        pin.stop();
        assertPosition(pin, 0, 0);
    }

    @Test
    @Rule("WRT-17")
    void recordedFramesWereSpokenEarlierThanTheyCame() {
        bench.driver.latency = new HwLatency(48 * 4, 10_000, 20_000);
        WavePin pin = bench.capture(Buffer.ofFrames(2 * PACKET));
        pin.run();
        bench.move(PACKET);
        assertPosition(pin, PACKET, PACKET + 192);
    }

    @Test
    void itNeverRunsFurtherThanTheDeviceCanHaveComeNorBack() {
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        pin.run();
        Random random = new Random(3);
        long last = 0;
        for (int i = 0; i < 2_000; i++) {
            bench.house.time().advance(ReferenceTime.millis(random.nextInt(25)));
            if (random.nextInt(50) == 0) {
                // It is held up.
                bench.house.time().advance(ReferenceTime.millis(random.nextInt(300)));
            }
            if (random.nextInt(3) > 0) {
                bench.stream().move(random.nextInt(2 * PACKET));
            }
            pin.position(position);
            long now = position.transferredFrames();
            assertTrue(now >= last, now + " after " + last);
            assertTrue(now >= pin.transferredFrames());
            assertTrue(
                    now <= Math.max(last, pin.transferredFrames() + 2 * PACKET),
                    now + ", told=" + pin.transferredFrames());
            last = now;
        }
    }

    @Test
    @Rule({"PKT-10", "WRT-11"})
    void aDriverThatTellsNothingIsAsked() {
        bench.driver.kind = Kind.PLAIN;
        bench.driver.publishes = false;
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        WaveBench.fillAll(pin);
        pin.run();
        int[] ends = new int[1];
        pin.onPacket(() -> ends[0]++);
        for (int i = 0; i < 30; i++) {
            bench.move(PACKET / 4);
            bench.house.time().advance(ReferenceTime.millis(3));
            WaveBench.fillAll(pin);
        }
        assertEquals(30L * PACKET / 4, pin.transferredFrames());
        assertEquals(7, ends[0]);
        assertEquals(0, pin.glitches());
        bench.stream().move(7);
        pin.pause();
        // The last look is taken when the device stands.
        assertEquals(30L * PACKET / 4 + 7, pin.transferredFrames());
        bench.house.time().advance(ReferenceTime.SECOND);
        pin.run();
        bench.move(PACKET);
        bench.house.time().advance(ReferenceTime.millis(3));
        assertEquals(30L * PACKET / 4 + 7 + PACKET, pin.transferredFrames());
        pin.stop();
        assertEquals(0, pin.transferredFrames());
        pin.run();
        bench.move(PACKET + 1);
        bench.house.time().advance(ReferenceTime.millis(3));
        assertEquals(PACKET + 1, pin.transferredFrames());
    }

    @Test
    @Rule("GLI-1")
    void holesAreCountedForADriverThatTellsNothing() {
        bench.driver.kind = Kind.PLAIN;
        bench.driver.publishes = false;
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        WaveBench.number(WaveBench.poll(pin), 1);
        pin.commit();
        pin.run();
        step(PACKET - 10);
        assertEquals(0, pin.glitches());
        step(30);
        assertEquals(1, pin.glitches());
        assertEquals(20, pin.lostFrames());
        step(PACKET / 2);
        // It goes on: one hole, however long.
        assertEquals(1, pin.glitches());
        assertEquals(20 + PACKET / 2, pin.lostFrames());
    }

    @Test
    @Rule("GLI-1")
    void aReaderInTimeHasNoGlitchWithADriverThatTellsNothing() {
        bench.driver.kind = Kind.PLAIN;
        bench.driver.publishes = false;
        WavePin pin = bench.capture(Buffer.ofFrames(2 * PACKET));
        pin.run();
        for (int i = 0; i < 20; i++) {
            step(PACKET / 2);
            if (pin.pollPacket() != null) {
                pin.commit();
            }
        }
        assertEquals(0, pin.glitches());
        step(PACKET);
        step(PACKET);
        step(PACKET / 2);
        assertEquals(1, pin.glitches());
    }

    @Test
    @Rule("WRT-11")
    void aDriverThatNotifiesButKeepsNoRegistersIsAskedAtThePacketEnds() {
        bench.driver.publishes = false;
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        pin.run();
        bench.move(PACKET);
        assertEquals(PACKET, pin.transferredFrames());
        bench.move(PACKET);
        bench.move(PACKET);
        assertEquals(3 * PACKET, pin.transferredFrames());
        pin.stop();
        bench.driver.publishes = true;
        pin.run();
        bench.move(PACKET);
        assertEquals(PACKET, pin.transferredFrames());
    }

    @Test
    void aDriverThatThrowsWhenItIsAskedIsTakenAway() throws Exception {
        bench.driver.kind = Kind.PLAIN;
        bench.driver.publishes = false;
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        WaveBench.fillAll(pin);
        pin.run();
        var waiter = WaveBench.inBackground(pin::awaitPacket);
        bench.driver.positionFailure = new IllegalStateException("the device is confused");
        bench.house.time().advance(ReferenceTime.millis(20));
        assertEquals("DEVICE_REMOVED", WaveBench.outcome(waiter));
        assertTrue(bench.house.broken.getFirst().contains("the device is confused"));
    }

    @Test
    void theRateIsTheDevices() {
        FakeWave driver = bench.driver;
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        pin.run();
        for (int i = 1; i <= 4_000; i++) {
            bench.house.time().advance(100_020);
            driver.stream().move(PACKET);
        }
        pin.position(position);
        assertEquals(48_000 * (1 - 200e-6), position.rate(), 1);
        assertEquals(bench.house.time().getTime(), position.time100ns());
    }

    private void step(int frames) {
        bench.move(frames);
        bench.house.time().advance(ReferenceTime.millis(3));
    }

    private void assertPosition(WavePin pin, long transferred, long presented) {
        pin.position(position);
        assertEquals(transferred, position.transferredFrames());
        assertEquals(presented, position.presentedFrames());
    }
}
