package adapter.virtual.mixer;

/**
 * Brings what the microphone hears to −12 dB: lifts slowly what is soft, by 24 dB at most, and
 * lowers quickly what is loud. What is softer than −60 dB is noise and lifts nothing. A streaming
 * thread's own; does not allocate.
 */
final class AutomaticGain {
    private static final float WANTED = 0.25f;
    private static final float MOST = 16;
    private static final float NOISE = 0.001f;

    /** Time constants, seconds. */
    private static final double RISE = 0.3;

    private static final double FALL = 0.005;
    private static final double FORGET = 0.1;

    private static final float NEAR = 1e-4f;

    private boolean on;
    private int rate;
    private float rise;
    private float fall;
    private float forget;
    private float envelope;
    private float gain = 1;

    void to(boolean nowOn, int newRate) {
        on = nowOn;
        if (rate != newRate) {
            rate = newRate;
            rise = part(RISE);
            fall = part(FALL);
            forget = part(FORGET);
        }
    }

    private float part(double seconds) {
        return (float) (1 - Math.exp(-1 / (seconds * rate)));
    }

    /** Whether it changes nothing. */
    boolean isIdle() {
        return !on && gain == 1;
    }

    /** Changes frames; all channels alike. */
    void apply(float[] samples, int frames, int channels) {
        for (int frame = 0; frame < frames; frame++) {
            float loudest = 0;
            for (int i = frame * channels; i < (frame + 1) * channels; i++) {
                loudest = Math.max(loudest, Math.abs(samples[i]));
            }
            envelope = Math.max(loudest, envelope - envelope * forget);
            move();
            for (int i = frame * channels; i < (frame + 1) * channels; i++) {
                samples[i] *= gain;
            }
        }
    }

    private void move() {
        float goal = 1;
        if (on) {
            goal = envelope < NOISE ? gain : Math.min(MOST, WANTED / envelope);
        }
        gain += (goal - gain) * (goal < gain || !on ? fall : rise);
        if (!on && Math.abs(gain - 1) < NEAR) {
            gain = 1;
        }
    }
}
