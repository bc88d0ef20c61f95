package adapter.virtual.sb16;

/**
 * Bass and treble of one channel: a shelf of the first order each. At 0 dB what comes out is what
 * went in, by the bit. Guarded by the card.
 */
final class Tone {
    private static final double BASS_HZ = 200;
    private static final double TREBLE_HZ = 3_000;

    private static final float BASS_STEP = step(BASS_HZ);
    private static final float TREBLE_STEP = step(TREBLE_HZ);

    private float bass = 1;
    private float treble = 1;
    private float low;
    private float lowAndMiddle;

    /** Sets both, as factors. */
    void set(float newBass, float newTreble) {
        bass = newBass;
        treble = newTreble;
    }

    /** Forgets what went through. */
    void reset() {
        low = 0;
        lowAndMiddle = 0;
    }

    /** A sample. */
    float next(float sample) {
        low += BASS_STEP * (sample - low);
        lowAndMiddle += TREBLE_STEP * (sample - lowAndMiddle);
        return sample + (bass - 1) * low + (treble - 1) * (sample - lowAndMiddle);
    }

    private static float step(double hertz) {
        return (float) (1 - Math.exp(-2 * Math.PI * hertz / Card.RATE));
    }
}
