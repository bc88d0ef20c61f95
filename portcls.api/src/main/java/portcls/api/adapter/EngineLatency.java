package portcls.api.adapter;

/**
 * How long sound takes between the cyclic buffer and the connector ({@code
 * ns-ksmedia-ksrtaudio_hwlatency}).
 *
 * @param fifoFrames frames that the device holds between the buffer and its converter
 * @param chipsetDelay100ns delay of the way to the device, 100 ns
 * @param codecDelay100ns delay of the converter, 100 ns
 */
public record EngineLatency(int fifoFrames, long chipsetDelay100ns, long codecDelay100ns) {
    /** No delay at all. */
    public static final EngineLatency NONE = new EngineLatency(0, 0, 0);

    public EngineLatency {
        if (fifoFrames < 0 || chipsetDelay100ns < 0 || codecDelay100ns < 0) {
            throw new IllegalArgumentException(
                    "delays are 0 or more: fifoFrames="
                            + fifoFrames
                            + ", chipsetDelay100ns="
                            + chipsetDelay100ns
                            + ", codecDelay100ns="
                            + codecDelay100ns);
        }
    }

    /** A delay of so many frames. */
    public static EngineLatency ofFrames(int frames) {
        return new EngineLatency(frames, 0, 0);
    }
}
