package adapter.jack.midi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

class MessageRingTest {
    @Test
    void messagesAndTimesSurviveManyTurnsOfTheRing() {
        MessageRing ring = new MessageRing();
        byte[] message = new byte[1_000];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(2_000);
            for (int i = 0; i < 1_000; i++) {
                message[0] = (byte) i;
                message[999] = (byte) -i;
                assertTrue(ring.isEmpty());
                assertTrue(ring.hasRoom(1_000));
                ring.add(-5L * i, message, 1_000);
                assertEquals(-5L * i, ring.time());
                assertEquals(1_000, ring.length());
                ring.copyTo(memory, 7);
                assertArrayEquals(message, memory.asSlice(7, 1_000).toArray(ValueLayout.JAVA_BYTE));
                ring.remove();
            }
        }
    }

    @Test
    void aFullRingHasNoRoom() {
        MessageRing ring = new MessageRing();
        byte[] message = new byte[3];
        int added = 0;
        while (ring.hasRoom(3)) {
            ring.add(added++, message, 3);
        }
        assertEquals(65_536 / 15, added);
        ring.remove();
        assertTrue(ring.hasRoom(3));
        assertEquals(1, ring.time());
    }

    @Test
    void aMessageThatDoesNotFitIsNotTakenInPart() {
        ByteRing ring = new ByteRing();
        MemorySegment memory = MemorySegment.ofArray(new byte[40_000]);
        assertTrue(ring.add(memory, 0, 40_000));
        assertFalse(ring.add(memory, 0, 30_000));
        assertTrue(ring.add(memory, 0, 25_536));
        assertEquals(65_536, ring.remove(ByteBuffer.allocate(70_000)));
        assertTrue(ring.isEmpty());
    }
}
