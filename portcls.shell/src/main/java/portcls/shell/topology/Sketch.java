package portcls.shell.topology;

import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PinDescriptor;
import portcls.shell.topology.Mark.Kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filters, their pins, nodes and connections, and the wires between them: what all drawings are
 * made from.
 *
 * @param filters the filters, in the order in which they are told of
 * @param marks pins and nodes
 * @param edges in the direction of the sound
 */
record Sketch(List<Filter> filters, Map<Spot, Mark> marks, List<Edge> edges) {
    /**
     * A connection.
     *
     * @param wire whether it leads from one filter to another
     */
    record Edge(Spot from, Spot to, boolean wire) {}

    /** The filters of a device, and those of other devices that they are wired to. */
    static Sketch of(Topology topology, List<Filter> own) {
        List<Wire> wires = topology.wires();
        List<Filter> filters = new ArrayList<>(own);
        Set<String> known = new LinkedHashSet<>(own.stream().map(Filter::id).toList());
        for (int i = 0; i < filters.size(); i++) {
            String id = filters.get(i).id();
            for (Wire wire : wires) {
                if (wire.from().equals(id) || wire.to().equals(id)) {
                    String other = wire.from().equals(id) ? wire.to() : wire.from();
                    if (known.add(other)) {
                        topology.find(other).ifPresent(filters::add);
                    }
                }
            }
        }
        Values values = Values.of(topology, filters);
        Sketch sketch = new Sketch(filters, new LinkedHashMap<>(), new ArrayList<>());
        filters.forEach(filter -> sketch.add(filter, values));
        wires.forEach(sketch::add);
        return sketch;
    }

    /** Where sound begins: nothing leads there. */
    List<Spot> sources() {
        Set<Spot> left = new LinkedHashSet<>(marks.keySet());
        edges.forEach(edge -> left.remove(edge.to()));
        return List.copyOf(left);
    }

    /** What leads on from each place. */
    Map<Spot, List<Edge>> leaving() {
        Map<Spot, List<Edge>> leaving = new LinkedHashMap<>();
        edges.forEach(
                edge -> leaving.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge));
        return leaving;
    }

    Mark mark(Spot spot) {
        return marks.getOrDefault(spot, new Mark(spot, Kind.OUTSIDE, spot.filter(), ""));
    }

    private void add(Filter filter, Values values) {
        FilterDescriptor descriptor = filter.descriptor();
        for (int pin = 0; pin < descriptor.pins().size(); pin++) {
            Spot spot = new Spot(filter.id(), false, pin);
            marks.put(spot, pin(spot, descriptor.pins().get(pin), values));
        }
        for (int node = 0; node < descriptor.nodes().size(); node++) {
            Spot spot = new Spot(filter.id(), true, node);
            String name = descriptor.nodes().get(node).name().name();
            marks.put(spot, new Mark(spot, Kind.NODE, name, values.of(spot)));
        }
        for (ConnectionDescriptor connection : descriptor.connections()) {
            edges.add(
                    new Edge(
                            spot(filter, connection.fromNode(), connection.fromPin()),
                            spot(filter, connection.toNode(), connection.toPin()),
                            false));
        }
    }

    private static Mark pin(Spot spot, PinDescriptor pin, Values values) {
        if (pin.isStreaming()) {
            String what = pin.dataFlow() == DataFlow.IN ? "play" : "record";
            // A pin without a name of its own is known by its filter.
            boolean named = !pin.name().equals(pin.category());
            String name = named ? "\"" + pin.name().name() + "\"" : "on " + spot.filter();
            return new Mark(spot, Kind.STREAM, what + " " + name, "");
        }
        String jack = values.jack(spot);
        return new Mark(
                spot, Kind.JACK, jack.isEmpty() ? "\"" + pin.name().name() + "\"" : jack, "");
    }

    private void add(Wire wire) {
        Spot from = new Spot(wire.from(), false, wire.fromPin());
        Spot to = new Spot(wire.to(), false, wire.toPin());
        if (!marks.containsKey(from) && !marks.containsKey(to)) {
            return;
        }
        for (Spot end : List.of(from, to)) {
            Mark known = marks.get(end);
            marks.put(
                    end,
                    known == null
                            ? new Mark(end, Kind.OUTSIDE, end.filter(), "")
                            : new Mark(end, inner(known.kind()), known.name(), ""));
        }
        edges.add(new Edge(from, to, true));
    }

    /** A socket that a wire leads to is none. */
    private static Kind inner(Kind kind) {
        return kind == Kind.JACK ? Kind.WIRE : kind;
    }

    private static Spot spot(Filter filter, int node, int pin) {
        return node == ConnectionDescriptor.FILTER
                ? new Spot(filter.id(), false, pin)
                : new Spot(filter.id(), true, node);
    }
}
