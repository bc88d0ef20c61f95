package portcls.api.dmus;

import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

/**
 * KSPROPSETID_Synth ({@code kspropsetid-synth}): asked of an open pin, for its synthesizer node
 * ({@code Target.node(id)}), served by the miniport.
 */
public final class SynthProperty {
    public static final KsId SET =
            KsId.of("fedfae25-e46e-11d1-aace-0000f875ac12", "KSPROPSETID_Synth");

    /** Volume of the synthesizer, 1/100 dB; asked of the pin itself, not of a node. */
    public static final PropertyKey<Integer> VOLUME =
            new PropertyKey<>(SET, 0, "VOLUME", ValueType.LONG);

    /** What is added after the mix, 1/100 dB. */
    public static final PropertyKey<Integer> VOLUMEBOOST =
            new PropertyKey<>(SET, 1, "VOLUMEBOOST", ValueType.LONG);

    public static final PropertyKey<SynthCaps> CAPS =
            new PropertyKey<>(SET, 2, "CAPS", SynthValues.CAPS);

    /**
     * Sets up the pin, though it is a get: the wish is in {@link SynthTarget#portParams}, the
     * answer is what is in use from then on. NOT_ALL_ASSIGNED on the raw road when something wished
     * had to be changed.
     */
    public static final PropertyKey<SynthPortParams> PORTPARAMETERS =
            new PropertyKey<>(SET, 3, "PORTPARAMETERS", SynthValues.PORT_PARAMS);

    /** Number of channel groups, numbered from 0. */
    public static final PropertyKey<Integer> CHANNELGROUPS =
            new PropertyKey<>(SET, 4, "CHANNELGROUPS", ValueType.ULONG);

    /** Priority of a channel, see {@link VoicePriority}; {@link SynthTarget#channel}. */
    public static final PropertyKey<Integer> VOICEPRIORITY =
            new PropertyKey<>(SET, 5, "VOICEPRIORITY", ValueType.ULONG);

    /** Master time of the earliest event that can still be heard in time, 100 ns. */
    public static final PropertyKey<Long> LATENCYCLOCK =
            new PropertyKey<>(SET, 6, "LATENCYCLOCK", ValueType.ULONGLONG);

    public static final PropertyKey<SynthStats> RUNNINGSTATS =
            new PropertyKey<>(SET, 7, "RUNNINGSTATS", SynthValues.STATS);

    private SynthProperty() {}
}
