package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.adapter.CyclicBuffer;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.StreamRegisters;
import portcls.api.wavert.WritePacket;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Packets that a program hands over. */
final class RenderPacketTest {
    private static final int PACKET = Rig.PACKET;
    private static final int PACKET_BYTES = PACKET * Rig.FRAME_BYTES;
    private static final int END = WritePacket.END_OF_STREAM;

    private final Rig rig = new Rig(FakeEngine.SPEAKER);

    private RenderStream open(int packets) throws IOException {
        RenderStream stream = assertInstanceOf(RenderStream.class, rig.open());
        rig.buffer(stream, packets);
        return stream;
    }

    private RenderStream running(int packets) throws IOException {
        RenderStream stream = open(packets);
        Rig.run(stream);
        return stream;
    }

    @Test
    @Rule({"PKT-1", "PKT-2"})
    void packetsAreEqualPartsOfTheBufferInTurn() throws IOException {
        open(3);
        CyclicBuffer buffer = rig.engine.last().buffer();
        assertEquals(3 * PACKET, buffer.frames());
        assertEquals(3, buffer.packets());
        for (long k = 0; k < 10; k++) {
            assertEquals(k % 3 * PACKET_BYTES, buffer.offset(k * PACKET));
        }
        assertEquals(3 * PACKET, buffer.contiguous(6L * PACKET));
        assertEquals(PACKET - 1, buffer.contiguous(2L * PACKET + 1));
        assertEquals(1, buffer.contiguous(3L * PACKET - 1));
    }

    @Test
    @Rule("PKT-4")
    void fivePacketsAreDoneTheSixthIsPlayedAndTheNextOneIsWritten() throws IOException {
        RenderStream stream = running(2);
        rig.engine.last().move(5 * PACKET);
        assertEquals(5, stream.getPacketCount());
        Rig.refused(Status.DATA_LATE_ERROR, () -> stream.setWritePacket(5, 0, 0));
        Rig.refused(Status.DATA_LATE_ERROR, () -> stream.setWritePacket(4, 0, 0));
        Rig.refused(Status.DATA_OVERRUN, () -> stream.setWritePacket(7, 0, 0));
        assertEquals(StreamRegisters.UNTRACKED, rig.registers.committed());
        stream.setWritePacket(6, 0, 0);
        assertEquals(7 * PACKET, rig.registers.committed());
        assertEquals(0, rig.engine.last().buffer().offset(6L * PACKET));
    }

    @Test
    @Rule("PKT-3")
    void asManyPacketsAsThereIsRoomForAreTakenBeforeTheStart() throws IOException {
        RenderStream stream = open(2);
        stream.setWritePacket(0, 0, 0);
        stream.setWritePacket(1, 0, 0);
        Rig.refused(Status.DATA_OVERRUN, () -> stream.setWritePacket(2, 0, 0));
        Rig.refused(Status.DATA_LATE_ERROR, () -> stream.setWritePacket(-1, 0, 0));
        Rig.run(stream);
        assertEquals(PACKET, rig.engine.last().buffer().playable(0, PACKET));
        Rig.refused(Status.DATA_LATE_ERROR, () -> stream.setWritePacket(0, 0, 0));
        Rig.refused(Status.DATA_OVERRUN, () -> stream.setWritePacket(2, 0, 0));
        rig.engine.last().move(PACKET);
        stream.setWritePacket(2, 0, 0);
        assertEquals(3 * PACKET, rig.registers.committed());
    }

    @Test
    @Rule("PKT-3")
    void packetThatIsHalfPlayedIsLateInPauseToo() throws IOException {
        RenderStream stream = running(2);
        rig.engine.last().move(PACKET + 1);
        stream.setState(KsState.PAUSE);
        Rig.refused(Status.DATA_LATE_ERROR, () -> stream.setWritePacket(1, 0, 0));
        stream.setWritePacket(2, 0, 0);
    }

    @Test
    @Rule("PKT-3")
    void unknownFlagsAndLengthsAreRefused() throws IOException {
        RenderStream stream = open(2);
        for (int flags : new int[] {1, END | 1, -1}) {
            Rig.refused(Status.INVALID_PARAMETER, () -> stream.setWritePacket(0, flags, 0));
        }
        for (int length : new int[] {-4, 3, PACKET_BYTES + 4}) {
            Rig.refused(Status.INVALID_PARAMETER, () -> stream.setWritePacket(0, END, length));
        }
        RenderStream bare = (RenderStream) rig.open();
        Rig.refused(Status.INVALID_DEVICE_STATE, () -> bare.setWritePacket(0, 0, 0));
    }

