package adapter.virtual.sound;

/**
 * Takes frames out of a {@link FrameRing} at another rate, and at a rate that is followed: the
 * clock of the wave device is not the one that the sound was rendered by, so the ring would run dry
 * or over. Four-point cubic interpolation. One thread; allocates nothing.
 */
final class Resampler {
    /** Frames that the interpolation looks at around each one. */
    static final int POINTS = 4;

    /** How far the rate may be bent: less than anybody hears, more than clocks differ. */
    private static final double MOST_BEND = 0.001;

    private static final double STIFFNESS = 0.005;

    private final FrameRing ring;
    private final double step;
    private final int target;
    private double position;
    private boolean filling = true;
    private long ranDry;

    /**
     * A resampler.
     *
     * @param target frames that shall wait in the ring
     */
    Resampler(FrameRing ring, int fromRate, int toRate, int target) {
        this.ring = ring;
        step = (double) fromRate / toRate;
        this.target = target;
    }

    /** How often there was nothing to take. */
    long ranDry() {
        return ranDry;
    }

    /** Takes frames, interleaved stereo; silence when there are none. */
    void take(float[] stereo, int frames) {
        int size = ring.size();
        if (filling && size < target) {
            java.util.Arrays.fill(stereo, 0, 2 * frames, 0);
            return;
        }
        filling = false;
        double bend = STIFFNESS * (size - target) / target;
        double increment = step * (1 + Math.clamp(bend, -MOST_BEND, MOST_BEND));
        for (int i = 0; i < frames; i++) {
            int whole = (int) position;
            if (whole + POINTS > size) {
                java.util.Arrays.fill(stereo, 2 * i, 2 * frames, 0);
                filling = true;
                ranDry++;
                break;
            }
            float fraction = (float) (position - whole);
            stereo[2 * i] = interpolate(0, whole, fraction);
            stereo[2 * i + 1] = interpolate(1, whole, fraction);
            position += increment;
        }
        int used = Math.min((int) position, size);
        ring.remove(used);
        position = Math.max(0, position - used);
    }

    private float interpolate(int channel, int frame, float x) {
        float before = ring.sample(channel, frame);
        float here = ring.sample(channel, frame + 1);
        float next = ring.sample(channel, frame + 2);
        float after = ring.sample(channel, frame + 3);
        float slope = 0.5f * (next - before);
        float second = before - 2.5f * here + 2 * next - 0.5f * after;
        float third = 0.5f * (after - before) + 1.5f * (here - next);
        return ((third * x + second) * x + slope) * x + here;
    }
}
