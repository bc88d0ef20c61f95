package portcls.wav;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds every place where a sine of a known frequency does not go on as it must: {@code x[n] −
 * 2·cos(ω)·x[n−1] + x[n−2]} is 0 for any level and phase, and is not where frames are lost,
 * repeated, silent or wrong. Silence before and after the tone is no break.
 *
 * <p>Not thread-safe; allocates only for a break. Breaks that are closer than ten frames count as
 * one.
 */
public final class SineContinuity {
    /** Fitting samples in a row, beyond the first two, that make a sine. */
    private static final int STEADY = 8;

    /**
     * What rounding a sine to integers can add up to in the sum above, and a little more: four
     * times half a step, and a whole step where dither was added.
     */
    private static final double STEPS = 6.5;

    /** How many times the tolerance a tone must have, to be none of that noise. */
    private static final double LOUD = 2.5;

    private static final double FLOAT_TOLERANCE = 1e-6;

    /**
     * A break.
     *
     * @param frame the first frame that does not continue the sine
     * @param length frames until the sine is there again; 0 for a jump
     */
    public record Break(long frame, long length) {}

    private final double twoCos;
    private final double tolerance;
    private final List<Break> breaks = new ArrayList<>();
    private double before;
    private double beforeThat;
    private long frames;
    private int fitting;
    private boolean sounding;
    private long start = -1;
    private long end = -1;

    /**
     * Begins to check.
     *
     * @param frequency of the tone, Hz, below half of {@code sampleRate}
     * @param sampleRate frames per second
     * @param tolerance how far the sum may be from 0, see {@link #tolerance(WaveFormat)}; a tone
     *     must be several times louder to be seen
     */
    public SineContinuity(double frequency, int sampleRate, double tolerance) {
        if (!(frequency > 0 && frequency < sampleRate / 2.0 && tolerance > 0)) {
            throw new IllegalArgumentException(
                    "0 < frequency < sampleRate / 2 and tolerance > 0 are needed: frequency="
                            + frequency
                            + ", sampleRate="
                            + sampleRate
                            + ", tolerance="
                            + tolerance);
        }
        twoCos = 2 * Math.cos(2 * Math.PI * frequency / sampleRate);
        this.tolerance = tolerance;
    }

    /**
     * The tolerance for a sine that was rounded to a format once, with dither or without. With 8
     * bits only loud and high tones stand out from it.
     */
    public static double tolerance(WaveFormat format) {
        boolean floats = format.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        double steps = STEPS / (1L << format.validBitsPerSample() - 1);
        return floats ? FLOAT_TOLERANCE : Math.max(FLOAT_TOLERANCE, steps);
    }

    /**
     * Adds a block of one channel.
     *
     * @param first index of its first sample
     * @param step from one sample of the channel to the next
     * @param count frames
     */
    public void add(float[] samples, int first, int step, int count) {
        if (count > 0) {
            Objects.checkIndex(first, samples.length);
            Objects.checkIndex(first + (count - 1L) * step, samples.length);
        }
        for (int i = 0; i < count; i++) {
            next(samples[first + i * step]);
        }
    }

    /** Frames checked. */
    public long frames() {
        return frames;
    }

    /** The first frame of the tone; −1 when there is none. */
    public long start() {
        return start;
    }

    /** The frame behind the last one of the tone; −1 when there is none. */
    public long end() {
        return sounding ? frames : end;
    }

    /** Where the tone broke and went on again. */
    public List<Break> breaks() {
        return List.copyOf(breaks);
    }

    private void next(double now) {
        boolean fits = frames >= 2 && Math.abs(now - twoCos * before + beforeThat) <= tolerance;
        if (sounding && !fits) {
            sounding = false;
            end = frames;
            fitting = 0;
        } else if (!sounding) {
            fitting = fits && isLoud(now) ? fitting + 1 : 0;
            if (fitting == STEADY) {
                found(frames - STEADY - 1);
            }
        }
        beforeThat = before;
        before = now;
        frames++;
    }

    /** The same for all samples of one sine: its level times the sine of ω. */
    private boolean isLoud(double now) {
        double square = now * now + before * before - twoCos * now * before;
        return square > LOUD * LOUD * tolerance * tolerance;
    }

    private void found(long frame) {
        sounding = true;
        if (start < 0) {
            start = frame;
        } else {
            breaks.add(new Break(end, Math.max(0, frame - end)));
        }
    }
}
