package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Loud mixes: turned down, not cut. */
class LimiterTest {
    private static final int RATE = 10_000;
    private static final int PERIOD = 100;

    private final Limiter limiter = new Limiter(RATE);

    @Test
    void aLoudToneKeepsItsShapeAndStaysWithinFullScale() {
        float[] tone = tone(4, 100);
        limiter.limit(tone, tone.length / 2);
        int cut = 0;
        for (int i = 0; i < tone.length; i += 2) {
            assertTrue(Math.abs(tone[i]) < 1.000_001f, "sample " + i + ": " + tone[i]);
            cut += Math.abs(tone[i]) > 0.99999f ? 1 : 0;
        }
        // Cutting would flatten 84 of 100 frames.
        assertTrue(cut < 5 * PERIOD, "cut=" + cut);
        float[] last = java.util.Arrays.copyOfRange(tone, tone.length - 2 * PERIOD, tone.length);
        for (int i = 0; i < PERIOD; i++) {
            assertEquals(Math.sin(2 * Math.PI * i / PERIOD), last[2 * i], 0.05, "frame " + i);
        }
    }

    @Test
    void whatIsBelowFullScaleIsNotTouchedAndComesBackAfterwards() {
        float[] tone = tone(0.99f, 2);
        float[] same = tone.clone();
        limiter.limit(tone, tone.length / 2);
        assertArrayEquals(same, tone);
        limiter.limit(tone(10, 1), PERIOD);
        limiter.limit(tone, tone.length / 2);
        assertTrue(tone[2 * PERIOD / 4] < 0.2f, "it is turned down for a while");
        limiter.limit(new float[8 * RATE], 4 * RATE);
        tone = same.clone();
        limiter.limit(tone, tone.length / 2);
        assertArrayEquals(same, tone);
    }

    @Test
    void bothSidesAreTurnedDownAlikeAndPortionsDoNotMatter() {
        float[] whole = tone(3, 2);
        for (int i = 1; i < whole.length; i += 2) {
            whole[i] = whole[i - 1] / 4;
        }
        float[] parts = whole.clone();
        limiter.limit(whole, whole.length / 2);
        Limiter other = new Limiter(RATE);
        for (int i = 0; i < parts.length; i += 2) {
            float[] one = {parts[i], parts[i + 1]};
            other.limit(one, 1);
            assertEquals(whole[i], one[0]);
            assertEquals(whole[i + 1], one[1]);
            assertEquals(one[0] / 4, one[1], 1e-6f);
        }
    }

    @Test
    void whatIsNoNumberIsSilentAndDoesNoHarm() {
        float[] bad = {Float.NaN, 0.5f, 0.5f, Float.NEGATIVE_INFINITY, 0.25f, 0.5f};
        limiter.limit(bad, 3);
        assertArrayEquals(new float[] {0, 0, 0, 0, 0.25f, 0.5f}, bad);
    }

    private static float[] tone(float peak, int periods) {
        float[] stereo = new float[2 * PERIOD * periods];
        for (int i = 0; i < stereo.length; i++) {
            stereo[i] = (float) (peak * Math.sin(2 * Math.PI * (i / 2) / PERIOD));
        }
        return stereo;
    }
}
