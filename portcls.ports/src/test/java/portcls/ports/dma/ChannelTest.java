package portcls.ports.dma;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.DmaLine;
import portcls.conformance.Rule;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;

/** The channels that ports make. */
class ChannelTest {
    private final MasterChannel master = new MasterChannel(null, true, true, 65_536);
    private final Line line = new Line();
    private final SlaveChannel slave = new SlaveChannel(line, 65_536);

    /** A line that counts when it is told to. */
    private static final class Line implements DmaLine {
        MemorySegment buffer = MemorySegment.NULL;
        boolean writes;
        boolean runs;
        int moved;
        boolean terminal;
        int asked;

        void move(int bytes) {
            moved += bytes;
            while (moved >= buffer.byteSize()) {
                moved -= (int) buffer.byteSize();
                terminal = true;
            }
        }

        @Override
        public int channel() {
            return 1;
        }

        @Override
        public void start(MemorySegment memory, boolean writeToDevice) {
            buffer = memory;
            writes = writeToDevice;
            runs = true;
            moved = 0;
        }

        @Override
        public void stop() {
            runs = false;
        }

        @Override
        public int counter() {
            return (int) buffer.byteSize() - moved;
        }

        @Override
        public boolean terminalCount() {
            asked++;
            boolean was = terminal;
            terminal = false;
            return was;
        }

        @Override
        public String description() {
            return "DMA 1";
        }
    }

    private static void fails(Status status, Executable call) {
        PortClsException e = assertThrows(PortClsException.class, call);
        assertEquals(status, e.status(), e.getMessage());
    }

    @Test
    void aPortHoldsItsChannelsWhileTheyHaveTheirBuffers() {
        Channels channels = new Channels();
        MasterChannel kept = channels.newMaster(null, true, true, 64);
        kept.allocateBuffer(64, 0);
        Set<Object> before = channels.held();
        for (int i = 0; i < 1_000; i++) {
            MasterChannel passing = channels.newMaster(null, true, true, 64);
            passing.allocateBuffer(64, 0);
            assertEquals(2, channels.held().size());
            passing.freeBuffer();
            assertEquals(before, channels.held());
        }
        channels.newMaster(null, true, true, 64).allocateBuffer(64, 0);
        channels.freeAllBut(before);
        assertEquals(Set.of(kept), channels.held());
        channels.ends().forEach(Runnable::run);
        assertEquals(0, kept.allocatedBufferSize());
    }

    @Test
    @Rule({"WCY-11", "RES-4"})
    void oneBufferAtATimeWithinTheMaximum() {
        fails(Status.INVALID_DEVICE_STATE, master::systemAddress);
        fails(Status.INVALID_PARAMETER, () -> master.allocateBuffer(65_537, 0));
        master.allocateBuffer(10_000, 0);
        assertEquals(10_000, master.allocatedBufferSize());
        assertEquals(10_000, master.bufferSize());
        assertEquals(65_536, master.maximumBufferSize());
        fails(Status.INVALID_DEVICE_STATE, () -> master.allocateBuffer(100, 0));
        master.setBufferSize(9_600);
        assertEquals(9_600, master.bufferSize());
        assertEquals(10_000, master.allocatedBufferSize());
        master.freeBuffer();
        assertEquals(0, master.allocatedBufferSize());
        master.allocateBuffer(100, 0);
        assertEquals(100, master.bufferSize(), "what was noted of the former buffer is forgotten");
    }

    @Test
    @Rule("WCY-13")
    void aDriverThatAskedForTooMuchCanTakeLess() {
        fails(Status.INVALID_PARAMETER, () -> master.allocateBuffer(1 << 20, 0));
        master.allocateBuffer(1 << 12, 0);
        assertEquals(1 << 12, master.allocatedBufferSize());
    }

    @Test
    void theConstraintOfTheAddressIsKept() {
        for (int i = 0; i < 50; i++) {
            MasterChannel channel = new MasterChannel(null, true, true, 65_536);
            channel.allocateBuffer(40_000, 0xFFFF);
            long first = channel.physicalAddress();
            assertEquals(first >>> 16, first + 39_999 >>> 16, "a 64 KiB border is crossed");
        }
        fails(Status.INSUFFICIENT_RESOURCES, () -> master.allocateBuffer(60_000, 0xFFF));
    }

    @Test
    void bytesAreCopiedIntoAndOutOfTheBuffer() {
        master.allocateBuffer(100, 0);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocate(10);
            source.set(ValueLayout.JAVA_BYTE, 3, (byte) 42);
            master.copyTo(90, source, 0, 10);
            assertEquals(42, master.systemAddress().get(ValueLayout.JAVA_BYTE, 93));
            MemorySegment back = arena.allocate(10);
            master.copyFrom(back, 5, 93, 1);
            assertEquals(42, back.get(ValueLayout.JAVA_BYTE, 5));
        }
    }

    @Test
    @Rule({"WCY-14", "RES-5"})
    void aSlaveCountsDownAndBeginsAnew() {
        fails(Status.INVALID_DEVICE_STATE, () -> slave.start(100, true));
        slave.allocateBuffer(1_000, 0);
        fails(Status.INVALID_PARAMETER, () -> slave.start(1_001, true));
        slave.start(800, true);
        assertTrue(line.writes);
        assertEquals(800, line.buffer.byteSize());
        fails(Status.UNSUCCESSFUL, () -> slave.start(800, true));
        assertEquals(800, slave.transferCount());
        assertEquals(800, slave.readCounter());
        line.move(300);
        assertEquals(500, slave.readCounter());
        line.move(600);
        assertEquals(700, slave.readCounter(), "it did not begin anew");
        slave.stop();
        assertFalse(line.runs);
        assertEquals(0, slave.transferCount());
        slave.start(400, false);
        assertFalse(line.writes);
    }

    @Test
    @Rule("WCY-14")
    void waitingForTheEndOfARoundRoundsDownToTenMicroseconds() {
        slave.allocateBuffer(1_000, 0);
        slave.start(1_000, true);
        assertFalse(slave.waitForTC(9), "9 µs are none");
        assertEquals(1, line.asked, "it waited for 9 µs");
        line.move(1_000);
        assertTrue(slave.waitForTC(9), "it had ended already");
        assertFalse(slave.waitForTC(25));
    }

    @Test
    void freeingTheBufferStopsTheTransfer() {
        slave.allocateBuffer(1_000, 0);
        slave.start(1_000, true);
        slave.freeBuffer();
        assertFalse(line.runs);
    }
}
