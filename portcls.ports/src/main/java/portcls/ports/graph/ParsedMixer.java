package portcls.ports.graph;

import portcls.api.client.AudioControl;
import portcls.api.client.Filter;
import portcls.api.client.MixerView;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyKey;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of one filter. A destination is parsed against the flow up to the first place where
 * sounds come together: SUM, MUX, or a node with several parents. A source is parsed with the flow
 * up to such a place.
 */
final class ParsedMixer implements MixerView {
    private final Filter filter;

    /** Without handlers: a view that a program keeps holds nothing of a driver that went. */
    private final FilterDescriptor descriptor;

    /** What can be set or read of each node. */
    private final List<List<PropertyKey<?>>> kinds;

    private final FilterGraph down;
    private final FilterGraph up;
    private final Handles handles = new Handles(Optional.empty());
    private final List<Line> destinations = new ArrayList<>();

    /** Parses; what fails on the way leaves nothing open. */
    ParsedMixer(FilterGraphs graphs, Filter filter) {
        this.filter = filter;
        FilterDescriptor whole = filter.descriptor();
        descriptor = whole.withoutAutomation();
        kinds = whole.nodes().stream().map(ControlKinds::of).toList();
        down = graphs.of(filter, true);
        up = graphs.of(filter, false);
        try {
            for (int pin = 0; pin < descriptor.pins().size(); pin++) {
                if (descriptor.pins().get(pin).dataFlow() == DataFlow.OUT) {
                    destinations.add(destination(pin));
                }
            }
        } catch (RuntimeException e) {
            handles.close();
            throw e;
        }
    }

    @Override
    public List<Line> destinations() {
        return List.copyOf(destinations);
    }

    @Override
    public void close() {
        handles.close();
    }

    private Line destination(int pin) {
        Place place = new Place(false, pin);
        List<Place> nodes = stretch(up, place);
        Collections.reverse(nodes);
        List<Line> sources = new ArrayList<>();
        for (int source : sourcesOf(place)) {
            sources.add(line(source, stretch(down, new Place(false, source)), List.of()));
        }
        return line(pin, nodes, sources);
    }

    private Line line(int pin, List<Place> nodes, List<Line> sources) {
        PinDescriptor descriptorOfPin = descriptor.pins().get(pin);
        return new Line(pin, descriptorOfPin.name().name(), controls(nodes), sources);
    }

    private List<AudioControl> controls(List<Place> nodes) {
        List<AudioControl> found = new ArrayList<>();
        for (Place place : nodes) {
            for (PropertyKey<?> key : kinds.get(place.id())) {
                NodeControl.of(handles, filter, place.id(), key, false).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * The nodes from a pin on. Against the flow the place where sounds come together is the last
     * one, since its controls are the destination's; with the flow it is left out.
     */
    private List<Place> stretch(FilterGraph graph, Place from) {
        boolean against = graph == up;
        List<Place> nodes = new ArrayList<>();
        Set<Place> seen = new HashSet<>();
        Place place = from;
        while (seen.add(place)) {
            List<ConnectionDescriptor> ways = graph.from(place);
            if (ways.size() != 1) {
                return nodes;
            }
            place = graph.target(ways.getFirst());
            if (!place.node()) {
                return nodes;
            }
            boolean joins = joins(place);
            if (!joins || against) {
                nodes.add(place);
            }
            if (joins) {
                return nodes;
            }
        }
        return nodes;
    }

    private boolean joins(Place node) {
        var type = descriptor.nodes().get(node.id()).type();
        return type.equals(NodeTypes.SUM) || type.equals(NodeTypes.MUX) || up.from(node).size() > 1;
    }

    private List<Integer> sourcesOf(Place destination) {
        Set<Place> seen = new HashSet<>();
        Deque<Place> open = new ArrayDeque<>(List.of(destination));
        List<Integer> sources = new ArrayList<>();
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (!seen.add(place)) {
                continue;
            }
            boolean source =
                    !place.node() && descriptor.pins().get(place.id()).dataFlow() == DataFlow.IN;
            if (source) {
                sources.add(place.id());
            }
            up.from(place).forEach(way -> open.add(up.target(way)));
        }
        Collections.sort(sources);
        return sources;
    }
}
