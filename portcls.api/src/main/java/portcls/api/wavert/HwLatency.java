package portcls.api.wavert;

/**
 * Delays between the cyclic buffer and the connector, KSRTAUDIO_HWLATENCY ({@code
 * ksproperty-rtaudio-hwlatency}).
 *
 * @param fifoSize bytes that the device holds
 * @param chipsetDelay100ns delay of the chipset, 100 ns
 * @param codecDelay100ns delay of the codec, 100 ns
 */
public record HwLatency(int fifoSize, long chipsetDelay100ns, long codecDelay100ns) {
    /** No delay. */
    public static final HwLatency NONE = new HwLatency(0, 0, 0);
}
