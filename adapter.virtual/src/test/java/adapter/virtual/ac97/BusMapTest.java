package adapter.virtual.ac97;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What a device reaches, and what it does not. */
class BusMapTest {
    private final BusMap map = new BusMap("virtual:test", new Object());
    private final short[] block = {1, 2, 3, 4};

    @Test
    void memoryIsReachedWhereItIsMappedAndNowhereElse() {
        MemorySegment memory = Arena.ofAuto().allocate(6);
        long at = map.map(memory);
        assertEquals(0, at % 4096);
        assertTrue(map.write(at, block, 0, 3));
        short[] read = new short[4];
        assertTrue(map.read(at + 2, read, 1, 2));
        assertArrayEquals(new short[] {0, 2, 3, 0}, read);
        assertFalse(map.write(at + 2, block, 0, 3), "a sample behind the end");
        assertEquals(at + 6, map.lastFault());
        assertFalse(map.read(at - 2, read, 0, 1));
        assertFalse(map.read(0, read, 0, 1));
        assertFalse(map.readPair(at, new int[2]), "eight bytes of six");
        assertEquals(4, map.faults());
        map.unmap(at);
        assertFalse(map.read(at, read, 0, 1));
    }

    @Test
    void windowsNeverTouchAndHolesAreFilledAgain() {
        MemorySegment page = Arena.ofAuto().allocate(4096);
        long first = map.map(page);
        long second = map.map(page);
        long third = map.map(page);
        assertTrue(second > first + 4096 && third > second + 4096);
        map.unmap(second);
        assertEquals(second, map.map(Arena.ofAuto().allocate(1)));
        assertEquals(3, map.windows());
    }

    @Test
    void memoryThatWasLetGoOfOrCannotBeWrittenIsAFault() {
        MemorySegment closed;
        long at;
        try (Arena arena = Arena.ofShared()) {
            closed = arena.allocate(64);
            at = map.map(closed);
        }
        assertFalse(map.read(at, block, 0, 4));
        assertFalse(map.readPair(at, new int[2]));
        long fixed = map.map(Arena.ofAuto().allocate(64).asReadOnly());
        assertTrue(map.read(fixed, block, 0, 4));
        assertFalse(map.write(fixed, block, 0, 4));
        assertEquals(3, map.faults());
    }

    @Test
    void whatIsNotMappedCannotBeUnmapped() {
        PortClsException refusal = assertThrows(PortClsException.class, () -> map.unmap(0x5000));
        assertEquals(Status.INVALID_PARAMETER, refusal.status());
        assertTrue(refusal.getMessage().contains("busAddress=0x5000"), refusal.getMessage());
    }

    @Test
    @SuppressWarnings("restricted") // it is never touched
    void thereAreFourGigabytes() {
        MemorySegment large = MemorySegment.ofAddress(4096).reinterpret(3L << 30);
        long at = map.map(large);
        PortClsException refusal = assertThrows(PortClsException.class, () -> map.map(large));
        assertEquals(Status.INSUFFICIENT_RESOURCES, refusal.status());
        map.unmap(at);
        assertEquals(at, map.map(large));
    }
}
