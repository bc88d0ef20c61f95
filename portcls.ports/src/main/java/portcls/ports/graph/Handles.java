package portcls.ports.graph;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Pin;
import portcls.api.client.PropertyAccess;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * One open handle per filter, opened when it is needed first. What belongs to the filter of a
 * stream is asked of the stream: some nodes have values for each of them. Thread-safe; no lock is
 * held while a driver may be called.
 */
final class Handles implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Handles.class.getName());

    private final Optional<Pin> stream;
    private final IdentityHashMap<Filter, FilterHandle> open = new IdentityHashMap<>();
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
    FilterHandle of(Filter filter) {
        FilterHandle there = find(filter);
        if (there != null) {
            return there;
        }
        FilterHandle made = filter.open();
        FilterHandle kept = null;
        try {
            kept = keep(filter, made);
        } finally {
            if (!made.equals(kept)) {
                close(made);
            }
        }
        return kept;
    }

    @Override
    public void close() {
        takeAll().forEach(Handles::close);
    }

    private synchronized @Nullable FilterHandle find(Filter filter) {
        requireOpen();
        return open.get(filter);
    }

    /** The handle that is used: another thread may have been faster. */
    private synchronized FilterHandle keep(Filter filter, FilterHandle made) {
        requireOpen();
        FilterHandle faster = open.putIfAbsent(filter, made);
        return faster == null ? made : faster;
    }

    private synchronized List<FilterHandle> takeAll() {
        closed = true;
        List<FilterHandle> all = List.copyOf(open.values());
        open.clear();
        return all;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this path was closed; ask for another one");
        }
    }

    private static void close(FilterHandle handle) {
        try {
            handle.close();
        } catch (PortClsException e) {
            // The others are given back all the same.
            LOG.log(Level.WARNING, "A handle of a path could not be closed", e);
        }
    }
}
