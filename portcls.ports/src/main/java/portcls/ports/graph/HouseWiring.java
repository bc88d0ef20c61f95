package portcls.ports.graph;

import portcls.api.client.Filter;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.PhysicalConnection;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortHouse;

import java.util.List;
import java.util.Optional;

/** The filters of the ports in this process. */
public final class HouseWiring implements Wiring {
    private final PortHouse house;

    public HouseWiring(PortHouse house) {
        this.house = house;
    }

    @Override
    public List<Filter> filters() {
        return house.arrivals().present().stream().map(Filter.class::cast).toList();
    }

    @Override
    public Optional<Filter> find(String filterId) {
        return house.arrivals().present().stream()
                .filter(it -> it.id().equals(filterId))
                .map(Filter.class::cast)
                .findFirst();
    }

    @Override
    public List<PhysicalConnection> at(Filter filter, int pinId) {
        return filter instanceof PortFilter ours ? house.wires().at(ours, pinId) : List.of();
    }

    @Override
    public List<Wire> wires() {
        return house.wires().all();
    }
}
