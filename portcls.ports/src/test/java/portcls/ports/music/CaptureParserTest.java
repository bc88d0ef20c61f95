package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

@Rule("MID-14")
class CaptureParserTest {
    private final EventPool pool = new EventPool(64, 64, 64, 64);
    private final List<KernelEvent> events = new ArrayList<>();
    private final CaptureParser parser = new CaptureParser(pool, events::add);

    /** Bytes on the wire, then the messages that they are. */
    @ParameterizedTest
    @CsvSource({
        "90 3C 40, 90 3C 40",
        "90 3C 40 3D 41 3E 42, 90 3C 40|90 3D 41|90 3E 42",
        "C5 01 02, C5 01|C5 02",
        "F8, F8",
        "90 F8 3C FE 40 FA 3D FF 41, F8|FE|90 3C 40|FA|FF|90 3D 41",
        "F0 01 F8 02 F7, F8|F0 01 02 F7",
        "F0 F7, F0 F7",
        "F1 01 F2 01 02 F3 03 F6, F1 01|F2 01 02|F3 03|F6",
        "90 3C 40 F6 3D 41, 90 3C 40|F6",
        "90 3C 40 F3 01 3D 41, 90 3C 40|F3 01",
        "90 3C 40 F0 F7 3D 41, 90 3C 40|F0 F7",
        "90 3C 80 3D 40, 80 3D 40",
        "90 3C F4 40 80 3D 40, 80 3D 40",
        "90 3C F7 40 80 3D 40, 80 3D 40",
        "90 F9 3C FD 40, 90 3C 40",
        "01 02 03 90 3C 40, 90 3C 40",
    })
    void theWireIsUnderstood(String wire, String messages) {
        parse(0, wire);
        assertEquals(messages, heard());
        assertEquals(messages.chars().filter(c -> c == '|').count() + 1, parser.messages());
        assertEquals(0, parser.lost());
    }

    @ParameterizedTest
    @CsvSource({
        "01 02 90 3C 40, 2, 0, 0",
        "90 3C 80 3D 40, 1, 0, 0",
        "F7, 1, 0, 0",
        "90 3C F7, 2, 0, 0",
        "F4 01 F5 02, 2, 2, 0",
        "F9 FD, 0, 2, 0",
        "90 3C 40 F4 3D 41, 2, 1, 0",
        "F0 01 90 3C 40, 0, 0, 1",
        "F0 01 F0 02 F7, 0, 0, 1",
        "F0 01 F5, 0, 1, 1",
        "F0 01 F9 02 F7, 0, 1, 0",
        "F2 01 F1 02 03, 2, 0, 0",
    })
    void whatIsDroppedIsCounted(String wire, long stray, long undefined, long aborted) {
        parse(0, wire);
        assertEquals(stray, parser.strayBytes(), "stray bytes");
        assertEquals(undefined, parser.undefined(), "undefined");
        assertEquals(aborted, parser.abortedSysEx(), "aborted");
    }

