package miniport.fmsynth;

/** Attenuations in steps of 0.75 dB, as the chip has them. */
final class Loudness {
    /** Nothing is to be heard. More than all attenuations together. */
    static final int SILENT = 1_000;

    /** What the level register can say at most; it does not silence. */
    static final int MOST = 63;

    private static final double STEP_DECIBELS = 0.75;
    private static final int[] CONTROLS = new int[128];

    static {
        CONTROLS[0] = SILENT;
        for (int value = 1; value < CONTROLS.length; value++) {
            // As General MIDI has it: the square of the value.
            double decibels = 40 * Math.log10(127.0 / value);
            CONTROLS[value] = (int) Math.round(decibels / STEP_DECIBELS);
        }
    }

    private Loudness() {}

    /** Of a velocity, a volume or an expression, 0 … 127. */
    static int ofControl(int value) {
        return CONTROLS[value];
    }
}
