package portcls.bench.jack;

/** One millisecond of a sine at 48 kHz, over and over. */
final class Sine {
    private static final int PERIOD = 48;
    private static final float[] TABLE = new float[PERIOD];

    static {
        for (int i = 0; i < PERIOD; i++) {
            TABLE[i] = (float) (0.25 * Math.sin(2 * Math.PI * i / PERIOD));
        }
    }

    private Sine() {}

    /** The sample of a frame, counted from the stream's start. */
    static float at(long frame) {
        return TABLE[(int) (frame % PERIOD)];
    }
}
