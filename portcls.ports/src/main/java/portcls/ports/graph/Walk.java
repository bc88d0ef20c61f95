package portcls.ports.graph;

import portcls.api.client.Filter;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PhysicalConnection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks from a stream's pin to the jacks, over all filters that are wired together: the way of the
 * sound for a pin that plays, against it for one that records. Each place is visited once.
 */
final class Walk {
    private final Wiring wiring;
    private final Selectors selectors;
    private final boolean downstream;
    private final Map<String, FilterGraph> graphs = new HashMap<>();
    private final Map<String, Filter> known = new HashMap<>();
    private final Set<Visit> seen = new HashSet<>();
    private final Deque<Stop> open = new ArrayDeque<>();
    private final List<Stop> stops = new ArrayList<>();

    /** Which input a selector passes on; empty when it does not tell. */
    @FunctionalInterface
    interface Selectors {
        Optional<Integer> selected(Filter filter, int node);
    }

    /**
     * A place on the way.
     *
     * @param shared whether other sounds pass through it, too
     * @param last whether the way ends there
     * @param beyond what an adapter said is wired to it; empty when it said nothing
     */
    record Stop(Filter filter, Place place, boolean shared, boolean last, String beyond) {}

    private record Visit(String filterId, Place place) {}

    private Walk(Wiring wiring, Selectors selectors, boolean downstream) {
        this.wiring = wiring;
        this.selectors = selectors;
        this.downstream = downstream;
    }

    /** All places from a pin on, those next to it first. */
    static List<Stop> from(Wiring wiring, Selectors selectors, Filter filter, int pinId) {
        boolean plays = filter.descriptor().pins().get(pinId).dataFlow() == DataFlow.IN;
        Walk walk = new Walk(wiring, selectors, plays);
        walk.reach(filter, new Place(false, pinId), false);
        while (!walk.open.isEmpty()) {
            walk.leave(walk.open.remove());
        }
        return walk.stops;
    }

    /** All filters are looked up at once: one after the other would take the square of them. */
    private Optional<Filter> find(String filterId) {
        if (known.isEmpty()) {
            wiring.filters().forEach(filter -> known.put(filter.id(), filter));
        }
        return Optional.ofNullable(known.get(filterId));
    }

    private void reach(Filter filter, Place place, boolean sharedBefore) {
        boolean shared = sharedBefore || graph(filter).into(place) > 1;
        if (seen.add(new Visit(filter.id(), place))) {
            open.add(new Stop(filter, place, shared, false, ""));
        }
    }

    private void leave(Stop stop) {
        Filter filter = stop.filter();
        Place place = stop.place();
        FilterGraph graph = graph(filter);
        List<ConnectionDescriptor> ways = graph.from(place);
        if (place.node()) {
            stops.add(stop);
            Optional<Integer> selected = selected(filter, place);
            for (ConnectionDescriptor way : ways) {
                if (selected.isEmpty() || selected.get() == way.toPin()) {
                    step(filter, graph.target(way), stop.shared());
                }
            }
            return;
        }
        if (!ways.isEmpty()) {
            stops.add(stop);
            ways.forEach(way -> step(filter, graph.target(way), stop.shared()));
            return;
        }
        leaveFilter(stop);
    }

    /** Streams of other programs hang on the same nodes; the way does not lead to them. */
    private void step(Filter filter, Place target, boolean shared) {
        boolean stream =
                !target.node() && filter.descriptor().pins().get(target.id()).isStreaming();
        if (!stream) {
            reach(filter, target, shared);
        }
    }

    private void leaveFilter(Stop stop) {
        String beyond = "";
        boolean goesOn = false;
        for (PhysicalConnection wire : wiring.at(stop.filter(), stop.place().id())) {
            Optional<Filter> next = find(wire.filter()).filter(it -> hasPin(it, wire.pin()));
            if (next.isPresent()) {
                goesOn = true;
                reach(next.get(), new Place(false, wire.pin()), stop.shared());
            } else {
                beyond = wire.filter();
            }
        }
        stops.add(
                new Stop(
                        stop.filter(),
                        stop.place(),
                        stop.shared(),
                        !goesOn && isEnd(stop),
                        beyond));
    }

    /** A stream that leads nowhere has no end. */
    private boolean isEnd(Stop stop) {
        return !stop.filter().descriptor().pins().get(stop.place().id()).isStreaming();
    }

    /** Against the flow a selector has one input that counts. */
    private Optional<Integer> selected(Filter filter, Place place) {
        boolean selector =
                !downstream
                        && filter.descriptor().nodes().get(place.id()).type().equals(NodeTypes.MUX);
        return selector ? selectors.selected(filter, place.id()) : Optional.empty();
    }

    private FilterGraph graph(Filter filter) {
        return graphs.computeIfAbsent(
                filter.id(), _ -> new FilterGraph(filter.descriptor(), downstream));
    }

    private static boolean hasPin(Filter filter, int pinId) {
        FilterDescriptor descriptor = filter.descriptor();
        return pinId >= 0 && pinId < descriptor.pins().size();
    }
}
