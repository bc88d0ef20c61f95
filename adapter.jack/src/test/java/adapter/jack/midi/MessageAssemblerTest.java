package adapter.jack.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

class MessageAssemblerTest {
    private final MessageAssembler assembler = new MessageAssembler();

    /** Messages of these bytes, in hexadecimal; checks what was foretold on the way. */
    private List<String> messages(int... bytes) {
        List<String> messages = new ArrayList<>();
        for (int value : bytes) {
            int foretold = assembler.completes(value);
            boolean complete = assembler.accept(value);
            assertEquals(foretold, complete ? assembler.size() : 0, "at " + value);
            if (complete) {
                messages.add(
                        HexFormat.ofDelimiter(" ")
                                .formatHex(Arrays.copyOf(assembler.message(), assembler.size())));
            }
        }
        return messages;
    }

    @Test
    void messagesOfEveryLengthBecomeWhole() {
        assertEquals(
                List.of("90 3c 40", "c1 05", "d2 06", "e3 00 40", "f1 07", "f2 01 02", "f3 08"),
                messages(
                        0x90, 0x3C, 0x40, 0xC1, 5, 0xD2, 6, 0xE3, 0, 0x40, 0xF1, 7, 0xF2, 1, 2,
                        0xF3, 8));
        assertEquals(List.of("f6"), messages(0xF6));
    }

    @Test
    void runningStatusIsWrittenOut() {
        assertEquals(
                List.of("90 3c 40", "90 3e 41", "c0 01", "c0 02"),
                messages(0x90, 0x3C, 0x40, 0x3E, 0x41, 0xC0, 1, 2));
    }

    @Test
    void systemMessagesEndRunningStatus() {
        assertEquals(List.of("90 3c 40", "f6"), messages(0x90, 0x3C, 0x40, 0xF6, 0x3E, 0x41));
        assertEquals(List.of("f3 01"), messages(0xF3, 1, 2));
    }

    @Test
    void realTimeComesOutOfTheMiddle() {
        assertEquals(List.of("f8", "90 3c 40"), messages(0x90, 0xF8, 0x3C, 0x40));
        assertEquals(List.of("fe", "f0 01 02 f7"), messages(0xF0, 1, 0xFE, 2, 0xF7));
    }

    @Test
    void aStatusEndsWhatIsUnderWay() {
        assertEquals(List.of("80 01 02"), messages(0x90, 0x3C, 0x80, 1, 2));
        assertEquals(List.of("80 01 02"), messages(0xF0, 1, 2, 0x80, 1, 2));
        assertEquals(1, assembler.dropped(), "the system exclusive that never ended");
    }

    @Test
    void bytesThatBelongToNothingAreDropped() {
        assertEquals(List.of(), messages(1, 2, 0xF7, 0xF4, 3, 0xF5));
    }

    @Test
    void aSystemExclusiveThatIsTooLongIsDroppedAndCounted() {
        int[] longest = new int[MessageAssembler.MAX_MESSAGE];
        longest[0] = 0xF0;
        longest[longest.length - 1] = 0xF7;
        assertEquals(1, messages(longest).size());
        assertEquals(0, assembler.dropped());
        int[] tooLong = Arrays.copyOf(longest, longest.length + 1);
        tooLong[longest.length - 1] = 1;
        tooLong[longest.length] = 0xF7;
        assertEquals(0, messages(tooLong).size());
        assertEquals(1, assembler.dropped());
        assertEquals(List.of("90 01 02"), messages(0x90, 1, 2));
    }
}
