package adapter.jdk.wave;

import java.util.function.IntPredicate;

/**
 * The sample rates of a line that claims to take any, Hz.
 *
 * @param lowest the lowest
 * @param highest the highest
 */
record RateSpan(int lowest, int highest) {
    /** Everything that is usual. */
    static final RateSpan ALL = new RateSpan(8_000, 192_000);

    private static final int[] LOW = {8_000, 11_025, 22_050, 44_100, 48_000};
    private static final int[] HIGH = {192_000, 96_000, 48_000, 44_100, 22_050};

    /**
     * Cut to what can be opened. When nothing can, the device is in use and says nothing: then it
     * is believed.
     */
    static RateSpan tried(IntPredicate opens) {
        int highest = first(HIGH, opens);
        if (highest == 0) {
            return ALL;
        }
        int lowest = first(LOW, rate -> rate >= highest || opens.test(rate));
        return new RateSpan(Math.min(lowest, highest), highest);
    }

    private static int first(int[] rates, IntPredicate opens) {
        for (int rate : rates) {
            if (opens.test(rate)) {
                return rate;
            }
        }
        return 0;
    }
}
