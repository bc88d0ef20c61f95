package portcls.api.ks;

import java.util.List;

/**
 * Signal processing modes ({@code audio-signal-processing-modes}) and
 * KSPROPSETID_AudioSignalProcessing: asked of the filter with a pin id.
 */
public final class SignalProcessing {
    public static final KsId SET =
            KsId.of("4f67b528-30c9-40de-b2fb-859ddd1f3470", "KSPROPSETID_AudioSignalProcessing");

    /** Which modes a pin has. */
    public static final PropertyKey<List<KsId>> MODES =
            new PropertyKey<>(SET, 0, "MODES", ValueType.IDS);

    /** The sound as it is. */
    public static final KsId RAW = KsId.of("9e90ea20-b493-4fd1-a1a8-7e1361a956cf", "RAW");

    /** What the device does when nobody asks for anything else. */
    public static final KsId DEFAULT = KsId.of("c18e2f7e-933d-4965-b7d1-1eef228d2af3", "DEFAULT");

    private SignalProcessing() {}
}
