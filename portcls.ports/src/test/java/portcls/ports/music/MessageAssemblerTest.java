package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.client.MidiEvent;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

@Rule({"MID-14", "MEV-3"})
class MessageAssemblerTest {
    private final EventPool pool = new EventPool(64, 64, 64, 64);
    private final MessageAssembler assembler = new MessageAssembler();
    private final List<MidiEvent> heard = new ArrayList<>();
    private final CaptureParser parser = new CaptureParser(pool, this::add);
    private MidiEvent into = new MidiEvent();

    @Test
    void piecesBecomeOneMessageAndRealTimePasses() {
        byte[] sysEx = Music.sysEx(3000);
        parser.parse(1, ByteBuffer.wrap(sysEx, 0, 2000));
        parser.parse(2, 0xF8);
        parser.parse(3, ByteBuffer.wrap(sysEx, 2000, 1000));
        parser.parse(4, ByteBuffer.wrap(Music.hex("90 3C 40")));
        assertEquals(3, heard.size());
        assertArrayEquals(Music.hex("F8"), heard.get(0).toBytes());
        assertArrayEquals(sysEx, heard.get(1).toBytes());
        assertEquals(1, heard.get(1).time100ns());
        assertFalse(heard.get(1).isTruncated());
        assertArrayEquals(Music.hex("90 3C 40"), heard.get(2).toBytes());
        Music.assertNothingOut(pool, "at the end");
    }

    @Test
    void theLastPieceMayBeTheEndAlone() {
        for (int length : new int[] {1024, 1025, 2049}) {
            heard.clear();
            parser.parse(1, ByteBuffer.wrap(Music.sysEx(length)));
            assertEquals(1, heard.size(), "length=" + length);
            assertArrayEquals(Music.sysEx(length), heard.getFirst().toBytes());
        }
        Music.assertNothingOut(pool, "at the end");
    }

    @Test
    void aBrokenOffOneIsTruncated() {
        for (int received : new int[] {1, 5, 500, 1024, 3000}) {
            heard.clear();
            parser.parse(1, ByteBuffer.wrap(Music.sysEx(received + 1), 0, received));
            parser.parse(2, 0xF6);
            assertEquals(2, heard.size(), "received=" + received);
            assertTrue(heard.getFirst().isTruncated(), "received=" + received);
            assertEquals(received, heard.getFirst().length());
            assertFalse(heard.getLast().isTruncated());
        }
        Music.assertNothingOut(pool, "at the end");
    }

    @Test
    void afterAResetTheRestOfAMessageIsDropped() {
        parser.parse(1, ByteBuffer.wrap(Music.sysEx(3000), 0, 2500));
        assembler.reset();
        parser.parse(1, ByteBuffer.wrap(Music.sysEx(3000), 2500, 500));
        assertEquals(0, heard.size());
        parser.parse(1, ByteBuffer.wrap(Music.sysEx(3000)));
        assertEquals(1, heard.size());
        assertArrayEquals(Music.sysEx(3000), heard.getFirst().toBytes());
        Music.assertNothingOut(pool, "at the end");
    }

    private void add(KernelEvent event) {
        if (assembler.add(event, into)) {
            heard.add(into);
            into = new MidiEvent();
        }
    }
}
