package adapter.alsa.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.BasicSupport.Stepping;
import portcls.conformance.Rule;

import java.util.stream.LongStream;

class ScaleTest {
    private static final int DECIBEL = Scale.DECIBEL;

    @Test
    @Rule("TOP-5")
    void evenDecibelsAreTheStepsOfTheRange() {
        long[] hundredths = LongStream.range(0, 32).map(i -> -4_650 + i * 150).toArray();
        Scale scale = new DecibelScale(0, 1, hundredths);
        assertEquals(new Stepping(-93 * DECIBEL / 2, 0, 3 * DECIBEL / 2), scale.range());
        assertEquals(-93 * DECIBEL / 2, scale.level(0));
        for (int volume = 0; volume < 32; volume++) {
            assertEquals(volume, scale.volume(scale.level(volume)));
        }
    }

    @Test
    void stepsThatAreNoWholeLevelsReachTheTopAllTheSame() {
        // 74 steps of 1/3 dB, as ALSA rounds them
        long[] hundredths =
                LongStream.rangeClosed(0, 74).map(i -> Math.round(-2_466.7 + i * 33.333)).toArray();
        Scale scale = new DecibelScale(-5, 1, hundredths);
        Stepping range = scale.range();
        assertEquals(0, (range.maximum() - range.minimum()) % range.delta());
        assertEquals(0, range.maximum());
        assertEquals(69, scale.volume(range.maximum()));
        assertEquals(-5, scale.volume(range.minimum()));
        assertEquals(range.maximum() - 3 * range.delta(), scale.level(66));
    }

    @Test
    @Rule("TOP-5")
    void theLowestStepIsSilenceWhereTheCardHasIt() {
        Scale scale = new DecibelScale(0, 1, new long[] {-9_999_999, -200, -100, 0});
        assertEquals(new Stepping(-3 * DECIBEL, 0, DECIBEL), scale.range());
        assertEquals(Integer.MIN_VALUE, scale.level(0));
        assertEquals(0, scale.volume(-3 * DECIBEL));
        assertEquals(0, scale.volume(Integer.MIN_VALUE));
        assertEquals(1, scale.volume(-2 * DECIBEL));
    }

    @Test
    void unevenDecibelsTakeTheNearest() {
        Scale scale = new DecibelScale(0, 1, new long[] {-6_000, -2_000, -500, 0, 1_200});
        Stepping range = scale.range();
        assertEquals(12 * DECIBEL, range.maximum());
        assertTrue(range.minimum() <= -60 * DECIBEL, range.toString());
        assertEquals(0, (range.maximum() - range.minimum()) % range.delta());
        assertEquals(2, scale.volume(-6 * DECIBEL));
        assertEquals(-5 * DECIBEL, scale.level(2));
        assertEquals(0, scale.volume(-41 * DECIBEL));
        assertEquals(4, scale.volume(range.maximum()));
    }

    @Test
    void decibelsThatDoNotRiseAreNotBelieved() {
        Scale cubic = new CubicScale(0, 2);
        assertEquals(cubic, Scale.of(0, 2, 1, new long[] {0, 0, 0}));
        assertEquals(cubic, Scale.of(0, 2, 1, new long[] {0, -600, -1_200}));
        assertEquals(cubic, Scale.of(0, 2, 1, new long[] {-600, -1_200, 0}));
        assertEquals(
                new Stepping(-12 * DECIBEL, 0, 6 * DECIBEL),
                Scale.of(0, 2, 1, new long[] {-1_200, -600, 0}).range());
    }

    @Test
    void aLongScaleIsKnownHereAndThere() {
        Scale scale = new DecibelScale(-100, 10, new long[] {-300, -200, -100, 0});
        assertEquals(-80, scale.volume(-DECIBEL));
        assertEquals(-DECIBEL, scale.level(-73));
        assertEquals(0, scale.level(1_000));
    }

    @Test
    void aScaleWithoutDecibelsIsTheCubeOfAnAmplitude() {
        Scale scale = new CubicScale(0, 65_536);
        assertEquals(new Stepping(-96 * DECIBEL, 0, DECIBEL / 16), scale.range());
        assertEquals(0, scale.level(65_536));
        assertEquals(-18.0618, (double) scale.level(32_768) / DECIBEL, 1e-3);
        assertEquals(10.5655, (double) scale.level(98_304) / DECIBEL, 1e-3);
        assertEquals(Integer.MIN_VALUE, scale.level(0));
        assertEquals(0, scale.volume(-96 * DECIBEL));
        for (int level = -95 * DECIBEL; level <= 0; level += DECIBEL / 16) {
            assertEquals(level, scale.level(scale.volume(level)));
        }
    }
}
