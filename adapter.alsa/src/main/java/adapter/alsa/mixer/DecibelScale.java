package adapter.alsa.mixer;

import portcls.api.ks.BasicSupport.Stepping;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A scale that ALSA has the dB of. Where all steps are alike they are those of the range; else the
 * card takes what comes nearest.
 */
final class DecibelScale implements Scale {
    /** How many numbers are asked about at most. */
    static final int MOST_KNOWN = 65_536;

    /** What ALSA calls silence, 1/100 dB; what is below it too. */
    static final long MUTE = -9_999_999;

    private static final int HUNDREDTHS = 100;

    private final long minimum;
    private final long stride;
    private final int[] levels;
    private final Stepping range;

    /**
     * Makes one.
     *
     * @param minimum lowest number
     * @param stride from a number to the next one that is known
     * @param hundredths dB of the numbers that are known, 1/100 dB, rising
     */
    DecibelScale(long minimum, long stride, long[] hundredths) {
        this.minimum = minimum;
        this.stride = stride;
        int last = hundredths.length - 1;
        int audible =
                (int) LongStream.of(hundredths).limit(last).takeWhile(it -> it <= MUTE).count();
        int top = levelOf(hundredths[last]);
        boolean even = isEven(hundredths, audible);
        int step = even ? (top - levelOf(hundredths[audible])) / (last - audible) : FINE_STEP;
        levels = new int[hundredths.length];
        for (int i = audible; i <= last; i++) {
            levels[i] = even ? top - (last - i) * step : levelOf(hundredths[i]);
        }
        Arrays.fill(levels, 0, audible, SILENCE);
        // One step lower is silence, where the card has it.
        int lowest = levels[audible] - (audible > 0 ? step : 0);
        int steps = (top - lowest + step - 1) / step;
        range = new Stepping(top - steps * step, top, step);
    }

    private static boolean isEven(long[] hundredths, int first) {
        int last = hundredths.length - 1;
        long all = hundredths[last] - hundredths[first];
        return all > last - first
                && IntStream.range(first, last)
                        .mapToLong(i -> (hundredths[i + 1] - hundredths[i]) * (last - first))
                        .allMatch(steps -> Math.abs(steps - all) <= last - first);
    }

    private static int levelOf(long hundredths) {
        return (int) Math.round((double) hundredths * DECIBEL / HUNDREDTHS);
    }

    @Override
    public Stepping range() {
        return range;
    }

    @Override
    public int level(long volume) {
        return levels[Math.clamp((volume - minimum) / stride, 0, levels.length - 1)];
    }

    @Override
    public long volume(int level) {
        if (level <= range.minimum()) {
            return minimum;
        }
        int nearest = 0;
        for (int i = 1; i < levels.length; i++) {
            long distance = Math.abs((long) levels[i] - level);
            if (distance <= Math.abs((long) levels[nearest] - level)) {
                nearest = i;
            }
        }
        return minimum + nearest * stride;
    }
}
