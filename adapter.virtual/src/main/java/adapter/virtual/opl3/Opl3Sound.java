package adapter.virtual.opl3;

import java.util.Arrays;

/**
 * The sound of an {@link Opl3} at another rate: a low-pass of {@value #TAPS} taps. It is later than
 * the chip by {@value #TAPS}/2 of its frames, half a millisecond. One thread, the one that renders
 * the chip; allocates nothing.
 */
public final class Opl3Sound {
    private static final int TAPS = 48;
    private static final int PHASES = 256;

    /** Where the low-pass is at −6 dB, as a part of half the lower rate. */
    private static final double EDGE = 0.93;

    private static final double KAISER_BETA = 7;
    private static final int LOWEST_RATE = 44_100;
    private static final int HIGHEST_RATE = 192_000;

    /** The chip's rate, 7 · 10⁷ / 1408 frames per second, as a fraction. */
    private static final long CHIP_FRAMES = 70_000_000;

    private static final long CHIP_SECONDS = 1_408;

    private final Opl3 chip;

    /** A frame here is this many frames of the chip, divided by {@link #divisor}. */
    private final long step;

    private final long divisor;
    private final float[] taps;

    private final short[] fresh = new short[2];

    /** The last frames, each twice, so that they can be read in a row. */
    private final float[] left = new float[2 * TAPS];

    private final float[] right = new float[2 * TAPS];
    private int newest;
    private long rest;

    /** Frames in a row that were nothing. */
    private int zeros = TAPS;

    /** Whether all the last frames were. */
    private volatile boolean dry = true;

    /**
     * Makes one that begins with the chip's next frame.
     *
     * @param sampleRate frames per second, 44100 to 192000
     */
    public Opl3Sound(Opl3 chip, int sampleRate) {
        if (sampleRate < LOWEST_RATE || sampleRate > HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "sampleRate="
                            + sampleRate
                            + " is out of range; use "
                            + LOWEST_RATE
                            + " to "
                            + HIGHEST_RATE);
        }
        this.chip = chip;
        step = CHIP_FRAMES;
        divisor = CHIP_SECONDS * sampleRate;
        taps = lowPass(Math.min(1, sampleRate / Opl3.SAMPLE_RATE) * EDGE);
    }

    /**
     * Renders the next frames.
     *
     * @param stereo takes left and right samples in turn
     * @param offset where the first goes
     */
    public void generate(short[] stereo, int offset, int frames) {
        for (int i = 0; i < frames; i++) {
            rest += step;
            while (rest >= divisor) {
                rest -= divisor;
                take();
            }
            double phase = (double) rest / divisor * PHASES;
            int row = (int) phase;
            float between = (float) (phase - row);
            stereo[offset + 2 * i] = sample(left, row, between);
            stereo[offset + 2 * i + 1] = sample(right, row, between);
        }
    }

    /** Leaves frames out; while {@link #isSilent} nothing is lost by it. */
    public void skip(long frames) {
        // In steps, so that no product is too large.
        long whole = frames / divisor;
        long chipFrames = whole * step;
        long more = (frames % divisor) * step + rest;
        rest = more % divisor;
        chip.skipTo(chip.frame() + chipFrames + more / divisor);
        forget();
    }

    /** Brings the chip back to what it is after power-on; nothing of it dies away. */
    public void powerOn() {
        chip.powerOn();
        forget();
        zeros = TAPS;
        dry = true;
    }

    /** Whether nothing sounds, and nothing will before a register is written. Any thread. */
    public boolean isSilent() {
        return dry && chip.isSilent();
    }

    private void forget() {
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
    }

    private void take() {
        chip.generate(fresh, 0, 1);
        newest = newest == 0 ? TAPS - 1 : newest - 1;
        left[newest] = fresh[0];
        left[newest + TAPS] = fresh[0];
        right[newest] = fresh[1];
        right[newest + TAPS] = fresh[1];
        if ((fresh[0] | fresh[1]) != 0) {
            zeros = 0;
            dry = false;
        } else if (zeros < TAPS) {
            zeros++;
            dry = zeros == TAPS;
        }
    }

    private short sample(float[] history, int row, float between) {
        int at = row * TAPS;
        float here = 0;
        float next = 0;
        for (int i = 0; i < TAPS; i++) {
            float frame = history[newest + i];
            here += frame * taps[at + i];
            next += frame * taps[at + TAPS + i];
        }
        int rounded = Math.round(here + between * (next - here));
        return (short) Math.clamp(rounded, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /**
     * A windowed sinc for each place between two frames of the chip, and for the end of the last.
     *
     * @param edge as a part of half the chip's rate
     */
    private static float[] lowPass(double edge) {
        float[] rows = new float[(PHASES + 1) * TAPS];
        double[] row = new double[TAPS];
        for (int phase = 0; phase <= PHASES; phase++) {
            double sum = 0;
            for (int i = 0; i < TAPS; i++) {
                double x = i + phase / (double) PHASES - TAPS / 2.0;
                row[i] = sinc(x * edge) * kaiser(x / (TAPS / 2.0));
                sum += row[i];
            }
            for (int i = 0; i < TAPS; i++) {
                rows[phase * TAPS + i] = (float) (row[i] / sum);
            }
        }
        return rows;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of the first kind and order zero. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
