package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavecyclic.CyclicBench.FRAME_BYTES;
import static portcls.ports.wavecyclic.CyclicBench.PACKET;
import static portcls.ports.wavecyclic.CyclicBench.fails;
import static portcls.ports.wavecyclic.CyclicBench.fillAll;
import static portcls.ports.wavecyclic.CyclicBench.range;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.RemovalReason;
import portcls.api.client.WavePin;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioPosition;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;
import portcls.ports.BuiltInProperties;
import portcls.ports.TestHouse;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What a program hands over goes into the cyclic buffer in time, and silence where it does not. */
class CyclicRenderTest {
    private final CyclicBench bench = new CyclicBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @Rule({"WCY-1", "WCY-3", "SVC-10"})
    @CsvSource({"4, 38400", "6, 5000", "16, 38400", "64, 9600"})
    void everyFrameIsPlayedOnceInOrder(int packets, int cyclicBytes) {
        bench.driver.cyclicBytes = cyclicBytes;
        WavePin pin = bench.render(Buffer.ofFrames(packets * PACKET).packets(packets));
        assertEquals(packets, fillAll(pin));
        pin.run();
        for (int i = 0; i < 500; i++) {
            bench.millis(7);
            fillAll(pin);
        }
        assertEquals(range(1, 3_500 * 48 + 1), bench.stream().played);
        assertEquals(0, pin.glitches());
        assertEquals(3_500 * 48, pin.transferredFrames());
    }

    @Test
    @Rule("WCY-2")
    void theNotificationIntervalSizesTheCyclicBuffer() {
        bench.driver.cyclicBytes = 10 * PACKET * FRAME_BYTES + 500;
        WavePin pin = bench.render(Buffer.ofMillis(40));
        assertEquals(List.of("setNotificationFreq 10"), bench.driver.calls("setNotificationFreq"));
        assertEquals(10 * PACKET * FRAME_BYTES, bench.stream().channel.bufferSize());
        pin.close();
    }

    @Test
    @Rule("WCY-4")
    void fortyMillisecondsLieBetweenReadingAndWriting() {
        WavePin pin = bench.render(Buffer.ofMillis(200).packets(20));
        assertEquals(20, fillAll(pin));
        pin.run();
        bench.millis(100);
        AudioPosition position = pin.get(WaveAudioProperty.POSITION);
        assertEquals(
                4 * PACKET * FRAME_BYTES,
                position.writeOffset() - position.playOffset(),
                position.toString());
    }

    @Test
    @Rule("WCY-4")
    void itStartsWithWhateverIsThere() {
        WavePin pin = bench.render(Buffer.ofMillis(200).packets(20));
        MemorySegment packet = Objects.requireNonNull(pin.pollPacket());
        CyclicBench.number(packet, 1);
        pin.commit();
        pin.run();
        bench.millis(10);
        assertEquals(range(1, PACKET + 1), bench.stream().played);
    }

    @Test
    @Rule({"WCY-5", "GLI-1"})
    void silenceFollowsWhatIsThere() {
        WavePin pin = bench.render(Buffer.ofMillis(200).packets(20));
        MemorySegment packet = Objects.requireNonNull(pin.pollPacket());
        CyclicBench.number(packet, 1);
        pin.commit();
        pin.run();
        bench.millis(500);
        List<Integer> played = bench.stream().played;
        assertEquals(range(1, PACKET + 1), played.subList(0, PACKET));
        assertTrue(
                played.subList(PACKET, played.size()).stream().allMatch(it -> it == 0),
                "old sound was heard again");
        assertEquals(1, pin.glitches());
        assertEquals(49 * PACKET, pin.lostFrames());
    }

    @Test
    @Rule("WCY-5")
    void silenceIsWrittenWhenLessThanThirtyMillisecondsAreLeft() {
        int packetBytes = PACKET * FRAME_BYTES;
        WavePin pin = bench.render(Buffer.ofMillis(200).packets(20));
        for (int i = 0; i < 4; i++) {
            CyclicBench.number(Objects.requireNonNull(pin.pollPacket()), 1 + (long) i * PACKET);
            pin.commit();
        }
        bench.stream().silences.clear();
        pin.run();
        bench.millis(10);
        assertEquals(0, bench.stream().silences.size(), "30 ms are left");
        bench.millis(10);
        assertEquals(1, bench.stream().silences.size(), "20 ms are left");
        assertArrayEquals(
                new long[] {4 * packetBytes, 2 * packetBytes},
                bench.stream().silences.getFirst(),
                "up to 40 ms ahead, behind what is there");
        bench.millis(30);
        assertEquals(range(1, 4 * PACKET + 1), bench.stream().played.subList(0, 4 * PACKET));
    }

