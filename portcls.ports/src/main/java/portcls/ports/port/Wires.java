package portcls.ports.port;

import org.jspecify.annotations.Nullable;

import portcls.api.IPort;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Topology;
import portcls.api.ks.PhysicalConnection;
import portcls.ports.filter.PortFilter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Physical connections: directed wires between pins of filters, or to something outside that has
 * only a name. A wire is there while somebody tells of it: the adapter that registered it, or a
 * link of an adapter between filters that are there. What is at a pin is found in one step.
 * Thread-safe.
 */
public final class Wires {
    private final Map<Wire, Tellers> wires = new LinkedHashMap<>();
    private final Map<End, Set<Wire>> byEnd = new HashMap<>();
    private final IdentityHashMap<IPort, Seat> seats = new IdentityHashMap<>();
    private final IdentityHashMap<PortFilter, IPort> ports = new IdentityHashMap<>();

    /** The wires of one port, with its filter. */
    private record Seat(@Nullable PortFilter filter, Set<Wire> wires) {}

    /** One end: a port with its filter, or the name of something outside. */
    private record End(Object at, @Nullable PortFilter filter, int pin) {
        static End of(Object portOrName, int pin) {
            PortFilter filter =
                    portOrName instanceof PortDriver driver ? driver.filter().orElse(null) : null;
            return new End(portOrName, filter, pin);
        }

        String name() {
            return at instanceof String name ? name : filter == null ? "" : filter.id();
        }

        boolean isGone() {
            return filter != null && !filter.isOpenable();
        }

        /** A port that was let go has no filter any more and is still the same end. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof End end && pin == end.pin && at.equals(end.at);
        }

        @Override
        public int hashCode() {
            return 31 * at.hashCode() + pin;
        }

        @Override
        public String toString() {
            return name() + " pin " + pin;
        }
    }

    private record Wire(End from, End to) {
        End other(End end) {
            return from.equals(end) ? to : from;
        }

        @Override
        public String toString() {
            return from + " → " + to;
        }
    }

    /** Who tells of a wire. */
    private static final class Tellers {
        @Nullable Adapter device;
        boolean link;

        boolean isNobody() {
            return device == null && !link;
        }
    }

    /**
     * Adds a wire; each end is an {@link IPort} or a name.
     *
     * @param device whose driver tells of it
     * @throws PortClsException OBJECT_NAME_COLLISION when it was added before, INVALID_PARAMETER
     *     when a filter has no such pin
     */
    public synchronized void add(Adapter device, Object from, int fromPin, Object to, int toPin) {
        Wire wire = new Wire(checked(from, fromPin), checked(to, toPin));
        Tellers tellers = wires.computeIfAbsent(wire, _ -> new Tellers());
        if (tellers.device != null) {
            throw new PortClsException(
                    Status.OBJECT_NAME_COLLISION,
                    "there is such a physical connection already: " + wire);
        }
        tellers.device = device;
        index(wire);
    }

    /**
     * Removes exactly that wire.
     *
     * @param device whose driver told of it
     * @throws PortClsException NOT_FOUND when it was not added, or for another device
     */
    public synchronized void remove(
            Adapter device, Object from, int fromPin, Object to, int toPin) {
        Wire wire = new Wire(End.of(from, fromPin), End.of(to, toPin));
        Tellers tellers = wires.get(wire);
        Adapter teller = tellers == null ? null : tellers.device;
        if (tellers == null || teller != device) {
            throw new PortClsException(
                    Status.NOT_FOUND,
                    "the driver of "
                            + device.id()
                            + " registered no such physical connection"
                            + (teller == null ? ": " : "; that of " + teller.id() + " did: ")
                            + wire);
        }
        tellers.device = null;
        dropUntold(wire, tellers);
    }

    /** Adds a wire that a link tells of, beside whoever else does. */
    public synchronized void link(PortDriver from, int fromPin, PortDriver to, int toPin) {
        Wire wire = new Wire(End.of(from, fromPin), End.of(to, toPin));
        wires.computeIfAbsent(wire, _ -> new Tellers()).link = true;
        index(wire);
    }

    /** Removes a wire that a link told of, if it is still there and nobody else tells of it. */
    public synchronized void unlink(PortDriver from, int fromPin, PortDriver to, int toPin) {
        Wire wire = new Wire(End.of(from, fromPin), End.of(to, toPin));
        Tellers tellers = wires.get(wire);
        if (tellers != null) {
            tellers.link = false;
            dropUntold(wire, tellers);
        }
    }

