package portcls.ports.wavesink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.dmus.SampleClock;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;

import java.util.Random;

/** Samples on the master clock. */
class SampleClockTest {
    private static final long BEGIN = 133_000_000_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 44_100, 48_000, 96_000, 192_000})
    @Rule({"SNK-6", "SNK-7"})
    void samplesAndTimesAreInverseOverAHundredYears(int rate) {
        SampleClock clock = new SampleClock(rate);
        clock.start(BEGIN);
        Random random = new Random(rate);
        long century = 100L * 366 * 86_400 * rate;
        for (int i = 0; i < 100_000; i++) {
            long sample = i < 100 ? century - i : random.nextLong(-century, century);
            long time = clock.sampleToRefTime(sample);
            assertEquals(sample, clock.refTimeToSample(time), "rate=" + rate);
            long off = clock.sampleToRefTime(clock.refTimeToSample(time + i)) - (time + i);
            assertTrue(Math.abs(off) <= ReferenceTime.SECOND / rate / 2 + 1, "off=" + off);
        }
    }

    @Test
    @Rule("SNK-6")
    void asManySamplesAsTheRateAreASecond() {
        SampleClock clock = new SampleClock(44_100);
        assertEquals(10_000_000, clock.sampleToRefTime(44_100));
        assertEquals(44_100, clock.refTimeToSample(10_000_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {-200, -20, 0, 20, 200})
    @Rule("SNK-5")
    void aDriftIsFollowedAndJitterIsHardlyHeard(int ppm) {
        SampleClock clock = new SampleClock(48_000);
        clock.start(BEGIN);
        Random random = new Random(ppm);
        double period = 1e7 / 48_000 * (1 + ppm * 1e-6);
        for (long sample = 0; sample < 48_000 * 600; sample += 960) {
            long truth = BEGIN + Math.round(sample * period);
            long before = clock.sampleToRefTime(sample);
            long jitter = random.nextLong(-10_000, 10_000);
            long difference = clock.correct(sample, truth + jitter);
            assertEquals(truth + jitter - before, difference);
            long step = clock.sampleToRefTime(sample) - before;
            assertTrue(Math.abs(step) <= Math.abs(difference) / 8, "step=" + step);
            if (sample > 48_000) {
                long off = clock.sampleToRefTime(sample) - truth;
                assertTrue(Math.abs(off) < 7_500, "off=" + off + " at " + sample);
            }
        }
    }

    @Test
    @Rule("SNK-5")
    void aStepIsMadeUpForBitByBit() {
        SampleClock clock = new SampleClock(48_000);
        clock.start(0);
        long left = 100_000;
        for (int i = 0; i < 100; i++) {
            clock.correct(0, 100_000);
            long now = 100_000 - clock.sampleToRefTime(0);
            assertTrue(now <= left && now >= left * 7 / 8, left + " to " + now);
            left = now;
        }
        assertTrue(left < 1_000, "left=" + left);
    }
}
