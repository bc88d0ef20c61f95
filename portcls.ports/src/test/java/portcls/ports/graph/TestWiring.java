package portcls.ports.graph;

import portcls.api.client.Filter;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.PhysicalConnection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wires that a test lays by hand. */
final class TestWiring implements Wiring {
    final List<Filter> filters = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();

    @Override
    public List<Filter> filters() {
        return filters;
    }

    @Override
    public Optional<Filter> find(String filterId) {
        return filters.stream().filter(it -> it.id().equals(filterId)).findFirst();
    }

    @Override
    public List<PhysicalConnection> at(Filter filter, int pinId) {
        List<PhysicalConnection> ends = new ArrayList<>();
        for (Wire wire : wires) {
            if (wire.from().equals(filter.id()) && wire.fromPin() == pinId) {
                ends.add(new PhysicalConnection(wire.to(), wire.toPin()));
            }
            if (wire.to().equals(filter.id()) && wire.toPin() == pinId) {
                ends.add(new PhysicalConnection(wire.from(), wire.fromPin()));
            }
        }
        return ends;
    }

    @Override
    public List<Wire> wires() {
        return wires;
    }
}
