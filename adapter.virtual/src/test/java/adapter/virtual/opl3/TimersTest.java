package adapter.virtual.opl3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.time.ReferenceTime;

/** Timers, status, and how a driver finds the chip. */
final class TimersTest {
    private static final long MICRO = ReferenceTime.MICROSECOND;

    private final TestChip chip = new TestChip();

    private int status() {
        return chip.chip.read(0);
    }

    @Test
    void aDriverFindsTheChip() {
        chip.write(4, 0x60).write(4, 0x80);
        assertEquals(0, status() & 0xE0);
        chip.write(2, 0xFF).write(4, 0x21);
        chip.clock.advance(75 * MICRO);
        assertEquals(0, status() & 0xE0);
        chip.clock.advance(20 * MICRO); // the timers are ahead by the time of the accesses
        assertEquals(0xC0, status() & 0xE0);
        assertEquals(0, status() & 0x06, "an OPL3");
        chip.write(4, 0x80);
        assertEquals(0, status());
    }

    @Test
    void findsItWhereTheClockStandsStill() {
        chip.write(4, 0x60).write(4, 0x80).write(2, 0xFF).write(4, 0x21);
        int reads = 0;
        while (status() == 0) {
            reads++;
        }
        assertEquals(80, reads, 3, "each access takes a microsecond");
    }

    @Test
    void timerTwoIsFourTimesAsSlow() {
        chip.write(3, 0x80).write(4, 0x02);
        long period = 128 * 16 * 1_408 / 7;
        chip.clock.advance(period - 20 * MICRO);
        assertEquals(0, status());
        chip.clock.advance(40 * MICRO);
        assertEquals(0xA0, status());
    }

    @Test
    void aTimerGoesOnAndAMaskHidesIt() {
        chip.write(2, 0xF0).write(4, 0x01);
        long period = 16 * 4 * 1_408 / 7;
        chip.clock.advance(3 * period);
        assertEquals(0xC0, status());
        chip.write(4, 0x80);
        assertEquals(0, status());
        chip.clock.advance(period);
        assertEquals(0xC0, status());
        chip.write(4, 0x41);
        assertEquals(0, status());
        chip.clock.advance(2 * period);
        assertEquals(0, status());
    }

    @Test
    void onlyTheStatusCanBeRead() {
        assertEquals(0, chip.chip.read(2));
        assertEquals(0xFF, chip.chip.read(1));
        assertEquals(0xFF, chip.chip.read(3));
        assertThrows(IndexOutOfBoundsException.class, () -> chip.chip.read(4));
        assertThrows(IndexOutOfBoundsException.class, () -> chip.chip.write(-1, 0));
        assertTrue(chip.chip.isSilent());
    }
}
