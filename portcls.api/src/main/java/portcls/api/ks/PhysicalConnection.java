package portcls.api.ks;

/**
 * The other end of a wire between two filters, KSPIN_PHYSICALCONNECTION ({@code
 * ksproperty-pin-physicalconnection}).
 *
 * @param filter id of the other filter, or the name of something outside
 * @param pin pin id there
 */
public record PhysicalConnection(String filter, int pin) {}
