package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.PACKET;
import static portcls.ports.wavepci.PciBench.THREE;
import static portcls.ports.wavepci.PciBench.fails;
import static portcls.ports.wavepci.PciBench.frames;
import static portcls.ports.wavepci.PciBench.range;
import static portcls.ports.wavepci.PciBench.readAll;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.WavePin;
import portcls.conformance.Rule;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** What the device puts into a program's memory is what the program reads. Frames are numbered. */
class CaptureTest {
    private final PciBench bench = new PciBench();

    @AfterEach
    void close() {
        bench.close();
        assertEquals(List.of(), bench.driver.faults);
    }

    @ParameterizedTest
    @Rule({"WPC-1", "WPC-2", "WPC-4", "WPC-17", "SVC-9"})
    @CsvSource({"3, 32", "3, 2", "4, 3", "16, 32", "64, 5"})
    void everyFrameIsReadOnceInOrder(int packets, int ahead) {
        bench.driver.ahead = ahead;
        WavePin pin = bench.capture(Buffer.ofFrames(packets * PACKET).packets(packets));
        assertNull(pin.pollPacket());
        pin.run();
        List<Integer> heard = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            bench.millis(7);
            heard.addAll(readAll(pin));
        }
        assertEquals(range(0, 350 * PACKET), heard);
        assertEquals(0, pin.glitches());
    }

    @Test
    @Rule("WPC-17")
    void aProgramThatNeverReadsPacketsLooksIntoALoopedBuffer() {
        WavePin pin = bench.capture(THREE);
        pin.run();
        bench.millis(65);
        assertEquals(6 * PACKET, pin.transferredFrames());
        assertEquals(0, pin.glitches());
        assertEquals(
                range(3 * PACKET, 6 * PACKET),
                frames(pin.buffer()).stream().sorted().toList().subList(0, 3 * PACKET).stream()
                        .map(i -> i < 6 * PACKET ? i : i - 3 * PACKET)
                        .toList()
                        .stream()
                        .sorted()
                        .toList());
        // Whoever begins to read then gets what is newest and whole.
        MemorySegment packet = pin.pollPacket();
        assertNotNull(packet);
        assertEquals(4, pin.packetNumber());
        assertEquals(range(4 * PACKET, 5 * PACKET), frames(packet));
    }

    @Test
    @Rule("WPC-7")
    void theDriverMayHandOverAPacketThatIsFilledInPart() {
        WavePin pin = bench.capture(THREE);
        assertNull(pin.pollPacket());
        pin.run();
        bench.millis(14);
        bench.stream().portStream.terminatePacket();
        bench.settle();
        assertEquals(2 * PACKET, pin.transferredFrames());
        assertEquals(range(0, PACKET), frames(take(pin)));
        List<Integer> part = frames(take(pin));
        assertEquals(range(PACKET, PACKET + 192), part.subList(0, 192));
        assertTrue(part.subList(192, PACKET).stream().allMatch(frame -> frame == 0));
    }

    @Test
    @Rule({"WPC-5", "WPC-7"})
    void aStopHandsOverWhatTheDeviceHadFilled() {
        WavePin pin = bench.capture(THREE);
        List<Long> told = new ArrayList<>();
        pin.onPacket(() -> told.add(pin.transferredFrames()));
        assertNull(pin.pollPacket());
        pin.run();
        bench.millis(14);
        pin.stop();
        assertEquals(List.of((long) PACKET, 2L * PACKET), told);
        assertEquals(List.of("revoke 2 3"), bench.driver.calls("revoke"));
        List<Integer> buffer = frames(pin.buffer());
        assertEquals(range(0, PACKET + 192), buffer.subList(0, PACKET + 192));
        assertTrue(buffer.subList(PACKET + 192, 2 * PACKET).stream().allMatch(f -> f == 0));
        assertEquals(0, pin.transferredFrames());
        pin.run();
        bench.millis(10);
        assertEquals(range(0, PACKET), readAll(pin));
    }

    @Test
    @Rule("WPC-7")
    void onlyARecordingStreamEndsPacketsEarly() {
        WavePin pin = bench.render(THREE);
        pin.run();
        fails(Status.INVALID_DEVICE_REQUEST, () -> bench.stream().portStream.terminatePacket());
    }

    private static MemorySegment take(WavePin pin) {
        MemorySegment packet = pin.pollPacket();
        assertNotNull(packet);
        MemorySegment copy =
                java.lang.foreign.Arena.ofAuto().allocate(packet.byteSize()).copyFrom(packet);
        pin.commit();
        return copy;
    }
}
