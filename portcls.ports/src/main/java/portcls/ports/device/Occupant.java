package portcls.ports.device;

import portcls.api.client.Removal;

import java.util.List;

/** What sits on a device and goes with it: a port. */
@FunctionalInterface
public interface Occupant {
    /**
     * Lets go of the device.
     *
     * @return what hung and was abandoned, in plain words; empty when all went well
     */
    List<String> depart(Removal reason);
}
