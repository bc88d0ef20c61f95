package adapter.virtual.mixer;

/**
 * What the mixer does with what is played: volumes and mutes of the wave line and of all, tone,
 * loudness, and the meter behind them. The streaming thread's own; neither locks nor allocates.
 */
public final class RenderChain {
    private static final int BASS_HERTZ = 300;
    private static final int TREBLE_HERTZ = 3_000;
    private static final int LOUD_BASS_HERTZ = 150;
    private static final int LOUD_TREBLE_HERTZ = 8_000;

    /** What loudness adds at the low and the high end, dB. */
    private static final double LOUD_BASS = 8;

    private static final double LOUD_TREBLE = 4;
    private static final float TO_PEAK = 1L << 31;

    private final Values values;
    private final int channels;
    private final Gain[] gains;
    private final int[] levels;
    private final float[] factors;
    private final Shelf[] shelves;

    /** The frame after the last one that was changed. */
    private long end = Long.MIN_VALUE;

    RenderChain(Values values) {
        this.values = values;
        channels = values.channels();
        gains = new Gain[channels];
        levels = new int[channels];
        factors = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            gains[channel] = new Gain();
            factors[channel] = 1;
        }
        shelves =
                new Shelf[] {
                    new Shelf(false, BASS_HERTZ, channels),
                    new Shelf(true, TREBLE_HERTZ, channels),
                    new Shelf(false, LOUD_BASS_HERTZ, channels),
                    new Shelf(true, LOUD_TREBLE_HERTZ, channels)
                };
    }

    /**
     * A block begins: takes over how the controls are set.
     *
     * @param frame number of its first frame; when it does not follow the last one, nothing fades
     */
    public void begin(long frame, int frames, int rate) {
        boolean loud = values.isOn(Controls.LOUDNESS);
        shelves[0].to(values.decibels(Controls.BASS, 0), rate);
        shelves[1].to(values.decibels(Controls.TREBLE, 0), rate);
        shelves[2].to(loud ? LOUD_BASS : 0, rate);
        shelves[3].to(loud ? LOUD_TREBLE : 0, rate);
        boolean mute = values.isOn(Controls.WAVE_MUTE) || values.isOn(Controls.MASTER_MUTE);
        for (int channel = 0; channel < channels; channel++) {
            gains[channel].to(mute ? 0 : factor(channel), rate);
        }
        if (frame != end) {
            for (Gain gain : gains) {
                gain.settle();
            }
            for (Shelf shelf : shelves) {
                shelf.settle();
            }
        }
        end = frame + frames;
    }

    private float factor(int channel) {
        int level =
                values.get(Controls.WAVE_VOLUME, channel)
                        + values.get(Controls.MASTER_VOLUME, channel);
        if (level != levels[channel]) {
            levels[channel] = level;
            factors[channel] = Values.factor((double) level / Controls.DECIBEL);
        }
        return factors[channel];
    }

    /** Whether the frames of this block stay as they are. */
    public boolean isNeutral() {
        for (Shelf shelf : shelves) {
            if (!shelf.isIdle()) {
                return false;
            }
        }
        for (Gain gain : gains) {
            if (!gain.isUnity()) {
                return false;
            }
        }
        return true;
    }

    /** Changes the frames of this block, channels interleaved. */
    public void apply(float[] samples, int frames) {
        for (Shelf shelf : shelves) {
            shelf.apply(samples, frames);
        }
        for (int channel = 0; channel < channels; channel++) {
            gains[channel].apply(samples, channel, frames, channels);
        }
    }

    /** Shows the frames to the meter. */
    public void measure(float[] samples, int frames) {
        for (int channel = 0; channel < channels; channel++) {
            float highest = 0;
            for (int i = channel; i < frames * channels; i += channels) {
                highest = Math.max(highest, Math.abs(samples[i]));
            }
            values.peak(channel, (int) (highest * TO_PEAK)); // stops at the largest int by itself
        }
    }
}
