package portcls.ports.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.client.Buffer;
import portcls.api.ks.KsState;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.FakeWave;

import java.lang.foreign.Arena;

/** The packets of a device that waits when nothing was handed over. */
class WaitingDeviceTest {
    private static final int PACKET = 4;
    private static final int PACKETS = 3;

    private final WaveBench bench = new WaveBench();
    private final Session session =
            ((ClientStream) bench.render(Buffer.ofFrames(PACKETS * PACKET).packets(PACKETS)))
                    .session();
    private final StreamRegisters registers =
            new StreamRegisters(Arena.ofAuto().allocate(StreamRegisters.BYTES, 8));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aProgramIsNeverTooLateForThePacketThatTheDeviceWaitsFor() {
        PacketCursor cursor = cursor(false);
        assertNotNull(cursor.poll(session, KsState.PAUSE));
        assertEquals(0, registers.committed(), "the device must know that nothing is there");
        cursor.commit(session);
        assertEquals(PACKET, registers.committed());
        registers.publish(PACKET, 1, 0);
        assertNotNull(cursor.poll(session, KsState.RUN));
        assertEquals(1, cursor.next());
        cursor.commit(session);
        assertEquals(2 * PACKET, registers.committed());
        assertEquals(0, registers.glitches());
    }

    @Test
    void aPartThatIsPlayedDoesNotMakeTheRestLate() {
        PacketCursor cursor = cursor(false);
        assertNotNull(cursor.poll(session, KsState.PAUSE));
        cursor.commitLast(session, 1);
        assertEquals(1, registers.committed());
        assertEquals(1, registers.end());
        registers.publish(1, 1, 0);
        assertTrue(cursor.isHeard(session, 0));
        assertNotNull(cursor.poll(session, KsState.RUN));
        assertEquals(1, cursor.next());
        cursor.commit(session);
        assertEquals(StreamRegisters.UNTRACKED, registers.end());
        assertEquals(0, registers.glitches());
    }

    @Test
    void aDeviceThatWentRoundUntilNowHasThePacketAfterItsOwn() {
        PacketCursor cursor = cursor(false);
        registers.publish(PACKET + 1, 1, 0);
        assertNotNull(cursor.poll(session, KsState.RUN));
        assertEquals(3, cursor.next());
        assertEquals(3 * PACKET, registers.committed());
    }

    @Test
    void whatWasRecordedAndNotReadIsStillThere() {
        PacketCursor cursor = cursor(true);
        assertNull(cursor.poll(session, KsState.RUN));
        assertEquals(0, registers.committed());
        registers.publish(PACKETS * PACKET, 1, 0);
        for (int i = 0; i < PACKETS; i++) {
            assertNotNull(cursor.poll(session, KsState.RUN));
            assertEquals(i, cursor.next());
            cursor.commit(session);
        }
        assertNull(cursor.poll(session, KsState.RUN));
        assertEquals(PACKETS * PACKET, registers.committed());
    }

    private PacketCursor cursor(boolean capture) {
        return new PacketCursor(
                registers,
                Arena.ofAuto().allocate((long) PACKETS * PACKET * FakeWave.FRAME_BYTES),
                FakeWave.FORMAT,
                capture,
                true,
                PACKETS);
    }
}
