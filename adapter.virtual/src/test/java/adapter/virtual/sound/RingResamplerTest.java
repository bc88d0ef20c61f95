package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A tone that goes through at another rate is still that tone, whatever the clocks do. */
class RingResamplerTest {
    private static final int FROM = 44_100;
    private static final int TO = 48_000;
    private static final int BLOCK = 480;
    private static final int TARGET = 3_072;
    private static final double TONE = 1_000;

    private final FrameRing ring = new FrameRing(1 << 15);
    private long written;

    @Test
    void aToneKeepsItsPitchAndItsLevel() {
        double frequency = play(200);

        assertEquals(TONE, frequency, 1.0);
    }

    @Test
    void aClockThatRunsFasterIsFollowedWithoutABreak() {
        RingResampler resampler = new RingResampler(ring, FROM, TO, TARGET, BLOCK);
        run(resampler, 1.0009, 8_000, new float[2 * BLOCK]); // 3175 frames too many

        assertEquals(0, resampler.ranDry(), "it never ran dry");
        assertTrue(ring.size() > TARGET / 2 && ring.size() < 2 * TARGET, "size=" + ring.size());
    }

    @Test
    void packetsLargerThanTheLeastReserveDoNotRunItDry() {
        int packet = 8_192;
        int target = 2 * packet * FROM / TO + RingResampler.LOOK_AHEAD;
        RingResampler resampler = new RingResampler(ring, FROM, TO, target, packet);
        float[] block = new float[2 * packet];
        feed(target);
        double owed = 0;
        for (int i = 0; i < 200; i++) {
            resampler.take(block, packet);
            owed += (double) packet * FROM / TO;
            feed((int) owed);
            owed -= (int) owed;
        }

        assertEquals(0, resampler.ranDry(), "it never ran dry");
    }

    @Test
    void withNothingToTakeThereIsSilenceAndThenTheToneAgain() {
        RingResampler resampler = new RingResampler(ring, FROM, TO, TARGET, BLOCK);
        float[] block = new float[2 * BLOCK];
        resampler.take(block, BLOCK);
        assertEquals(0, peak(block));

        feed(TARGET + 1_000);
        resampler.take(block, BLOCK);
        assertTrue(peak(block) > 0.4);

        while (resampler.ranDry() == 0) {
            resampler.take(block, BLOCK);
        }
        resampler.take(block, BLOCK);
        assertEquals(0, peak(block));
    }

    private double play(int blocks) {
        RingResampler resampler = new RingResampler(ring, FROM, TO, TARGET, BLOCK);
        float[] block = new float[2 * BLOCK];
        feed(TARGET + 600);
        int crossings = 0;
        float last = 0;
        long frames = 0;
        double loudest = 0;
        for (int i = 0; i < blocks; i++) {
            feed(BLOCK * FROM / TO);
            resampler.take(block, BLOCK);
            loudest = Math.max(loudest, peak(block));
            for (int j = 0; j < BLOCK; j++) {
                float sample = block[2 * j];
                if (last < 0 && sample >= 0) {
                    crossings++;
                }
                last = sample;
            }
            frames += BLOCK;
        }
        assertEquals(0.5, loudest, 0.01);
        return crossings * (double) TO / frames;
    }

    private void run(RingResampler resampler, double speed, int blocks, float[] block) {
        double owed = TARGET + 600;
        for (int i = 0; i < blocks; i++) {
            owed += BLOCK * speed * FROM / TO;
            feed((int) owed);
            owed -= (int) owed;
            resampler.take(block, BLOCK);
        }
    }

    private void feed(int frames) {
        byte[] data = new byte[frames * 4];
        for (int i = 0; i < frames; i++) {
            double phase = 2 * Math.PI * TONE * written / FROM;
            short value = (short) Math.round(16_384 * Math.sin(phase));
            for (int channel = 0; channel < 2; channel++) {
                data[4 * i + 2 * channel] = (byte) value;
                data[4 * i + 2 * channel + 1] = (byte) (value >> 8);
            }
            written++;
        }
        assertTrue(ring.offer(data, 0, data.length), "the ring has room");
    }

    private static double peak(float[] block) {
        double peak = 0;
        for (float sample : block) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
