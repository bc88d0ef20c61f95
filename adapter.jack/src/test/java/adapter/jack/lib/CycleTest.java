package adapter.jack.lib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CycleTest {
    private final Cycle cycle = new Cycle();

    @Test
    void aCycleAfterTheOtherLosesNothing() {
        cycle.begin(256, 1_000, 10_000, 100_000, 3);
        assertFalse(cycle.isAfterXrun(), "xruns of the time before are not ours");
        assertEquals(10_000, cycle.previousStartMicros());
        cycle.begin(256, 1_256, 15_333, 153_330, 3);
        assertFalse(cycle.isAfterXrun());
        assertEquals(0, cycle.lostFrames());
        assertEquals(10_000, cycle.previousStartMicros());
        assertEquals(15_333, cycle.startMicros());
    }

    @Test
    void framesThatPassedWithoutUsAreCountedAlsoWhereTheCountWraps() {
        cycle.begin(256, -100, 0, 0, 0);
        cycle.begin(256, 156 + 512, 0, 0, 0);
        assertTrue(cycle.isAfterXrun());
        assertEquals(512, cycle.lostFrames());
    }

    @Test
    void anXrunThatTheServerTellsOfCountsOnce() {
        cycle.begin(256, 0, 0, 0, 0);
        cycle.begin(256, 256, 0, 0, 1);
        assertTrue(cycle.isAfterXrun());
        assertEquals(0, cycle.lostFrames());
        cycle.begin(256, 512, 0, 0, 1);
        assertFalse(cycle.isAfterXrun());
    }
}