    /** Removes every wire of a port that goes. */
    public synchronized void removeAll(IPort port) {
        Seat seat = seats.get(port);
        if (seat != null) {
            List.copyOf(seat.wires()).forEach(this::drop);
        }
    }

    /** Forgets what the driver of a device told of, which goes or whose device does. */
    public synchronized void removeAll(Adapter device) {
        for (Wire wire : toldBy(device)) {
            Tellers tellers = Objects.requireNonNull(wires.get(wire));
            tellers.device = null;
            dropUntold(wire, tellers);
        }
    }

    /** Wires to subdevices that were unregistered; their driver forgot them. For messages. */
    public synchronized List<String> leftBehind(Adapter device) {
        return toldBy(device).stream()
                .filter(wire -> wire.from().isGone() || wire.to().isGone())
                .map(Wire::toString)
                .toList();
    }

    /** The other end of the first wire at a pin. */
    public synchronized Optional<PhysicalConnection> at(IPort port, int pin) {
        End end = new End(port, null, pin);
        return byEnd.getOrDefault(end, Set.of()).stream()
                .findFirst()
                .map(wire -> connection(wire.other(end)));
    }

    /** The other ends of all wires at a pin, in the order in which they came. */
    public synchronized List<PhysicalConnection> at(PortFilter filter, int pin) {
        IPort port = ports.get(filter);
        if (port == null) {
            return List.of();
        }
        End end = new End(port, filter, pin);
        return byEnd.getOrDefault(end, Set.of()).stream()
                .map(wire -> connection(wire.other(end)))
                .toList();
    }

    /** All wires, in the order in which they came. */
    public synchronized List<Topology.Wire> all() {
        List<Topology.Wire> all = new ArrayList<>(wires.size());
        for (Wire wire : wires.keySet()) {
            End from = wire.from();
            End to = wire.to();
            all.add(new Topology.Wire(from.name(), from.pin(), to.name(), to.pin()));
        }
        return all;
    }

    private static PhysicalConnection connection(End end) {
        return new PhysicalConnection(end.name(), end.pin());
    }

    private List<Wire> toldBy(Adapter device) {
        return wires.entrySet().stream()
                .filter(wire -> wire.getValue().device == device)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void index(Wire wire) {
        for (End end : List.of(wire.from(), wire.to())) {
            byEnd.computeIfAbsent(end, _ -> new LinkedHashSet<>()).add(wire);
            if (end.at() instanceof IPort port) {
                PortFilter filter = end.filter();
                seats.computeIfAbsent(port, _ -> new Seat(filter, new LinkedHashSet<>()))
                        .wires()
                        .add(wire);
                if (filter != null) {
                    ports.put(filter, port);
                }
            }
        }
    }

    private void dropUntold(Wire wire, Tellers tellers) {
        if (tellers.isNobody()) {
            drop(wire);
        }
    }

    private void drop(Wire wire) {
        wires.remove(wire);
        for (End end : List.of(wire.from(), wire.to())) {
            Set<Wire> there = byEnd.get(end);
            if (there != null && there.remove(wire) && there.isEmpty()) {
                byEnd.remove(end);
            }
            if (end.at() instanceof IPort port) {
                dropFromSeat(port, wire);
            }
        }
    }

    private void dropFromSeat(IPort port, Wire wire) {
        Seat seat = seats.get(port);
        if (seat != null && seat.wires().remove(wire) && seat.wires().isEmpty()) {
            seats.remove(port);
            if (seat.filter() != null) {
                ports.remove(seat.filter());
            }
        }
    }

    private static End checked(Object portOrName, int pin) {
        if (portOrName instanceof PortDriver driver) {
            PortFilter filter =
                    driver.filter()
                            .orElseThrow(
                                    () ->
                                            new PortClsException(
                                                    Status.INVALID_PARAMETER,
                                                    "a port has pins once its init succeeded and"
                                                            + " until it is let go: pin="
                                                            + pin));
            int pins = filter.descriptor().pins().size();
            if (pin < 0 || pin >= pins) {
                throw new PortClsException(
                        Status.INVALID_PARAMETER,
                        "the filter "
                                + filter.id()
                                + (pins == 0 ? " has no pins" : " has pins 0 … " + (pins - 1))
                                + ": pin="
                                + pin);
            }
        }
        return End.of(portOrName, pin);
    }
}
