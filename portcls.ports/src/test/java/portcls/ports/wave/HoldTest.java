package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wave.WaveBench.fails;
import static portcls.ports.wave.WaveBench.fillAll;
import static portcls.ports.wave.WaveBench.frames;
import static portcls.ports.wave.WaveBench.inBackground;
import static portcls.ports.wave.WaveBench.number;
import static portcls.ports.wave.WaveBench.outcome;
import static portcls.ports.wave.WaveBench.poll;
import static portcls.ports.wave.WaveBench.range;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Gap;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.client.WavePosition;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavert.WaveRtPort;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream outlives its driver (HP-5). Four frames are a packet, two packets the buffer. */
class HoldTest {
    private static final int PACKET = 4;
    private static final Buffer HELD =
            Buffer.ofFrames(2 * PACKET).packets(2).hold(5, TimeUnit.SECONDS);

    private final WaveBench bench = new WaveBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(RemovalReason.class)
    void aNewDriverGoesOnWhereTheOldOneStopped(RemovalReason reason) {
        WavePin pin = bench.render(HELD);
        MemorySegment mapping = pin.buffer();
        AtomicInteger ends = new AtomicInteger();
        pin.onPacket(ends::incrementAndGet);
        fillAll(pin);
        pin.run();
        bench.move(PACKET);
        fillAll(pin);
        bench.move(2);
        FakeWave.Stream old = bench.stream();
        assertEquals(List.of(), bench.unplug(reason));
        assertTrue(pin.isHeld());
        assertEquals(KsState.RUN, pin.state());
        assertEquals(PACKET + 2, pin.transferredFrames());
        assertTrue(pin.removal().isEmpty());
        assertEquals(1, bench.driver.calls("free").size());

        bench.house.time().advance(ReferenceTime.millis(250));
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(mapping.address(), bench.stream().memory().address());
        assertEquals(mapping.address(), pin.buffer().address());
        assertNotEquals(old, bench.stream());
        assertEquals(
                List.of("setState ACQUIRE", "setState PAUSE", "setState RUN"),
                bench.driver.calls("setState"));
        // Frame 6 of packet 1 had been played: the next whole buffer begins with packet 2.
        assertEquals(2 * PACKET, pin.transferredFrames());
        bench.move(PACKET);
        assertEquals(range(2 * PACKET + 1, 3 * PACKET + 1), bench.stream().played);
        assertEquals(3 * PACKET, pin.transferredFrames());
        assertEquals(2, ends.get());
        Gap gap = pin.gaps().getFirst();
        assertEquals(1, pin.gaps().size());
        assertEquals(PACKET + 2, gap.frame());
        assertEquals(12_000, gap.frames());
        assertEquals(2, gap.skipped());
        assertEquals(Duration.ofMillis(250), gap.duration());
        assertEquals(reason, gap.cause().reason());
        // The client goes on as if nothing had been.
        poll(pin);
        assertEquals(4, pin.packetNumber());
        number(poll(pin), 4 * PACKET + 1);
        pin.commit();
        bench.move(2 * PACKET);
        assertEquals(
                range(4 * PACKET + 1, 5 * PACKET + 1),
                bench.stream().played.subList(2 * PACKET, 3 * PACKET));
        pin.close();
        assertEquals(1, bench.driver.calls("free").size());
    }

    @Test
    void whatWasHandedOverWhileHeldIsPlayed() {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.move(PACKET);
        bench.unplug(RemovalReason.ORDERLY);
        assertTrue(pin.isHeld());
        // Packet 0 was played: there is room for packet 2.
        assertEquals(1, fillAll(pin));
        assertNull(pin.pollPacket());
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(PACKET, bench.stream().registers().committed());
        bench.move(PACKET);
        assertEquals(range(2 * PACKET + 1, 3 * PACKET + 1), bench.stream().played);
        assertEquals(0, pin.glitches());
    }

