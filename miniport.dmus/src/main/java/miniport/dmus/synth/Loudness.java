package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.Status;

/**
 * VOLUME and VOLUMEBOOST of a pin, in 1/100 dB. Both apply after the mix; only the boost can make
 * it louder (SYN-6). Any thread.
 */
final class Loudness {
    static final int LEAST = -20_000;
    static final int MOST_VOLUME = 0;
    static final int MOST_BOOST = 2_000;

    /** 1/100 dB of a factor of ten. */
    private static final double DECADE = 2_000;

    private final float gain;
    private volatile int volume;
    private volatile int boost;
    private volatile float factor;

    /** Makes it with a factor that the configuration adds. */
    Loudness(float gain) {
        this.gain = gain;
        factor = gain;
    }

    /** What samples are multiplied with. */
    @Irql(Level.DISPATCH)
    float factor() {
        return factor;
    }

    @Irql(Level.ANY)
    int volume() {
        return volume;
    }

    @Irql(Level.ANY)
    int boost() {
        return boost;
    }

    @Irql(Level.PASSIVE)
    synchronized void setVolume(int value) {
        volume = check("volume", value, MOST_VOLUME);
        apply();
    }

    @Irql(Level.PASSIVE)
    synchronized void setBoost(int value) {
        boost = check("boost", value, MOST_BOOST);
        apply();
    }

    private void apply() {
        factor = (float) (gain * Math.pow(10, (volume + boost) / DECADE));
    }

    private static int check(String name, int value, int most) {
        if (value < LEAST || value > most) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    name
                            + " of a synthesizer lies in "
                            + LEAST
                            + " … "
                            + most
                            + " (1/100 dB): "
                            + name
                            + "="
                            + value);
        }
        return value;
    }
}
