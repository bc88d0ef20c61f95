package portcls.api.wavecyclic;

/**
 * The answer of {@link IMiniportWaveCyclicStream#setNotificationFreq}.
 *
 * @param intervalMillis the interval in use, ms
 * @param frameSize most bytes that move in the interval that was asked for; the port sizes the
 *     cyclic buffer by it
 */
public record NotificationFrequency(int intervalMillis, int frameSize) {}
