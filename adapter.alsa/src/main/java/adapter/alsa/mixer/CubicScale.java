package adapter.alsa.mixer;

import portcls.api.ks.BasicSupport.Stepping;

/**
 * A scale that ALSA has no dB for, taken for the cube of an amplitude, which PulseAudio's and
 * PipeWire's is: half of it is -18 dB, the lowest number silence. The highest is taken for 0 dB.
 *
 * @param minimum lowest number
 * @param maximum highest number, or what is called 100 %
 */
record CubicScale(long minimum, long maximum) implements Scale {
    private static final int LOWEST = -96 * DECIBEL;
    private static final double DECIBELS_PER_DECADE = 60;

    @Override
    public Stepping range() {
        return new Stepping(LOWEST, 0, FINE_STEP);
    }

    @Override
    public int level(long volume) {
        if (volume <= minimum) {
            return SILENCE;
        }
        double part = (double) (volume - minimum) / (maximum - minimum);
        long level = Math.round(DECIBELS_PER_DECADE * Math.log10(part) * DECIBEL);
        // What was set is what is read.
        int step = (int) (Math.round((double) level / FINE_STEP) * FINE_STEP);
        return step > LOWEST && volume(step) == volume ? step : (int) level;
    }

    @Override
    public long volume(int level) {
        if (level <= LOWEST) {
            return minimum;
        }
        double part = Math.pow(10, (double) level / DECIBEL / DECIBELS_PER_DECADE);
        return minimum + Math.round(part * (maximum - minimum));
    }
}
