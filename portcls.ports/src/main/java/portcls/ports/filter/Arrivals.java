package portcls.ports.filter;

import portcls.api.PortClass;
import portcls.api.client.Registration;
import portcls.api.client.Removal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who waits for which filter to come: held streams. Thread-safe. */
public final class Arrivals implements AutoCloseable {
    private final Executor threads;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /**
     * A wait, for whoever wants to see it.
     *
     * @param filterId the filter that is awaited
     * @param kind its kind
     * @param since since when
     * @param until how long
     * @param cause why it went
     */
    public record Wait(
            String filterId, PortClass kind, Instant since, Instant until, Removal cause) {}

    private record Entry(Wait wish, Consumer<PortFilter> arrived, Runnable cancelled) {}

    /** Waits that tell on these threads, which may block. */
    public Arrivals(Executor threads) {
        this.threads = threads;
    }

    /**
     * Waits until the result is closed.
     *
     * @param arrived told of each such filter that comes
     * @param cancelled told when none will come any more
     */
    public Registration await(Wait wait, Consumer<PortFilter> arrived, Runnable cancelled) {
        Entry entry = new Entry(wait, arrived, cancelled);
        entries.add(entry);
        return () -> entries.removeIf(it -> it == entry);
    }

    /** A filter was published. */
    public void arrived(PortFilter filter) {
        for (Entry entry : entries) {
            if (entry.wish().filterId().equals(filter.id())
                    && entry.wish().kind() == filter.kind()) {
                threads.execute(() -> entry.arrived().accept(filter));
            }
        }
    }

    /** The waits of now. */
    public List<Wait> waits() {
        return entries.stream().map(Entry::wish).toList();
    }

    @Override
    public void close() {
        for (Entry entry : entries) {
            entry.cancelled().run();
        }
        entries.clear();
    }
}
