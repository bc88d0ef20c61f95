package miniport.fmsynth;

/** Notes as F-number and block: frequency = F-number · 49716 Hz / 2^(20 − block). */
final class Pitch {
    private static final double SAMPLE_RATE = 10_000_000 * 7 / 1_408.0;
    private static final double A4_HERTZ = 440;
    private static final int A4 = 69;
    private static final int SEMITONES = 12;
    private static final int HIGHEST_BLOCK = 7;
    private static final int HIGHEST = 1_023;
    private static final int F_NUMBER_BITS = 10;

    /** F-number of A4 in block 0. */
    private static final double A4_F_NUMBER = A4_HERTZ * (1 << 20) / SAMPLE_RATE;

    private Pitch() {}

    /**
     * F-number and, above its ten bits, the block. The lowest block that can hold it, since that is
     * the most exact; what is too high for all sounds an octave lower.
     *
     * @param note number of the key, with fraction
     */
    static int of(double note) {
        double fNumber = A4_F_NUMBER * Math.pow(2, (note - A4) / SEMITONES);
        int block = 0;
        while (Math.round(fNumber) > HIGHEST) {
            fNumber /= 2;
            block = Math.min(block + 1, HIGHEST_BLOCK);
        }
        return block << F_NUMBER_BITS | (int) Math.round(fNumber);
    }
}
