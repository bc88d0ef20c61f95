package portcls.ports.system;

import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;

/** Is told of filters that come and go, on the thread that brings or takes them. */
public interface FilterWatcher {
    /**
     * A filter is about to be published.
     *
     * @param deviceId the id of its device
     */
    void arrived(PortDriver port, PortFilter filter, String deviceId);

    /** A filter is about to be taken out of sight. */
    void left(PortFilter filter);
}
