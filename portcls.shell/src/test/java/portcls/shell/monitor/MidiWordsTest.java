package portcls.shell.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.client.MidiEvent;
import portcls.api.time.ReferenceTime;

import java.util.HexFormat;

final class MidiWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "903C64|channel 1  note on C4 (60), velocity 100",
                "903C00|channel 1  note off C4 (60)",
                "8F0040|channel 16  note off C-1 (0)",
                "A17F10|channel 2  pressure on G9 (127), 16",
                "B00764|channel 1  controller 7 (volume) = 100",
                "B00364|channel 1  controller 3 = 100",
                "B07B00|channel 1  all notes off",
                "C900|channel 10  programme 1",
                "D020|channel 1  pressure 32",
                "E00040|channel 1  pitch bend 0",
                "E00000|channel 1  pitch bend -8192",
                "F8|clock",
                "FE|active sensing",
                "F20108|song position 1025",
                "F4|undefined status",
                "F07E7F0901F7|system exclusive, 6 bytes: General MIDI on",
                "F07F7F04010040F7|system exclusive, 8 bytes: master volume 8192",
                "F0410102F7|system exclusive, 5 bytes",
                "0102|stray data",
            })
    void messagesInPlainWords(String hex, String words) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertEquals(words, MidiWords.words(bytes, bytes.length));
    }

    @Test
    void longMessagesAreShortened() {
        byte[] bytes = new byte[100];
        bytes[0] = (byte) 0xF0;
        bytes[99] = (byte) 0xF7;
        assertEquals("F0" + " 00".repeat(14) + " … F7", MidiWords.bytes(bytes, 100));
    }

    @Test
    void aLineHasTimeBytesAndWords() {
        MidiEvent event = new MidiEvent();
        event.begin(ReferenceTime.millis(61_234));
        event.append(new byte[] {(byte) 0x90, 60, 100}, 0, 3);
        assertEquals(
                "  1:01.234  90 3C 64      channel 1  note on C4 (60), velocity 100",
                MonitorCommand.line(event));
        event.truncate();
        assertEquals(true, MonitorCommand.line(event).endsWith(", broken off"));
    }
}
