package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiMessages;
import portcls.conformance.Rule;

import java.io.ByteArrayOutputStream;

class MessageSplitterTest {
    private final EventPool pool = new EventPool(1, 100, 0, 100);

    @Test
    @Rule("MEV-2")
    void aShortMessageIsOneCompleteEvent() {
        KernelEvent event = MessageSplitter.ofShort(pool, 7, MidiMessages.programChange(1, 5));
        assertNotNull(event);
        assertEquals(KernelEvent.COMPLETE, event.flags());
        assertEquals(7, event.presentationTime100ns());
        assertArrayEquals(Music.hex("C1 05"), Music.bytes(event));
        assertNull(event.next());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x7F, 0xF0, 0xF4, 0xF5, 0xF7, 0xF9, 0xFD})
    void whatIsNoShortMessageIsRefusedBeforeAnythingIsTaken(int status) {
        PortClsException e =
                assertThrows(
                        PortClsException.class, () -> MessageSplitter.ofShort(pool, 0, status));
        assertEquals(Status.INVALID_PARAMETER, e.status());
        assertEquals(
                "the status of a short message must be 0x80 … 0xEF, or that of a system message of"
                        + " 1 … 3 bytes; send system exclusive as bytes: status=0x"
                        + Integer.toHexString(status),
                e.getMessage());
        Music.assertNothingOut(pool, "after the refusal");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 9, 1023, 1024, 1025, 1032, 1033, 2048, 2049, 10_000, 102_400})
    @Rule({"MEV-1", "MEV-2", "MEV-3", "MEV-8", "MEV-9"})
    void theFormOfAMessageFollowsFromItsLength(int length) {
        byte[] message = Music.sysEx(length);
        KernelEvent first = MessageSplitter.split(pool, 99, message, 0, length);
        assertNotNull(first);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (KernelEvent e = first; e != null; e = e.next()) {
            assertEquals(99, e.presentationTime100ns());
            assertEquals(
                    e.next() == null ? KernelEvent.COMPLETE : KernelEvent.INCOMPLETE, e.flags());
            assertEquals(e.length() > 8, e.hasBuffer(), "length=" + e.length());
            assertTrue(e.length() > 0);
            bytes.writeBytes(Music.bytes(e));
        }
        assertArrayEquals(message, bytes.toByteArray());
        pool.release(first);
        Music.assertNothingOut(pool, "after release");
    }

    @Test
    void onlyTheNamedBytesAreTaken() {
        KernelEvent event = MessageSplitter.split(pool, 0, Music.hex("00 90 3C 40 00"), 1, 3);
        assertNotNull(event);
        assertArrayEquals(Music.hex("90 3C 40"), Music.bytes(event));
    }

    @Test
    void allOrNothingWhenThePoolHasNotEnough() {
        KernelEvent event = MessageSplitter.split(pool, 0, Music.sysEx(60_000), 0, 60_000);
        assertNotNull(event);
        int out = pool.outstanding();
        assertNull(MessageSplitter.split(pool, 0, Music.sysEx(60_000), 0, 60_000));
        assertEquals(out, pool.outstanding());
        assertEquals(out, pool.outstandingBuffers());
        pool.release(event);
        assertNotNull(MessageSplitter.split(pool, 0, Music.sysEx(60_000), 0, 60_000));
    }

    @Test
    void whatFitsNoPoolIsRefused() {
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> MessageSplitter.split(pool, 0, new byte[102_401], 0, 102_401));
        assertEquals(Status.INSUFFICIENT_RESOURCES, e.status());
        assertEquals(
                "a message may have 102400 bytes at most, send it in parts: length=102401",
                e.getMessage());
    }

    @Test
    void bytesOutsideTheArrayAreRefused() {
        int[][] wrong = {{-1, 2}, {0, 0}, {0, 4}, {3, 1}, {0, -1}, {1, Integer.MAX_VALUE}};
        for (int[] w : wrong) {
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () -> MessageSplitter.split(pool, 0, new byte[3], w[0], w[1]));
            assertEquals(Status.INVALID_PARAMETER, e.status());
        }
        assertFalse(pool.outstanding() > 0);
    }
}
