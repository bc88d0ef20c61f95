package portcls.shell.wave;

/**
 * A signal to measure with: bursts of noise that can be told from everything else, at known frames.
 * The noise is a maximum length sequence, whose like is found in itself at one place only.
 * Immutable.
 */
final class Bursts {
    /** Frames of a burst. */
    static final int LENGTH = 1023;

    private static final int ORDER = 10;
    private static final int TAP = 7;

    /** Of its samples, 1 = full scale: nobody jumps. */
    private static final float AMPLITUDE = 0.125f;

    private static final double LEAD_SECONDS = 0.25;
    private static final double INTERVAL_SECONDS = 0.5;

    private final float[] pattern = new float[LENGTH];
    private final long lead;
    private final long interval;
    private final int count;

    /**
     * Bursts for a time.
     *
     * @param seconds how long all takes, silence at both ends too
     */
    Bursts(double seconds, int rate) {
        lead = Math.round(LEAD_SECONDS * rate);
        interval = Math.max(Math.round(INTERVAL_SECONDS * rate), 2L * LENGTH);
        count = (int) Math.max(1, (Math.round(seconds * rate) - lead) / interval);
        int state = 1;
        for (int i = 0; i < LENGTH; i++) {
            pattern[i] = (state & 1) == 1 ? AMPLITUDE : -AMPLITUDE;
            int bit = (state ^ state >> ORDER - TAP) & 1;
            state = state >> 1 | bit << ORDER - 1;
        }
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** The frame at which one starts. */
    long start(int burst) {
        return lead + burst * interval;
    }

    /** From the start of one to the start of the next: the longest round trip that can be told. */
    long interval() {
        return interval;
    }

    /** Frames of all, with silence behind the last one. */
    long frames() {
        return start(count);
    }

    /** One burst. */
    float[] pattern() {
        return pattern.clone();
    }

    /** The sample at a frame. */
    float sample(long frame) {
        long at = frame - lead;
        if (at < 0 || at >= count * interval) {
            return 0;
        }
        int within = (int) Math.min(at % interval, LENGTH);
        return within < LENGTH ? pattern[within] : 0;
    }
}
