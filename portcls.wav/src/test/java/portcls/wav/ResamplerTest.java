package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.Random;

/** What a sound is at another rate. */
class ResamplerTest {
    private static final int BLOCK = 480;

    @ParameterizedTest
    @CsvSource({
        "44100, 48000, 997",
        "48000, 44100, 997",
        "44100, 48000, 18000",
        "48000, 44100, 18000",
        "22050, 48000, 9000",
        "96000, 48000, 18000",
        "8000, 192000, 1000",
        "192000, 8000, 1000",
        "44100, 47999, 5000"
    })
    void aSineIsTheSameSineAtTheSameTime(int from, int to, double hertz) {
        float[] out = convert(from, to, 1, to / 2, frame -> sine(frame, hertz, from));
        double noise = 0;
        double signal = 0;
        for (int k = to / 10; k < out.length; k++) {
            double exact = sine(k, hertz, to);
            signal += exact * exact;
            noise += (out[k] - exact) * (out[k] - exact);
        }
        double decibels = 10 * Math.log10(signal / noise);
        assertTrue(decibels > 75, from + " to " + to + ": " + decibels + " dB");
    }

    @Test
    void whatTheLowerRateCannotHoldIsGone() {
        for (double hertz : new double[] {16_000, 17_000, 20_000, 23_000}) {
            float[] out = convert(48_000, 32_000, 1, 16_000, frame -> sine(frame, hertz, 48_000));
            double most = 0;
            for (int k = 1_000; k < out.length; k++) {
                most = Math.max(most, Math.abs(out[k]));
            }
            assertTrue(most < 1e-4, hertz + " Hz: " + 20 * Math.log10(most) + " dB");
        }
    }

    @Test
    void aConstantStaysExact() {
        float[] out = convert(44_100, 48_000, 1, 4_800, frame -> 0.5f);
        for (int k = 100; k < out.length; k++) {
            assertEquals(0.5f, out[k], 1e-6f);
        }
    }

    @Test
    void theSameRateIsHeardInTheSamePlace() {
        float[] out = convert(48_000, 48_000, 1, 1_000, frame -> frame == 500 ? 1 : 0);
        for (int k = 0; k < out.length; k++) {
            assertTrue(Math.abs(out[k]) <= out[500], "frame " + k);
        }
        assertTrue(out[500] > 0.9);
    }

    @Test
    void howItIsCutDoesNotMatterAndChannelsStayApart() {
        Random random = new Random(5);
        float[] noise = new float[2 * 60_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat() - 0.5f;
        }
        float[] whole = cut(noise, 44_100, 48_000, () -> BLOCK);
        float[] parts = cut(noise, 44_100, 48_000, () -> random.nextInt(BLOCK + 1));
        assertArrayEquals(whole, parts);
        for (int i = 1; i < noise.length; i += 2) {
            noise[i] = 0;
        }
        float[] left = cut(noise, 44_100, 48_000, () -> BLOCK);
        for (int i = 0; i < left.length; i += 2) {
            assertEquals(whole[i], left[i]);
            assertEquals(0, left[i + 1]);
        }
    }

    @Test
    void itNeedsHalfAWindowMoreThanItGivesAndNeverDrifts() {
        Resampler resampler = new Resampler(44_100, 48_000, 1, BLOCK);
        float[] in = new float[2 * BLOCK];
        float[] out = new float[BLOCK];
        long put = 0;
        for (long taken = 0; taken < 48_000L * 60; taken += BLOCK) {
            int needed = resampler.needed(BLOCK);
            resampler.put(in, needed);
            put += needed;
            resampler.take(out, BLOCK);
            long exact = (taken + BLOCK - 1) * 44_100 / 48_000;
            assertEquals(exact + 33, put);
        }
    }

