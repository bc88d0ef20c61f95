package portcls.ports.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wavepci.PciBench.fails;

import org.junit.jupiter.api.Test;

import portcls.api.IDmaChannel;
import portcls.api.Status;
import portcls.api.client.RemovalReason;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory that driver and device share. */
class MasterChannelTest {
    private final FakeBus bus = new FakeBus();

    @Test
    void theDeviceSeesTheBufferWhereTheChannelSays() {
        MasterChannel channel = new MasterChannel(bus, true, false, 8_192);
        assertEquals(0, channel.allocatedBufferSize());
        fails(Status.INVALID_DEVICE_STATE, channel::systemAddress);
        channel.allocateBuffer(5_000, 0);
        assertEquals(5_000, channel.systemAddress().byteSize());
        assertEquals(5_000, channel.bufferSize());
        channel.setBufferSize(4_000);
        assertEquals(4_000, channel.bufferSize());
        assertEquals(5_000, channel.allocatedBufferSize());
        assertEquals(8_192, channel.maximumBufferSize());
        fails(Status.INVALID_PARAMETER, () -> channel.setBufferSize(5_001));
        MemorySegment one = Arena.ofAuto().allocate(16).fill((byte) 9);
        channel.copyTo(100, one, 4, 8);
        assertEquals(9, bus.at(channel.physicalAddress() + 107, 1).get(ValueLayout.JAVA_BYTE, 0));
        assertEquals(0, bus.at(channel.physicalAddress() + 108, 1).get(ValueLayout.JAVA_BYTE, 0));
        MemorySegment back = Arena.ofAuto().allocate(16);
        channel.copyFrom(back, 2, 100, 8);
        assertEquals(9, back.get(ValueLayout.JAVA_BYTE, 9));
        fails(Status.INVALID_DEVICE_STATE, () -> channel.allocateBuffer(1, 0));
        channel.freeBuffer();
        channel.freeBuffer();
        assertEquals(0, bus.mappings());
        channel.allocateBuffer(8_192, 0);
        assertEquals(1, bus.mappings());
    }

    @Test
    void aBufferKeepsWithinTheBorderThatItMustNotCross() {
        for (int offset = 1; offset < 16; offset++) {
            bus.nextAt(FakeBus.FIRST + offset * 4_096L);
            MasterChannel channel = new MasterChannel(bus, true, false, 0x1_0000);
            channel.allocateBuffer(0xC000, 0xFFFF);
            long first = channel.physicalAddress();
            assertEquals(first >> 16, first + 0xBFFF >> 16, "offset=" + offset);
            channel.systemAddress().fill((byte) offset);
            assertEquals(offset, bus.at(first + 0xBFFF, 1).get(ValueLayout.JAVA_BYTE, 0));
            channel.freeBuffer();
            assertEquals(0, bus.mappings());
        }
    }

    @Test
    void whatCannotBeIsRefusedAndLeavesNothing() {
        MasterChannel channel = new MasterChannel(bus, true, false, 0x2_0000);
        fails(Status.INVALID_PARAMETER, () -> channel.allocateBuffer(0x2_0001, 0));
        fails(Status.INVALID_PARAMETER, () -> channel.allocateBuffer(0, 0));
        fails(Status.INSUFFICIENT_RESOURCES, () -> channel.allocateBuffer(0x1_0001, 0xFFFF));
        bus.nextAt(0xFFFF_F000L);
        fails(Status.INSUFFICIENT_RESOURCES, () -> channel.allocateBuffer(0x1_0000, 0));
        assertEquals(0, bus.mappings());
        fails(Status.INVALID_PARAMETER, () -> new MasterChannel(bus, true, true, 0));
        MasterChannel wide = new MasterChannel(bus, true, true, 0x1_0000);
        bus.nextAt(1L << 40);
        wide.allocateBuffer(0x1_0000, 0xFFFF);
        assertTrue(wide.physicalAddress() >= 1L << 40);
    }

    @Test
    void aDeviceWithoutAViewOfItsOwnSeesTheMemoryWhereItLies() {
        MasterChannel channel = new MasterChannel(null, true, false, 4_096);
        channel.allocateBuffer(4_096, 0xFFFF);
        assertEquals(channel.systemAddress().address(), channel.physicalAddress());
        channel.freeBuffer();
    }

    @Test
    void theEndOfTheDriverFreesItsChannels() {
        try (PciBench bench = new PciBench()) {
            bench.plug();
            IDmaChannel channel = bench.driver.port().newMasterDmaChannel(true, false, 4_096);
            channel.allocateBuffer(512, 0);
            assertEquals(1, bench.bus.mappings());
            bench.unplug(RemovalReason.ORDERLY);
            assertEquals(0, bench.bus.mappings());
        }
    }
}
