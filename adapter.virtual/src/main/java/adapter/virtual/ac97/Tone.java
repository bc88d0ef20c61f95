package adapter.virtual.ac97;

/**
 * A sine on both channels that begins at 0.
 *
 * @param frequency Hz
 * @param amplitude of its peaks
 */
record Tone(int frequency, double amplitude) implements Input {
    private static final double DECIBELS_PER_DECADE = 20;

    /**
     * A tone of a level.
     *
     * @param level dB of full scale, 0 or less
     */
    static Tone of(int frequency, int level) {
        return new Tone(frequency, Short.MAX_VALUE * Math.pow(10, level / DECIBELS_PER_DECADE));
    }

    @Override
    public void read(long frame, int rate, short[] to, int count) {
        for (int i = 0; i < count; i++) {
            long turn = (frame + i) % rate * frequency % rate; // whole turns in a second
            short sample = (short) Math.round(amplitude * Math.sin(2 * Math.PI * turn / rate));
            to[2 * i] = sample;
            to[2 * i + 1] = sample;
        }
    }
}
