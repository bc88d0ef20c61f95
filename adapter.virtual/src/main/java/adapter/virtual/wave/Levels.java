package adapter.virtual.wave;

import portcls.api.adapter.StreamControls;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Volume, mute and peak meter of each channel of a stream. Set by any thread, heard from the next
 * block on; a ramp goes in equal steps of amplitude. The meter stands behind volume and mute.
 */
final class Levels implements StreamControls {
    private static final int DECIBEL = 65_536;
    private static final int LOWEST = -96 * DECIBEL;
    private static final int HIGHEST = 0;
    private static final double DECIBELS_PER_DECADE = 20;
    private static final float TO_PEAK = 1L << 31;
    private static final long SECOND = 10_000_000;

    /** A volume that was asked for. Exchanged as a whole, so that its parts belong together. */
    private record Volume(int level, float gain, long rampFrames) {}

    private static final Volume UNITY = new Volume(0, 1, 0);

    private final int rate;
    private final int channels;
    private final AtomicReferenceArray<Volume> wanted;
    private final AtomicIntegerArray mutes;
    private final AtomicIntegerArray peaks;

    // The streaming thread's own.
    private final Volume[] applied;
    private final float[] gains;
    private final float[] steps;
    private final long[] stepsLeft;
    private boolean unity = true;

    Levels(int rate, int channels) {
        this.rate = rate;
        this.channels = channels;
        wanted = new AtomicReferenceArray<>(channels);
        mutes = new AtomicIntegerArray(channels);
        peaks = new AtomicIntegerArray(channels);
        applied = new Volume[channels];
        gains = new float[channels];
        steps = new float[channels];
        stepsLeft = new long[channels];
        for (int channel = 0; channel < channels; channel++) {
            wanted.set(channel, UNITY);
            applied[channel] = UNITY;
            gains[channel] = 1;
        }
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int minimumLevel() {
        return LOWEST;
    }

    @Override
    public int maximumLevel() {
        return HIGHEST;
    }

    @Override
    public int level(int channel) {
        return wanted.get(channel).level();
    }

    @Override
    public void level(int channel, int level, long ramp100ns) {
        if (level != Integer.MIN_VALUE && (level < LOWEST || level > HIGHEST)) {
            throw new IllegalArgumentException(
                    "a level lies in "
                            + LOWEST
                            + " … "
                            + HIGHEST
                            + " (1/65536 dB) or is "
                            + Integer.MIN_VALUE
                            + " for silence: level="
                            + level);
        }
        if (ramp100ns < 0) {
            throw new IllegalArgumentException("a ramp takes 0 or more: ramp100ns=" + ramp100ns);
        }
        double decibels = (double) level / DECIBEL;
        float gain =
                level == Integer.MIN_VALUE
                        ? 0
                        : (float) Math.pow(10, decibels / DECIBELS_PER_DECADE);
        long frames = ramp100ns / SECOND * rate + ramp100ns % SECOND * rate / SECOND;
        wanted.set(channel, new Volume(level, gain, frames));
    }

    @Override
    public boolean muted(int channel) {
        return mutes.get(channel) != 0;
    }

    @Override
    public void muted(int channel, boolean mute) {
        mutes.set(channel, mute ? 1 : 0);
    }

    @Override
    public int peak(int channel) {
        return peaks.getAndSet(channel, 0);
    }

    // The streaming thread.

    /** Changes frames as it is set, and measures them. */
    void apply(float[] samples, int frames) {
        boolean untouched = true;
        for (int channel = 0; channel < channels; channel++) {
            follow(channel);
            boolean mute = mutes.get(channel) != 0;
            if (mute || stepsLeft[channel] > 0 || gains[channel] != 1) {
                untouched = false;
                amplify(channel, mute, samples, frames);
            }
            measure(channel, samples, frames);
        }
        unity = untouched;
    }

    /** Whether the frames that were given last came out as they went in. */
    boolean wasUnity() {
        return unity;
    }

    private void follow(int channel) {
        Volume now = wanted.get(channel);
        if (now == applied[channel]) {
            return;
        }
        applied[channel] = now;
        stepsLeft[channel] = now.rampFrames();
        if (now.rampFrames() == 0) {
            gains[channel] = now.gain();
        } else {
            steps[channel] = (now.gain() - gains[channel]) / now.rampFrames();
        }
    }

    private void amplify(int channel, boolean mute, float[] samples, int frames) {
        float gain = gains[channel];
        float goal = applied[channel].gain();
        float step = steps[channel];
        long left = stepsLeft[channel];
        for (int i = channel; i < frames * channels; i += channels) {
            if (left > 0) {
                left--;
                gain = left == 0 ? goal : goal - step * left;
            }
            samples[i] = mute ? 0 : samples[i] * gain;
        }
        gains[channel] = gain;
        stepsLeft[channel] = left;
    }

    private void measure(int channel, float[] samples, int frames) {
        float highest = 0;
        for (int i = channel; i < frames * channels; i += channels) {
            highest = Math.max(highest, Math.abs(samples[i]));
        }
        int peak = (int) (highest * TO_PEAK); // stops at the largest int by itself
        int before = peaks.get(channel);
        while (peak > before && !peaks.compareAndSet(channel, before, peak)) {
            before = peaks.get(channel);
        }
    }
}
