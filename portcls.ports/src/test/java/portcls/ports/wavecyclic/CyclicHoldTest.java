package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static portcls.ports.wavecyclic.CyclicBench.fillAll;
import static portcls.ports.wavecyclic.CyclicBench.range;
import static portcls.ports.wavecyclic.CyclicBench.readAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Gap;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.ports.TestHouse;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A stream outlives its driver (HP-5), and a driver that is gone is left alone (HP-3). */
class CyclicHoldTest {
    private static final Buffer HELD = Buffer.ofMillis(100).packets(10).hold(5, TimeUnit.SECONDS);

    private final CyclicBench bench = new CyclicBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aNewDriverPlaysTheNextWholeBufferToTheFrame() {
        WavePin pin = bench.render(HELD);
        long address = pin.buffer().address();
        fillAll(pin);
        pin.run();
        bench.millis(34);
        assertEquals(List.of(), bench.unplug(RemovalReason.SURPRISE));
        // Packets 0 to 2 were played: there is room for three more.
        assertEquals(3, fillAll(pin));
        bench.millis(200);
        bench.plugAnother();
        TestHouse.await("it goes on", () -> !pin.isHeld());
        assertEquals(address, pin.buffer().address());
        assertEquals(100 * 48, pin.transferredFrames());
        for (int i = 0; i < 20; i++) {
            bench.millis(10);
            fillAll(pin);
        }
        assertEquals(range(100 * 48 + 1, 300 * 48 + 1), bench.stream().played);
        Gap gap = pin.gaps().getFirst();
        // The last notification came at 30 ms.
        assertEquals(30 * 48, gap.frame());
        assertEquals(70 * 48, gap.skipped());
        assertEquals(200 * 48, gap.frames());
        assertEquals(0, pin.glitches());
    }

    @Test
    void aRecordingGoesOnAndWhatWasThereIsStillRead() {
        WavePin pin = bench.capture(HELD);
        pin.run();
        bench.millis(30);
        bench.unplug(RemovalReason.ORDERLY);
        assertEquals(range(1, 30 * 48 + 1), readAll(pin));
        bench.plugAnother();
        TestHouse.await("it goes on", () -> !pin.isHeld());
        bench.millis(50);
        assertEquals(range(1, 50 * 48 + 1), readAll(pin));
        assertEquals(150 * 48, pin.transferredFrames());
        assertEquals(0, pin.glitches());
    }

    @Test
    void aDriverThatHangsEndsTheHoldSinceItMayStillComeBack() {
        WavePin pin = bench.render(HELD);
        pin.run();
        CountDownLatch never = new CountDownLatch(1);
        bench.driver.inSetState = () -> waitIgnoringInterrupts(never);
        assertFalse(bench.unplug(RemovalReason.SURPRISE).isEmpty(), "it hangs");
        TestHouse.await("the hold ends", () -> pin.removal().isPresent());
        CyclicBench.fails(Status.DEVICE_REMOVED, pin::pollPacket);
        never.countDown();
    }

    @Test
    void nobodyEntersADriverThatIsGone() {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.millis(15);
        FakeCyclic old = bench.driver;
        FakeCyclic.Stream stream = bench.stream();
        bench.unplug(RemovalReason.SURPRISE);
        AtomicBoolean entered = new AtomicBoolean();
        old.inPosition = () -> entered.set(true);
        int silences = stream.silences.size();
        List<String> calls = List.copyOf(old.calls);
        // Its interrupt comes late.
        old.port().notify(stream.group);
        bench.millis(100);
        assertEquals(calls, old.calls);
        assertEquals(silences, stream.silences.size());
        assertFalse(entered.get(), "the driver was asked where it is");
    }

    private static void waitIgnoringInterrupts(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                // The driver of this test is that stubborn.
                done = false;
            }
        }
    }
}
