package portcls.api.dmus;

import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;

/**
 * Where a synthesizer is heard: asked of an open handle or pin of a synthesizer filter, served by
 * the port. An addition of this house.
 */
public final class WaveSinkProperty {
    public static final KsId SET =
            KsId.of("5c1f6a52-6c3e-4a0b-9a1d-7e0f4d2b8c31", "PORTCLS_WaveSink");

    /**
     * Id of the wave filter that plays the sound, for all pins of the filter. Set: from now on, and
     * whenever it is there; empty = the port chooses among the filters that are there.
     */
    public static final PropertyKey<String> OUTPUT =
            new PropertyKey<>(SET, 1, "OUTPUT", ValueType.STRING);

    /** Id of the wave filter that plays it now; empty while there is none. */
    public static final PropertyKey<String> PLAYING =
            new PropertyKey<>(SET, 2, "PLAYING", ValueType.STRING);

    /** Frames of sound that were lost since the filter began to play, for want of a wave filter. */
    public static final PropertyKey<Long> LOST_FRAMES =
            new PropertyKey<>(SET, 3, "LOST_FRAMES", ValueType.ULONGLONG);

    private WaveSinkProperty() {}
}
