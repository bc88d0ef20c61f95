package adapter.jdk.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class MessageAssemblerTest {
    private final List<String> messages = new ArrayList<>();
    private final MessageAssembler assembler =
            new MessageAssembler(
                    message ->
                            messages.add(FakeMidi.hex(message.getMessage(), message.getLength())),
                    8);

    private List<String> of(int... values) {
        for (int value : values) {
            assembler.accept(value);
        }
        return messages;
    }

    @Test
    void messages_have_the_length_of_their_status() {
        assertEquals(
                List.of(
                        "90 3c 64",
                        "c1 05",
                        "d2 7f",
                        "e3 00 40",
                        "f1 11",
                        "f2 01 02",
                        "f3 07",
                        "f6"),
                of(
                        0x90, 0x3C, 0x64, 0xC1, 5, 0xD2, 0x7F, 0xE3, 0, 0x40, 0xF1, 0x11, 0xF2, 1,
                        2, 0xF3, 7, 0xF6));
    }

    @Test
    void running_status_is_written_out() {
        assertEquals(
                List.of("90 3c 64", "90 3e 64", "90 3c 00", "c0 01", "c0 02"),
                of(0x90, 0x3C, 0x64, 0x3E, 0x64, 0x3C, 0, 0xC0, 1, 2));
    }

    @Test
    void system_messages_end_the_running_status() {
        assertEquals(List.of("90 3c 64", "f3 01"), of(0x90, 0x3C, 0x64, 0xF3, 1, 0x3C, 0x64));
    }

    @Test
    void real_time_is_a_message_at_once_and_disturbs_nothing() {
        assertEquals(
                List.of("f8", "90 3c 64", "fe", "f0 7d 01 f7"),
                of(0x90, 0x3C, 0xF8, 0x64, 0xF0, 0x7D, 0xFE, 1, 0xF7));
    }

    @Test
    void a_long_system_exclusive_goes_in_parts() {
        assertEquals(
                List.of("f0 01 02 03 04 05 06 07", "f7 08 09 f7", "90 01 02"),
                of(0xF0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xF7, 0x90, 1, 2));
    }

    @Test
    void one_that_was_cut_off_is_left_out_or_ended() {
        assertEquals(List.of("90 01 02"), of(0xF0, 1, 2, 0x90, 1, 2));
        messages.clear();
        assertEquals(
                List.of("f0 01 02 03 04 05 06 07", "f7 f7", "90 01 02"),
                of(0xF0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0x90, 1, 2));
    }

    @Test
    void what_belongs_to_nothing_is_left_out() {
        assertEquals(List.of("f6"), of(1, 2, 0xF7, 3, 0xF4, 4, 0xF5, 5, 0xF6, 6));
    }
}
