package portcls.shell.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

final class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table =
                new Table("A", ">NUMBER", "C").row("long cell", "7", "x").row("b", "12345678", "");
        assertEquals(
                List.of(
                        "A            NUMBER  C",
                        "long cell         7  x",
                        "b          12345678  -"),
                table.lines());
    }

    @Test
    void aRemarkRunsOnAndWidensNoColumn() {
        Table table =
                new Table("DEVICE", "STATE", "DRIVER")
                        .row("virtual:a", "idle", "d 1.0")
                        .rowWithRemark("alsa:b", "nobody bids: no bundle serves it");
        assertEquals(
                List.of(
                        "DEVICE     STATE  DRIVER",
                        "virtual:a  idle   d 1.0",
                        "alsa:b     nobody bids: no bundle serves it"),
                table.lines());
    }

    @Test
    void controlCharactersCannotReachTheTerminal() {
        assertEquals(List.of("N", "a?[31mb?"), new Table("N").row("a\u001b[31mb\n").lines());
    }

    @Test
    void aRowNeedsACellForEachHeading() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> new Table("A", "B").row("1"));
        assertEquals("a row needs a cell for each heading: cells=1, headings=2", e.getMessage());
    }
}
