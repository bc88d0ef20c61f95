package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;

/**
 * One property of a node on the way of the sound: a volume, a switch, a selector, a meter. Any
 * thread; each call asks the device and fails with DEVICE_REMOVED when it is gone.
 */
@ProviderType
public interface AudioControl {
    /** All channels at once. */
    int ALL = -1;

    /** One decibel in the unit of levels. */
    int DB = 65_536;

    /** Silence, as a level. */
    int SILENCE = Integer.MIN_VALUE;

    /** The filter. */
    Filter filter();

    /** The node. */
    int node();

    /** What the node is. */
    KsId type();

    /** The node's name. */
    String name();

    /** What is set or read. */
    PropertyKey<?> property();

    /** How many channels have a value of their own. */
    int channels();

    /** Lowest and highest value, and the step. */
    Stepping range();

    /** Whether other streams pass through it, too. */
    boolean isShared();

    /** Whether it can be set. */
    boolean isSettable();

    /**
     * The value now: a level in 1/65536 dB, a switch (0 or 1), a logical pin, an amplitude.
     *
     * @param channel 0 …, or {@link #ALL}: that of the first channel
     */
    int value(int channel);

    /**
     * Sets it.
     *
     * @param channel 0 …, or {@link #ALL}
     * @param value what lies outside the range is brought into it
     */
    void value(int channel, int value);

    /** Has a routine called, on another thread, after somebody else has changed it. */
    Registration onChange(Runnable routine);
}
