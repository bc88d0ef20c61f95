package adapter.virtual.opl3;

/**
 * The two slow oscillators that all operators share: tremolo of 3.7 Hz and 1 or 4.8 dB, vibrato of
 * 6.1 Hz and 7 or 14 cents.
 */
final class Lfo {
    private static final int TREMOLO_FRAMES = 64;
    private static final int TREMOLO_STEPS = 210;
    private static final int VIBRATO_FRAMES = 1_024;
    private static final int VIBRATO_STEPS = 8;

    private boolean deepTremolo;
    private boolean deepVibrato;

    /** Depths, register 0xBD. */
    void depths(int value) {
        deepTremolo = (value & 0x80) != 0;
        deepVibrato = (value & 0x40) != 0;
    }

    /** Attenuation by the tremolo at a frame, in steps of 0.1875 dB. */
    int tremolo(long frame) {
        int step = (int) (frame / TREMOLO_FRAMES % TREMOLO_STEPS);
        int triangle = Math.min(step, TREMOLO_STEPS - step);
        return triangle >> (deepTremolo ? 2 : 4);
    }

    /** Where the vibrato stands at a frame: a number for {@link #bend}. */
    int vibrato(long frame) {
        int step = (int) (frame / VIBRATO_FRAMES % VIBRATO_STEPS);
        return step << 1 | (deepVibrato ? 1 : 0);
    }

    /** By how much the vibrato changes an F-number. */
    static int bend(int vibrato, int fNumber) {
        int step = vibrato >> 1;
        if ((step & 3) == 0) {
            return 0;
        }
        int depth = fNumber >> 7;
        if ((step & 1) != 0) {
            depth >>= 1;
        }
        if ((vibrato & 1) == 0) {
            depth >>= 1;
        }
        return step > 4 ? -depth : depth;
    }
}
