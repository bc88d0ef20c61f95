package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class MusicFormatUnpackerTest {
    private static final byte[] NOTE = Music.hex("90 3C 40");

    private final EventPool pool = new EventPool(1, 5000, 0, 64);
    private final MusicFormatUnpacker unpacker = new MusicFormatUnpacker(pool);
    private final List<KernelEvent> events = new ArrayList<>();

    @Test
    @Rule("MID-4")
    void deltasCountFromThePresentationTimeThenFromTheMessageBefore() {
        write(50, Music.musicFormat(10, NOTE, 20, NOTE, 0, NOTE, 30, NOTE));
        assertEquals(List.of(60.0, 80.0, 80.0, 110.0), times());
    }

    @Test
    @Rule("MID-6")
    void buffersAreProcessedStrictlyOneAfterTheOther() {
        write(123, Music.musicFormat(0, NOTE, 1, NOTE, 7, NOTE));
        write(120, Music.musicFormat(5, NOTE, 15, NOTE));
        assertEquals(List.of(123.0, 124.0, 131.0, 131.0, 140.0), times());
    }

    @Test
    @Rule("MID-6")
    void afterAResetNoBufferIsBefore() {
        write(123, Music.musicFormat(0, NOTE));
        unpacker.reset();
        write(5, Music.musicFormat(0, NOTE));
        assertEquals(List.of(123.0, 5.0), times());
    }

    @Test
    @Rule("MID-7")
    void theNextStructureBeginsAtAMultipleOfFour() {
        Object[] parts = new Object[24];
        for (int i = 0; i < 12; i++) {
            parts[2 * i] = i;
            parts[2 * i + 1] = Music.sysEx(i + 2);
        }
        write(0, Music.musicFormat(parts));
        for (int i = 0; i < 12; i++) {
            assertArrayEquals(Music.sysEx(i + 2), Music.bytes(events.get(i)));
        }
        assertEquals(12, events.size());
    }

    @Test
    @Rule("MID-7")
    void thePaddingOfTheLastMayBeMissing() {
        ByteBuffer buffer = Music.musicFormat(0, NOTE, 0, NOTE);
        buffer.limit(buffer.limit() - 1);
        write(0, buffer);
        assertEquals(2, events.size());
        assertEquals(buffer.limit(), buffer.position());
    }

    @Test
    void countsFromThePositionAndReadsLittleEndianFromAnyBuffer() {
        ByteBuffer inner = Music.musicFormat(3, NOTE, 1, Music.sysEx(300));
        ByteBuffer buffer = ByteBuffer.allocateDirect(inner.remaining() + 5);
        buffer.position(5);
        buffer.put(inner).position(5);
        buffer.order(ByteOrder.BIG_ENDIAN);
        write(0, buffer);
        assertEquals(List.of(3.0, 4.0), times());
        assertArrayEquals(Music.sysEx(300), Music.bytes(events.get(1)));
        assertFalse(buffer.hasRemaining());
    }

    @Test
    void anEmptyStructureLetsTimePass() {
        write(0, Music.musicFormat(3, new byte[0], 4, NOTE));
        assertEquals(List.of(7.0), times());
    }

    @Test
    @Rule("MID-4")
    void deltasAreUnsigned() {
        write(0, Music.musicFormat(-1, NOTE));
        assertEquals(List.of(4_294_967_295.0), times());
    }

    @Test
    @Rule({"MEV-3", "MEV-1"})
    void aLongMessageIsAChainOfPieces() {
        write(1, Music.musicFormat(0, Music.sysEx(3000)));
        KernelEvent first = events.getFirst();
        assertEquals(1, events.size());
        assertTrue(first.isIncomplete());
        int length = 0;
        for (KernelEvent e = first; e != null; e = e.next()) {
            length += e.length();
        }
        assertEquals(3000, length);
        pool.release(first);
        Music.assertNothingOut(pool, "after release");
    }

    @Test
    void aStructureOutsideTheBufferIsRefusedBeforeAnythingIsEmitted() {
        for (int count : new int[] {5, 4096, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            ByteBuffer buffer = Music.musicFormat(0, NOTE, 0, NOTE);
            buffer.putInt(12 + 4, count);
            PortClsException e =
                    assertThrows(PortClsException.class, () -> unpacker.begin(0, buffer));
            assertEquals(Status.INVALID_PARAMETER, e.status());
            assertEquals(
                    "a KSMUSICFORMAT structure must lie inside the buffer; nothing of the buffer is"
                            + " played: offset=12, ByteCount="
                            + Integer.toUnsignedString(count)
                            + ", bytes left=12",
                    e.getMessage());
            assertEquals(0, buffer.position());
        }
        Music.assertNothingOut(pool, "after the refusals");
        write(0, Music.musicFormat(0, NOTE));
        assertEquals(1, events.size());
    }

    @Test
    void aHeaderOutsideTheBufferIsRefused() {
        for (int rest = 1; rest < 8; rest++) {
            ByteBuffer buffer = Music.musicFormat(0, NOTE, 0, NOTE).limit(12 + rest);
            PortClsException e =
                    assertThrows(PortClsException.class, () -> unpacker.begin(0, buffer));
            assertEquals(Status.INVALID_PARAMETER, e.status());
        }
    }

    @Test
    void aTimeBeyondAllTimeIsRefused() {
        ByteBuffer buffer = Music.musicFormat(0, NOTE, 2, NOTE);
        assertThrows(
                PortClsException.class, () -> unpacker.begin(ReferenceTime.NEVER - 10_000, buffer));
    }

    @Test
    void goesOnWhereThePoolWasEmpty() {
        EventPool small = new EventPool(4, 4, 4, 4);
        MusicFormatUnpacker tested = new MusicFormatUnpacker(small);
        ByteBuffer buffer =
                Music.musicFormat(
                        1, NOTE, 1, NOTE, 1, Music.sysEx(3000), 1, NOTE, 1, NOTE, 1, NOTE);
        tested.begin(0, buffer);
        List<Long> times = new ArrayList<>();
        int rounds = 0;
        while (!tested.proceed(
                e -> {
                    times.add(e.presentationTime100ns() / ReferenceTime.MILLISECOND);
                    events.add(e);
                })) {
            assertTrue(small.outstanding() > 0, "waits although everything is there");
            events.forEach(small::release);
            events.clear();
            assertTrue(++rounds < 10, "it never ends");
        }
        assertTrue(rounds > 0);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), times);
        assertFalse(buffer.hasRemaining());
    }

    @Test
    void anAbandonedBufferLetsTheNextOneIn() {
        EventPool small = new EventPool(1, 1, 0, 0);
        MusicFormatUnpacker tested = new MusicFormatUnpacker(small);
        tested.begin(ReferenceTime.millis(100), Music.musicFormat(0, NOTE, 0, NOTE));
        assertFalse(tested.proceed(events::add));
        assertThrows(
                IllegalStateException.class, () -> tested.begin(0, Music.musicFormat(0, NOTE)));
        tested.abandon();
        assertTrue(tested.proceed(events::add));
        small.release(events.removeFirst());
        tested.begin(0, Music.musicFormat(0, NOTE));
        assertTrue(tested.proceed(events::add));
        assertEquals(List.of(100.0), times());
    }

    @Test
    @Rule({"MID-4", "MID-6", "MID-7"})
    void noiseIsRefusedOrPlayedButNeverLeaks() {
        Music.seeds(2000)
                .forEach(
                        seed -> {
                            Random random = new Random(seed);
                            ByteBuffer buffer = ByteBuffer.allocate(random.nextInt(200));
                            random.nextBytes(buffer.array());
                            for (int i = 0; i + 8 <= buffer.limit(); i += 12) {
                                buffer.putInt(i + 4, random.nextInt(9) << 24);
                            }
                            try {
                                unpacker.begin(0, buffer);
                                unpacker.proceed(pool::release);
                            } catch (PortClsException e) {
                                assertEquals(Status.INVALID_PARAMETER, e.status());
                            }
                            Music.assertNothingOut(pool, "seed=" + seed);
                        });
    }

    private void write(long timeMs, ByteBuffer buffer) {
        unpacker.begin(ReferenceTime.millis(timeMs), buffer);
        assertTrue(unpacker.proceed(events::add));
    }

    private List<Double> times() {
        return events.stream().map(e -> ReferenceTime.toMillis(e.presentationTime100ns())).toList();
    }
}
