package portcls.bench.topology;

import portcls.api.client.Filter;
import portcls.api.ks.ConnectionDescriptor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The peer: the same filters as objects with lists of neighbours that were made beforehand, walked
 * in breadth.
 */
final class PlainGraph {
    private final Vertex start;

    private static final class Vertex {
        final List<Vertex> next = new ArrayList<>(2);
    }

    /** The ends of the filters' connections. */
    private record Vertices(List<Vertex> pins, List<Vertex> nodes) {
        static Vertices of(Filter filter) {
            return new Vertices(
                    filter.descriptor().pins().stream().map(_ -> new Vertex()).toList(),
                    filter.descriptor().nodes().stream().map(_ -> new Vertex()).toList());
        }

        Vertex at(int node, int pin) {
            return node == ConnectionDescriptor.FILTER ? pins.get(pin) : nodes.get(node);
        }
    }

    /** The graph from a pin of the first filter on. */
    PlainGraph(List<Filter> filters, int pin, boolean downstream) {
        List<Vertices> all = filters.stream().map(Vertices::of).toList();
        for (int i = 0; i < all.size(); i++) {
            Vertices here = all.get(i);
            for (ConnectionDescriptor it : filters.get(i).descriptor().connections()) {
                Vertex from = here.at(it.fromNode(), it.fromPin());
                Vertex to = here.at(it.toNode(), it.toPin());
                (downstream ? from : to).next.add(downstream ? to : from);
            }
            if (i > 0) {
                all.get(i - 1).pins().get(Shapes.OUT).next.add(here.pins().get(Shapes.IN));
            }
        }
        start = all.getFirst().pins().get(pin);
    }

    /** How many places were reached. */
    int walk() {
        Set<Vertex> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Vertex> open = new ArrayDeque<>();
        List<Vertex> way = new ArrayList<>();
        seen.add(start);
        open.add(start);
        while (!open.isEmpty()) {
            Vertex place = open.remove();
            way.add(place);
            for (Vertex next : place.next) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return way.size();
    }
}
