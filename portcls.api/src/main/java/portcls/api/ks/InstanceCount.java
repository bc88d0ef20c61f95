package portcls.api.ks;

/**
 * How many instances of a pin there are and may be, KSPIN_CINSTANCES ({@code
 * ksproperty-pin-cinstances}).
 *
 * @param possible most instances, or {@link PinDescriptor#UNLIMITED}
 * @param current instances that are open now
 */
public record InstanceCount(int possible, int current) {}
