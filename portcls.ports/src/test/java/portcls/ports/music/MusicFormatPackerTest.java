package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.MidiEvent;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;

@Rule("MID-12")
class MusicFormatPackerTest {
    private record Message(long time, byte[] bytes) {}

    private final MusicFormatPacker packer = new MusicFormatPacker();
    private final Deque<Message> source = new ArrayDeque<>();

    @Test
    void withoutMessagesThereIsNoBuffer() {
        ByteBuffer target = ByteBuffer.allocate(100);
        assertEquals(-1, packer.pack(target, this::next));
        assertEquals(0, target.position());
    }

    @Test
    void structuresAreLaidOutAsDocumented() {
        add(123.0, "90 3C 40");
        add(124.5, "F8");
        add(131.0, "F0 01 02 F7");
        ByteBuffer target = ByteBuffer.allocate(100);
        while (target.hasRemaining()) {
            target.put((byte) 0x55);
        }
        target.position(4).order(ByteOrder.BIG_ENDIAN);
        assertEquals(ReferenceTime.millis(123), packer.pack(target, this::next));
        String expected =
                "00 00 00 00 03 00 00 00 90 3C 40 00 "
                        + "01 00 00 00 01 00 00 00 F8 00 00 00 "
                        + "07 00 00 00 04 00 00 00 F0 01 02 F7";
        byte[] written = new byte[target.position() - 4];
        target.get(4, written);
        assertEquals(expected, Music.hex(written));
        assertEquals(0x55, target.get(3));
        assertEquals(0x55, target.get(target.position()));
    }

    @Test
    void roundingDoesNotAddUp() {
        for (int i = 0; i < 100; i++) {
            add(i * 1.75, "F8");
        }
        ByteBuffer target = ByteBuffer.allocate(2000);
        packer.pack(target, this::next);
        List<Message> read = unpack(0, target.flip());
        for (int i = 0; i < 100; i++) {
            assertEquals((long) (i * 1.75) * ReferenceTime.MILLISECOND, read.get(i).time());
        }
    }

    @Test
    void anEarlierTimeCountsAsTheOneBefore() {
        add(10, "90 3C 40");
        add(15, "F8");
        add(12, "F0 F7");
        add(17, "F8");
        ByteBuffer target = ByteBuffer.allocate(100);
        long base = packer.pack(target, this::next);
        assertEquals(
                List.of(10L, 15L, 15L, 17L),
                unpack(base, target.flip()).stream()
                        .map(m -> m.time() / ReferenceTime.MILLISECOND)
                        .toList());
    }

    @Test
    void whatDoesNotFitTheRoomLeftWaits() {
        add(1, "90 3C 40");
        add(2, "F0 01 02 03 F7");
        add(3, "F8");
        ByteBuffer target = ByteBuffer.allocate(27);
        assertEquals(ReferenceTime.millis(1), packer.pack(target, this::next));
        assertEquals(12, target.position());
        target.clear();
        assertEquals(ReferenceTime.millis(2), packer.pack(target, this::next));
        assertEquals(16, target.position());
        assertArrayEquals(Music.hex("F0 01 02 03 F7"), unpack(0, target.flip()).getFirst().bytes());
        target.clear();
        assertEquals(ReferenceTime.millis(3), packer.pack(target, this::next));
        assertEquals(-1, packer.pack(target.clear(), this::next));
    }

    @Test
    void aMessageThatFitsExactlyIsWhole() {
        add(1, "F0 01 02 03 04 05 06 F7");
        ByteBuffer target = ByteBuffer.allocate(16);
        packer.pack(target, this::next);
        assertEquals(1, unpack(0, target.flip()).size());
        assertFalse(packer.takeWaiting(new MidiEvent()));
    }

    @Test
    void whatFitsNoBufferComesInPieces() {
        byte[] sysEx = Music.sysEx(1000);
        source.add(new Message(50, sysEx));
        source.add(new Message(60, Music.hex("F8")));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int buffers = 0;
        ByteBuffer target = ByteBuffer.allocate(101);
        long base = packer.pack(target, this::next);
        while (base >= 0) {
            assertTrue(buffers++ < 100, "it never ends");
            unpack(base, target.flip()).forEach(m -> all.writeBytes(m.bytes()));
            base = packer.pack(target.clear(), this::next);
        }
        byte[] expected = Arrays.copyOf(sysEx, 1001);
        expected[1000] = (byte) 0xF8;
        assertArrayEquals(expected, all.toByteArray());
        assertEquals((1000 + 91) / 92, buffers);
    }

