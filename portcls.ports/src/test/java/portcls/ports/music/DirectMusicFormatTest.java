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
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** DMUS_EVENTHEADER structures, there and back. */
class DirectMusicFormatTest {
    private final EventPool pool = new EventPool(1, 1024, 1, 1024);
    private final DirectMusicUnpacker unpacker = new DirectMusicUnpacker(pool);
    private final DirectMusicPacker packer = new DirectMusicPacker();

    @Test
    @Rule({"DMU-5", "DMU-17"})
    void whatIsPackedIsUnpackedTheSame() {
        Music.seeds(20)
                .forEach(
                        seed -> {
                            Random random = new Random(seed);
                            Deque<MidiEvent> messages = new ArrayDeque<>();
                            List<String> expected = new ArrayList<>();
                            long time = random.nextInt(1000);
                            for (int i = 0; i < 40; i++) {
                                time += random.nextInt(100);
                                MidiEvent message = new MidiEvent();
                                message.begin(time);
                                message.setChannelGroup(random.nextInt(65_536));
                                byte[] bytes = Music.message(random);
                                message.append(bytes, 0, bytes.length);
                                messages.add(message);
                                expected.add(
                                        time
                                                + " "
                                                + message.channelGroup()
                                                + " "
                                                + Music.hex(bytes));
                            }
                            List<String> actual = new ArrayList<>();
                            ByteBuffer buffer =
                                    ByteBuffer.allocate(5024 + random.nextInt(9000))
                                            .order(
                                                    random.nextBoolean()
                                                            ? ByteOrder.LITTLE_ENDIAN
                                                            : ByteOrder.BIG_ENDIAN);
                            long base = packer.pack(buffer, into -> next(messages, into));
                            while (base >= 0) {
                                buffer.flip();
                                assertEquals(0, buffer.limit() % 8, "seed=" + seed);
                                unpacker.begin(base, buffer);
                                assertTrue(unpacker.proceed(e -> actual.add(take(e))));
                                buffer.clear();
                                base = packer.pack(buffer, into -> next(messages, into));
                            }
                            Music.assertSame(expected, actual, "message", seed);
                            Music.assertNothingOut(pool, "seed=" + seed);
                        });
    }

    @Test
    void theLayoutIsTheDocumentedOne() {
        MidiEvent message = new MidiEvent();
        message.begin(77);
        message.setChannelGroup(0x0102);
        message.append(Music.hex("90 3C 64"), 0, 3);
        Deque<MidiEvent> messages = new ArrayDeque<>(List.of(message));
        ByteBuffer buffer = ByteBuffer.allocate(24);
        assertEquals(77, packer.pack(buffer, into -> next(messages, into)));
        assertArrayEquals(
                Music.hex(
                        "03 00 00 00 02 01 00 00 00 00 00 00 00 00 00 00 01 00 00 00 90 3C 64"
                                + " 00"),
                buffer.array());
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> packer.pack(ByteBuffer.allocate(23), into -> next(messages, into)));
        assertEquals(Status.BUFFER_TOO_SMALL, e.status());
    }

    @Test
    void aMessageThatFitsNoBufferComesInUnstructuredPieces() {
        MidiEvent message = new MidiEvent();
        message.begin(5);
        byte[] sysEx = Music.sysEx(30);
        message.append(sysEx, 0, sysEx.length);
        Deque<MidiEvent> messages = new ArrayDeque<>(List.of(message));
        byte[] got = new byte[30];
        int at = 0;
        for (int i = 0; i < 3; i++) {
            ByteBuffer buffer = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(5, packer.pack(buffer, into -> next(messages, into)));
            assertEquals(0, buffer.getInt(16), "flags");
            int count = buffer.getInt(0);
            buffer.get(20, got, at, count);
            at += count;
        }
        assertEquals(30, at);
        assertArrayEquals(sysEx, got);
    }

    @Test
    void theBufferGoesOnWhenEventsCameBack() {
        EventPool small = new EventPool(1, 1, 1, 1);
        DirectMusicUnpacker slow = new DirectMusicUnpacker(small);
        ByteBuffer buffer = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(1).putInt(0).putLong(0).putInt(1).put((byte) 0xF8).position(24);
        buffer.putInt(1).putInt(0).putLong(1).putInt(1).put((byte) 0xFA).position(48);
        slow.begin(0, buffer.flip());
        List<KernelEvent> out = new ArrayList<>();
        assertFalse(slow.proceed(out::add));
        assertThrows(IllegalStateException.class, () -> slow.begin(0, buffer));
        out.removeFirst().release();
        assertTrue(slow.proceed(out::add));
        assertEquals(0xFA, out.getFirst().byteAt(0));
        assertEquals(0, buffer.remaining());
        out.removeFirst().release();
    }

    private static boolean next(Deque<MidiEvent> messages, MidiEvent into) {
        MidiEvent first = messages.poll();
        if (first == null) {
            return false;
        }
        into.begin(first.time100ns());
        into.setChannelGroup(first.channelGroup());
        into.append(first.data(), 0, first.length());
        return true;
    }

    private static String take(KernelEvent event) {
        StringBuilder bytes = new StringBuilder();
        for (KernelEvent e = event; e != null; e = e.next()) {
            bytes.append(bytes.isEmpty() ? "" : " ").append(Music.hex(Music.bytes(e)));
        }
        String text = event.presentationTime100ns() + " " + event.channelGroup() + " " + bytes;
        event.release();
        return text;
    }
}