    @Test
    void aBentRatioBendsThePitchWithoutAStep() {
        Resampler resampler = new Resampler(48_000, 48_000, 1, BLOCK);
        float[] in = new float[2 * BLOCK];
        float[] out = new float[BLOCK];
        int put = 0;
        double last = 0;
        double steepest = 0;
        for (int block = 0; block < 200; block++) {
            resampler.follow(block < 100 ? 0 : block < 150 ? 0.001 : 1);
            int needed = resampler.needed(BLOCK);
            for (int i = 0; i < needed; i++) {
                in[i] = (float) sine(put + i, 1_000, 48_000);
            }
            resampler.put(in, needed);
            put += needed;
            resampler.take(out, BLOCK);
            for (int i = 0; i < BLOCK; i++) {
                steepest = block > 0 ? Math.max(steepest, Math.abs(out[i] - last)) : 0;
                last = out[i];
            }
        }
        // The last 50 blocks were bent as far as it goes, by a hundredth.
        assertEquals(BLOCK * (150 + 50 * 1.001 - 50 + 50 * 1.01) + 33, put, 2);
        assertEquals(0.8 * 2 * Math.PI * 1_010 / 48_000, steepest, 1e-3);
    }

    @Test
    void afterAResetItBeginsAnew() {
        Resampler resampler = new Resampler(44_100, 48_000, 1, BLOCK);
        float[] in = new float[2 * BLOCK];
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) Math.sin(i);
        }
        float[] first = new float[BLOCK];
        float[] again = new float[BLOCK];
        resampler.put(in, resampler.needed(BLOCK));
        resampler.take(first, BLOCK);
        resampler.reset();
        resampler.put(in, resampler.needed(BLOCK));
        resampler.take(again, BLOCK);
        assertArrayEquals(first, again);
    }

    @Test
    void whoPutsTooLittleOrTooMuchIsTold() {
        Resampler resampler = new Resampler(44_100, 48_000, 1, BLOCK);
        float[] frames = new float[4 * BLOCK];
        assertThrows(IllegalStateException.class, () -> resampler.take(frames, 1));
        assertThrows(IllegalArgumentException.class, () -> resampler.put(frames, 4 * BLOCK));
        assertThrows(IllegalArgumentException.class, () -> resampler.needed(BLOCK + 1));
        assertThrows(IllegalArgumentException.class, () -> new Resampler(0, 1, 1, 1));
    }

    @Test
    void itAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Resampler resampler = new Resampler(44_100, 48_000, 2, BLOCK);
        float[] in = new float[4 * BLOCK];
        float[] out = new float[2 * BLOCK];
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                resampler.put(in, resampler.needed(BLOCK));
                resampler.take(out, BLOCK);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    private interface Sound {
        double at(int frame);
    }

    private interface Length {
        int next();
    }

    private static double sine(int frame, double hertz, int rate) {
        return 0.8 * Math.sin(2 * Math.PI * hertz * frame / rate);
    }

    private static float[] convert(int from, int to, int channels, int frames, Sound sound) {
        float[] in =
                new float[(int) Math.ceilDiv((long) (frames + BLOCK) * from, (long) to) + 2_000];
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) sound.at(i);
        }
        Resampler resampler = new Resampler(from, to, channels, BLOCK);
        float[] out = new float[frames];
        float[] block = new float[BLOCK];
        int put = 0;
        for (int done = 0; done + BLOCK <= frames; done += BLOCK) {
            int needed = resampler.needed(BLOCK);
            resampler.put(java.util.Arrays.copyOfRange(in, put, put + needed), needed);
            put += needed;
            resampler.take(block, BLOCK);
            System.arraycopy(block, 0, out, done, BLOCK);
        }
        return java.util.Arrays.copyOf(out, frames / BLOCK * BLOCK);
    }

    private static float[] cut(float[] in, int from, int to, Length length) {
        Resampler resampler = new Resampler(from, to, 2, BLOCK);
        float[] out = new float[2 * 48_000];
        int put = 0;
        int done = 0;
        while (done < 48_000) {
            int frames = Math.min(48_000 - done, length.next());
            int needed = resampler.needed(frames);
            resampler.put(java.util.Arrays.copyOfRange(in, 2 * put, 2 * (put + needed)), needed);
            put += needed;
            float[] block = new float[2 * frames];
            resampler.take(block, frames);
            System.arraycopy(block, 0, out, 2 * done, 2 * frames);
            done += frames;
        }
        return out;
    }
}