    @Test
    void aReaderWhoGoesOnWithoutBuffersGetsTheOneThatWaits() {
        add(1, "90 3C 40");
        add(2, "90 3C 00");
        packer.pack(ByteBuffer.allocate(12), this::next);
        MidiEvent into = new MidiEvent();
        assertTrue(packer.takeWaiting(into));
        assertArrayEquals(Music.hex("90 3C 00"), into.toBytes());
        assertEquals(ReferenceTime.millis(2), into.time100ns());
        assertFalse(packer.takeWaiting(into));
        assertEquals(-1, packer.pack(ByteBuffer.allocate(12), this::next));
    }

    @Test
    void aResetForgetsWhatWaits() {
        add(1, "90 3C 40");
        add(2, "90 3C 00");
        packer.pack(ByteBuffer.allocate(12), this::next);
        packer.reset();
        assertEquals(-1, packer.pack(ByteBuffer.allocate(12), this::next));
    }

    @Test
    void aGapThatNoDeltaCanSayBeginsANewBuffer() {
        add(0, "F8");
        add(4_294_967_296.0, "F8");
        ByteBuffer target = ByteBuffer.allocate(100);
        assertEquals(0, packer.pack(target, this::next));
        assertEquals(12, target.position());
        assertEquals(ReferenceTime.millis(4_294_967_296L), packer.pack(target.clear(), this::next));
    }

    @Test
    void aBufferThatHoldsNothingIsRefusedAndNothingIsLost() {
        add(1, "F8");
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> packer.pack(ByteBuffer.allocate(11), this::next));
        assertEquals(Status.BUFFER_TOO_SMALL, e.status());
        assertEquals(
                "a KSMUSICFORMAT structure needs 12 bytes or more: remaining=11", e.getMessage());
        assertEquals(1, source.size());
    }

    @Test
    @Rule({"MID-12", "MID-4", "MID-7"})
    void whatIsPackedIsUnpackedAgain() {
        Music.seeds(200).forEach(this::roundTrip);
    }

    private void roundTrip(long seed) {
        Random random = new Random(seed);
        List<Message> sent = new ArrayList<>();
        long time = 0;
        for (int i = random.nextInt(50); i >= 0; i--) {
            time += ReferenceTime.millis(random.nextInt(100));
            sent.add(new Message(time, Music.message(random)));
        }
        source.addAll(sent);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        sent.forEach(m -> expected.writeBytes(m.bytes()));
        int size = random.nextBoolean() ? 12 + random.nextInt(50) : 5020 + random.nextInt(9000);
        ByteBuffer target = ByteBuffer.allocate(size);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Message> read = new ArrayList<>();
        long base = packer.pack(target, this::next);
        while (base >= 0) {
            read.addAll(unpack(base, target.flip()));
            assertTrue(read.size() <= expected.size(), "it never ends, seed=" + seed);
            assertTrue(target.limit() > 0, "no progress, seed=" + seed);
            base = packer.pack(target.clear(), this::next);
        }
        read.forEach(m -> bytes.writeBytes(m.bytes()));
        assertArrayEquals(expected.toByteArray(), bytes.toByteArray(), "seed=" + seed);
        if (size > 5020) {
            Music.assertSame(
                    sent.stream().map(m -> m.time() + ": " + Music.hex(m.bytes())).toList(),
                    read.stream().map(m -> m.time() + ": " + Music.hex(m.bytes())).toList(),
                    "message",
                    seed);
        }
    }

    private void add(double timeMs, String message) {
        long time = Math.round(timeMs * ReferenceTime.MILLISECOND);
        source.add(new Message(time, Music.hex(message)));
    }

    private boolean next(MidiEvent into) {
        Message message = source.poll();
        if (message == null) {
            return false;
        }
        into.begin(message.time());
        into.append(message.bytes(), 0, message.bytes().length);
        return true;
    }

    private static List<Message> unpack(long base, ByteBuffer buffer) {
        EventPool pool = new EventPool(1, 5000, 0, 5000);
        MusicFormatUnpacker unpacker = new MusicFormatUnpacker(pool);
        List<Message> messages = new ArrayList<>();
        unpacker.begin(base, buffer);
        unpacker.proceed(
                first -> {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    for (KernelEvent e = first; e != null; e = e.next()) {
                        bytes.writeBytes(Music.bytes(e));
                    }
                    messages.add(new Message(first.presentationTime100ns(), bytes.toByteArray()));
                });
        return messages;
    }
}
