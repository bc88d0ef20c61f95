package adapter.virtual.opl3;

/**
 * What the chip holds in ROM, by its formulas. It multiplies by adding logarithms: an attenuation
 * counts in 1/256 octaves of amplitude, so that 256 are 6.02 dB.
 */
final class Tables {
    /** Steps of a quarter of a wave, and of an octave of attenuation. */
    private static final int STEPS = 256;

    /** Added to an attenuation where a wave is silent; beyond it nothing is left. */
    static final int SILENCE = 0x1000;

    private static final int[] LOG_SIN = new int[STEPS];
    private static final int[] POWER = new int[STEPS];

    /** Attenuation of a key scale level of 6 dB per octave at block 8, by the top of F-number. */
    private static final int[] KEY_LEVEL = new int[16];

    static {
        for (int i = 0; i < STEPS; i++) {
            double sine = Math.sin((i + 0.5) * Math.PI / (2 * STEPS));
            LOG_SIN[i] = (int) Math.round(-STEPS * log2(sine));
            POWER[i] = 2 * (int) Math.round(1024 * Math.pow(2, (STEPS - 1 - i) / (double) STEPS));
        }
        for (int i = 1; i < KEY_LEVEL.length; i++) {
            KEY_LEVEL[i] = 4 * (int) Math.ceil(32 + 8 * log2(i));
        }
    }

    private Tables() {}

    /** Attenuation of the first quarter of a sine, 0 … 255. */
    static int logSin(int index) {
        return LOG_SIN[index];
    }

    /** Amplitude after an attenuation: 4084 at none, 0 at about 72 dB. */
    static int amplitude(int attenuation) {
        return POWER[attenuation & STEPS - 1] >> (attenuation >> 8);
    }

    /**
     * Key scale level in steps of 0.1875 dB at 6 dB per octave.
     *
     * @param fNumber 0 … 1023
     * @param block 0 … 7
     */
    static int keyLevel(int fNumber, int block) {
        return Math.max(0, KEY_LEVEL[fNumber >> 6] - (8 - block) * 32);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