    @Test
    @Rule("PKT-5")
    void counterRunsOnWithoutPacketsAndBeginsAnewInStop() throws IOException {
        RenderStream stream = running(2);
        int[] told = {0};
        stream.registerNotificationEvent(() -> told[0]++);
        for (int i = 0; i < 10; i++) {
            rig.engine.last().move(PACKET);
        }
        assertEquals(10, stream.getPacketCount());
        assertEquals(10, told[0]);
        Rig.stop(stream);
        assertEquals(0, stream.getPacketCount());
    }

    @Test
    @Rule("PKT-6")
    void lastPacketCountsAsFarAsItGoesAndSilenceFollows() throws IOException {
        RenderStream stream = open(2);
        rig.memory().fill((byte) 7);
        stream.setWritePacket(0, 0, 0);
        stream.setWritePacket(1, END, 100 * Rig.FRAME_BYTES);
        assertEquals(PACKET + 100, rig.registers.end());
        assertEquals(PACKET + 100, rig.registers.committed());
        assertEquals(7, rig.memory().get(ValueLayout.JAVA_BYTE, PACKET_BYTES + 399));
        MemorySegment rest = rig.memory().asSlice(PACKET_BYTES + 400);
        assertEquals(-1, rest.mismatch(MemorySegment.ofArray(new byte[PACKET_BYTES - 400])));
        Rig.run(stream);
        CyclicBuffer buffer = rig.engine.last().buffer();
        assertEquals(100, buffer.playable(PACKET, PACKET));
        assertEquals(0, buffer.playable(2L * PACKET, PACKET));
        rig.engine.last().move(10 * PACKET);
        rig.assertGlitches(0, 0);
        assertEquals(10, stream.getPacketCount());
    }

    @Test
    @Rule({"PKT-3", "PKT-6"})
    void nothingFollowsTheEndUntilTheStreamWasStopped() throws IOException {
        RenderStream stream = running(2);
        stream.setWritePacket(1, END, 0);
        assertEquals(PACKET, rig.registers.end());
        rig.engine.last().move(PACKET);
        Rig.refused(Status.INVALID_DEVICE_STATE, () -> stream.setWritePacket(2, 0, 0));
        Rig.stop(stream);
        stream.setWritePacket(0, 0, 0);
    }

    @Test
    void numbersGoOnWhenTheyWrap() throws IOException {
        RenderStream stream = running(2);
        long count = (1L << 32) - 1;
        rig.registers.publish(count * PACKET, 1, 0);
        assertEquals(-1, stream.getPacketCount());
        Rig.refused(Status.DATA_LATE_ERROR, () -> stream.setWritePacket(-1, 0, 0));
        Rig.refused(Status.DATA_OVERRUN, () -> stream.setWritePacket(1, 0, 0));
        stream.setWritePacket(0, 0, 0);
        assertEquals((count + 2) * PACKET, rig.registers.committed());
    }

    @Test
    void programThatIsFurtherByItselfIsNotTakenBack() throws IOException {
        RenderStream stream = running(3);
        rig.registers.commit(3 * PACKET);
        stream.setWritePacket(1, 0, 0);
        assertEquals(3 * PACKET, rig.registers.committed());
    }

    @Test
    void skippedPacketIsSilentAndCounted() throws IOException {
        RenderStream stream = running(3);
        rig.memory().fill((byte) 7);
        stream.setWritePacket(1, 0, 0);
        rig.engine.last().move(2 * PACKET + 80);
        rig.assertGlitches(1, 80);
        stream.setWritePacket(3, 0, 0);
        rig.engine.last().move(20);
        rig.assertGlitches(1, PACKET);
        MemorySegment memory = rig.memory();
        assertEquals(7, memory.get(ValueLayout.JAVA_BYTE, 2 * PACKET_BYTES - 1));
        assertEquals(7, memory.get(ValueLayout.JAVA_BYTE, 2 * PACKET_BYTES + 319), "played");
        assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, 2 * PACKET_BYTES + 320));
        assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, 3 * PACKET_BYTES - 1));
        assertEquals(7, memory.get(ValueLayout.JAVA_BYTE, 0));
    }

    @Test
    void silenceOfBytesIsInTheMiddle() {
        MemorySegment bytes = MemorySegment.ofArray(new byte[2]);
        Silence.fill(bytes, WaveFormat.pcm(8_000, 8, 1));
        assertEquals((byte) 0x80, bytes.get(ValueLayout.JAVA_BYTE, 1));
        Silence.fill(bytes, FakeEngine.CD);
        assertEquals(0, bytes.get(ValueLayout.JAVA_BYTE, 1));
    }
}
