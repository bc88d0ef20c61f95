package portcls.ports.dmus;

import portcls.ports.device.Device;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortHouse;

import java.util.Optional;

/** What the part for a kind of miniport needs of the port that it works in. */
public interface MusicHost {
    /** The system that made the port. */
    PortHouse house();

    /** The device, once a miniport is being bound. */
    Device device();

    /** What the port serves, for errors: bundle and version. */
    String driver();

    /** The port's filter, once there is one. */
    Optional<PortFilter> filter();

    /** A driver threw what no driver may throw. From any thread. */
    void broke(String where, Throwable cause);
}
