package portcls.banks.sf2;

/** The generators of SoundFont 2.04 (its section 8.1) and what they may say. */
public final class Sf2Generators {
    static final int START_OFFSET = 0;
    static final int END_OFFSET = 1;
    static final int START_LOOP_OFFSET = 2;
    static final int END_LOOP_OFFSET = 3;
    static final int START_COARSE = 4;
    static final int MOD_LFO_TO_PITCH = 5;
    static final int VIBRATO_TO_PITCH = 6;
    static final int MOD_ENVELOPE_TO_PITCH = 7;
    static final int END_COARSE = 12;
    static final int START_LOOP_COARSE = 45;
    static final int END_LOOP_COARSE = 50;

    /** Which instrument a preset's zone plays; the last of its generators. */
    public static final int INSTRUMENT = 41;

    /** The keys of a zone; low byte the lowest, high byte the highest; its first generator. */
    public static final int KEY_RANGE = 43;

    /** The velocities of a zone; behind the key range. */
    public static final int VELOCITY_RANGE = 44;

    /** Which sample an instrument's zone plays; the last of its generators. */
    public static final int SAMPLE_ID = 53;

    /** 0 not looped, 1 looped, 3 looped until the key is released. */
    public static final int SAMPLE_MODES = 54;

    static final int COARSE_TUNE = 51;
    static final int FINE_TUNE = 52;
    static final int SCALE_TUNING = 56;
    static final int ROOT_KEY = 58;

    /** One more than the greatest. */
    static final int COUNT = 61;

    /** Cents by which a preset, or a controller, moves what an instrument says. */
    static final int MOST_ADDED = 2_400;

    private static final int ANY = 0x7FFF;

    /** What may be told of a sample's place and pitch, in an instrument only. */
    private static final long INSTRUMENT_ONLY =
            bits(0, 1, 2, 3, 4, 12, 45, 46, 47, 50, SAMPLE_ID, SAMPLE_MODES, 57, 58);

    private static final long UNUSED = bits(14, 18, 19, 20, 42, 49, 55, 59, 60);

    /**
     * Least and greatest value by generator, as an instrument may say it: those of the format, and
     * somewhat more where banks in use go beyond (gain instead of attenuation, long releases).
     */
    private static final short[] LIMITS = limits();

    private Sf2Generators() {}

    /** Whether it may stand in a zone. */
    static boolean allowed(int generator, boolean preset) {
        if (generator >= COUNT || (UNUSED >> generator & 1) != 0) {
            return false;
        }
        return preset ? (INSTRUMENT_ONLY >> generator & 1) == 0 : generator != INSTRUMENT;
    }

    /** The nearest value that is allowed; a preset's values are added to an instrument's. */
    static int clamp(int generator, int value, boolean preset) {
        int least = LIMITS[2 * generator];
        int greatest = LIMITS[2 * generator + 1];
        if (preset) {
            if (generator == SCALE_TUNING) {
                return Math.clamp(value, -greatest, 0);
            }
            if (movesPitch(generator)) {
                return Math.clamp(value, -MOST_ADDED, MOST_ADDED);
            }
            int span = Math.min(greatest - least, ANY);
            return Math.clamp(value, -span, span);
        }
        return Math.clamp(value, least, greatest);
    }

    /** Whether it is pitch in cents, moved by something. */
    static boolean movesPitch(int generator) {
        return generator >= MOD_LFO_TO_PITCH && generator <= MOD_ENVELOPE_TO_PITCH;
    }

    private static short[] limits() {
        short[] limits = new short[2 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            set(limits, -ANY - 1, ANY, i);
        }
        set(limits, 0, ANY, START_OFFSET, START_COARSE);
        set(limits, -ANY - 1, 0, END_OFFSET, END_COARSE);
        set(limits, -12_000, 12_000, 5, 6, 7, 10, 11);
        set(limits, 1_500, 20_000, 8);
        set(limits, 0, 960, 9);
        set(limits, -960, 960, 13);
        set(limits, 0, 1_000, 15, 16, 29);
        set(limits, -500, 500, 17);
        set(limits, -12_000, 5_000, 21, 23, 25, 27, 33, 35);
        set(limits, -16_000, 4_500, 22, 24);
        set(limits, -12_000, 12_000, 26, 28, 30, 34, 36, 38);
        set(limits, -1_200, 1_200, 31, 32, 39, 40);
        set(limits, -200, 1_440, 37, 48);
        set(limits, -1, 127, 46, 47, 58);
        set(limits, -120, 120, 51);
        set(limits, -99, 99, 52);
        set(limits, 0, 3, SAMPLE_MODES);
        set(limits, 0, 1_200, 56);
        set(limits, 0, 127, 57);
        return limits;
    }

    private static void set(short[] limits, int least, int greatest, int... generators) {
        for (int generator : generators) {
            limits[2 * generator] = (short) least;
            limits[2 * generator + 1] = (short) greatest;
        }
    }

    private static long bits(int... generators) {
        long bits = 0;
        for (int generator : generators) {
            bits |= 1L << generator;
        }
        return bits;
    }
}
