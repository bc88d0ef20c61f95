package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import portcls.api.adapter.IoPort;
import portcls.api.ks.KsState;
import portcls.api.wavepci.IMiniportWavePciStream;
import portcls.api.wavepci.IPortWavePciStream;
import portcls.api.wavepci.Mapping;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;

/** What runs while sound flows allocates nothing. */
class StreamingPathTest {
    private static final int PIECE = 1_923; // splits frames, and lies at odd addresses
    private static final int ROUNDS = 20_000;

    /** A port that always has a piece, and an engine that does a descriptor at each look. */
    private static final class Endless implements IPortWavePciStream {
        final MemorySegment memory = Arena.ofAuto().allocate(PIECE);
        int released;
        int odd;

        @Override
        public boolean getMapping(long tag, Mapping mapping) {
            odd ^= 1;
            mapping.set(memory, 0, 0x10_0000 + odd, PIECE, false);
            return true;
        }

        @Override
        public void releaseMapping(long tag) {
            released++;
        }

        @Override
        public void terminatePacket() {}

        @Override
        public void setPreFetchOffset(int preFetchOffset) {}
    }

    private static final class Registers implements IoPort {
        private int civ;
        private boolean runs;

        @Override
        public int read(int offset) {
            return switch (offset & 0xF) {
                case 0x4 -> civ;
                case 0x6 -> runs ? 0 : 1;
                default -> 0;
            };
        }

        @Override
        public void write(int offset, int value) {
            if ((offset & 0xF) == 0xB) {
                runs = (value & 1) != 0;
                civ = (value & 2) != 0 ? 0 : civ;
            }
        }

        void next() {
            civ = civ + 1 & 31;
        }

        @Override
        public int length() {
            return 0x40;
        }

        @Override
        public String description() {
            return "registers";
        }
    }

    @Test
    void serviceAllocatesNothing() throws IOException {
        for (Converter converter : Converter.values()) {
            Registers registers = new Registers();
            Endless port = new Endless();
            IMiniportWavePciStream stream = stream(converter, registers, port);
            stream.setState(KsState.RUN);
            long spent = Long.MAX_VALUE;
            for (int i = 0; i < 5 && spent > ROUNDS; i++) { // what compiles on the way allocates
                long before = allocated();
                for (int round = 0; round < ROUNDS; round++) {
                    registers.next();
                    stream.service();
                    stream.getPosition();
                }
                spent = allocated() - before;
            }
            assertTrue(spent <= ROUNDS, converter + " allocated " + spent + " bytes");
            assertTrue(port.released > ROUNDS / 4, port.released + " pieces");
        }
        assertEquals(3, Converter.values().length);
    }

    private static IMiniportWavePciStream stream(
            Converter converter, Registers registers, IPortWavePciStream port) {
        Arena arena = Arena.ofAuto();
        return new PciStream(
                new PciStream.Parts(
                        "device",
                        converter,
                        48_000,
                        new Codec("device", registers, new BusMaster(registers)),
                        new Engine(registers, converter.registers()),
                        port,
                        FakePort.channel(arena.allocate(DescriptorList.BYTES), 0x20_0000),
                        null,
                        () -> {}));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
