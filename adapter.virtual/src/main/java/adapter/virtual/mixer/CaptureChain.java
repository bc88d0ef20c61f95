package adapter.virtual.mixer;

/**
 * What the mixer does with what the microphone hears, for one stream: automatic gain, volume and
 * mute; and which source the stream records. The streaming thread's own; neither locks nor
 * allocates.
 */
public final class CaptureChain {
    private static final int WHAT_YOU_HEAR = 2;

    private final Values values;
    private final int rate;
    private final int channels;
    private final AutomaticGain automatic = new AutomaticGain();
    private final Gain[] gains;
    private final int[] levels;
    private final float[] factors;
    private boolean begun;

    CaptureChain(Values values, int rate, int channels) {
        this.values = values;
        this.rate = rate;
        this.channels = channels;
        gains = new Gain[channels];
        levels = new int[channels];
        factors = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            gains[channel] = new Gain();
            factors[channel] = 1;
        }
    }

    /** Whether what the device plays is recorded and not the microphone. */
    public boolean hearsDevice() {
        return values.get(Controls.SOURCE, 0) == WHAT_YOU_HEAR;
    }

    /** The stream begins anew: nothing fades in the next block. */
    public void rewind() {
        begun = false;
    }

    /** A block begins: takes over how the controls are set. */
    public void begin() {
        automatic.to(values.isOn(Controls.AGC), rate);
        boolean mute = values.isOn(Controls.MICROPHONE_MUTE);
        for (int channel = 0; channel < channels; channel++) {
            gains[channel].to(mute ? 0 : factor(channel), rate);
            if (!begun) {
                gains[channel].settle();
            }
        }
        begun = true;
    }

    /** A stream has the volumes of the device's channels, over and over. */
    private float factor(int channel) {
        int level = values.get(Controls.MICROPHONE_VOLUME, channel % values.channels());
        if (level != levels[channel]) {
            levels[channel] = level;
            factors[channel] = Values.factor((double) level / Controls.DECIBEL);
        }
        return factors[channel];
    }

    /** Whether frames of the microphone stay as they are. */
    public boolean isNeutral() {
        for (Gain gain : gains) {
            if (!gain.isUnity()) {
                return false;
            }
        }
        return automatic.isIdle();
    }

    /** Changes frames of the microphone, channels interleaved. */
    public void apply(float[] samples, int frames) {
        if (!automatic.isIdle()) {
            automatic.apply(samples, frames, channels);
        }
        for (int channel = 0; channel < channels; channel++) {
            gains[channel].apply(samples, channel, frames, channels);
        }
    }
}
