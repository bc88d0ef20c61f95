package portcls.ports.wavecyclic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;
import portcls.api.wavecyclic.IMiniportWaveCyclicStream;
import portcls.api.wavecyclic.NotificationFrequency;
import portcls.api.wavert.StreamRegisters;
import portcls.ports.dma.MasterChannel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;

/** What is done at each notification allocates nothing. */
class CyclicAllocationTest {
    private static final int CYCLIC_BYTES = 38_400;
    private static final int NOTIFICATIONS = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final StreamRegisters registers =
            new StreamRegisters(Arena.ofAuto().allocate(StreamRegisters.BYTES, 8));
    private final Device device = new Device();
    private long time = ReferenceTime.SECOND;

    /** Goes 10 ms further each time it is asked. */
    private static final class Device implements IMiniportWaveCyclicStream {
        private int offset;

        @Override
        public NotificationFrequency setNotificationFreq(int intervalMillis) {
            return new NotificationFrequency(10, 1_920);
        }

        @Override
        public void setState(KsState state) {}

        @Override
        public int getPosition() {
            offset = (offset + 1_920) % CYCLIC_BYTES;
            return offset;
        }

        @Override
        public long normalizePhysicalPosition(long bytes) {
            return bytes;
        }

        @Override
        public void silence(MemorySegment buffer, long at, long byteCount) {
            for (long i = at; i < at + byteCount; i += Long.BYTES) {
                buffer.set(java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED, i, 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 480, 4_800})
    void render(long aheadFrames) {
        CyclicCopy copy = new RenderCopy(between());
        copy.prime(time);
        assertAllocatesNothing(copy, aheadFrames);
    }

    @Test
    void capture() {
        assertAllocatesNothing(new CaptureCopy(between()), 0);
    }

    private CyclicCopy.Between between() {
        MasterChannel channel = new MasterChannel(null, true, true, CYCLIC_BYTES);
        channel.allocateBuffer(CYCLIC_BYTES, 0);
        return new CyclicCopy.Between(
                device,
                channel,
                channel.systemAddress(),
                CYCLIC_BYTES,
                Arena.ofAuto().allocate(20_000),
                FakeCyclic.FORMAT,
                registers);
    }

    private void assertAllocatesNothing(CyclicCopy copy, long aheadFrames) {
        long least = Long.MAX_VALUE;
        // The compilers of the virtual machine may still change its mind during the first
        // measurement.
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < NOTIFICATIONS; i++) {
                time += 10 * ReferenceTime.MILLISECOND;
                registers.commit(copy.reachedFrames() + aheadFrames);
                copy.serve(time);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "bytes allocated by " + NOTIFICATIONS + " notifications");
    }
}
