package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;
import portcls.wav.SineContinuity.Break;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class SineContinuityTest {
    private static final int RATE = 48_000;
    private static final double HZ = 440;
    private static final WaveFormat CD = WaveFormat.pcm(RATE, 16, 1);

    private static float[] tone(int frame, int frames) {
        float[] tone = Tone.sine(HZ, RATE, .5, frame, frames);
        byte[] bytes = new byte[2 * frames];
        SampleCodec codec = SampleCodec.of(CD);
        codec.encode(tone, 0, MemorySegment.ofArray(bytes), 0, frames);
        codec.decode(MemorySegment.ofArray(bytes), 0, tone, 0, frames);
        return tone;
    }

    private static float[] join(float[]... parts) {
        int length = 0;
        for (float[] part : parts) {
            length += part.length;
        }
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static SineContinuity check(float... samples) {
        SineContinuity check = new SineContinuity(HZ, RATE, SineContinuity.tolerance(CD));
        check.add(samples, 0, 1, samples.length);
        assertEquals(samples.length, check.frames());
        return check;
    }

    @Test
    void aWholeToneHasNoBreak() {
        SineContinuity check = check(tone(0, 10 * RATE));
        assertEquals(List.of(), check.breaks());
        assertEquals(0, check.start());
        assertEquals(10 * RATE, check.end());
    }

    @Test
    void ditherIsNoBreak() {
        Random random = new Random(1);
        float[] tone = tone(0, 10 * RATE);
        for (int i = 0; i < tone.length; i++) {
            tone[i] += (random.nextInt(3) - 1) / 32_768f;
        }
        SineContinuity check = check(tone);
        assertEquals(List.of(), check.breaks());
        assertEquals(10 * RATE, check.end() - check.start());
    }

    @Test
    void silenceAroundTheToneIsNoBreak() {
        SineContinuity check = check(join(new float[777], tone(3, 5_000), new float[999]));
        assertEquals(List.of(), check.breaks());
        assertEquals(777, check.start());
        assertEquals(5_777, check.end());
        SineContinuity silence = check(new float[1_000]);
        assertEquals(-1, silence.start());
        assertEquals(-1, silence.end());
    }

    @Test
    void lostRepeatedAndSilentFramesAreFoundWhereTheyAre() {
        assertEquals(
                List.of(new Break(1_000, 0)),
                check(join(tone(0, 1_000), tone(1_010, 1_000))).breaks());
        assertEquals(
                List.of(new Break(1_000, 0)),
                check(join(tone(0, 1_000), tone(990, 1_000))).breaks());
        assertEquals(
                List.of(new Break(1_000, 64)),
                check(join(tone(0, 1_000), new float[64], tone(1_000, 1_000))).breaks());
        float[] click = tone(0, 2_000);
        click[1_234] += .01f;
        assertEquals(List.of(new Break(1_234, 1)), check(click).breaks());
        float[] bad = tone(0, 2_000);
        bad[1_234] = Float.NaN;
        assertEquals(List.of(new Break(1_234, 1)), check(bad).breaks());
    }

    @Test
    void aSingleLostFrameIsFoundAtEveryPhase() {
        for (int frame = 1_000; frame < 1_110; frame++) {
            List<Break> breaks = check(join(tone(0, frame), tone(frame + 1, 1_000))).breaks();
            assertEquals(1, breaks.size());
            assertEquals(frame, breaks.get(0).frame(), 1);
            assertEquals(0, breaks.get(0).length());
        }
    }

    @Test
    void everyBreakIsCounted() {
        float[] all = tone(0, 500);
        for (int i = 1; i <= 50; i++) {
            all = join(all, new float[7 * i], tone(0, 500));
        }
        List<Break> breaks = check(all).breaks();
        assertEquals(50, breaks.size());
        long frame = 0;
        for (int i = 1; i <= 50; i++) {
            frame += 500;
            assertEquals(frame, breaks.get(i - 1).frame());
            assertEquals(7 * i, breaks.get(i - 1).length(), 1);
            frame += 7 * i;
        }
    }

    @Test
    void noiseIsNoTone() {
        Random random = new Random(1);
        float[] noise = new float[RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() / 10;
        }
        assertEquals(-1, check(noise).start());
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextInt(3) - 1 << 8;
            noise[i] /= 1 << 23;
        }
        assertEquals(-1, check(noise).start(), "one step of 16 bits");
    }

    @Test
    void aChannelOfSeveralIsCheckedInBlocksOfAnySize() {
        float[] left = join(tone(0, 1_000), tone(1_100, 1_000));
        float[] stereo = new float[2 * left.length];
        for (int i = 0; i < left.length; i++) {
            stereo[2 * i + 1] = left[i];
        }
        SineContinuity check = new SineContinuity(HZ, RATE, SineContinuity.tolerance(CD));
        for (int frame = 0; frame < left.length; frame += 10) {
            check.add(stereo, 2 * frame + 1, 2, 10);
        }
        assertEquals(List.of(new Break(1_000, 0)), check.breaks());
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> check.add(stereo, 2 * left.length - 1, 2, 2));
        check.add(stereo, stereo.length, 2, 0);
    }

    @Test
    void theFormatDecidesHowExactItIs() {
        assertEquals(6.5 / 32_768, SineContinuity.tolerance(CD));
        assertEquals(6.5 / 128, SineContinuity.tolerance(WaveFormat.pcm(RATE, 8, 1)));
        assertEquals(1e-6, SineContinuity.tolerance(TestWav.floats(RATE, 32, 1)));
        assertEquals(
                1e-6,
                SineContinuity.tolerance(
                        TestWav.extensible(FormatIds.SUBTYPE_PCM, 1, RATE, 32, 24, 0)));
        for (double hz : new double[] {20, 440, 5_000, 23_000}) {
            SineContinuity check =
                    new SineContinuity(
                            hz, RATE, SineContinuity.tolerance(TestWav.floats(RATE, 32, 1)));
            float[] tone = Tone.sine(hz, RATE, 1, 0, RATE);
            check.add(tone, 0, 1, RATE);
            assertEquals(0, check.start(), "hz=" + hz);
            assertEquals(List.of(), check.breaks());
        }
        float[] wrong = Arrays.copyOf(tone(0, RATE), RATE);
        SineContinuity check = new SineContinuity(2 * HZ, RATE, SineContinuity.tolerance(CD));
        check.add(wrong, 0, 1, RATE);
        assertTrue(check.start() < 0, "another tone");
    }

    @Test
    void argumentsAreChecked() {
        assertEquals(
                "0 < frequency < sampleRate / 2 and tolerance > 0 are needed: frequency=24000.0,"
                        + " sampleRate=48000, tolerance=0.1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SineContinuity(24_000, RATE, .1))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> new SineContinuity(Double.NaN, RATE, .1));
        assertThrows(IllegalArgumentException.class, () -> new SineContinuity(HZ, RATE, 0));
    }
}
