package portcls.ports.graph;

import portcls.api.client.Filter;

import java.util.Map;
import java.util.WeakHashMap;

/** The graphs of filters, each built once; they go with their filters. Thread-safe. */
final class FilterGraphs {
    private final Map<Filter, FilterGraph> downstream = new WeakHashMap<>();
    private final Map<Filter, FilterGraph> upstream = new WeakHashMap<>();

    /** The graph of a filter, to be walked in one direction. It holds nothing of the filter. */
    synchronized FilterGraph of(Filter filter, boolean down) {
        return (down ? downstream : upstream)
                .computeIfAbsent(filter, it -> new FilterGraph(it.descriptor(), down));
    }
}
