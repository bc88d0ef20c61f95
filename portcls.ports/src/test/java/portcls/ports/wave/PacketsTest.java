package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wave.WaveBench.fails;
import static portcls.ports.wave.WaveBench.fillAll;
import static portcls.ports.wave.WaveBench.frame;
import static portcls.ports.wave.WaveBench.frames;
import static portcls.ports.wave.WaveBench.inBackground;
import static portcls.ports.wave.WaveBench.number;
import static portcls.ports.wave.WaveBench.outcome;
import static portcls.ports.wave.WaveBench.poll;
import static portcls.ports.wave.WaveBench.range;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Registration;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.ks.KsState;
import portcls.api.wavert.StreamRegisters;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The client's side of the packets: which one is free, when, and where it lies. */
class PacketsTest {
    private static final int PACKET = 4;
    private final WaveBench bench = new WaveBench();

    @AfterEach
    void close() {
        bench.close();
    }

    /**
     * Packets done and frames of the one in progress; which packet a client that comes then gets,
     * at which packet of the buffer, and how many more after it. The row of PKT-4: packets 0 … 4
     * are done, 5 is in progress, the client writes 6 at offset 0, and no 7.
     */
    @ParameterizedTest
    @Rule({"PKT-2", "PKT-3", "PKT-4"})
    @CsvSource({
        "2, 0, 0, 1, 1, 0",
        "2, 0, 1, 1, 1, 0",
        "2, 1, 3, 2, 0, 0",
        "2, 5, 0, 6, 0, 0",
        "2, 5, 2, 6, 0, 0",
        "3, 0, 0, 1, 1, 1",
        "3, 5, 0, 6, 0, 1",
        "3, 6, 3, 7, 1, 1",
        "8, 5, 0, 6, 6, 6",
        "8, 7, 1, 8, 0, 6",
        "8, 63, 2, 64, 0, 6"
    })
    void aRunningDeviceLeavesAllButThePacketInProgress(
            int packets, int done, int begun, int number, int slot, int more) {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * packets).packets(packets));
        pin.run();
        bench.move((long) done * PACKET + begun);
        MemorySegment packet = poll(pin);
        assertEquals(number, pin.packetNumber());
        assertEquals((long) slot * PACKET * 4, packet.address() - pin.buffer().address());
        pin.commit();
        assertEquals(more, fillAll(pin));
        assertNull(pin.pollPacket());
    }

    /** Frames that were recorded; the oldest packet that is whole, and how many there are. */
    @ParameterizedTest
    @Rule({"PKT-2", "PKT-8"})
    @CsvSource({
        "2, 3, -1, 0",
        "2, 4, 0, 1",
        "2, 7, 0, 1",
        "2, 8, 1, 1",
        "2, 23, 4, 1",
        "3, 8, 0, 2",
        "3, 13, 1, 2",
        "8, 28, 0, 7",
        "8, 32, 1, 7",
        "8, 255, 56, 7"
    })
    void aReaderGetsWhatIsWholeFromTheOldestOn(int packets, int moved, int first, int count) {
        WavePin pin = bench.capture(Buffer.ofFrames(PACKET * packets).packets(packets));
        pin.run();
        bench.move(moved);
        for (int i = 0; i < count; i++) {
            MemorySegment packet = poll(pin);
            int number = first + i;
            assertEquals(number, pin.packetNumber());
            assertEquals(range(number * PACKET, number * PACKET + PACKET), frames(packet));
            pin.commit();
        }
        assertNull(pin.pollPacket());
    }

    @Test
    @Rule({"PKT-2", "PKT-4"})
    void everythingHandedOverInTimeIsPlayedInOrderWithoutAGlitch() {
        for (int packets : new int[] {2, 3, 8}) {
            try (WaveBench one = new WaveBench()) {
                WavePin pin = one.render(Buffer.ofFrames(PACKET * packets).packets(packets));
                assertEquals(packets, fillAll(pin));
                pin.run();
                for (int i = 0; i < 100; i++) {
                    one.move(PACKET);
                    assertEquals(1, fillAll(pin));
                }
                assertEquals(range(1, 100 * PACKET + 1), one.stream().played);
                assertEquals(0, pin.glitches());
                assertEquals(100L * PACKET, pin.transferredFrames());
            }
        }
    }

    @Test
    @Rule({"GLI-1", "PKT-3"})
    void aLateClientIsSkippedOverAndStaleSoundIsSilenced() {
        bench.driver.blind = true;
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 3).packets(3));
        fillAll(pin);
        pin.run();
        AtomicInteger told = new AtomicInteger();
        pin.onGlitch(told::incrementAndGet);
        // Three packets were there; the device is in the middle of the fifth.
        bench.move(4 * PACKET + 2);
        assertEquals(1, pin.glitches());
        assertEquals(PACKET + 2, pin.lostFrames());
        poll(pin);
        assertEquals(5, pin.packetNumber());
        number(poll(pin), 5 * PACKET + 1);
        // What the device is about to play again is silence by now, but for the fresh packet.
        assertEquals(List.of(0, 0, 0, 0, 0, 0, 0, 0), frames(pin.buffer().asSlice(0, 32)));
        pin.commit();
        bench.move(2 + PACKET);
        assertEquals(
                range(5 * PACKET + 1, 6 * PACKET + 1),
                bench.stream().played.subList(5 * PACKET, 6 * PACKET));
        TestHouse.await("the glitch is told", () -> told.get() > 0);
    }

    @Test
    @Rule({"PKT-8", "GLI-1"})
    void aReaderWhoSleepsLosesTheOldest() {
        WavePin pin = bench.capture(Buffer.ofFrames(PACKET * 2).packets(2));
        pin.run();
        bench.move(PACKET);
        assertEquals(range(0, 4), frames(poll(pin)));
        pin.commit();
        assertEquals(0, pin.glitches());
        bench.move(PACKET * 5 + 1);
        assertEquals(range(20, 24), frames(poll(pin)));
        assertEquals(5, pin.packetNumber());
        assertTrue(pin.glitches() > 0);
        assertTrue(pin.lostFrames() > 0);
    }

    @Test
    void packetsMayBeFilledBeforeTheStartAndInPause() {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        assertEquals(2, fillAll(pin));
        fails(Status.INVALID_DEVICE_STATE, pin::awaitPacket);
        pin.run();
        bench.move(PACKET + 1);
        pin.pause();
        // Packet 1 is begun: it is not taken back, and packet 2 is free.
        assertEquals(1, fillAll(pin));
        PortClsException e = fails(Status.INVALID_DEVICE_STATE, pin::awaitPacket);
        assertEquals(
                "the buffer is full and the stream does not run; call run(): state=PAUSE",
                e.getMessage());
        pin.run();
        bench.move(2 * PACKET - 1);
        assertEquals(range(1, 3 * PACKET + 1), bench.stream().played);
        assertEquals(0, pin.glitches());
    }

    @Test
    @Rule({"STR-6", "PKT-5"})
    void aStopBeginsAnewWithPacketZero() {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        fillAll(pin);
        pin.run();
        bench.move(PACKET + 1);
        fillAll(pin);
        number(poll0(pin), 100);
        pin.stop();
        assertEquals(0, pin.transferredFrames());
        assertEquals(StreamRegisters.UNTRACKED, bench.stream().registers().committed());
        fails(Status.INVALID_DEVICE_STATE, pin::commit);
        assertEquals(2, fillAll(pin));
        pin.run();
        bench.stream().played.clear();
        bench.move(2 * PACKET);
        assertEquals(range(1, 2 * PACKET + 1), bench.stream().played);
    }

    @Test
    void aStopForgetsAPacketThatWriteHadBegun() throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        pin.write(numbered(1, 6));
        pin.pause();
        pin.stop();
        pin.write(numbered(1, 6));
        assertEquals(PACKET, bench.stream().registers().committed());
        pin.flush();
        pin.run();
        bench.move(2 * PACKET);
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 0, 0), bench.stream().played);
    }

    @Test
    @Rule("PKT-6")
    void theLastPacketEndsTheStreamAndDrainWaitsForIt() throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        number(poll(pin), 1);
        pin.commit();
        number(poll(pin), 5);
        fails(Status.INVALID_PARAMETER, () -> pin.commitLast(PACKET + 1));
        fails(Status.INVALID_PARAMETER, () -> pin.commitLast(-1));
        pin.commitLast(1);
        assertFalse(pin.drain(Duration.ofMillis(1)));
        pin.run();
        assertFalse(pin.drain(Duration.ofMillis(1)));
        CompletableFuture<String> drained =
                inBackground(() -> assertTrue(pin.drain(TestHouse.LIMIT)));
        bench.move(4 * PACKET);
        assertEquals("ok", outcome(drained));
        assertEquals(
                List.of(1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0), bench.stream().played.subList(0, 12));
        assertEquals(0, pin.glitches());
        // A packet after it begins a new piece.
        number(poll(pin), 50);
        pin.commit();
        assertEquals(StreamRegisters.UNTRACKED, bench.stream().registers().end());
        bench.move(2 * PACKET);
        assertEquals(List.of(50, 51, 52, 53), bench.stream().played.subList(20, 24));
    }

    @Test
    void drainEndsThePieceByItself() throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        pin.write(numbered(1, 5));
        pin.run();
        CompletableFuture<String> drained =
                inBackground(() -> assertTrue(pin.drain(TestHouse.LIMIT)));
        TestHouse.await("it drains", () -> bench.stream().registers().end() == 2 * PACKET);
        bench.move(6 * PACKET);
        assertEquals("ok", outcome(drained));
        assertEquals(0, pin.glitches());
        fails(Status.INVALID_DEVICE_STATE, pin::commit);
    }

    @Test
    void oddPiecesAreWrittenAndReadWhole() throws Exception {
        Random random = new Random(7);
        WavePin out = bench.render(Buffer.ofFrames(PACKET * 3).packets(3));
        out.run();
        CompletableFuture<String> writer =
                inBackground(
                        () -> {
                            int next = 1;
                            while (next < 400) {
                                int count = 1 + random.nextInt(11);
                                out.write(numbered(next, count));
                                next += count;
                            }
                            out.flush();
                        });
        while (!writer.isDone()) {
            // Only with what is there, so that nothing is late.
            StreamRegisters registers = bench.stream().registers();
            if (registers.committed() - registers.transferred() > PACKET
                    || registers.transferred() == 0) {
                bench.move(PACKET);
            }
        }
        assertEquals("ok", outcome(writer));
        bench.move(2 * PACKET);
        List<Integer> heard = bench.stream().played.stream().filter(frame -> frame != 0).toList();
        assertEquals(range(1, 1 + heard.size()), heard);
        assertTrue(heard.size() >= 396, "heard=" + heard.size());
        out.close();

        WavePin in =
                bench.house
                        .published
                        .getLast()
                        .openCapture(FakeWave.FORMAT, Buffer.ofFrames(PACKET * 8).packets(8));
        in.run();
        MemorySegment seven = Arena.ofAuto().allocate(7 * 4, 4);
        int[] sizes = {28, 4, 12, 28, 20, 8};
        bench.move(7 * PACKET);
        int next = 0;
        for (int size : sizes) {
            in.read(seven.asSlice(0, size));
            assertEquals(range(next, next + size / 4), frames(seven.asSlice(0, size)));
            next += size / 4;
        }
        fails(Status.INVALID_PARAMETER, () -> in.read(seven.asSlice(0, 6)));
        fails(Status.INVALID_DEVICE_REQUEST, () -> in.write(seven));
        fails(Status.INVALID_DEVICE_REQUEST, () -> in.drain(Duration.ZERO));
        fails(Status.INVALID_DEVICE_REQUEST, () -> in.commitLast(0));
    }

    @Test
    void aBufferOfOnePacketTellsThatItIsNeverFreeWhileItRuns() throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET).packets(1));
        assertEquals(1, fillAll(pin));
        pin.run();
        assertNull(pin.pollPacket());
        bench.move(PACKET + 1);
        assertNull(pin.pollPacket());
        PortClsException e = fails(Status.INVALID_DEVICE_REQUEST, pin::awaitPacket);
        assertTrue(e.getMessage().contains("2 packets or more"), e.getMessage());
    }

    @Test
    @Rule("DYN-7")
    void whoWaitsWakesWhenTheDeviceGoesOrThePinIsClosedOrTheThreadInterrupted() throws Exception {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        fillAll(pin);
        pin.run();
        Thread[] waiter = new Thread[1];
        CompletableFuture<String> interrupted =
                inBackground(
                        () -> {
                            waiter[0] = Thread.currentThread();
                            pin.awaitPacket();
                        });
        TestHouse.await("it waits", () -> waiter[0] != null && isParked(waiter[0]));
        waiter[0].interrupt();
        assertEquals("InterruptedException", outcome(interrupted));

        CompletableFuture<String> first = inBackground(pin::awaitPacket);
        bench.move(PACKET);
        assertEquals("ok", outcome(first));
        fillAll(pin);
        CompletableFuture<String> paused = inBackground(pin::awaitPacket);
        pin.pause();
        assertEquals("INVALID_DEVICE_STATE", outcome(paused));
        pin.run();
        CompletableFuture<String> removed = inBackground(pin::awaitPacket);
        bench.unplug(RemovalReason.SURPRISE);
        assertEquals("DEVICE_REMOVED", outcome(removed));
        for (Runnable call :
                List.<Runnable>of(pin::pollPacket, pin::commit, pin::flush, pin::run, pin::pause)) {
            PortClsException e = fails(Status.DEVICE_REMOVED, call::run);
            assertEquals(
                    "the device test:wave is gone (SURPRISE): as the test wants", e.getMessage());
        }
        assertEquals(RemovalReason.SURPRISE, pin.removal().orElseThrow().reason());
        pin.close();
        pin.close();
        fails(Status.INVALID_DEVICE_STATE, pin::pollPacket);

        WavePin another =
                bench.plug(new FakeWave())
                        .openCapture(FakeWave.FORMAT, Buffer.ofFrames(PACKET * 2));
        another.run();
        CompletableFuture<String> closed = inBackground(another::awaitPacket);
        another.close();
        assertEquals("INVALID_DEVICE_STATE", outcome(closed));
    }

    @Test
    void aHandleThatIsClosedClosesItsPins() {
        portcls.api.client.FilterHandle handle = bench.plug().open();
        WavePin pin = handle.openWave(0, FakeWave.FORMAT, Buffer.ofFrames(PACKET * 2));
        pin.run();
        handle.close();
        PortClsException e = fails(Status.INVALID_DEVICE_STATE, pin::awaitPacket);
        assertTrue(e.getMessage().contains("was closed"), e.getMessage());
        assertEquals(1, bench.driver.calls("free").size());
    }

    @Test
    void listenersAreCalledAtThePacketEndsUntilTheyAreClosed() {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2).packets(2));
        AtomicInteger ends = new AtomicInteger();
        Registration listener = pin.onPacket(ends::incrementAndGet);
        pin.run();
        bench.move(3 * PACKET + 1);
        assertEquals(3, ends.get());
        listener.close();
        bench.move(3 * PACKET);
        assertEquals(3, ends.get());
    }

    @Test
    @Rule("STR-3")
    void aRefusedStateLeavesTheLastOneThatWasReached() {
        WavePin pin = bench.render(Buffer.ofFrames(PACKET * 2));
        bench.driver.refused = KsState.RUN;
        PortClsException e = fails(Status.IO_DEVICE_ERROR, pin::run);
        assertTrue(e.getMessage().contains("refused to go from PAUSE to RUN"), e.getMessage());
        assertEquals(KsState.PAUSE, pin.state());
        bench.driver.refused = null;
        pin.run();
        bench.driver.inSetState =
                () -> {
                    throw new IllegalStateException("broken");
                };
        fails(Status.UNSUCCESSFUL, pin::pause);
        assertEquals(KsState.RUN, pin.state());
        pin.close();
        assertEquals(1, bench.driver.calls("free").size());
    }

    @Test
    void eightBitSilenceIsTheMiddle() throws Exception {
        WavePin pin =
                bench.plug()
                        .openRender(
                                portcls.api.ks.WaveFormat.pcm(48_000, 8, 1), Buffer.ofFrames(8));
        assertEquals((byte) 0x80, pin.buffer().get(java.lang.foreign.ValueLayout.JAVA_BYTE, 7));
        pin.write(MemorySegment.ofArray(new byte[] {1, 2}));
        pin.flush();
        assertEquals((byte) 0x80, pin.buffer().get(java.lang.foreign.ValueLayout.JAVA_BYTE, 2));
    }

    @Test
    void countersTellOfTheStream() {
        bench.driver.latency = new portcls.api.wavert.HwLatency(48 * 4, 10_000, 0);
        WavePin pin = bench.render(Buffer.ofFrames(960).packets(2));
        pin.run();
        bench.move(480);
        assertEquals(
                List.of("wave.frames=480", "wave.glitches=0", "wave.lost=0", "wave.latency=12000"),
                pin.counters().stream().map(it -> it.id() + "=" + it.value()).toList());
        assertEquals(0, frame(pin.buffer(), 0));
    }

    private static MemorySegment poll0(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        return packet == null ? pin.buffer().asSlice(0, 4) : packet;
    }

    private static boolean isParked(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static MemorySegment numbered(int first, int count) {
        MemorySegment frames = Arena.ofAuto().allocate(count * 4L, 4);
        number(frames, first);
        return frames;
    }
}
