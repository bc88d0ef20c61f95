package adapter.virtual.sb16;

/** A sine on both channels that begins at 0 with each recording. */
final class ToneIn implements LineIn {
    private static final double DECIBELS_PER_DECADE = 20;

    private final int frequency;
    private final double amplitude;
    private int turn;

    /**
     * Makes one.
     *
     * @param frequency Hz
     * @param level of its peaks, dB of full scale: 0 or less
     */
    ToneIn(int frequency, int level) {
        this.frequency = frequency;
        amplitude = Short.MAX_VALUE * Math.pow(10, level / DECIBELS_PER_DECADE);
    }

    @Override
    public void restart() {
        turn = 0;
    }

    @Override
    public void next(float[] frame) {
        float sample = (float) (amplitude * Math.sin(2 * Math.PI * turn / Card.RATE));
        frame[0] = sample;
        frame[1] = sample;
        turn = (turn + frequency) % Card.RATE;
    }
}
