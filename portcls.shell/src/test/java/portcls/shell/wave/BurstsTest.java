package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

final class BurstsTest {
    private static final int RATE = 48_000;

    private final Bursts bursts = new Bursts(3, RATE);

    @Test
    void aBurstIsLikeItselfInOnePlaceOnly() {
        float[] pattern = bursts.pattern();
        double whole = correlation(pattern, 0);
        for (int shift = 1; shift < pattern.length; shift++) {
            assertEquals(
                    -1.0 / pattern.length,
                    correlation(pattern, shift) / whole,
                    1e-6,
                    "at " + shift);
        }
    }

    @Test
    void theyStandAtKnownFrames() {
        assertEquals(5, bursts.count());
        for (int burst = 0; burst < bursts.count(); burst++) {
            long start = bursts.start(burst);
            assertEquals(0, bursts.sample(start - 1));
            assertEquals(bursts.pattern()[0], bursts.sample(start));
            assertEquals(bursts.pattern()[Bursts.LENGTH - 1], bursts.sample(start + 1022));
            assertEquals(0, bursts.sample(start + Bursts.LENGTH));
        }
        assertTrue(bursts.frames() <= 3 * RATE);
    }

    @Test
    void aBurstIsFoundQuietUpsideDownAndInNoise() {
        float[] heard = noise(20_000, 0.02f);
        float[] pattern = bursts.pattern();
        for (int i = 0; i < pattern.length; i++) {
            heard[7_000 + i] -= 0.2f * pattern[i];
        }
        assertEquals(7_000, new BurstFinder(pattern).find(heard, 0, heard.length));
        assertEquals(7_000, new BurstFinder(pattern).find(heard, 7_000, 7_001));
        assertEquals(-1, new BurstFinder(pattern).find(heard, 0, 7_000));
        assertEquals(-1, new BurstFinder(pattern).find(heard, 7_001, heard.length));
    }

    @Test
    void noiseAndSilenceAreNoBurst() {
        BurstFinder finder = new BurstFinder(bursts.pattern());
        assertEquals(-1, finder.find(noise(20_000, 0.5f), 0, 20_000));
        assertEquals(-1, finder.find(new float[20_000], 0, 20_000));
        assertEquals(-1, finder.find(new float[10], -5, 20_000));
    }

    private static double correlation(float[] pattern, int shift) {
        double sum = 0;
        for (int i = 0; i < pattern.length; i++) {
            sum += pattern[i] * pattern[(i + shift) % pattern.length];
        }
        return sum;
    }

    private static float[] noise(int length, float level) {
        Random random = new Random(1);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = level * (2 * random.nextFloat() - 1);
        }
        return noise;
    }
}
