package portcls.api.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** The piece of memory by which device and client know of each other. */
class StreamRegistersTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(StreamRegisters.BYTES, 8);
    private final StreamRegisters registers = new StreamRegisters(memory);
    private final StreamRegisters.Reading reading = new StreamRegisters.Reading();

    @Test
    void theyBeginEmpty() {
        assertEquals(0, registers.transferred());
        assertEquals(0, registers.glitches());
        assertEquals(0, registers.lost());
        assertEquals(StreamRegisters.UNTRACKED, registers.committed());
        assertEquals(StreamRegisters.UNTRACKED, registers.end());
        registers.read(reading);
        assertEquals(0, reading.time100ns());
    }

    @Test
    void whatTheDevicePublishesIsInBothRegisters() {
        registers.publish(480, 1_000_000, 1920);
        assertEquals(480, registers.transferred());
        registers.read(reading);
        assertEquals(480, reading.frames());
        assertEquals(1_000_000, reading.time100ns());
        MemorySegment position = registers.positionRegister();
        MemorySegment clock = registers.clockRegister();
        assertEquals(8, position.byteSize());
        assertEquals(1920, position.get(ValueLayout.JAVA_LONG, 0));
        assertEquals(1_000_000, clock.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalArgumentException.class, () -> clock.set(ValueLayout.JAVA_LONG, 0, 1L));
        // A stop: the position is 0, the clock goes on.
        registers.publish(0, 0, 0);
        assertEquals(0, position.get(ValueLayout.JAVA_LONG, 0));
        assertEquals(1_000_000, clock.get(ValueLayout.JAVA_LONG, 0));
    }

    @Test
    void glitchesAndTheirFramesAddUp() {
        registers.glitch(10);
        registers.lose(5);
        registers.glitch(1);
        assertEquals(2, registers.glitches());
        assertEquals(16, registers.lost());
        registers.reset();
        assertEquals(0, registers.glitches());
        assertEquals(0, registers.lost());
    }

    @Test
    void raisingNeverTakesBackWhatTheClientTold() {
        registers.raise(100);
        assertEquals(100, registers.committed());
        registers.raise(50);
        assertEquals(100, registers.committed());
        registers.commit(50);
        assertEquals(50, registers.committed());
        registers.end(70);
        assertEquals(70, registers.end());
    }

    @Test
    @Timeout(60)
    void framesAndTimeOfAReadingBelongTogether() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread device =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    for (long i = 1; !over.get(); i++) {
                                        registers.publish(i, 3 * i, i);
                                    }
                                });
        long last = 0;
        for (int i = 0; i < 2_000_000; i++) {
            registers.read(reading);
            assertEquals(3 * reading.frames(), reading.time100ns());
            assertTrue(reading.frames() >= last);
            last = reading.frames();
        }
        over.set(true);
        device.join();
    }

    @Test
    void theyAreThemselvesOnly() {
        StreamRegisters same = new StreamRegisters(memory);
        assertTrue(!registers.equals(same) && registers.equals(registers));
        assertEquals(System.identityHashCode(registers), registers.hashCode());
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> new StreamRegisters(memory.asSlice(0, StreamRegisters.BYTES - 8)));
    }
}
