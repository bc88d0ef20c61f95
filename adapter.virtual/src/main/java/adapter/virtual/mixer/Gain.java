package adapter.virtual.mixer;

/**
 * The gain of one channel. It goes to a new value in equal steps within 5 ms, so that nothing
 * clicks. A streaming thread's own; does not allocate.
 */
final class Gain {
    private static final int RAMPS_PER_SECOND = 200;

    private float gain = 1;
    private float goal = 1;
    private float step;
    private int left;

    /** Where to go from here. */
    void to(float newGoal, int rate) {
        if (newGoal != goal) {
            goal = newGoal;
            left = Math.max(1, rate / RAMPS_PER_SECOND);
            step = (goal - gain) / left;
        }
    }

    /** Goes there at once: nobody hears it. */
    void settle() {
        gain = goal;
        left = 0;
    }

    /** Whether it changes nothing. */
    boolean isUnity() {
        return left == 0 && gain == 1;
    }

    /** Changes samples of one channel, {@code stride} apart. */
    void apply(float[] samples, int first, int frames, int stride) {
        int i = first;
        int end = first + frames * stride;
        for (; left > 0 && i < end; i += stride) {
            left--;
            gain = left == 0 ? goal : goal - step * left;
            samples[i] *= gain;
        }
        if (gain != 1) {
            float constant = gain;
            for (; i < end; i += stride) {
                samples[i] *= constant;
            }
        }
    }
}
