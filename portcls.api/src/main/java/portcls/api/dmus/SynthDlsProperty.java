package portcls.api.dmus;

import portcls.api.ks.KsId;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;
import portcls.api.ks.WaveFormat;

/**
 * KSPROPSETID_Synth_Dls ({@code kspropsetid-synth-dls}): instruments for a synthesizer, at any time
 * of the pin's life. Asked of an open pin, for its synthesizer node, served by the miniport.
 */
public final class SynthDlsProperty {
    public static final KsId SET =
            KsId.of("d523fa2e-dee3-11d1-a789-0000f875ac12", "KSPROPSETID_Synth_Dls");

    /**
     * Downloads what {@link SynthTarget#buffer} holds: a block of the documents (DMUS_DOWNLOADINFO
     * first), or, as an addition of this house, a whole bank, DLS or SoundFont (RIFF first).
     * INVALID_PARAMETER when it is neither or is broken.
     */
    public static final PropertyKey<SynthDownload> DOWNLOAD =
            new PropertyKey<>(SET, 0, "DOWNLOAD", SynthValues.DOWNLOAD);

    /** Unloads what that handle names; notes that sound with it are finished first. */
    public static final PropertyKey<Long> UNLOAD =
            new PropertyKey<>(SET, 1, "UNLOAD", ValueType.ULONGLONG);

    /** Puts the sample memory in order; set to 0, the value counts for nothing. */
    public static final PropertyKey<Integer> COMPACT =
            new PropertyKey<>(SET, 2, "COMPACT", ValueType.ULONG);

    /** Bytes that a client must leave free behind the data that it downloads. */
    public static final PropertyKey<Integer> APPEND =
            new PropertyKey<>(SET, 3, "APPEND", ValueType.ULONG);

    /** Format of the sound. */
    public static final PropertyKey<WaveFormat> WAVEFORMAT =
            new PropertyKey<>(SET, 4, "WAVEFORMAT", ValueType.WAVE_FORMAT);

    private SynthDlsProperty() {}
}