    @Test
    void aPacketInTheClientsHandsIsNotWipedOutByTheExchange() {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.move(PACKET);
        MemorySegment packet = poll(pin);
        assertEquals(2, pin.packetNumber());
        number(packet, 2 * PACKET + 1);
        bench.unplug(RemovalReason.ORDERLY);
        bench.plug(new FakeWave());
        awaitBack(pin);
        pin.commit();
        bench.move(PACKET);
        assertEquals(range(2 * PACKET + 1, 3 * PACKET + 1), bench.stream().played);
    }

    @Test
    void theEndOfAPieceSurvivesTheExchange() throws Exception {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.move(PACKET);
        number(poll(pin), 2 * PACKET + 1);
        pin.commitLast(3);
        bench.unplug(RemovalReason.ORDERLY);
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(3, bench.stream().registers().end());
        CompletableFuture<String> drained =
                inBackground(() -> assertTrue(pin.drain(TestHouse.LIMIT)));
        bench.move(3 * PACKET);
        assertEquals("ok", outcome(drained));
        assertEquals(List.of(9, 10, 11, 0), bench.stream().played.subList(0, 4));
        assertEquals(0, pin.glitches());
    }

    @Test
    void whoWaitsForAPacketWaitsThroughTheExchange() throws Exception {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        CompletableFuture<String> waiter = inBackground(pin::awaitPacket);
        bench.unplug(RemovalReason.SURPRISE);
        assertFalse(waiter.isDone());
        bench.plug(new FakeWave());
        awaitBack(pin);
        bench.move(PACKET + 1);
        assertEquals("ok", outcome(waiter));
    }

    @Test
    void itIsCaptureToo() {
        WavePin pin = bench.capture(HELD);
        pin.run();
        bench.move(PACKET + 1);
        bench.unplug(RemovalReason.SURPRISE);
        // What was recorded before is still there.
        assertEquals(range(0, PACKET), frames(poll(pin)));
        pin.commit();
        assertNull(pin.pollPacket());
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertNull(pin.pollPacket());
        bench.move(PACKET);
        MemorySegment packet = poll(pin);
        assertEquals(2, pin.packetNumber());
        assertEquals(range(0, PACKET), frames(packet));
        pin.commit();
        assertEquals(0, pin.glitches());
        assertEquals(3L, pin.gaps().getFirst().skipped());
    }

    @Test
    void twoExchangesInARowAddUp() {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.move(1);
        for (int round = 1; round <= 3; round++) {
            bench.unplug(RemovalReason.ORDERLY);
            bench.plug(new FakeWave());
            awaitBack(pin);
            assertEquals(round * 2L * PACKET, pin.transferredFrames());
            assertEquals(round, pin.gaps().size());
            bench.move(1);
        }
    }

    @Test
    void aHoldThatExpiresSaysSo() throws Exception {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.unplug(RemovalReason.SURPRISE);
        CompletableFuture<String> waiter = inBackground(pin::awaitPacket);
        bench.house.time().advance(ReferenceTime.millis(4999));
        assertTrue(pin.isHeld());
        bench.house.time().advance(ReferenceTime.millis(1));
        assertEquals("DEVICE_REMOVED", outcome(waiter));
        assertFalse(pin.isHeld());
        PortClsException e = fails(Status.DEVICE_REMOVED, pin::pollPacket);
        assertEquals(
                "the device test:wave is gone (SURPRISE): as the test wants; it did not come back"
                        + " within 5000 ms",
                e.getMessage());
        assertEquals(RemovalReason.SURPRISE, pin.removal().orElseThrow().reason());
        fails(Status.DEVICE_REMOVED, pin::run);
        assertEquals(List.of(), bench.house.system.arrivals().waits());
        // Who comes later finds nobody waiting.
        bench.plug(new FakeWave());
        assertEquals(List.of(), bench.driver.calls);
        pin.close();
    }

