package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavecyclic.CyclicBench.PACKET;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.client.Buffer;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.KsState;
import portcls.api.wavert.WaveAudioProperty;
import portcls.ports.TestHouse;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Any action at any moment (HP-10): whatever a program and its device do, each frame is played at
 * its place or silence is, and no driver is entered when it is gone.
 */
class CyclicAnyMomentTest {
    private static final int ACTIONS = 400;

    private final CyclicBench bench = new CyclicBench();
    private Random random = new Random();
    private boolean plugged;
    private String story = "";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everyFrameIsPlayedAtItsPlaceOrSilenceIs(long seed) throws InterruptedException {
        random = new Random(seed);
        int packets = 2 + random.nextInt(9);
        bench.driver.cyclicBytes = PACKET * CyclicBench.FRAME_BYTES * (5 + random.nextInt(20));
        Buffer wish =
                Buffer.ofFrames(packets * (48 + random.nextInt(2_000)))
                        .packets(packets)
                        .hold(1, TimeUnit.HOURS);
        try (bench;
                WavePin pin = bench.render(wish)) {
            plugged = true;
            for (int i = 0; i < ACTIONS; i++) {
                act(pin);
            }
            assertTrue(pin.removal().isEmpty(), story);
            pin.stop();
        }
    }

    private void act(WavePin pin) throws InterruptedException {
        int choice = random.nextInt(20);
        story = story.length() > 400 ? story.substring(200) + choice + " " : story + choice + " ";
        switch (choice) {
            case 0, 1 -> pin.run();
            case 2 -> pin.pause();
            case 3 -> stop(pin);
            case 4 -> exchange(pin);
            case 5 -> drain(pin);
            case 6 -> position(pin);
            case 7, 8, 9, 10 -> CyclicBench.fillAll(pin);
            case 11 -> fillOne(pin);
            default -> bench.millis(1 + random.nextInt(25));
        }
        if (plugged) {
            check(pin);
        }
    }

    private void drain(WavePin pin) throws InterruptedException {
        if (pin.drain(Duration.ZERO) && plugged) {
            long lost = pin.lostFrames();
            bench.millis(20);
            assertEquals(lost, pin.lostFrames(), "what ended is missed, " + story);
        }
    }

    private void fillOne(WavePin pin) {
        var packet = pin.pollPacket();
        if (packet != null) {
            CyclicBench.number(packet, pin.packetNumber() * pin.packetFrames() + 1);
            if (random.nextInt(4) == 0) {
                pin.commitLast(random.nextInt(pin.packetFrames() + 1));
            } else {
                pin.commit();
            }
        }
    }

    private void stop(WavePin pin) {
        pin.stop();
        // Who hands over nothing plays what lies there.
        pin.buffer().fill((byte) 0);
        if (plugged) {
            bench.stream().played.clear();
        }
        assertEquals(0, pin.transferredFrames());
    }

    /** The driver goes, or comes back. */
    private void exchange(WavePin pin) {
        if (plugged) {
            FakeCyclic old = bench.driver;
            assertEquals(List.of(), bench.unplug(RemovalReason.SURPRISE));
            old.inPosition =
                    () -> {
                        throw new IllegalStateException("somebody is in a driver that is gone");
                    };
            plugged = false;
        } else {
            int cyclicBytes = bench.driver.cyclicBytes;
            bench.driver = new FakeCyclic(bench.house.clock);
            bench.driver.cyclicBytes = cyclicBytes;
            bench.plug();
            TestHouse.await("it goes on " + story, () -> !pin.isHeld());
            plugged = true;
        }
        assertEquals(!plugged, pin.isHeld());
    }

    private void position(WavePin pin) {
        WavePosition where = new WavePosition();
        pin.position(where);
        if (plugged) {
            assertTrue(pin.get(WaveAudioProperty.POSITION).playOffset() >= 0);
        }
        if (pin.state() == KsState.STOP) {
            assertEquals(0, pin.transferredFrames());
        }
    }

    private void check(WavePin pin) {
        assertEquals(List.of(), bench.house.broken, story);
        List<Integer> played = bench.stream().played;
        int base = -1;
        for (int i = 0; i < played.size(); i++) {
            int frame = played.get(i);
            if (frame != 0) {
                int place = frame - 1 - i;
                base = base < 0 ? place : base;
                assertEquals(base, place, "frame " + i + " is out of place, " + story);
            }
        }
        assertFalse(base > 0 && base % pin.bufferFrames() != 0, "base=" + base);
        assertEquals(Objects.requireNonNull(bench.port).filter().isPresent(), plugged);
    }
}
