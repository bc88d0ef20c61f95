package portcls.ports.graph;

import portcls.api.client.Filter;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.PhysicalConnection;

import java.util.List;
import java.util.Optional;

/** The filters of the house and the wires between them. Any thread. */
public interface Wiring {
    /** The filters that are there. */
    List<Filter> filters();

    /** The filter of that id. */
    Optional<Filter> find(String filterId);

    /** The other ends of the wires at a pin. */
    List<PhysicalConnection> at(Filter filter, int pinId);

    /** All wires. */
    List<Wire> wires();
}
