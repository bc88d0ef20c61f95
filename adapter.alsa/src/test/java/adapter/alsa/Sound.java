package adapter.alsa;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures a sine. */
public final class Sound {
    private static final int APART = 16;

    private Sound() {}

    /** Frequency by its upward zero crossings, Hz. */
    public static double frequency(double[] samples, int rate) {
        double first = -1;
        double last = -1;
        int waves = -1;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                last = i - samples[i] / (samples[i] - samples[i - 1]);
                first = first < 0 ? last : first;
                waves++;
            }
        }
        return waves < 1 ? 0 : waves * rate / (last - first);
    }

    /** Root of the mean square. */
    public static double level(double[] samples) {
        double sum = 0;
        for (double sample : samples) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples.length);
    }

    /**
     * Where the curve is not that of one sine: index of each jump, what belongs together counted
     * once.
     */
    public static List<Integer> jumps(
            double[] samples, double frequency, int rate, double tolerance) {
        double twoCos = 2 * Math.cos(2 * Math.PI * frequency / rate);
        List<Integer> jumps = new ArrayList<>();
        int last = -APART;
        for (int i = 2; i < samples.length; i++) {
            double rest = samples[i] - twoCos * samples[i - 1] + samples[i - 2];
            if (Math.abs(rest) > tolerance) {
                if (i - last >= APART) {
                    jumps.add(i);
                }
                last = i;
            }
        }
        return jumps;
    }

    /** The longest part without a jump. */
    public static double[] longestPart(double[] samples, List<Integer> jumps) {
        int from = 0;
        int to = 0;
        int begin = 0;
        for (int i = 0; i <= jumps.size(); i++) {
            int end = i < jumps.size() ? jumps.get(i) - 2 : samples.length;
            if (end - begin > to - from) {
                from = begin;
                to = end;
            }
            begin = end + APART;
        }
        return Arrays.copyOfRange(samples, from, to);
    }
}
