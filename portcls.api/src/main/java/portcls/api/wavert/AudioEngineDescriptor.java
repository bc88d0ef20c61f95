package portcls.api.wavert;

/**
 * The pins of an audio engine, KSAUDIOENGINE_DESCRIPTOR ({@code
 * ksproperty-audioengine-descriptor}).
 *
 * @param hostPinId pin of ordinary streams
 * @param offloadPinId pin of offloaded streams
 * @param loopbackPinId pin that gives what is played
 */
public record AudioEngineDescriptor(int hostPinId, int offloadPinId, int loopbackPinId) {}