    @Test
    @Rule("WCY-5")
    void lateDataOverwritesSilenceThatWasNotPlayed() {
        WavePin pin = bench.render(Buffer.ofMillis(200).packets(20));
        pin.run();
        bench.millis(10);
        // Silence lies in the next 40 ms; what comes now is played from the next packet on.
        MemorySegment packet = Objects.requireNonNull(pin.pollPacket());
        long number = pin.packetNumber();
        assertEquals(2, number);
        CyclicBench.number(packet, 7_001);
        pin.commit();
        bench.millis(40);
        List<Integer> played = bench.stream().played;
        assertEquals(
                range(7_001, 7_001 + PACKET),
                played.subList(2 * PACKET, 3 * PACKET),
                "the silence was not overwritten");
    }

    @Test
    @Rule("WCY-7")
    void aPositionInTheCyclicBufferBecomesOneInTheStream() {
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        fillAll(pin);
        pin.run();
        for (int i = 0; i < 100; i++) {
            bench.millis(10);
            fillAll(pin);
        }
        bench.millis(5);
        assertEquals(1_005L * 48 * FRAME_BYTES, pin.get(WaveAudioProperty.POSITION).playOffset());
        assertTrue(bench.stream().getPosition() < bench.stream().channel.bufferSize());
    }

    @Test
    @Rule({"WCY-8", "WCY-9"})
    void writeOffsetIsTheLastByteCopied() {
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        MemorySegment packet = Objects.requireNonNull(pin.pollPacket());
        CyclicBench.number(packet, 1);
        pin.commit();
        pin.run();
        AudioPosition position = pin.get(WaveAudioProperty.POSITION);
        assertEquals(0, position.playOffset());
        assertEquals(PACKET * FRAME_BYTES, position.writeOffset());
    }