    @Test
    void aDriverThatDoesNotFitIsLetGoAndTheStreamWaitsOn() {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.unplug(RemovalReason.ORDERLY);
        FakeWave larger = new FakeWave();
        larger.sizeOf = wanted -> 2 * wanted;
        bench.plug(larger);
        TestHouse.await("it was tried", () -> larger.calls("closeStream").size() == 1);
        assertTrue(pin.isHeld());
        bench.unplug(RemovalReason.ORDERLY);
        FakeWave other = new FakeWave();
        other.descriptor =
                portcls.api.ks.FilterDescriptor.builder("MIDI now")
                        .pin(portcls.api.ks.PinDescriptor.midiRender())
                        .build();
        bench.plug(other);
        bench.unplug(RemovalReason.ORDERLY);
        FakeWave refusing = new FakeWave();
        refusing.refused = KsState.PAUSE;
        bench.plug(refusing);
        TestHouse.await("it was tried", () -> refusing.calls("closeStream").size() == 1);
        assertEquals(1, refusing.calls("free").size());
        assertTrue(pin.isHeld());
        bench.unplug(RemovalReason.ORDERLY);
        FakeWave failing = new FakeWave();
        failing.inNewStream =
                () -> {
                    throw new IllegalStateException("not today");
                };
        bench.plug(failing);
        TestHouse.await("it was tried", () -> failing.calls("newStream").size() == 1);
        bench.unplug(RemovalReason.ORDERLY);
        assertTrue(pin.isHeld());
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(KsState.RUN, pin.state());
        assertEquals(1, pin.gaps().size());
    }

    @Test
    void whoClosesWhileHeldIsForgotten() {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.unplug(RemovalReason.ORDERLY);
        assertEquals(1, bench.house.system.arrivals().waits().size());
        pin.close();
        assertEquals(List.of(), bench.house.system.arrivals().waits());
        bench.plug(new FakeWave());
        bench.house.time().advance(ReferenceTime.SECOND * 10);
        assertEquals(List.of(), bench.driver.calls);
        fails(Status.INVALID_DEVICE_STATE, pin::pollPacket);
    }

    @Test
    void aStopWhileHeldBeginsAnew() {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.move(PACKET + 1);
        bench.unplug(RemovalReason.ORDERLY);
        pin.stop();
        assertEquals(KsState.STOP, pin.state());
        assertEquals(0, pin.transferredFrames());
        assertEquals(2, fillAll(pin));
        pin.run();
        assertEquals(KsState.RUN, pin.state());
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(2 * PACKET, bench.stream().registers().committed());
        bench.move(2 * PACKET);
        assertEquals(range(1, 2 * PACKET + 1), bench.stream().played);
        assertEquals(2 * PACKET, pin.transferredFrames());
    }

    @Test
    void aStreamThatIsStoppedBeforeItIsHeldKeepsItsRun() {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.move(3);
        pin.stop();
        fillAll(pin);
        pin.run();
        bench.move(PACKET);
        fillAll(pin);
        bench.unplug(RemovalReason.ORDERLY);
        bench.plug(new FakeWave());
        awaitBack(pin);
        // The client's place is not lost: packet 2 is there, 3 is next.
        assertEquals(PACKET, bench.stream().registers().committed());
        bench.move(PACKET);
        assertEquals(range(2 * PACKET + 1, 3 * PACKET + 1), bench.stream().played);
    }

    @Test
    void aPausedStreamComesBackPausedAndOneInStopComesBackInStop() {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        bench.unplug(RemovalReason.ORDERLY);
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(KsState.STOP, pin.state());
        assertEquals(List.of(), pin.gaps());
        assertEquals(List.of(), bench.driver.calls("setState"));
        pin.run();
        assertEquals(2 * PACKET, bench.stream().registers().committed());
        bench.move(PACKET + 2);
        assertEquals(range(1, PACKET + 3), bench.stream().played);
        pin.pause();
        bench.unplug(RemovalReason.ORDERLY);
        bench.house.time().advance(ReferenceTime.SECOND);
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(KsState.PAUSE, pin.state());
        assertEquals(KsState.PAUSE, bench.stream().state);
        assertEquals(0, pin.gaps().getFirst().frames());
        assertEquals(2, pin.gaps().getFirst().skipped());
    }

