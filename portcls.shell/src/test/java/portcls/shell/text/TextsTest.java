package portcls.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.util.List;

final class TextsTest {
    @Test
    void aSentenceEndsOnce() {
        assertEquals("it was pulled out.", Texts.sentence("it was pulled out"));
        assertEquals("is there room?", Texts.sentence("is there room?"));
        assertEquals("It is full.", Texts.sentence("It is full."));
    }

    @Test
    void timesAreMinutesAndSeconds() {
        assertEquals("0:00", Texts.minutes(-5));
        assertEquals("0:59", Texts.minutes(ReferenceTime.seconds(59.999)));
        assertEquals("61:01", Texts.minutes(ReferenceTime.seconds(3661)));
        assertEquals("1:02.045", Texts.exactMinutes(ReferenceTime.millis(62_045)));
    }

    @Test
    void levelsAreDecibels() {
        assertEquals("0.0 dBFS", Texts.level(1));
        assertEquals("-6.0 dBFS", Texts.level(0.5));
        assertEquals("silence", Texts.level(0));
    }

    @Test
    void numbersAgreeWithTheirNoun() {
        assertEquals("1 note", Texts.count(1, "note"));
        assertEquals("0 notes", Texts.count(0, "note"));
    }

    @Test
    void wordsStandInARow() {
        assertEquals("", Texts.list(List.of()));
        assertEquals("a", Texts.list(List.of("a")));
        assertEquals("a, b and c", Texts.list(List.of("a", "b", "c")));
    }

    @Test
    void aFailureIsOneLine() {
        assertEquals("disk full", Texts.message(new IOException("\n disk full\n at x")));
        assertEquals("IOException", Texts.message(new IOException()));
    }
}
