package portcls.ports.graph;

import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.FilterDescriptor;

import java.util.ArrayList;
import java.util.List;

/**
 * The connections of one filter, ready to be walked in one direction: built in one pass, each step
 * looks at its own connections only.
 */
final class FilterGraph {
    private final boolean downstream;
    private final List<List<ConnectionDescriptor>> ofPins;
    private final List<List<ConnectionDescriptor>> ofNodes;
    private final int[] behindPins;
    private final int[] behindNodes;

    /**
     * A graph.
     *
     * @param downstream whether it is walked the way the sound flows
     */
    FilterGraph(FilterDescriptor filter, boolean downstream) {
        this.downstream = downstream;
        ofPins = lists(filter.pins().size());
        ofNodes = lists(filter.nodes().size());
        behindPins = new int[filter.pins().size()];
        behindNodes = new int[filter.nodes().size()];
        for (ConnectionDescriptor connection : filter.connections()) {
            add(connection);
        }
    }

    /** The connections that lead on from a place. */
    List<ConnectionDescriptor> from(Place place) {
        return (place.node() ? ofNodes : ofPins).get(place.id());
    }

    /** How many connections lead to a place: with more than one, sounds come together there. */
    int into(Place place) {
        return (place.node() ? behindNodes : behindPins)[place.id()];
    }

    /** The place that a connection leads to. */
    Place target(ConnectionDescriptor connection) {
        return downstream
                ? place(connection.toNode(), connection.toPin())
                : place(connection.fromNode(), connection.fromPin());
    }

    private void add(ConnectionDescriptor connection) {
        Place near =
                downstream
                        ? place(connection.fromNode(), connection.fromPin())
                        : place(connection.toNode(), connection.toPin());
        Place far = target(connection);
        (near.node() ? ofNodes : ofPins).get(near.id()).add(connection);
        (far.node() ? behindNodes : behindPins)[far.id()]++;
    }

    private static Place place(int node, int pin) {
        return node == ConnectionDescriptor.FILTER ? new Place(false, pin) : new Place(true, node);
    }

    private static List<List<ConnectionDescriptor>> lists(int size) {
        List<List<ConnectionDescriptor>> lists = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lists.add(new ArrayList<>(2));
        }
        return lists;
    }
}
