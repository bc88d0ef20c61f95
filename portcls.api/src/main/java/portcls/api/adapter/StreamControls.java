package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Optional on {@link WaveEngineStream}s and on {@link WaveEngine}s that can change the level of
 * what they play: of one stream, or of everything that the device plays. Levels are in 1/65536 dB,
 * 0 = unchanged, {@link Integer#MIN_VALUE} = silence.
 */
@ConsumerType
@Irql(Level.PASSIVE)
public interface StreamControls {
    /** Number of channels that have a level of their own. */
    int channels();

    /** Lowest level but silence, 1/65536 dB. */
    int minimumLevel();

    /** Highest level, 1/65536 dB. */
    int maximumLevel();

    /** Level of a channel. */
    int level(int channel);

    /**
     * Changes the level of a channel.
     *
     * @param ramp100ns time that the change takes; 0 = at once
     */
    void level(int channel, int level, long ramp100ns);

    /** Whether a channel is muted. */
    boolean muted(int channel);

    /** Mutes a channel, or lets it sound again. */
    void muted(int channel, boolean mute);

    /** Highest amplitude since the last call, 0 … {@link Integer#MAX_VALUE}. */
    int peak(int channel);

    /** Whether a channel's sound passes through the processing of the device at all. */
    default boolean effects() {
        return false;
    }

    /** Switches the processing of the device on or off. */
    default void effects(boolean on) {}
}
