package portcls.ports.graph;

import portcls.api.client.Filter;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PhysicalConnection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks from a stream's pin to the jacks, over all filters that are wired together: the way of the
 * sound for a pin that plays, against it for one that records. Each place is visited once.
 */
final class Walk {
    private final Wiring wiring;
    private final Selectors selectors;
    private final FilterGraphs graphs;
    private final boolean downstream;
    private final IdentityHashMap<Filter, Visits> visits = new IdentityHashMap<>();
    private final Map<String, Filter> known = new HashMap<>();

    /** In the order in which they are reached; those behind the one that is left wait for it. */
    private final List<Stop> stops = new ArrayList<>();

    /** Which input a selector passes on; empty when it does not tell. */
    @FunctionalInterface
    interface Selectors {
        Optional<Integer> selected(Filter filter, int node);
    }

    /** What was reached of one filter. */
    private record Visits(FilterGraph graph, Map<Place, Stop> stops) {}

    private Walk(Wiring wiring, Selectors selectors, FilterGraphs graphs, boolean downstream) {
        this.wiring = wiring;
        this.selectors = selectors;
        this.graphs = graphs;
        this.downstream = downstream;
    }

    /** All places that belong to the stream, those next to it first. */
    static List<Stop> from(
            Wiring wiring, Selectors selectors, FilterGraphs graphs, Filter filter, int pinId) {
        boolean plays = filter.descriptor().pins().get(pinId).dataFlow() == DataFlow.IN;
        Walk walk = new Walk(wiring, selectors, graphs, plays);
        Place start = new Place(false, pinId);
        walk.add(filter, start, walk.visits(filter).graph().into(start) > 1);
        for (int i = 0; i < walk.stops.size(); i++) {
            walk.leave(walk.stops.get(i));
        }
        Way.mark(walk.stops, plays);
        return walk.stops.stream().filter(Stop::isKept).toList();
    }

    /** All filters are looked up at once: one after the other would take the square of them. */
    private Optional<Filter> find(String filterId) {
        if (known.isEmpty()) {
            wiring.filters().forEach(filter -> known.put(filter.id(), filter));
        }
        return Optional.ofNullable(known.get(filterId));
    }

    private void reach(Filter filter, Place place, Stop from, boolean joined) {
        Visits there = visits(filter);
        Stop stop = there.stops().get(place);
        if (stop == null) {
            boolean shared = joined || from.isShared() || there.graph().into(place) > 1;
            stop = add(filter, place, shared);
        }
        stop.reachedFrom(from);
    }

    private Stop add(Filter filter, Place place, boolean shared) {
        Stop stop = new Stop(filter, place, shared);
        visits(filter).stops().put(place, stop);
        stops.add(stop);
        return stop;
    }

    private void leave(Stop stop) {
        FilterGraph graph = visits(stop.filter()).graph();
        List<ConnectionDescriptor> ways = graph.from(stop.place());
        if (stop.place().node()) {
            Optional<Integer> selected = selected(stop);
            for (ConnectionDescriptor way : ways) {
                if (selected.isEmpty() || selected.get() == way.toPin()) {
                    step(graph.target(way), stop);
                }
            }
        } else if (ways.isEmpty()) {
            leaveFilter(stop);
        } else {
            ways.forEach(way -> step(graph.target(way), stop));
        }
    }

    /** Streams of other programs hang on the same nodes; the way does not lead to them. */
    private void step(Place target, Stop from) {
        Filter filter = from.filter();
        boolean stream =
                !target.node() && filter.descriptor().pins().get(target.id()).isStreaming();
        if (!stream) {
            reach(filter, target, from, false);
        }
    }

    private void leaveFilter(Stop stop) {
        String beyond = "";
        boolean goesOn = false;
        for (PhysicalConnection wire : wiring.at(stop.filter(), stop.place().id())) {
            Optional<Filter> next = find(wire.filter()).filter(it -> hasPin(it, wire.pin()));
            if (next.isPresent()) {
                goesOn = true;
                boolean joined = wiring.at(next.get(), wire.pin()).size() > 1;
                reach(next.get(), new Place(false, wire.pin()), stop, joined);
            } else {
                beyond = wire.filter();
            }
        }
        // A stream that leads nowhere has no end.
        if (!goesOn && !stop.pin().isStreaming()) {
            stop.endsWith(beyond);
        }
    }

    /** Against the flow a selector has one input that counts. */
    private Optional<Integer> selected(Stop stop) {
        boolean selector =
                !downstream
                        && stop.filter()
                                .descriptor()
                                .nodes()
                                .get(stop.place().id())
                                .type()
                                .equals(NodeTypes.MUX);
        return selector ? selectors.selected(stop.filter(), stop.place().id()) : Optional.empty();
    }

    private Visits visits(Filter filter) {
        return visits.computeIfAbsent(
                filter, it -> new Visits(graphs.of(it, downstream), new HashMap<>()));
    }

    private static boolean hasPin(Filter filter, int pinId) {
        FilterDescriptor descriptor = filter.descriptor();
        return pinId >= 0 && pinId < descriptor.pins().size();
    }
}
