package portcls.shell.wave;

/** Finds a burst in what was recorded, by its likeness. For one thread. */
final class BurstFinder {
    /** Likeness from which on it is the burst; noise and music stay far below, 1 = the same. */
    private static final double LEAST_LIKENESS = 0.4;

    private final float[] pattern;
    private final double patternEnergy;

    BurstFinder(float[] pattern) {
        this.pattern = pattern;
        double sum = 0;
        for (float sample : pattern) {
            sum += sample * sample;
        }
        patternEnergy = sum;
    }

    /**
     * The frame at which the burst starts.
     *
     * @param from first frame at which it may start
     * @param to frame before which it starts
     * @return −1 when it is not there
     */
    long find(float[] heard, long from, long to) {
        int begin = Math.clamp(from, 0, heard.length);
        int end = Math.clamp(to, begin, Math.max(begin, heard.length - pattern.length + 1));
        double best = LEAST_LIKENESS * LEAST_LIKENESS;
        int found = -1;
        double energy = 0;
        for (int i = begin; i < end; i++) {
            // Anew from time to time, or what is rounded adds up.
            energy = (i - begin) % pattern.length == 0 ? energy(heard, i) : slide(energy, heard, i);
            if (energy <= 0) {
                continue;
            }
            double product = product(heard, i);
            double likeness = product * product / (energy * patternEnergy);
            if (likeness > best) {
                best = likeness;
                found = i;
            }
        }
        return found;
    }

    private double energy(float[] heard, int at) {
        double sum = 0;
        for (int i = 0; i < pattern.length; i++) {
            sum += heard[at + i] * heard[at + i];
        }
        return sum;
    }

    private double slide(double energy, float[] heard, int at) {
        float gone = heard[at - 1];
        float come = heard[at + pattern.length - 1];
        return energy - gone * gone + come * come;
    }

    private double product(float[] heard, int at) {
        float sum = 0;
        for (int i = 0; i < pattern.length; i++) {
            sum += heard[at + i] * pattern[i];
        }
        return sum;
    }
}
