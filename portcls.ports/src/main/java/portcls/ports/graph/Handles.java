package portcls.ports.graph;

import portcls.api.PortClsException;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Pin;
import portcls.api.client.PropertyAccess;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One open handle per filter, opened when it is needed first. What belongs to the filter of a
 * stream is asked of the stream: some nodes have values for each of them. Thread-safe.
 */
final class Handles implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Handles.class.getName());

    private final Optional<Pin> stream;
    private final Map<String, FilterHandle> open = new HashMap<>();
    private boolean closed;

    Handles(Optional<Pin> stream) {
        this.stream = stream;
    }

    /** Where to ask for nodes of a filter. */
    PropertyAccess nodes(Filter filter) {
        if (stream.isPresent() && stream.get().filter().id().equals(filter.id())) {
            return stream.get();
        }
        return of(filter);
    }

    /** A handle of a filter. */
    synchronized FilterHandle of(Filter filter) {
        if (closed) {
            throw new IllegalStateException("this path was closed; ask for another one");
        }
        return open.computeIfAbsent(filter.id(), _ -> filter.open());
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<FilterHandle> all = List.copyOf(open.values());
        open.clear();
        for (FilterHandle handle : all) {
            try {
                handle.close();
            } catch (PortClsException e) {
                // The others are given back all the same.
                LOG.log(Level.WARNING, "A handle of a path could not be closed", e);
            }
        }
    }
}
