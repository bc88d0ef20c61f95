package portcls.wav;

/** A sine for tests. */
final class Tone {
    private Tone() {}

    /** One channel of a sine, beginning at {@code frame} of it. */
    static float[] sine(double frequency, int rate, double level, int frame, int frames) {
        float[] samples = new float[frames];
        for (int i = 0; i < frames; i++) {
            samples[i] =
                    (float) (level * Math.sin(2 * Math.PI * frequency * (frame + i) / rate + 1));
        }
        return samples;
    }
}
