package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.KsState;
import portcls.api.wavert.IMiniportWaveRTOutputStream;
import portcls.api.wavert.ReadPacket;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Optional;

/** Packets that a program fetches. */
final class CapturePacketTest {
    private static final int PACKET = Rig.PACKET;

    private final Rig rig = new Rig(FakeEngine.MICROPHONE);

    private CaptureStream running(int packets) throws IOException {
        CaptureStream stream = assertInstanceOf(CaptureStream.class, rig.open());
        rig.buffer(stream, packets);
        Rig.run(stream);
        return stream;
    }

    private ReadPacket packet(int number, boolean more) {
        long time = rig.engine.last().timeOf((long) number * PACKET);
        return new ReadPacket(number, 0, time, more);
    }

    @Test
    @Rule("PKT-7")
    void packetsComeInTurnWithTheTimeOfTheirFirstFrame() throws IOException {
        CaptureStream stream = running(4);
        assertEquals(Optional.empty(), stream.getReadPacket());
        rig.engine.last().move(PACKET - 1);
        assertEquals(Optional.empty(), stream.getReadPacket());
        rig.engine.last().move(1 + 2 * PACKET + 17);
        assertEquals(Optional.of(packet(0, true)), stream.getReadPacket());
        assertEquals(PACKET, rig.registers.committed());
        assertEquals(Optional.of(packet(1, true)), stream.getReadPacket());
        assertEquals(Optional.of(packet(2, false)), stream.getReadPacket());
        assertEquals(Optional.empty(), stream.getReadPacket());
        rig.engine.last().move(PACKET);
        assertEquals(Optional.of(packet(3, false)), stream.getReadPacket());
        rig.assertGlitches(0, 0);
    }

    @Test
    @Rule("PKT-8")
    void overflowLosesTheOldestAndTheNumbersGoOn() throws IOException {
        CaptureStream stream = running(4);
        rig.engine.last().move(PACKET);
        assertEquals(0, stream.getReadPacket().orElseThrow().packetNumber());
        rig.engine.last().move(9 * PACKET);
        // 10 are full, the device writes into the place of 6: 7, 8 and 9 are whole.
        rig.assertGlitches(1, 5 * PACKET);
        assertEquals(Optional.of(packet(7, true)), stream.getReadPacket());
        assertEquals(Optional.of(packet(8, true)), stream.getReadPacket());
        assertEquals(Optional.of(packet(9, false)), stream.getReadPacket());
        rig.engine.last().move(1);
        assertEquals(6L * PACKET, rig.registers.lost(), "1 … 6");
        rig.engine.last().move(PACKET);
        assertEquals(10, stream.getReadPacket().orElseThrow().packetNumber());
        assertEquals(6L * PACKET, rig.registers.lost());
    }

    @Test
    void stoppedDeviceLeavesOneMorePacketWhole() throws IOException {
        CaptureStream stream = running(4);
        rig.engine.last().move(10 * PACKET);
        stream.setState(KsState.PAUSE);
        assertEquals(6, stream.getReadPacket().orElseThrow().packetNumber());
    }

    @Test
    void bufferOfOnePacketGivesTheLatest() throws IOException {
        CaptureStream stream = running(1);
        rig.engine.last().move(3 * PACKET);
        assertEquals(2, stream.getReadPacket().orElseThrow().packetNumber());
    }

    @Test
    void programThatReadsByItselfGoesOnFromThere() throws IOException {
        CaptureStream stream = running(4);
        rig.engine.last().move(3 * PACKET);
        rig.registers.commit(2 * PACKET);
        assertEquals(2, stream.getReadPacket().orElseThrow().packetNumber());
    }

    @Test
    @Rule("PKT-10")
    void captureStreamsHaveNoPacketsToWrite() throws IOException {
        assertFalse(rig.open() instanceof IMiniportWaveRTOutputStream);
        assertTrue(new Rig(FakeEngine.SPEAKER).open() instanceof IMiniportWaveRTOutputStream);
    }

    @Test
    void numbersBeginAnewAfterStop() throws IOException {
        CaptureStream stream = running(4);
        rig.engine.last().move(3 * PACKET);
        stream.getReadPacket();
        Rig.stop(stream);
        Rig.run(stream);
        assertEquals(Optional.empty(), stream.getReadPacket());
        rig.engine.last().move(PACKET);
        assertEquals(Optional.of(packet(0, false)), stream.getReadPacket());
    }
}
