package adapter.alsa.pcm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final int RATE = 48_000;
    private static final long SECOND = 10_000_000;
    private static final int PERIOD = 480;

    @Test
    void withoutAClockFramesAreDueAtTheirRate() {
        Pace pace = new Pace(RATE, true);
        pace.begin(7);
        assertEquals(PERIOD, pace.due(7, PERIOD, 960));
        pace.moved(7, PERIOD);
        assertEquals(0, pace.due(7, PERIOD, 960));
        assertEquals(PERIOD, pace.due(7 + SECOND / 100, PERIOD, 960));
        assertEquals(10_000_000, pace.nanosUntil(PERIOD));
    }

    @Test
    void whatIsFarBehindIsForgotten() {
        Pace pace = new Pace(RATE, true);
        pace.begin(0);
        assertEquals(960, pace.due(SECOND, PERIOD, 960));
        pace.moved(SECOND, 960);
        assertEquals(0, pace.due(SECOND, PERIOD, 960));
    }

    @Test
    void aYearIsNotTooLong() {
        Pace pace = new Pace(384_000, true);
        long year = 365L * 86_400 * SECOND;
        pace.begin(-SECOND);
        pace.moved(year, 365L * 86_400 * 384_000);
        assertEquals(384_000, pace.due(year, 0, Integer.MAX_VALUE));
    }

    @Test
    void aClockThatIsALittleWrongOrTakesMuchAtOnceIsAClock() {
        Pace pace = new Pace(RATE, false);
        pace.begin(0);
        pace.moved(1, 3L * RATE);
        for (int second = 1; second < 1_000; second++) {
            pace.moved(second * SECOND, RATE + RATE / 100);
        }
        assertFalse(pace.isUnclocked());
    }

    @Test
    void whatTakesFarMoreThanItsTimeHasNone() {
        Pace pace = new Pace(RATE, false);
        pace.begin(0);
        assertFalse(pace.moved(1, 4L * RATE));
        assertTrue(pace.moved(2, RATE));
        assertTrue(pace.isUnclocked());
        assertEquals(PERIOD, pace.due(2, PERIOD, 960));
    }
}