    @Test
    void thePortsClosingEndTheWait() throws Exception {
        WavePin pin = bench.render(HELD);
        fillAll(pin);
        pin.run();
        bench.unplug(RemovalReason.ORDERLY);
        CompletableFuture<String> waiter = inBackground(pin::awaitPacket);
        bench.house.system.arrivals().close();
        assertEquals("DEVICE_REMOVED", outcome(waiter));
        assertTrue(
                fails(Status.DEVICE_REMOVED, pin::pollPacket)
                        .getMessage()
                        .contains("the port drivers are being stopped"));
        // One that begins to wait later learns it at once.
        WavePin later = bench.plug(new FakeWave()).openRender(FakeWave.FORMAT, HELD);
        bench.unplug(RemovalReason.ORDERLY);
        fails(Status.DEVICE_REMOVED, later::pollPacket);
        assertFalse(later.isHeld());
    }

    @Test
    void aDriverThatHangsAndKeepsTheBufferEndsTheHold() throws Exception {
        try (WaveBench real = new WaveBench(WaveBench.inRealTime(Duration.ofMillis(300)))) {
            WavePin pin = real.render(HELD);
            pin.run();
            CountDownLatch never = new CountDownLatch(1);
            CountDownLatch entered = new CountDownLatch(1);
            real.driver.inSetState =
                    () -> {
                        entered.countDown();
                        waitIgnoringInterrupts(never);
                    };
            CompletableFuture<String> pausing = inBackground(pin::pause);
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            assertEquals(1, real.unplug(RemovalReason.FAILED).size());
            TestHouse.await("the hold ends", () -> pin.removal().isPresent());
            PortClsException e = fails(Status.DEVICE_REMOVED, pin::pollPacket);
            assertTrue(
                    e.getMessage().endsWith("its driver did not let go of the buffer"),
                    e.getMessage());
            assertNotEquals("InterruptedException", outcome(pausing));
            never.countDown();
        }
    }

    /** No lock of the hold is held while a driver is called. */
    @Test
    void aNewDriverThatHangsStopsNeitherTheClientNorTheClock() throws Exception {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.unplug(RemovalReason.ORDERLY);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        FakeWave slow = new FakeWave();
        slow.inNewStream =
                () -> {
                    entered.countDown();
                    waitIgnoringInterrupts(release);
                };
        bench.plug(slow);
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        assertEquals("ok", outcome(inBackground(pin::pause)));
        assertEquals(KsState.PAUSE, pin.state());
        bench.house.time().advance(ReferenceTime.SECOND * 6);
        fails(Status.DEVICE_REMOVED, pin::pollPacket);
        assertEquals("ok", outcome(inBackground(pin::close)));
        release.countDown();
        TestHouse.await("it is let go", () -> slow.calls("closeStream").size() == 1);
        assertEquals(1, slow.calls("free").size());
    }

    @Test
    void aWishDuringTheExchangeIsFollowed() throws Exception {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.move(3);
        bench.unplug(RemovalReason.ORDERLY);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        FakeWave slow = new FakeWave();
        slow.inSetState =
                () -> {
                    entered.countDown();
                    waitIgnoringInterrupts(release);
                };
        bench.plug(slow);
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        pin.stop();
        pin.pause();
        release.countDown();
        awaitBack(pin);
        assertEquals(KsState.PAUSE, pin.state());
        assertEquals(KsState.PAUSE, slow.stream().state);
        assertEquals(0, pin.transferredFrames());
    }

