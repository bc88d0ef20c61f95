package portcls.shell.wave;

/** A sine that begins and ends softly, the same in all channels. */
final class Tone implements FloatSource {
    /** How long it swells and fades, s. */
    static final double RAMP_SECONDS = 0.005;

    private final double frequency;
    private final double amplitude;
    private final int channels;
    private final int rate;
    private final long frames;
    private final long ramp;
    private long position;

    /**
     * A tone.
     *
     * @param frequency Hz
     * @param amplitude of its peaks, 1 = full scale
     */
    Tone(double frequency, double amplitude, double seconds, int channels, int rate) {
        this.frequency = frequency;
        this.amplitude = amplitude;
        this.channels = channels;
        this.rate = rate;
        frames = Math.round(seconds * rate);
        ramp = Math.min(Math.round(RAMP_SECONDS * rate), frames / 2);
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public long frames() {
        return frames;
    }

    @Override
    public int read(float[] into, int count) {
        int done = (int) Math.min(count, frames - position);
        for (int i = 0; i < done; i++) {
            float sample = sample(position + i);
            for (int channel = 0; channel < channels; channel++) {
                into[i * channels + channel] = sample;
            }
        }
        position += done;
        return done;
    }

    private float sample(long frame) {
        // Whole periods are taken off first: the phase stays exact however long the tone is.
        double turns = frequency * frame / rate;
        double sine = Math.sin(2 * Math.PI * (turns - Math.floor(turns)));
        long fromEdge = Math.min(frame, frames - 1 - frame);
        double swell =
                fromEdge >= ramp ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * fromEdge / (double) ramp);
        return (float) (amplitude * swell * sine);
    }
}
