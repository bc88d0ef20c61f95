package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class MidiParserTest {
    private final List<String> messages = new ArrayList<>();
    private final MidiParser parser =
            new MidiParser(
                    (time, message) ->
                            messages.add(
                                    time
                                            + ":"
                                            + HexFormat.of()
                                                    .formatHex(
                                                            message.getMessage(),
                                                            0,
                                                            message.getLength())));

    /** Bytes come at times 0, 1, 2, …. */
    private List<String> parse(int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            parser.accept(i, bytes[i]);
        }
        return messages;
    }

    @Test
    void a_message_has_the_time_of_its_last_byte() {
        assertEquals(List.of("2:903c64", "4:c005"), parse(0x90, 60, 100, 0xC0, 5));
    }

    @Test
    void running_status() {
        assertEquals(
                List.of("2:903c64", "4:903e64", "6:d107", "7:d108"),
                parse(0x90, 60, 100, 62, 100, 0xD1, 7, 8));
    }

    @Test
    void real_time_bytes_may_stand_anywhere() {
        assertEquals(
                List.of("2:fe", "4:903c64", "8:f001f7"),
                parse(0x90, 60, 0xFE, 0xF8, 100, 0xF0, 1, 0xFA, 0xF7));
    }

    @Test
    void system_exclusive() {
        assertEquals(List.of("5:f07e7f0901f7"), parse(0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7, 60, 100));
    }

    @Test
    void a_cut_off_system_exclusive_is_dropped() {
        assertEquals(List.of("5:903c64"), parse(0xF0, 0x7E, 0x7F, 0x90, 60, 100));
    }

    @Test
    void an_endless_system_exclusive_is_dropped() {
        parser.accept(0, 0xF0);
        for (int i = 0; i < 70_000; i++) {
            parser.accept(0, 1);
        }
        parser.accept(0, 0xF7);
        assertEquals(List.of(), messages);
        assertEquals(List.of("2:903c64"), parse(0x90, 60, 100));
    }

    @Test
    void data_without_status_and_system_common_mean_nothing() {
        assertEquals(List.of("9:803c00"), parse(1, 2, 0xF3, 3, 60, 0xF7, 0xF6, 0x80, 60, 0));
    }
}
