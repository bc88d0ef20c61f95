package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Random;

class SoundMeterTest {
    private static final int RATE = 48_000;

    @Test
    void channelsAreMeasuredApart() {
        float[] left = Tone.sine(440, RATE, .5, 0, RATE);
        float[] right = Tone.sine(997.5, RATE, 1, 0, RATE);
        float[] both = new float[2 * RATE];
        for (int i = 0; i < RATE; i++) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right[i];
        }
        SoundMeter meter = new SoundMeter(2, RATE);
        for (int frame = 0; frame < RATE; frame += 480) {
            meter.add(both, 2 * frame, 480);
        }
        assertEquals(RATE, meter.frames());
        assertEquals(.5, meter.peak(0), 1e-4);
        assertEquals(1, meter.peak(1), 1e-4);
        assertEquals(.5 * Math.sqrt(.5), meter.rms(0), 1e-5);
        assertEquals(-9.0309, meter.rmsDbfs(0), 1e-3);
        assertEquals(-3.0103, meter.rmsDbfs(1), 1e-3);
        assertEquals(440, meter.frequency(0), 1e-3);
        assertEquals(997.5, meter.frequency(1), 1e-3);
    }

    @Test
    void blocksOfAnySizeMeasureTheSame() {
        float[] tone = Tone.sine(1_234.5, RATE, .7, 0, 10_000);
        SoundMeter whole = new SoundMeter(1, RATE);
        whole.add(tone, 0, tone.length);
        SoundMeter parts = new SoundMeter(1, RATE);
        for (int i = 0; i < tone.length; i++) {
            parts.add(tone, i, 1);
        }
        assertEquals(whole.frequency(0), parts.frequency(0));
        assertEquals(whole.rms(0), parts.rms(0));
        assertEquals(whole.peak(0), parts.peak(0));
        assertEquals(1_234.5, whole.frequency(0), .01);
    }

    @Test
    void noiseOnATonePassesForNoEdge() {
        float[] tone = Tone.sine(50, RATE, .5, 0, RATE);
        Random random = new Random(1);
        for (int i = 0; i < tone.length; i++) {
            tone[i] += (float) (.005 * random.nextGaussian());
        }
        SoundMeter meter = new SoundMeter(1, RATE);
        meter.add(tone, 0, tone.length);
        assertEquals(50, meter.frequency(0), .1);
    }

    @Test
    void silenceHasNoLevelAndNoFrequency() {
        SoundMeter meter = new SoundMeter(1, RATE);
        assertEquals(0, meter.rms(0));
        meter.add(new float[] {0, Float.NaN, 0}, 0, 3);
        assertEquals(0, meter.peak(0));
        assertEquals(Double.NEGATIVE_INFINITY, meter.rmsDbfs(0));
        assertEquals(0, meter.frequency(0));
    }

    @Test
    void aSquareWaveAtFullScaleHasZeroDecibels() {
        float[] square = new float[1_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 10 % 2 == 0 ? 1 : -1;
        }
        SoundMeter meter = new SoundMeter(1, 1_000);
        meter.add(square, 0, square.length);
        assertEquals(0, meter.rmsDbfs(0), 1e-9);
        assertEquals(50, meter.frequency(0), 1e-9);
    }

    @Test
    void sizesAreChecked() {
        assertEquals(
                "channels and sampleRate must be at least 1: channels=0, sampleRate=48000",
                assertThrows(IllegalArgumentException.class, () -> new SoundMeter(0, RATE))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new SoundMeter(1, 0));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> new SoundMeter(2, RATE).add(new float[9], 0, 5));
    }
}
