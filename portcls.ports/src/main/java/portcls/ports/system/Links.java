package portcls.ports.system;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.Link;
import portcls.api.ks.Communication;
import portcls.api.ks.DataFlow;
import portcls.api.ks.PinDescriptor;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.port.Wires;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The wires that adapters tell of, between connectors of filters: each is there while both filters
 * are, whatever came first. Thread-safe.
 */
public final class Links implements FilterWatcher {
    private static final Logger LOG = System.getLogger(Links.class.getName());

    private final Wires wires;
    private final Map<String, Present> filters = new HashMap<>();
    private final IdentityHashMap<Adapter, List<Entry>> byAdapter = new IdentityHashMap<>();
    private final Map<String, Set<Entry>> byFilter = new HashMap<>();

    /**
     * A link that names a connector that is not there.
     *
     * @param device the device whose adapter told of it
     * @param link what it told
     * @param text what is wrong, in plain words
     */
    public record Trouble(String device, Link link, String text) {
        /** The device and the filters that it concerns. */
        public Set<String> ids() {
            return Set.copyOf(List.of(device, link.fromFilter(), link.toFilter()));
        }
    }

    private record Present(PortDriver port, PortFilter filter) {}

    private record Wired(PortDriver from, int fromPin, PortDriver to, int toPin) {}

    /** A link that somebody told of. */
    private static final class Entry {
        final String device;
        final Link link;
        final Set<String> logged = new HashSet<>();
        List<String> troubles = List.of();
        @Nullable Wired wired;

        Entry(String device, Link link) {
            this.device = device;
            this.link = link;
        }
    }

    Links(Wires wires) {
        this.wires = wires;
    }

    /** A device came, or is started anew. */
    public void add(Adapter adapter) {
        List<Entry> entries =
                adapter.links().stream().map(link -> new Entry(adapter.id(), link)).toList();
        List<String> news = new ArrayList<>();
        synchronized (this) {
            // One that is started anew may tell of others.
            remove(adapter);
            byAdapter.put(adapter, entries);
            for (Entry entry : entries) {
                of(entry.link.fromFilter()).add(entry);
                of(entry.link.toFilter()).add(entry);
                connect(entry, news);
            }
        }
        log(news);
    }

    /** A device went, and what it told of with it. */
    public synchronized void remove(Adapter adapter) {
        List<Entry> entries = byAdapter.remove(adapter);
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            disconnect(entry);
            forget(entry.link.fromFilter(), entry);
            forget(entry.link.toFilter(), entry);
        }
    }

    @Override
    public void arrived(PortDriver port, PortFilter filter, String deviceId) {
        List<String> news = new ArrayList<>();
        synchronized (this) {
            filters.put(filter.id(), new Present(port, filter));
            byFilter.getOrDefault(filter.id(), Set.of()).forEach(entry -> connect(entry, news));
        }
        log(news);
    }

    @Override
    public synchronized void left(PortFilter filter) {
        String id = filter.id();
        Present present = filters.get(id);
        if (present != null && present.filter() == filter) {
            filters.remove(id);
            for (Entry entry : byFilter.getOrDefault(id, Set.of())) {
                disconnect(entry);
                // What the other end lacks is still to be told.
                connect(entry, new ArrayList<>());
            }
        }
    }

    /** Links that cannot be. */
    public synchronized List<Trouble> troubles() {
        return byAdapter.values().stream().flatMap(List::stream).flatMap(Links::troubles).toList();
    }

    private static Stream<Trouble> troubles(Entry entry) {
        return entry.troubles.stream().map(text -> new Trouble(entry.device, entry.link, text));
    }

    /** Makes the wire if both ends are there; what is wrong for the first time goes to the news. */
    private void connect(Entry entry, List<String> news) {
        disconnect(entry);
        Link link = entry.link;
        List<String> troubles = new ArrayList<>();
        OptionalInt from = pin(link, link.fromFilter(), link.fromConnector(), true, troubles);
        OptionalInt to = pin(link, link.toFilter(), link.toConnector(), false, troubles);
        if (from.isPresent() && to.isPresent()) {
            Wired wired =
                    new Wired(
                            port(link.fromFilter()),
                            from.getAsInt(),
                            port(link.toFilter()),
                            to.getAsInt());
            wires.link(wired.from(), wired.fromPin(), wired.to(), wired.toPin());
            entry.wired = wired;
        }
        entry.troubles = List.copyOf(troubles);
        troubles.stream().filter(entry.logged::add).forEach(news::add);
    }

    private void disconnect(Entry entry) {
        Wired wired = entry.wired;
        if (wired != null) {
            wires.unlink(wired.from(), wired.fromPin(), wired.to(), wired.toPin());
            entry.wired = null;
        }
        entry.troubles = List.of();
    }

    /** The pin of a connector; empty when its filter is not there or has none of that name. */
    private OptionalInt pin(
            Link link, String filterId, String connector, boolean from, List<String> troubles) {
        Present present = filters.get(filterId);
        if (present == null) {
            return OptionalInt.empty();
        }
        List<PinDescriptor> pins = present.filter().descriptor().pins();
        int[] fitting =
                IntStream.range(0, pins.size())
                        .filter(pinId -> isConnector(pins.get(pinId), from))
                        .toArray();
        OptionalInt found =
                IntStream.of(fitting)
                        .filter(pinId -> pins.get(pinId).name().name().equals(connector))
                        .findFirst();
        if (found.isEmpty()) {
            List<String> names =
                    IntStream.of(fitting)
                            .mapToObj(pinId -> "\"" + pins.get(pinId).name().name() + "\"")
                            .toList();
            troubles.add(
                    "the link from "
                            + link.fromFilter()
                            + " \""
                            + link.fromConnector()
                            + "\" to "
                            + link.toFilter()
                            + " \""
                            + link.toConnector()
                            + "\" cannot be: "
                            + filterId
                            + " has no connector that sound "
                            + (from ? "comes out of" : "goes into")
                            + " called \""
                            + connector
                            + "\"; it has "
                            + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return found;
    }

    private static boolean isConnector(PinDescriptor pin, boolean from) {
        return pin.communication() == Communication.BRIDGE
                && pin.dataFlow() == (from ? DataFlow.OUT : DataFlow.IN);
    }

    private PortDriver port(String filterId) {
        Present present = filters.get(filterId);
        if (present == null) {
            throw new IllegalStateException("its pin was found: filter=" + filterId);
        }
        return present.port();
    }

    private Set<Entry> of(String filterId) {
        return byFilter.computeIfAbsent(filterId, _ -> new LinkedHashSet<>());
    }

    private void forget(String filterId, Entry entry) {
        Set<Entry> there = byFilter.get(filterId);
        if (there != null && there.remove(entry) && there.isEmpty()) {
            byFilter.remove(filterId);
        }
    }

    private static void log(List<String> news) {
        news.forEach(text -> LOG.log(Level.WARNING, text));
    }
}