    @Test
    @Rule("WCY-9")
    void aLoopedStreamTellsOffsetsInItsBuffer() {
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(2));
        CyclicBench.number(pin.buffer(), 1);
        pin.run();
        bench.millis(250);
        long bytes = pin.buffer().byteSize();
        AudioPosition position = pin.get(WaveAudioProperty.POSITION);
        assertEquals(250L * 48 * FRAME_BYTES % bytes, position.playOffset());
        assertEquals((250L + 40) * 48 * FRAME_BYTES % bytes, position.writeOffset());
        List<Integer> played = bench.stream().played;
        assertEquals(range(1, 4_801), played.subList(0, 4_800));
        assertEquals(range(1, 4_801), played.subList(4_800, 9_600));
    }

    @Test
    void lostInterruptsLoseNoPosition() {
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        fillAll(pin);
        pin.run();
        bench.driver.deaf = true;
        bench.millis(505);
        bench.driver.deaf = false;
        bench.millis(5);
        assertEquals(510 * 48, pin.transferredFrames());
        assertEquals(1, pin.glitches());
    }

    @Test
    void aBufferThatIsTooShortForGaplessPlayingIsMadeLonger() {
        WavePin pin = bench.render(Buffer.ofMillis(4).packets(2));
        assertEquals(2, pin.packets());
        assertEquals(40 * 48, pin.bufferFrames());
        fillAll(pin);
        pin.run();
        for (int i = 0; i < 100; i++) {
            bench.millis(10);
            fillAll(pin);
        }
        assertEquals(0, pin.glitches());
    }

    @Test
    @Rule("WCY-6")
    void silenceIsTheMiniportsAffair() {
        WavePin pin = bench.render(Buffer.ofMillis(40));
        fillAll(pin);
        pin.run();
        bench.stream().silences.clear();
        bench.millis(20);
        assertFalse(bench.stream().silences.isEmpty(), "the port wrote silence by itself");
    }

    @Test
    @Rule("WCY-6")
    void theWholeCyclicBufferIsMadeSilentByTheMiniportBeforeEachStart() {
        WavePin pin = bench.render(Buffer.ofMillis(40));
        int bytes = bench.stream().channel.bufferSize();
        assertArrayEquals(new long[] {0, bytes}, bench.stream().silences.getFirst());
        fillAll(pin);
        pin.run();
        bench.millis(20);
        bench.stream().silences.clear();
        pin.stop();
        assertArrayEquals(new long[] {0, bytes}, bench.stream().silences.getFirst());
    }

    @Test
    @Rule("FMT-14")
    void aRefusedFormatLeavesTheOldOne() {
        WavePin pin = bench.render(Buffer.ofMillis(40));
        WaveDataFormat other = WaveDataFormat.of(WaveFormat.pcm(44_100, 16, 2));
        fails(Status.NOT_SUPPORTED, () -> pin.set(ConnectionProperty.DATAFORMAT, other));
        assertEquals(WaveDataFormat.of(FakeCyclic.FORMAT), pin.get(ConnectionProperty.DATAFORMAT));
    }

    @Test
    @Rule("STR-1")
    void stopBeginsAnew() {
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        fillAll(pin);
        pin.run();
        bench.millis(33);
        pin.stop();
        assertEquals(0, pin.transferredFrames());
        fillAll(pin);
        bench.stream().played.clear();
        pin.run();
        bench.millis(50);
        assertEquals(range(1, 50 * 48 + 1), bench.stream().played);
    }

    @Test
    void aPauseKeepsEverything() {
        WavePin pin = bench.render(Buffer.ofMillis(100).packets(10));
        fillAll(pin);
        pin.run();
        bench.millis(33);
        pin.pause();
        assertEquals(33 * 48, pin.transferredFrames());
        bench.millis(1_000);
        assertEquals(33 * 48, pin.transferredFrames());
        pin.run();
        bench.millis(50);
        assertEquals(range(1, 83 * 48 + 1), bench.stream().played);
        assertEquals(0, pin.glitches());
    }

    @Test
    void aDriverThatBreaksInPositionIsTakenAway() {
        WavePin pin = bench.render(Buffer.ofMillis(40));
        pin.run();
        bench.driver.breaks = new IllegalStateException("the register is gone");
        bench.millis(20);
        TestHouse.await("the driver is found broken", () -> !bench.house.broken.isEmpty());
        assertTrue(bench.house.broken.getFirst().contains("the register is gone"));
        TestHouse.await("it is let go", () -> bench.driver.calls.contains("close"));
    }

    @Test
    void anUnpluggedStreamIsHeldAndGoesOn() {
        Filter _ = bench.plug();
        WavePin pin =
                bench.house
                        .published
                        .getLast()
                        .openRender(
                                FakeCyclic.FORMAT,
                                Buffer.ofMillis(100).packets(10).hold(5, TimeUnit.SECONDS));
        fillAll(pin);
        pin.run();
        bench.millis(50);
        assertEquals(List.of(), bench.unplug(RemovalReason.SURPRISE));
        assertTrue(pin.isHeld());
        Filter _ = bench.plugAnother();
        TestHouse.await("the stream goes on", () -> !pin.isHeld());
        assertEquals(KsState.RUN, pin.state());
        assertNotNull(pin.gaps().getFirst());
    }

    @Test
    void unplugClosesTheStreamStepByStep() {
        WavePin pin = bench.render(Buffer.ofMillis(40));
        pin.run();
        bench.millis(20);
        assertEquals(List.of(), bench.unplug(RemovalReason.ORDERLY));
        List<String> calls = bench.driver.calls;
        assertEquals(
                List.of(
                        "setState PAUSE",
                        "setState ACQUIRE",
                        "setState STOP",
                        "closeStream",
                        "close"),
                calls.subList(calls.size() - 5, calls.size()));
        fails(Status.DEVICE_REMOVED, pin::pollPacket);
    }

    @Test
    @Rule("PROP-5")
    void thePortItselfAnswersWhatEveryPortDoes() {
        BuiltInProperties.assertOfWave(bench.render(Buffer.ofMillis(40)), FakeCyclic.FORMAT);
    }
}
