package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.ports.TestHouse;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Who waits is woken and not merely looks now and then; who listens does no harm. */
class WaitingTest {
    private static final int PACKET = 48;
    private static final long FOR_EVER = TimeUnit.MINUTES.toNanos(10);

    private final WaveBench bench = new WaveBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theEndOfAPacketWakes() throws Exception {
        WavePin pin = running();
        CompletableFuture<MemorySegment> packet = inBackground(pin);
        bench.move(PACKET);
        assertEquals(pin.buffer().address(), get(packet).address());
    }

    @Test
    void aRemovalWakes() throws Exception {
        CompletableFuture<String> end = failureInBackground(running());
        bench.unplug(RemovalReason.SURPRISE);
        assertEquals(Status.DEVICE_REMOVED.name(), get(end));
    }

    @Test
    void closingThePinWakes() throws Exception {
        WavePin pin = running();
        CompletableFuture<String> end = failureInBackground(pin);
        pin.close();
        assertEquals(Status.INVALID_DEVICE_STATE.name(), get(end));
    }

    @Test
    void aStreamThatDoesNotGoOnSaysSoWhenTheDeviceStays() throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET).packets(2));
        WaveBench.fillAll(pin);
        pin.run();
        bench.stream().registers().fail();
        assertNull(pin.pollPacket());
        assertEquals(Status.IO_DEVICE_ERROR.name(), get(failureInBackground(pin)));
        assertEquals(
                Status.IO_DEVICE_ERROR,
                WaveBench.fails(Status.IO_DEVICE_ERROR, pin::pollPacket).status());
    }

    @Test
    void aListenerThatThrowsIsDroppedAndNobodyElseIsHarmed() {
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET).packets(2));
        AtomicInteger thrown = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        pin.onPacket(
                () -> {
                    thrown.incrementAndGet();
                    throw new IllegalStateException("as the test wants");
                });
        pin.onPacket(told::incrementAndGet);
        pin.run();
        bench.move(PACKET);
        bench.move(PACKET);
        assertEquals(1, thrown.get());
        assertEquals(2, told.get());
        assertTrue(pin.removal().isEmpty());
    }

    @Test
    void aHoldForEverAndAPatienceForEverAreNoFaults() throws Exception {
        WavePin pin =
                bench.render(
                        Buffer.ofFrames(2 * PACKET)
                                .packets(2)
                                .hold(Long.MAX_VALUE, TimeUnit.SECONDS));
        pin.run();
        assertTrue(pin.drain(Duration.ofSeconds(Long.MAX_VALUE)), "nothing was handed over");
        bench.unplug(RemovalReason.ORDERLY);
        assertTrue(pin.isHeld());
        assertTrue(bench.driver.calls.contains("close"), bench.driver.calls.toString());
        bench.plug(new portcls.ports.FakeWave());
        TestHouse.await("it goes on", () -> !pin.isHeld());
        assertFalse(pin.removal().isPresent());
    }

    private WavePin running() {
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET).packets(2));
        ((ClientStream) pin).events().longestSleepNanos(FOR_EVER);
        WaveBench.fillAll(pin);
        pin.run();
        return pin;
    }

    private static CompletableFuture<MemorySegment> inBackground(WavePin pin) {
        CompletableFuture<MemorySegment> result = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                result.complete(pin.awaitPacket());
                            } catch (Throwable t) {
                                result.completeExceptionally(t);
                            }
                        },
                        "waits for a packet");
        thread.setDaemon(true);
        thread.start();
        TestHouse.await("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
        return result;
    }

    private static CompletableFuture<String> failureInBackground(WavePin pin) {
        return inBackground(pin)
                .handle(
                        (packet, failure) ->
                                failure instanceof portcls.api.PortClsException e
                                        ? e.status().name()
                                        : packet + ", " + failure);
    }

    private static <T> T get(CompletableFuture<T> result) throws Exception {
        return result.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
