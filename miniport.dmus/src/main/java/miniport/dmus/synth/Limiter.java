package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Keeps a mix within full scale: what would go beyond is turned down at once, and comes back
 * slowly. Cutting instead would roughen every chord of a loud bank. What stays below full scale is
 * not touched, and what comes out does not depend on how many frames are asked for at a time.
 * Belongs to the sink thread.
 */
@Irql(Level.DISPATCH)
final class Limiter {
    /** The time in which two thirds of what was taken away come back. */
    private static final double RELEASE_SECONDS = 0.3;

    /** Nothing comes back so soon after a peak; longer than the lowest tone goes up and down. */
    private static final double HOLD_SECONDS = 0.05;

    /** From here on the rest comes back at once; nobody hears that. */
    private static final float NEARLY_ALL = 0.999f;

    private final float release;
    private final int holdFrames;
    private float gain = 1;
    private int heldFrames;

    Limiter(int samplesPerSecond) {
        release = (float) (1 / (RELEASE_SECONDS * samplesPerSecond));
        holdFrames = (int) (HOLD_SECONDS * samplesPerSecond);
    }

    /** Limits frames in place; left and right alike. What is no number becomes silence. */
    void limit(float[] stereo, int frames) {
        float now = gain;
        for (int i = 0; i < 2 * frames; i += 2) {
            float loudest = Math.max(Math.abs(stereo[i]), Math.abs(stereo[i + 1]));
            if (!(loudest <= Float.MAX_VALUE)) {
                stereo[i] = 0;
                stereo[i + 1] = 0;
                loudest = 0;
            }
            if (heldFrames > 0) {
                heldFrames--;
            } else {
                now = now < NEARLY_ALL ? now + (1 - now) * release : 1;
            }
            if (loudest * now > NEARLY_ALL) {
                heldFrames = holdFrames;
                now = Math.min(now, 1 / loudest);
            }
            stereo[i] *= now;
            stereo[i + 1] *= now;
        }
        gain = now;
    }
}
