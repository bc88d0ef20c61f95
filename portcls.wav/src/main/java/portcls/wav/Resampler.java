package portcls.wav;

import java.util.Arrays;

/**
 * Sound at another sample rate: a windowed sinc (64 points, more when the rate goes down), for
 * programs that are pulled. It tells how many frames it needs for those that are wanted, is given
 * them, and gives exactly as many as were wanted:
 *
 * <pre>{@code
 * render(in, resampler.needed(frames));
 * resampler.put(in, resampler.needed(frames));
 * resampler.take(out, frames);
 * }</pre>
 *
 * <p>Unless it is bent, the ratio of the rates is kept exactly, for ever: output frame {@code k}
 * lies at input frame {@code k × fromRate ÷ toRate}, without delay. To know what comes it takes in
 * half a window more than it gives; before the first frame is silence. What is above 91 % of the
 * lower rate's half is damped, and above that half gone by 80 dB.
 *
 * <p>Where one of the two clocks is not the other's, {@link #follow} bends the ratio a little while
 * it goes on, without a step in the sound.
 *
 * <p>For one thread; allocates nothing after construction.
 */
public final class Resampler {
    /** Points of the window on each side at the lower rate. */
    private static final int HALF = 32;

    /**
     * Rows of the table between one input frame and the next; what lies between is interpolated.
     */
    private static final int ROWS = 512;

    /** Middle of the slope, of the lower rate's half. */
    private static final double CUTOFF = 0.92;

    /** Shape of the Kaiser window: 80 dB. */
    private static final double BETA = 8;

    /** How far the ratio may be bent: a hundredth. */
    private static final double MOST_BEND = 0.01;

    private final int fromRate;
    private final int toRate;
    private final int channels;
    private final int longest;
    private final int points;
    private final float[] table;
    private final float[] row;
    private final float[] history;

    /** Frames in {@link #history}; the first of them is the first point of the next frame. */
    private int filled;

    /** From one frame to the next, in parts of {@link #toRate}. */
    private int step;

    /** Where the next frame lies behind the middle of the window, in parts of {@link #toRate}. */
    private long phase;

    /**
     * A resampler at its start.
     *
     * @param fromRate of the frames that are put, Hz
     * @param toRate of those that are taken, Hz
     * @param channels of both, interleaved
     * @param longest most frames that are taken at a time
     */
    public Resampler(int fromRate, int toRate, int channels, int longest) {
        if (fromRate < 1 || toRate < 1 || channels < 1 || longest < 1) {
            throw new IllegalArgumentException(
                    "rates, channels and longest must be at least 1: fromRate="
                            + fromRate
                            + ", toRate="
                            + toRate
                            + ", channels="
                            + channels
                            + ", longest="
                            + longest);
        }
        this.fromRate = fromRate;
        this.toRate = toRate;
        this.channels = channels;
        this.longest = longest;
        double scale = Math.min(1, (double) toRate / fromRate);
        int half = (int) Math.ceil(HALF / scale);
        points = 2 * half;
        table = table(half, CUTOFF * scale);
        row = new float[points];
        step = fromRate;
        long widest = (long) Math.ceil(longest * (1 + MOST_BEND) * fromRate / toRate);
        long room = points + widest + 1;
        history = new float[Math.toIntExact(room * channels)];
        reset();
    }

    /**
     * Takes in more frames, or fewer, for those that it gives from now on.
     *
     * @param bend 0.001 = a thousandth more; it is limited to a hundredth
     */
    public void follow(double bend) {
        step =
                Math.max(
                        1,
                        (int) Math.round(fromRate * (1 + Math.clamp(bend, -MOST_BEND, MOST_BEND))));
    }

    /** Forgets everything but how it is bent: the next frame that is put is the first. */
    public void reset() {
        Arrays.fill(history, 0);
        filled = points / 2 - 1;
        phase = 0;
    }

    /** How many frames have to be put before so many can be taken. */
    public int needed(int frames) {
        requireLength(frames);
        if (frames == 0) {
            return 0;
        }
        long last = (phase + (frames - 1L) * step) / toRate;
        return (int) Math.max(0, last + points - filled);
    }

    /**
     * Takes in frames.
     *
     * @param frames not more than are {@link #needed}
     */
    public void put(float[] from, int frames) {
        if ((filled + frames) * channels > history.length) {
            throw new IllegalArgumentException("put no more than needed() tells: frames=" + frames);
        }
        System.arraycopy(from, 0, history, filled * channels, frames * channels);
        filled += frames;
    }

    /** Gives frames; all that are needed for them were put. */
    public void take(float[] to, int frames) {
        if (needed(frames) > 0) {
            throw new IllegalStateException(
                    "put what needed() tells first: needed=" + needed(frames));
        }
        int start = 0;
        for (int frame = 0; frame < frames; frame++) {
            blend();
            for (int channel = 0; channel < channels; channel++) {
                to[frame * channels + channel] = sum(start * channels + channel);
            }
            phase += step;
            start += (int) (phase / toRate);
            phase %= toRate;
        }
        // A step may lead behind what is there: the next frame begins with what comes.
        int gone = Math.min(start, filled);
        System.arraycopy(history, gone * channels, history, 0, (filled - gone) * channels);
        filled -= gone;
        phase += (long) (start - gone) * toRate;
    }

    private float sum(int first) {
        float sum = 0;
        int at = first;
        for (int point = 0; point < points; point++) {
            sum += row[point] * history[at];
            at += channels;
        }
        return sum;
    }

    /** The points for the next frame. */
    private void blend() {
        double exact = (double) phase * ROWS / toRate;
        int index = (int) exact;
        float part = (float) (exact - index);
        int low = index * points;
        int high = low + points;
        for (int point = 0; point < points; point++) {
            float before = table[low + point];
            row[point] = before + part * (table[high + point] - before);
        }
    }

    private void requireLength(int frames) {
        if (frames < 0 || frames > longest) {
            throw new IllegalArgumentException(
                    "frames must lie in 0 … " + longest + ": frames=" + frames);
        }
    }

    private static float[] table(int half, double cutoff) {
        int points = 2 * half;
        float[] table = new float[(ROWS + 1) * points];
        double[] exact = new double[points];
        for (int index = 0; index <= ROWS; index++) {
            double sum = 0;
            for (int point = 0; point < points; point++) {
                double distance = point - (half - 1) - (double) index / ROWS;
                exact[point] = sinc(cutoff * distance) * window(distance / half);
                sum += exact[point];
            }
            for (int point = 0; point < points; point++) {
                table[index * points + point] = (float) (exact[point] / sum);
            }
        }
        return table;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** The Kaiser window at −1 … 1. */
    private static double window(double x) {
        return Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA);
    }

    /** Modified Bessel function of the first kind and order 0. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
