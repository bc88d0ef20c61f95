package portcls.ports.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

class LatenessMeterTest {
    private final LatenessMeter meter = new LatenessMeter();

    @Test
    void anUnusedOneSaysZero() {
        assertEquals(0, meter.count());
        assertEquals(0, meter.median());
        assertEquals(0, meter.p99());
        assertEquals(0, meter.max());
    }

    @Test
    void lateIsMoreThanTwoMilliseconds() {
        meter.record(20_000);
        assertEquals(0, meter.lateCount());
        meter.record(20_001);
        assertEquals(1, meter.lateCount());
        assertEquals(2, meter.count());
        assertEquals(20_001, meter.max());
    }

    @Test
    void anEarlyEventIsInTime() {
        meter.record(-5);
        assertEquals(1, meter.count());
        assertEquals(0, meter.max());
        assertEquals(0, meter.median());
    }

    @Test
    void smallValuesAreExact() {
        for (int i = 1; i <= 50; i++) {
            meter.record(i);
        }
        assertEquals(25, meter.median());
        assertEquals(50, meter.p99());
    }

    @Test
    void theRareOneShowsInTheMaximumOnly() {
        for (int i = 0; i < 9999; i++) {
            meter.record(10);
        }
        meter.record(Long.MAX_VALUE);
        assertEquals(10, meter.median());
        assertEquals(10, meter.p99());
        assertEquals(Long.MAX_VALUE, meter.max());
        assertEquals(1, meter.lateCount());
    }

    @Test
    void percentilesAreWithinAStepAndNeverTooGood() {
        Music.seeds(100)
                .forEach(
                        seed -> {
                            Random random = new Random(seed);
                            LatenessMeter tested = new LatenessMeter();
                            long[] values = new long[1 + random.nextInt(2000)];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = random.nextLong() >>> 1 + random.nextInt(62);
                                tested.record(values[i]);
                            }
                            Arrays.sort(values);
                            assertNear(values, 50, tested.median(), seed);
                            assertNear(values, 99, tested.p99(), seed);
                            assertEquals(values[values.length - 1], tested.max());
                        });
    }

    private static void assertNear(long[] sorted, int percent, long measured, long seed) {
        long exact = sorted[(sorted.length * percent + 99) / 100 - 1];
        assertTrue(
                measured >= exact && measured - exact <= exact / 32,
                () -> "exact=" + exact + ", measured=" + measured + ", seed=" + seed);
    }
}