    @Test
    void aDriverThatGoesInTheMidstOfTheExchangeIsWaitedForAgain() throws Exception {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.move(3);
        bench.unplug(RemovalReason.ORDERLY);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        FakeWave slow = new FakeWave();
        slow.inSetState =
                () -> {
                    entered.countDown();
                    waitIgnoringInterrupts(release);
                };
        bench.plug(slow);
        assertTrue(entered.await(20, TimeUnit.SECONDS));
        CompletableFuture<String> departure =
                inBackground(() -> bench.unplug(RemovalReason.SURPRISE));
        TestHouse.await("it is going", bench.house.published::isEmpty);
        release.countDown();
        assertEquals("ok", outcome(departure));
        assertTrue(pin.isHeld());
        assertEquals(KsState.RUN, pin.state());
        bench.plug(new FakeWave());
        awaitBack(pin);
        assertEquals(KsState.RUN, bench.stream().state);
        assertEquals(2 * PACKET, pin.transferredFrames());
    }

    @Test
    void aFilterThatIsThereAlreadyWhenTheWaitBeginsIsFound() {
        WavePin pin = bench.render(HELD);
        pin.run();
        WaveRtPort old = java.util.Objects.requireNonNull(bench.port);
        // Another adapter of the same id has come before the old one went.
        FakeWave another = new FakeWave();
        bench.house.bindWave(TestHouse.device("test:wave"), another);
        old.depart(WaveBench.removal(RemovalReason.ORDERLY));
        awaitBack(pin);
        assertEquals(KsState.RUN, another.stream().state);
    }

    @Test
    void withoutAHoldTheStreamEndsWithItsDriver() {
        WavePin pin = bench.render(Buffer.ofFrames(2 * PACKET));
        pin.run();
        bench.unplug(RemovalReason.ORDERLY);
        assertFalse(pin.isHeld());
        assertEquals(List.of(), bench.house.system.arrivals().waits());
        fails(Status.DEVICE_REMOVED, pin::pollPacket);
        assertEquals(List.of(), pin.gaps());
    }

    @Test
    void positionNeitherGoesBackNorIsLostOverTheExchange() {
        bench.driver.latency = new portcls.api.wavert.HwLatency(0, 0, 0);
        WavePin pin = bench.render(HELD);
        WavePosition position = new WavePosition();
        pin.run();
        bench.move(PACKET);
        bench.move(2);
        pin.position(position);
        long before = position.transferredFrames();
        assertTrue(before >= PACKET + 2, position.toString());
        bench.unplug(RemovalReason.ORDERLY);
        bench.house.time().advance(ReferenceTime.SECOND);
        pin.position(position);
        assertEquals(before, position.transferredFrames());
        bench.plug(new FakeWave());
        awaitBack(pin);
        bench.move(PACKET);
        bench.move(PACKET);
        pin.position(position);
        assertEquals(4 * PACKET, position.transferredFrames());
        assertEquals(StreamRegisters.UNTRACKED, bench.stream().registers().committed());
    }

    /** HP-7: a stream that waits, or has gone on, holds nothing of the driver that went. */
    @Test
    void nothingOfTheOldDriverIsReachable() {
        WavePin pin = bench.render(HELD);
        pin.run();
        bench.move(PACKET);
        WeakReference<FakeWave> first = new WeakReference<>(bench.driver);
        bench.unplug(RemovalReason.ORDERLY);
        bench.driver = new FakeWave();
        bench.port = null;
        awaitCollected(first);
        assertTrue(pin.isHeld());
        bench.plug();
        awaitBack(pin);
        WeakReference<FakeWave.Stream> second = new WeakReference<>(bench.stream());
        bench.unplug(RemovalReason.ORDERLY);
        bench.plug(new FakeWave());
        awaitBack(pin);
        awaitCollected(second);
        assertEquals(2, pin.gaps().size());
    }

    private static void awaitCollected(WeakReference<?> reference) {
        TestHouse.await(
                "it is collected",
                () -> {
                    System.gc();
                    return reference.get() == null;
                });
    }

    private void awaitBack(WavePin pin) {
        TestHouse.await("the stream goes on", () -> !pin.isHeld());
        assertTrue(pin.removal().isEmpty(), () -> pin.removal().toString());
    }

    private static void waitIgnoringInterrupts(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                done = false;
            }
        }
    }
}
