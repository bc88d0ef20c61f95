package adapter.virtual.mixer;

import java.util.Arrays;

/**
 * A filter of second order that lifts or lowers all below or all above a frequency. Its level moves
 * in small steps, so that nothing clicks. A streaming thread's own; does not allocate.
 */
final class Shelf {
    /** Frames after which the level may move. */
    private static final int PART = 32;

    /** How far it moves then, dB. */
    private static final double MOVE = 0.5;

    /** What is left in it may be forgotten when it is softer than −140 dB. */
    private static final double NOTHING = 1e-7;

    /** So much of the sample rate is the highest frequency that it can have. */
    private static final double HIGHEST = 0.4;

    private static final double DECIBELS_PER_DECADE_OF_ROOT = 40;

    private final boolean high;
    private final int frequency;
    private final int channels;
    private final double[] first;
    private final double[] second;
    private double goal;
    private double level;
    private int rate;
    private double b0 = 1;
    private double b1;
    private double b2;
    private double a1;
    private double a2;

    /**
     * A filter that does nothing yet.
     *
     * @param high whether it is for what lies above the frequency
     * @param frequency where half of the level is reached, Hz
     */
    Shelf(boolean high, int frequency, int channels) {
        this.high = high;
        this.frequency = frequency;
        this.channels = channels;
        first = new double[channels];
        second = new double[channels];
    }

    /** Where to go from here, dB. */
    void to(double newGoal, int newRate) {
        goal = newGoal;
        if (rate != newRate) {
            rate = newRate;
            settle();
        }
    }

    /** Goes there at once, and forgets what went through: nobody hears it. */
    void settle() {
        level = goal;
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        tune();
    }

    /** Whether it changes nothing. */
    boolean isIdle() {
        if (goal != 0 || level != 0) {
            return false;
        }
        for (int channel = 0; channel < channels; channel++) {
            if (Math.abs(first[channel]) > NOTHING || Math.abs(second[channel]) > NOTHING) {
                return false;
            }
        }
        return true;
    }

    /** Changes frames. */
    void apply(float[] samples, int frames) {
        if (isIdle()) {
            return;
        }
        for (int done = 0; done < frames; done += PART) {
            if (level != goal) {
                level += Math.clamp(goal - level, -MOVE, MOVE);
                tune();
            }
            int part = Math.min(PART, frames - done);
            for (int channel = 0; channel < channels; channel++) {
                filter(channel, samples, done * channels + channel, part);
            }
        }
    }

    private void filter(int channel, float[] samples, int from, int frames) {
        double s1 = first[channel];
        double s2 = second[channel];
        for (int i = from; i < from + frames * channels; i += channels) {
            double in = samples[i];
            double out = b0 * in + s1;
            s1 = b1 * in - a1 * out + s2;
            s2 = b2 * in - a2 * out;
            samples[i] = (float) out;
        }
        first[channel] = s1;
        second[channel] = s2;
    }

    /** The usual bilinear shelf of slope 1. */
    private void tune() {
        double a = Math.pow(10, level / DECIBELS_PER_DECADE_OF_ROOT);
        double turn = 2 * Math.PI * Math.min((double) frequency / rate, HIGHEST);
        // Above the frequency is below it with the cosine turned round.
        double cos = high ? -Math.cos(turn) : Math.cos(turn);
        double sign = high ? -1 : 1;
        double width = 2 * Math.sqrt(a) * Math.sin(turn) * Math.sqrt(0.5);
        double norm = a + 1 + (a - 1) * cos + width;
        b0 = a * (a + 1 - (a - 1) * cos + width) / norm;
        b1 = sign * 2 * a * (a - 1 - (a + 1) * cos) / norm;
        b2 = a * (a + 1 - (a - 1) * cos - width) / norm;
        a1 = sign * -2 * (a - 1 + (a + 1) * cos) / norm;
        a2 = (a + 1 + (a - 1) * cos - width) / norm;
    }
}
