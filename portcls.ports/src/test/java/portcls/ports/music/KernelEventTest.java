package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.Arrays;

class KernelEventTest {
    private final EventPool pool = new EventPool(4, 4, 0, 4);

    @Test
    @Rule({"MEV-1", "MEV-9"})
    void eightBytesLieInsideNineInABuffer() {
        KernelEvent event = Music.take(pool);
        for (int i = 0; i < 8; i++) {
            assertTrue(event.append(0xF0 + i));
        }
        assertFalse(event.hasBuffer());
        assertFalse(event.append(0x01), "a ninth byte fits inside");
        assertEquals(8, event.length());

        assertTrue(pool.addBuffer(event));
        assertTrue(event.append(0x01));
        assertArrayEquals(Music.hex("F0 F1 F2 F3 F4 F5 F6 F7 01"), Music.bytes(event));
        assertEquals(0xF7, event.byteAt(7));
        assertEquals(0x01, event.byteAt(8));
    }

    @Test
    @Rule("MEV-1")
    void aBufferHoldsBufferSizeAndNoMore() {
        KernelEvent event = Music.take(pool);
        pool.addBuffer(event);
        byte[] most = new byte[EventPool.BUFFER_SIZE];
        Arrays.fill(most, (byte) 0x7E);
        event.set(most, 0, most.length);
        assertArrayEquals(most, Music.bytes(event));
        assertFalse(event.append(0));
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> event.set(new byte[1025], 0, 1025));
        assertEquals("bytes of an event must fit it, 0 … 1024: length=1025", e.getMessage());
    }

    @Test
    @Rule("MEV-8")
    void theLengthIsNotRoundedUp() {
        KernelEvent event = Music.take(pool);
        for (int length = 0; length <= 8; length++) {
            byte[] bytes = new byte[length];
            Arrays.fill(bytes, (byte) 0xFF);
            event.set(bytes, 0, length);
            assertEquals(length, event.length());
            assertArrayEquals(bytes, Music.bytes(event));
            event.set(ByteBuffer.wrap(bytes), 0, length);
            assertArrayEquals(bytes, Music.bytes(event));
        }
    }

    @Test
    void aShortMessageHasTheBytesOfItsInt() {
        KernelEvent event = Music.take(pool);
        event.setShort(0xAA403C90, 3);
        assertArrayEquals(Music.hex("90 3C 40"), Music.bytes(event));
        event.setShort(0xFF, 1);
        assertArrayEquals(Music.hex("FF"), Music.bytes(event));
        assertTrue(event.append(0x01), "nothing is left of the former bytes");
        assertArrayEquals(Music.hex("FF 01"), Music.bytes(event));
    }

    @Test
    void copiesFromAnyByteWhatTheTargetHasRoomFor() {
        for (int length : new int[] {8, 20}) {
            KernelEvent event = Music.take(pool);
            if (length > 8) {
                pool.addBuffer(event);
            }
            event.set(Music.sysEx(length), 0, length);
            ByteBuffer target = ByteBuffer.allocate(length);
            int done = 0;
            while (done < length) {
                target.limit(Math.min(length, done + 3));
                done += event.copyTo(target, done);
                assertEquals(done, target.position());
            }
            assertArrayEquals(Music.sysEx(length), target.array());
        }
    }
}
