package portcls.ports.filter;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClass;
import portcls.api.client.Registration;
import portcls.api.client.Removal;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Who waits for which filter to come: held streams. Thread-safe. */
public final class Arrivals implements AutoCloseable {
    private final Executor threads;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /** What is there, for those who begin to wait when it is there already. */
    private final List<WeakReference<PortFilter>> present = new CopyOnWriteArrayList<>();

    private volatile boolean closed;

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
     * @param arrived told of each such filter that comes, or is there already
     * @param cancelled told when none will come any more; at once after the end
     */
    public Registration await(Wait wait, Consumer<PortFilter> arrived, Runnable cancelled) {
        Entry entry = new Entry(wait, arrived, cancelled);
        entries.add(entry);
        present.stream()
                .map(WeakReference::get)
                .filter(filter -> filter != null && isPresent(filter))
                .forEach(filter -> tell(entry, filter));
        if (closed) {
            cancelled.run();
        }
        return () -> entries.removeIf(it -> it == entry);
    }

    /** A filter is about to be published: from now on it is among those that are present. */
    public void arrives(PortFilter filter) {
        present.removeIf(seen -> isGone(seen.get()));
        present.add(new WeakReference<>(filter));
    }

    /** It could not be published. */
    public void failed(PortFilter filter) {
        present.removeIf(seen -> seen.refersTo(filter));
    }

    /** A filter was published. */
    public void arrived(PortFilter filter) {
        for (Entry entry : entries) {
            tell(entry, filter);
        }
    }

    /** The filters that programs can open now. */
    public List<PortFilter> present() {
        return present.stream()
                .map(WeakReference::get)
                .filter(filter -> filter != null && filter.isOpenable())
                .toList();
    }

    /** The waits of now. */
    public List<Wait> waits() {
        return entries.stream().map(Entry::wish).toList();
    }

    @Override
    public void close() {
        closed = true;
        for (Entry entry : entries) {
            entry.cancelled().run();
        }
        entries.clear();
    }

    private void tell(Entry entry, PortFilter filter) {
        if (entry.wish().filterId().equals(filter.id()) && entry.wish().kind() == filter.kind()) {
            threads.execute(() -> entry.arrived().accept(filter));
        }
    }

    private static boolean isGone(@Nullable PortFilter filter) {
        return filter == null || !isPresent(filter);
    }

    private static boolean isPresent(PortFilter filter) {
        return filter.removal().isEmpty();
    }
}