    @Test
    void aMessageHasTheTimeAndPlaceOfItsFirstByte() {
        parse(1, "90");
        parse(2, "3C");
        parse(3, "F8");
        parse(4, "40");
        parse(5, "3D");
        parse(6, "41 F0");
        parse(7, "F7");
        assertEquals("F8|90 3C 40|90 3D 41|F0 F7", heard());
        assertEquals(
                List.of(3L, 1L, 5L, 6L),
                events.stream().map(KernelEvent::presentationTime100ns).toList());
        assertEquals(
                List.of(2L, 0L, 4L, 6L), events.stream().map(KernelEvent::bytePosition).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 8, 9, 1023, 1024, 1025, 1026, 2048, 2049, 50_000})
    @Rule({"MEV-1", "MEV-2", "MEV-3", "MEV-8", "MEV-9"})
    void systemExclusiveOfAnyLength(int length) {
        byte[] sysEx = Music.sysEx(length);
        parser.parse(9, ByteBuffer.wrap(sysEx));
        assertEquals(0xF0, events.getFirst().byteAt(0));
        ByteBuffer all = ByteBuffer.allocate(length);
        for (KernelEvent e : events) {
            boolean last = all.position() + e.length() == length;
            assertEquals(last ? KernelEvent.COMPLETE : KernelEvent.INCOMPLETE, e.flags());
            assertEquals(9, e.presentationTime100ns());
            assertEquals(all.position(), e.bytePosition());
            assertEquals(e.length() > 8, e.hasBuffer(), "length=" + e.length());
            all.put(Music.bytes(e));
        }
        assertArrayEquals(sysEx, all.array());
        assertEquals(1, parser.messages());
        assertEquals((length + 1023) / 1024, events.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 1024, 1025, 2048, 2049})
    @Rule("MEV-3")
    void whatBreaksOffSystemExclusiveFlagsItsLastPieceAndIsParsed(int received) {
        parser.parse(0, ByteBuffer.wrap(Music.sysEx(received + 1), 0, received));
        parse(1, "90 3C 40");
        KernelEvent note = events.removeLast();
        assertArrayEquals(Music.hex("90 3C 40"), Music.bytes(note));
        assertAborted(received);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 9, 1024, 1025, 2048, 2049})
    @Rule("MEV-3")
    void aResetBreaksOffSystemExclusive(int received) {
        parser.parse(0, ByteBuffer.wrap(Music.sysEx(received + 1), 0, received));
        parser.reset();
        assertAborted(received);
        parse(0, "01 F7");
        assertEquals(2, parser.strayBytes());
    }

    @Test
    void aResetForgetsRunningStatusAndHalfMessages() {
        parse(0, "90 3C 40 3D");
        parser.reset();
        parse(0, "41 3E 42");
        assertEquals("90 3C 40", heard());
        assertEquals(4, parser.strayBytes());
        parser.reset();
        assertEquals(4, parser.strayBytes(), "nothing was half received");
    }

    @Test
    void withoutEventsMessagesAreLostAndCounted() {
        List<KernelEvent> all = takeAll();
        parse(0, "90 3C 40 3D 41 F8 F0 01 02 F7 F0 01 90");
        assertEquals(5, parser.lost());
        all.forEach(pool::release);
        parse(0, "3E 42");
        assertEquals("90 3E 42", heard());
        assertEquals(5, parser.lost());
        assertEquals(0, parser.strayBytes() + parser.undefined() + parser.abortedSysEx());
    }

    @Test
    void withoutBuffersLongMessagesAreLostShortOnesAreNot() {
        EventPool few = new EventPool(8, 8, 0, 0);
        CaptureParser tested = new CaptureParser(few, events::add);
        tested.parse(0, ByteBuffer.wrap(Music.sysEx(9)));
        tested.parse(0, ByteBuffer.wrap(Music.sysEx(8)));
        assertEquals(Music.hex(Music.sysEx(8)), heard());
        assertEquals(1, tested.lost());
        assertEquals(1, few.outstanding());
    }

    @Test
    void whenEventsRunOutInsideAMessageItEndsAsAborted() {
        EventPool few = new EventPool(2, 2, 2, 2);
        CaptureParser tested = new CaptureParser(few, events::add);
        tested.parse(0, ByteBuffer.wrap(Music.sysEx(5000)));
        assertEquals(2, events.size());
        assertEquals(KernelEvent.INCOMPLETE, events.getFirst().flags());
        assertEquals(KernelEvent.ABORTED, events.getLast().flags());
        assertEquals(1, tested.lost());
        assertEquals(0, tested.messages() + tested.abortedSysEx() + tested.strayBytes());
        events.forEach(few::release);
        events.clear();
        tested.parse(0, ByteBuffer.wrap(Music.hex("F6")));
        assertEquals("F6", heard());
    }

    private void assertAborted(int received) {
        assertEquals(1, parser.abortedSysEx());
        assertTrue(events.getLast().isAborted());
        assertFalse(events.getLast().isIncomplete());
        int length = 0;
        for (KernelEvent e : events) {
            assertEquals(e != events.getLast(), e.isIncomplete());
            length += e.length();
        }
        assertEquals(received, length);
    }

    private List<KernelEvent> takeAll() {
        List<KernelEvent> all = new ArrayList<>();
        while (pool.outstanding() < pool.size()) {
            all.add(Music.take(pool));
        }
        return all;
    }

    private void parse(long time, String wire) {
        parser.parse(time, ByteBuffer.wrap(Music.hex(wire)));
    }

    private String heard() {
        return String.join("|", events.stream().map(e -> Music.hex(Music.bytes(e))).toList());
    }
}
