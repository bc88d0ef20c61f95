package adapter.jdk.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.testkit.Await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sound.midi.MetaMessage;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;

@Timeout(60)
class MidiPortLinkTest {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final FakeMidi in = FakeMidi.input("keys");
    private final FakeMidi out = FakeMidi.output("keys", in);
    private final MidiPorts ports = new MidiPorts("keys", in, out);
    private final MidiPortLink link = new MidiPortLink(ports);
    private final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void close() {
        link.close();
        assertFalse(in.isOpen());
        assertFalse(out.isOpen());
    }

    private void write(String hex) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(hex));
        int count = bytes.remaining();
        assertEquals(count, link.write(bytes));
    }

    private String read() throws IOException {
        byte[] bytes = new byte[100];
        return FakeMidi.hex(bytes, link.read(ByteBuffer.wrap(bytes)));
    }

    private void awaitSent(String... messages) {
        Await.until("sent: " + List.of(messages), () -> out.sent.equals(List.of(messages)));
    }

    @Test
    void what_is_written_comes_out_as_messages_and_in_again_as_bytes() throws IOException {
        link.onReadable(told::incrementAndGet);
        write("90 3c 64");
        write("f8");
        write("3c 00");
        write("f0 7d 01");
        write("fe 02 f7 c0");
        write("05");
        awaitSent("90 3c 64", "f8", "90 3c 00", "fe", "f0 7d 01 02 f7", "c0 05");
        assertEquals("90 3c 64 f8 90 3c 00 fe f0 7d 01 02 f7 c0 05", read());
        assertEquals(6, told.get());
        assertEquals(0, link.read(ByteBuffer.allocate(1)));
    }

    @Test
    void an_output_is_opened_by_the_first_byte_and_closed_at_the_end() throws IOException {
        assertEquals(0, out.opens);
        write("90 3c 64");
        write("80 3c 64");
        awaitSent("90 3c 64", "80 3c 64");
        assertEquals(1, out.opens);
        link.close();
        assertEquals(1, out.closes);
    }

    @Test
    void an_input_is_open_while_somebody_listens() throws Exception {
        in.receive(new ShortMessage(0x90, 60, 100));
        assertEquals("", read());
        link.onReadable(told::incrementAndGet);
        assertTrue(in.isOpen());
        in.receive(new ShortMessage(0x90, 60, 100));
        assertEquals("90 3c 64", read());
        link.onReadable(null);
        assertFalse(in.isOpen());
    }

    @Test
    void parts_of_system_exclusive_come_as_they_were_on_the_cable() throws Exception {
        link.onReadable(told::incrementAndGet);
        in.receive(new SysexMessage(new byte[] {(byte) 0xF0, 1, 2}, 3));
        in.receive(new SysexMessage(new byte[] {(byte) 0xF7, 3, (byte) 0xF7}, 3));
        in.receive(new MetaMessage(1, new byte[] {65}, 1));
        in.receive(new ShortMessage(ShortMessage.SYSTEM_RESET));
        assertEquals("f0 01 02 03 f7 ff", read());
    }

    @Test
    void a_message_that_does_not_fit_is_left_out_whole_and_counted() throws Exception {
        link.onReadable(told::incrementAndGet);
        for (int i = 0; i < 65_536 / 3; i++) {
            in.receive(new ShortMessage(0x90, 60, 100));
        }
        in.receive(new ShortMessage(0x80, 60, 100));
        assertEquals("MIDI port keys, messages lost=1", link.description());
        ByteBuffer all = ByteBuffer.allocate(70_000);
        assertEquals(65_535, link.read(all));
    }

    @Test
    void a_port_that_is_held_by_another_says_so_and_is_tried_again() throws IOException {
        out.busy = true;
        in.busy = true;
        link.onReadable(told::incrementAndGet);
        assertThrows(IOException.class, this::read);
        write("90 3c 64");
        Await.until("the output is found busy", () -> fails("90"));
        out.busy = false;
        in.busy = false;
        assertTrue(link.refresh(ports));
        write("90 3c 65");
        Await.until("sent", () -> out.sent.contains("90 3c 65"));
        assertEquals("90 3c 65", read());
    }

    private boolean fails(String hex) {
        try {
            link.write(ByteBuffer.wrap(HEX.parseHex(hex)));
            return false;
        } catch (IOException e) {
            return e.getMessage().startsWith("keys does not take MIDI");
        }
    }

    @Test
    void a_full_queue_takes_what_fits() throws IOException {
        byte[] many = new byte[1_000_000];
        ByteBuffer bytes = ByteBuffer.wrap(many);
        int taken = link.write(bytes);
        assertTrue(taken > 0 && taken < many.length, "taken=" + taken);
        assertEquals(taken, bytes.position());
    }

    @Test
    void the_end_is_told() throws IOException {
        link.onReadable(told::incrementAndGet);
        link.close();
        assertEquals(1, told.get());
        assertEquals(-1, link.read(ByteBuffer.allocate(1)));
        assertThrows(IOException.class, () -> write("90"));
    }

    @Test
    void an_input_and_an_output_of_one_name_are_one_port() {
        FakeMidi lonely = FakeMidi.input("pads");
        FakeMidi second = FakeMidi.output("keys");
        assertEquals(
                List.of(
                        ports,
                        new MidiPorts("pads", lonely, null),
                        new MidiPorts("keys", null, second)),
                MidiPorts.pair(List.of(in, lonely, out, second)));
    }

    @Test
    void a_port_that_lost_a_direction_is_another_one() {
        assertFalse(link.refresh(new MidiPorts("keys", in, null)));
    }
}
