package adapter.virtual.sound;

import portcls.wav.Resampler;

import java.util.Arrays;

/**
 * Takes frames out of a {@link FrameRing} at another rate, and at a rate that is followed: the
 * clock of the wave device is not the one that the sound was rendered by, so the ring would run dry
 * or over. One thread; allocates nothing.
 */
final class RingResampler {
    /** Frames that it takes in before it gives the first. */
    static final int LOOK_AHEAD = 64;

    /** How far the rate may be bent: less than anybody hears, more than clocks differ. */
    private static final double MOST_BEND = 0.001;

    private static final double STIFFNESS = 0.005;

    private final FrameRing ring;
    private final int target;
    private final Resampler resampler;
    private final float[] taken;
    private boolean filling = true;
    private long ranDry;

    /**
     * A resampler.
     *
     * @param target frames that shall wait in the ring
     * @param longest most frames that are taken at a time
     */
    RingResampler(FrameRing ring, int fromRate, int toRate, int target, int longest) {
        this.ring = ring;
        this.target = target;
        resampler = new Resampler(fromRate, toRate, 2, longest);
        resampler.follow(MOST_BEND);
        taken = new float[2 * (resampler.needed(longest) + LOOK_AHEAD)];
    }

    /** How often there was nothing to take. */
    long ranDry() {
        return ranDry;
    }

    /** Takes frames, interleaved stereo; silence when there are none. */
    void take(float[] stereo, int frames) {
        int size = ring.size();
        if (filling && size < target) {
            Arrays.fill(stereo, 0, 2 * frames, 0);
            return;
        }
        if (filling) {
            filling = false;
            resampler.reset();
        }
        double bend = STIFFNESS * (size - target) / target;
        resampler.follow(Math.clamp(bend, -MOST_BEND, MOST_BEND));
        int needed = resampler.needed(frames);
        int there = Math.min(needed, size);
        for (int i = 0; i < there; i++) {
            taken[2 * i] = ring.sample(0, i);
            taken[2 * i + 1] = ring.sample(1, i);
        }
        ring.remove(there);
        if (there < needed) {
            Arrays.fill(taken, 2 * there, 2 * needed, 0);
            filling = true;
            ranDry++;
        }
        resampler.put(taken, needed);
        resampler.take(stereo, frames);
    }
}
