package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.ports.wavecyclic.CyclicBench.FRAME_BYTES;
import static portcls.ports.wavecyclic.CyclicBench.range;
import static portcls.ports.wavecyclic.CyclicBench.readAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the device records comes to the program, and what was overwritten is told. */
class CyclicCaptureTest {
    private final CyclicBench bench = new CyclicBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"WCY-3", "WCY-8"})
    void everyFrameComesOnceInOrder() {
        WavePin pin = bench.capture(Buffer.ofMillis(100).packets(10));
        pin.run();
        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            bench.millis(13);
            got.addAll(readAll(pin));
        }
        assertEquals(range(1, got.size() + 1), got);
        assertEquals(3_900 * 48 / 480 * 480, got.size());
        assertEquals(0, pin.glitches());
    }

    @Test
    @Rule("WCY-8")
    void readPositionIsTheLastByteFetched() {
        WavePin pin = bench.capture(Buffer.ofMillis(100).packets(10));
        pin.run();
        bench.millis(25);
        AudioPosition position = pin.get(WaveAudioProperty.POSITION);
        assertEquals(25L * 48 * FRAME_BYTES, position.playOffset());
        assertEquals(20L * 48 * FRAME_BYTES, position.writeOffset(), "fetched at 20 ms");
    }

    @Test
    void whatTheDeviceOverwroteIsLostAndTold() {
        bench.driver.cyclicBytes = 100 * 48 * FRAME_BYTES;
        WavePin pin = bench.capture(Buffer.ofMillis(1_000).packets(10));
        pin.run();
        bench.millis(100);
        bench.driver.deaf = true;
        bench.millis(300);
        bench.driver.deaf = false;
        bench.millis(10);
        assertEquals(410 * 48, pin.transferredFrames());
        assertEquals(1, pin.glitches());
        assertEquals(210 * 48, pin.lostFrames());
    }

    @Test
    void whatWasLostIsSilentAndNotWhatLayThereBefore() {
        bench.driver.cyclicBytes = 100 * 48 * FRAME_BYTES;
        WavePin pin = bench.capture(Buffer.ofMillis(300).packets(30));
        pin.run();
        for (int i = 0; i < 30; i++) {
            bench.millis(10);
            readAll(pin);
        }
        bench.driver.deaf = true;
        bench.millis(190);
        bench.driver.deaf = false;
        bench.millis(10);
        List<Integer> got = readAll(pin);
        int lost = 100 * 48;
        assertEquals(Collections.nCopies(lost, 0), got.subList(0, lost), "old sound is read again");
        assertEquals(range(400 * 48 + 1, 500 * 48 + 1), got.subList(lost, got.size()));
        assertEquals(lost, pin.lostFrames());
    }

    @Test
    void aProgramThatReadsTooLateLosesTheOldest() {
        WavePin pin = bench.capture(Buffer.ofMillis(100).packets(10));
        pin.run();
        bench.millis(10);
        List<Integer> first = readAll(pin);
        assertEquals(range(1, 481), first);
        bench.millis(300);
        List<Integer> rest = readAll(pin);
        assertEquals(range(rest.getFirst(), rest.getFirst() + rest.size()), rest);
        assertEquals(310 * 48, rest.getLast());
        assertEquals(1, pin.glitches());
    }
}
