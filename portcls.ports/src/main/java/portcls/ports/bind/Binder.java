package portcls.ports.bind;

import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.Device;
import portcls.ports.diag.Trace;
import portcls.ports.filter.PortFilter;
import portcls.ports.pnp.DeviceStarter;
import portcls.ports.port.PortDriver;
import portcls.ports.system.FilterWatcher;
import portcls.ports.system.Links;
import portcls.ports.system.PortSystem;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings devices and drivers together. Each function of a device goes to the driver that bids most;
 * the service ranking breaks ties. An adapter driver gets the whole device and goes before drivers
 * of single functions. A driver that failed is not tried there again until one of the two changes;
 * a better bid takes over only while nobody has it open.
 *
 * <p>Arrivals are answered on threads of their own, which wait for a driver's bid for a limited
 * time only; departures run on the thread that brings them and hold it until the driver is let go.
 * No driver is called under the lock.
 */
public final class Binder implements FilterWatcher, DeviceStarter {
    private static final Logger LOG = System.getLogger(Binder.class.getName());

    private static final Duration MATCH_LIMIT = Duration.ofSeconds(2);

    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingInt(Candidate::bid)
                    .thenComparingInt(candidate -> candidate.driver().ranking())
                    .reversed()
                    .thenComparingLong(candidate -> candidate.driver().serviceId());

    private final PortSystem system;
    private final Trace trace;
    private final Map<Object, DeviceEntry> devices = new LinkedHashMap<>();
    private final Map<Long, Driver> drivers = new LinkedHashMap<>();

    /** Bindings that have no device any more and are not let go yet. */
    private final Set<Binding> leaving = new HashSet<>();

    /** Filters that programs could see; before that they do not even have their id. */
    private final Set<PortFilter> published =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Duration matchLimit;
    private boolean closed;

    /** A driver and what it bids. */
    public record Candidate(Driver driver, int bid) {}

    /** A driver that gets something, and those that leave it. */
    private record Change(Slot slot, Binding next, List<Binding> previous) {}

    public Binder(PortSystem system, Trace trace) {
        this(system, trace, MATCH_LIMIT);
    }

    /**
     * A binder.
     *
     * @param matchLimit how long a driver may look at a device before it bids
     */
    Binder(PortSystem system, Trace trace, Duration matchLimit) {
        this.system = system;
        this.trace = trace;
        this.matchLimit = matchLimit;
        system.watch(this);
        system.rebalances().startBy(this);
    }

    /** A driver came. */
    public void addDriver(Driver driver) {
        boolean isDevice = driver.isDevice();
        String served = String.join(", ", driver.devices());
        OwnDevice own = new OwnDevice(driver.ownId());
        DeviceEntry entry = new DeviceEntry(own, null);
        Slot slot = entry.main();
        Binding binding = Binding.of(system, trace, driver, entry, slot, DeviceMatch.NONE);
        slot.active = binding;
        synchronized (this) {
            // In one step, for it may go the moment it is seen.
            if (closed || drivers.putIfAbsent(driver.serviceId(), driver) != null) {
                return;
            }
            if (isDevice) {
                devices.put(driver, entry);
            }
        }
        if (isDevice) {
            trace.add("arrival", own.id(), driver.name(), "a driver that is a device of its own");
            run(binding, slot, entry);
        } else {
            String what = driver.startsDevices() ? "starts " : "serves ";
            trace.add("arrival", "", driver.name(), what + (served.isEmpty() ? "nothing" : served));
            reconcileAll();
        }
    }

    /** A driver goes; returns when it is let go everywhere, whoever began that. */
    public void removeDriver(long serviceId) {
        Driver driver;
        DeviceEntry own;
        List<Bid> asked = new ArrayList<>();
        List<Binding> mine;
        synchronized (this) {
            driver = drivers.remove(serviceId);
            own = driver == null ? null : devices.remove(driver);
            if (own != null) {
                leaving.addAll(own.bindings());
            }
            for (DeviceEntry entry : devices.values()) {
                entry.slots()
                        .forEach(
                                slot -> {
                                    leaving.addAll(slot.takeAll(serviceId));
                                    slot.takeBid(serviceId).ifPresent(asked::add);
                                });
            }
            mine =
                    leaving.stream()
                            .filter(binding -> binding.driver().serviceId() == serviceId)
                            .toList();
        }
        for (Binding binding : mine) {
            stop(
                    binding,
                    new Removal(
                            RemovalReason.ORDERLY,
                            "its driver "
                                    + binding.driver().name()
                                    + " was "
                                    + binding.driver().stoppedHow(),
                            Instant.now()));
        }
        asked.forEach(Bid::end);
        if (driver == null) {
            return;
        }
        if (own != null) {
            system.devices().forget(own.adapter);
        }
        trace.add("departure", own == null ? "" : own.adapter.id(), driver.name(), "");
        if (own == null) {
            reconcileAll();
        }
    }

    /** A device came. */
    public void addAdapter(Object key, Adapter adapter) {
        DeviceEntry entry = newEntry(adapter);
        boolean refused;
        synchronized (this) {
            // In one step, for it may go the moment it is seen.
            if (closed) {
                return;
            }
            refused =
                    devices.values().stream()
                            .anyMatch(other -> other.adapter.id().equals(adapter.id()));
            if (refused) {
                entry.refusal =
                        "another device has the same id; ids must differ: id=" + adapter.id();
            }
            system.devices().arrived(adapter);
            devices.put(key, entry);
        }
        trace.add("arrival", adapter.id(), "", adapter.name());
        if (!refused) {
            serve(entry);
        }
    }

    /** A device says that it has changed: drivers that failed with it are tried again. */
    public void changeAdapter(Object key) {
        DeviceEntry entry;
        List<Binding> failed;
        synchronized (this) {
            entry = devices.get(key);
            if (entry == null) {
                return;
            }
            failed = entry.slots().flatMap(slot -> slot.takeFailed().stream()).toList();
            leaving.addAll(failed);
        }
        trace.add("change", entry.adapter.id(), "", "its adapter says so");
        Removal removal =
                new Removal(RemovalReason.ORDERLY, "its adapter changed it", Instant.now());
        failed.forEach(binding -> stop(binding, removal));
        reconcile(entry);
    }

    /** A device goes; returns when its driver is let go, whoever began that. */
    public void removeAdapter(Object key) {
        DeviceEntry entry;
        List<Binding> mine;
        synchronized (this) {
            entry = devices.remove(key);
            if (entry == null) {
                return;
            }
            mine = leave(entry);
        }
        Adapter adapter = entry.adapter;
        Removal removal =
                adapter.isGone()
                        ? new Removal(
                                RemovalReason.SURPRISE, "the device was pulled out", Instant.now())
                        : new Removal(
                                RemovalReason.ORDERLY, "its adapter withdrew it", Instant.now());
        end(entry, mine, removal);
        trace.add("departure", adapter.id(), "", removal.reason() + ": " + removal.message());
        releaseRefused(adapter.id());
        // Its driver may be one that serves one device only, for which others wait.
        reconcileAll();
    }

    /**
     * A driver broke. What it serves is taken away until one of the two changes; of a device that
     * was started as a whole, that subdevice alone.
     */
    public void broken(PortDriver port, String why) {
        Binding hit = null;
        synchronized (this) {
            for (DeviceEntry entry : devices.values()) {
                for (Slot slot : entry.functions) {
                    Binding active = slot.active;
                    if (active != null && active.owns(port)) {
                        hit = active;
                        slot.failed.add(active);
                        slot.active = null;
                        leaving.add(active);
                    }
                }
            }
        }
        if (hit == null) {
            subdeviceBroke(port, why);
            return;
        }
        try {
            hit.broke(why);
        } finally {
            left(hit);
        }
        reconcileAll();
    }

    private void subdeviceBroke(PortDriver port, String why) {
        port.filter().ifPresent(filter -> noteBroken(filter, why));
        port.depart(new Removal(RemovalReason.FAILED, why, Instant.now()));
    }

    private void noteBroken(PortFilter filter, String why) {
        synchronized (this) {
            devices.values().stream()
                    .filter(entry -> system.filters(entry.adapter).contains(filter))
                    .forEach(entry -> entry.broken.put(filter.id(), why));
        }
        trace.add("failed", filter.id(), filter.driver(), why);
    }

    /** Everything goes. */
    public void close() {
        Map<DeviceEntry, List<Binding>> all = new LinkedHashMap<>();
        List<Binding> bound;
        synchronized (this) {
            closed = true;
            devices.values().forEach(entry -> all.put(entry, leave(entry)));
            devices.clear();
            drivers.clear();
            bound = List.copyOf(leaving);
        }
        Removal removal =
                new Removal(
                        RemovalReason.ORDERLY, "the port drivers are being stopped", Instant.now());
        all.forEach((entry, mine) -> end(entry, mine, removal));
        // Those of devices that others take away at this moment.
        bound.forEach(binding -> stop(binding, removal));
    }

    @Override
    public void stop(Adapter adapter, Removal reason) {
        DeviceEntry entry;
        List<Binding> mine;
        synchronized (this) {
            entry = devices.get(keyOf(adapter));
            if (entry == null) {
                return;
            }
            entry.halted = true;
            mine = leave(entry);
            entry.slots().forEach(slot -> slot.active = null);
        }
        ExplicitStart explicit = entry.explicit;
        if (explicit != null) {
            explicit.stop(reason).forEach(what -> trace.add("abandoned", adapter.id(), "", what));
        }
        mine.forEach(binding -> stop(binding, reason));
    }

    @Override
    public void start(Adapter adapter) {
        DeviceEntry anew;
        List<Bid> asked;
        synchronized (this) {
            Object key = keyOf(adapter);
            DeviceEntry former = devices.get(key);
            if (closed || former == null || !former.halted) {
                return;
            }
            // Its functions and what they are granted may be others now.
            anew = newEntry(adapter);
            devices.replace(key, anew);
            asked = former.slots().flatMap(slot -> slot.bids.values().stream()).toList();
        }
        asked.forEach(Bid::end);
        serve(anew);
    }

    /** Under the lock: under what a device is known; a key that nothing has when it is not. */
    private Object keyOf(Adapter adapter) {
        return devices.entrySet().stream()
                .filter(known -> known.getValue().adapter == adapter)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(adapter);
    }

    private DeviceEntry newEntry(Adapter adapter) {
        return new DeviceEntry(
                adapter,
                adapter.adapt(StartDevice.class)
                        .map(starter -> new ExplicitStart(system, adapter, "", starter))
                        .orElse(null));
    }

    /** How devices stand, in order of arrival. */
    public synchronized List<DeviceView> deviceViews() {
        return devices.values().stream().flatMap(this::views).toList();
    }

    /** All drivers that are there. */
    public synchronized List<Driver> drivers() {
        return List.copyOf(drivers.values());
    }

    /** Links of adapters that cannot be. */
    public List<Links.Trouble> linkTroubles() {
        return system.links().troubles();
    }

    /** For each device, physical connections to subdevices that were unregistered. */
    public Map<String, List<String>> leftBehind() {
        Map<String, List<String>> left = new LinkedHashMap<>();
        List<DeviceEntry> all;
        synchronized (this) {
            all = List.copyOf(devices.values());
        }
        for (DeviceEntry entry : all) {
            List<String> wires = system.wires().leftBehind(entry.adapter);
            if (!wires.isEmpty()) {
                left.put(entry.adapter.id(), wires);
            }
        }
        return left;
    }

    /** One for the whole device when it is served so, or takes no part; else one per function. */
    private Stream<DeviceView> views(DeviceEntry entry) {
        if (entry.explicit != null || !entry.refusal.isEmpty() || entry.whole.active != null) {
            String refusal =
                    entry.refusal.isEmpty() && entry.explicit != null
                            ? entry.explicit.failure()
                            : entry.refusal;
            return Stream.of(
                    new DeviceView(
                            entry.whole.id,
                            entry.adapter,
                            entry.adapter,
                            entry.since,
                            entry.whole.active(),
                            List.copyOf(entry.whole.failed),
                            entry.explicit != null && entry.refusal.isEmpty(),
                            refusal,
                            candidates(entry.slots()),
                            visible(system.filters(entry.adapter)),
                            entry.slots().map(slot -> slot.id).collect(Collectors.toSet()),
                            Map.copyOf(entry.broken)));
        }
        return entry.functions.stream().map(slot -> view(entry, slot));
    }

    private DeviceView view(DeviceEntry entry, Slot slot) {
        // What kept all of the device from being served is told with its main function.
        List<Slot> told = slot == entry.main() ? List.of(entry.whole, slot) : List.of(slot);
        return new DeviceView(
                slot.id,
                entry.adapter,
                slot.seen,
                entry.since,
                slot.active(),
                told.stream().flatMap(it -> it.failed.stream()).toList(),
                false,
                slot.refusal,
                candidates(told.stream()),
                visible(slot.active().map(Binding::filters).orElse(List.of())),
                Set.of(slot.id),
                Map.of());
    }

    private List<PortFilter> visible(List<PortFilter> filters) {
        return filters.stream()
                .filter(filter -> filter.removal().isEmpty() && published.contains(filter))
                .toList();
    }

    private static List<Candidate> candidates(Stream<Slot> slots) {
        return slots.flatMap(Slot::candidates).sorted(BEST_FIRST).toList();
    }

    /** Under the lock: everything that is to be let go before the device is. */
    private List<Binding> leave(DeviceEntry entry) {
        leaving.addAll(entry.bindings());
        return leaving.stream().filter(binding -> binding.adapter() == entry.adapter).toList();
    }

    private void stop(Binding binding, Removal removal) {
        boolean whole = binding.driver().startsDevices();
        if (whole) {
            reportLeaks(binding.adapter());
        }
        try {
            binding.stop(removal);
        } finally {
            if (whole) {
                system.wires().removeAll(binding.adapter());
            }
            left(binding);
        }
    }

    /** Whoever did not wait for its end must not forget it for those who will. */
    private synchronized void left(Binding binding) {
        if (binding.isLetGo()) {
            leaving.remove(binding);
        }
    }

    private void end(DeviceEntry entry, List<Binding> mine, Removal removal) {
        ExplicitStart explicit = entry.explicit;
        if (explicit != null) {
            reportLeaks(entry.adapter);
            explicit.stop(removal)
                    .forEach(what -> trace.add("abandoned", entry.adapter.id(), "", what));
        }
        mine.forEach(binding -> stop(binding, removal));
        List<Bid> asked;
        synchronized (this) {
            asked = entry.slots().flatMap(slot -> slot.bids.values().stream()).toList();
        }
        asked.forEach(Bid::end);
        forget(entry.adapter, removal);
    }

    /** From here nothing is made for the device; what was made meanwhile goes, too. */
    private void forget(Adapter adapter, Removal removal) {
        Optional<Device> device = system.devices().find(adapter);
        system.devices().forget(adapter);
        device.stream()
                .flatMap(it -> it.occupants().stream())
                .forEach(port -> port.depart(removal));
        system.links().remove(adapter);
        system.wires().removeAll(adapter);
    }

    /** Before its subdevices go, for they take along what they still have. */
    private void reportLeaks(Adapter adapter) {
        for (String wire : system.wires().leftBehind(adapter)) {
            trace.add("leak", adapter.id(), "", "its driver left a wire behind: " + wire);
            LOG.log(
                    Level.WARNING,
                    "The driver of {0} left a physical connection behind; it must unregister it"
                            + " before the subdevices at its ends: {1}",
                    adapter.id(),
                    wire);
        }
    }

    private void serve(DeviceEntry entry) {
        system.links().add(entry.adapter);
        if (!isThere(entry)) {
            // It went meanwhile, and whoever took it away may not have seen its links.
            system.links().remove(entry.adapter);
            return;
        }
        ExplicitStart explicit = entry.explicit;
        if (explicit == null) {
            reconcile(entry);
        } else {
            later(() -> start(explicit, entry.adapter));
        }
    }

    private synchronized boolean isThere(DeviceEntry entry) {
        return devices.containsValue(entry);
    }

    private void start(ExplicitStart explicit, Adapter adapter) {
        try {
            explicit.start(adapter.resources());
            trace.add("start", adapter.id(), "", "its adapter made its subdevices itself");
        } catch (PortClsException e) {
            trace.add("failed", adapter.id(), "", explicit.failure());
            LOG.log(Level.WARNING, adapter.id() + " could not start: " + explicit.failure(), e);
            explicit.takeBack();
        }
    }

    private void reconcileAll() {
        List<DeviceEntry> all;
        synchronized (this) {
            all = List.copyOf(devices.values());
        }
        all.forEach(this::reconcile);
    }

    @Override
    public void arrived(PortDriver port, PortFilter filter, String deviceId) {
        published.add(filter);
        // A better driver may wait until nobody has it open.
        filter.whenUnused(() -> reconcile(deviceId));
    }

    @Override
    public void left(PortFilter filter) {
        // Whoever takes it away goes on from there.
    }

    private void reconcile(String deviceId) {
        List<DeviceEntry> those;
        synchronized (this) {
            those =
                    devices.values().stream()
                            .filter(entry -> entry.adapter.id().equals(deviceId))
                            .toList();
        }
        those.forEach(this::reconcile);
    }

    /**
     * Gives what a device has to the best drivers, where it is free or the best is better than the
     * present one and nobody has it open.
     */
    private void reconcile(DeviceEntry entry) {
        Map<Slot, List<Bid>> asked = new LinkedHashMap<>();
        synchronized (this) {
            if (!takesPart(entry)) {
                return;
            }
            entry.slots()
                    .filter(slot -> slot.refusal.isEmpty())
                    .forEach(slot -> asked.put(slot, slot.ask(drivers.values(), matchLimit)));
        }
        asked.values().stream()
                .flatMap(List::stream)
                .forEach(bid -> bid.begin(system.devices().threads()));
        List<Bid> whole = asked.getOrDefault(entry.whole, List.of());
        asked.forEach(
                (slot, bids) -> {
                    // Nobody gets a function while somebody may want all of the device.
                    Set<Bid> needed = new LinkedHashSet<>(whole);
                    needed.addAll(bids);
                    if (needed.stream().allMatch(Bid::isSettled)) {
                        decide(entry, slot, needed);
                    } else {
                        later(() -> decide(entry, slot, needed));
                    }
                });
    }

    private void decide(DeviceEntry entry, Slot slot, Set<Bid> asked) {
        asked.forEach(Bid::await);
        Optional<Change> change;
        synchronized (this) {
            if (!takesPart(entry)) {
                return;
            }
            for (Bid bid : asked) {
                noteTrouble(entry, entry.whole, bid);
                noteTrouble(entry, slot, bid);
            }
            change = changeOfWhole(entry);
            if (change.isEmpty() && entry.whole.active == null && !slot.whole) {
                change = changeOfFunction(entry, slot);
            }
            change.ifPresent(it -> take(entry, it));
        }
        change.ifPresent(it -> carryOut(entry, it));
    }

    /** Under the lock: an adapter driver that gets the device now. */
    private Optional<Change> changeOfWhole(DeviceEntry entry) {
        Optional<Candidate> best = best(entry.whole);
        Binding present = entry.whole.active;
        List<Binding> previous = present == null ? entry.servingFunctions() : List.of(present);
        return best.filter(_ -> !isBeingLeft(entry, entry.whole))
                .filter(
                        it ->
                                present == null
                                        ? previous.stream().allMatch(Binder::isUnused)
                                        : isTakenOver(present, it))
                .map(it -> change(entry, entry.whole, it, previous));
    }

    /** Under the lock: a miniport that gets the function now. */
    private Optional<Change> changeOfFunction(DeviceEntry entry, Slot slot) {
        Binding present = slot.active;
        return best(slot)
                .filter(_ -> !isBeingLeft(entry, slot))
                .filter(it -> present == null || isTakenOver(present, it))
                .map(it -> change(entry, slot, it, slot.active().stream().toList()));
    }

    /** Under the lock: whether somebody is still letting go of it; he goes on when he has. */
    private boolean isBeingLeft(DeviceEntry entry, Slot slot) {
        return leaving.stream()
                .filter(binding -> binding.adapter() == entry.adapter)
                .anyMatch(
                        binding ->
                                slot.whole
                                        || binding.driver().startsDevices()
                                        || binding.id().equals(slot.id));
    }

    private Optional<Candidate> best(Slot slot) {
        return slot.candidates()
                .filter(candidate -> !slot.failedWith(candidate.driver()))
                .filter(candidate -> isFree(candidate.driver(), slot))
                .min(BEST_FIRST);
    }

    private Change change(DeviceEntry entry, Slot slot, Candidate winner, List<Binding> previous) {
        return new Change(
                slot,
                Binding.of(system, trace, winner.driver(), entry, slot, winner.bid()),
                previous);
    }

    /** Under the lock. */
    private void take(DeviceEntry entry, Change change) {
        if (change.slot().whole) {
            entry.functions.forEach(slot -> slot.active = null);
            entry.broken.clear();
        }
        change.slot().active = change.next();
        leaving.addAll(change.previous());
    }

    private void carryOut(DeviceEntry entry, Change change) {
        Binding next = change.next();
        trace.add("bid", next.id(), next.driver().name(), "match " + next.bid());
        for (Binding previous : change.previous()) {
            String how =
                    change.slot().whole && !previous.driver().startsDevices()
                            ? "an adapter driver came that starts the whole device: "
                                    + next.driver().name()
                            : "a better driver came: "
                                    + next.driver().name()
                                    + " bids "
                                    + next.bid()
                                    + " against "
                                    + previous.bid();
            stop(previous, new Removal(RemovalReason.ORDERLY, how, Instant.now()));
        }
        run(next, change.slot(), entry);
        if (!change.previous().isEmpty()) {
            // A driver that serves one device only may be free for another now.
            reconcileAll();
        }
    }

    private void run(Binding binding, Slot slot, DeviceEntry entry) {
        later(
                () -> {
                    binding.start();
                    if (binding.state() == Binding.State.FAILED) {
                        synchronized (this) {
                            if (slot.active == binding) {
                                slot.active = null;
                                slot.failed.add(binding);
                            }
                        }
                        reconcileAll();
                        return;
                    }
                    // A better driver may have come while this one started.
                    reconcile(entry);
                });
    }

    private boolean takesPart(DeviceEntry entry) {
        return !closed
                && devices.containsValue(entry)
                && entry.explicit == null
                && entry.refusal.isEmpty()
                && !entry.halted
                && !(entry.adapter instanceof OwnDevice);
    }

    /** A driver that could not say what it bids failed there, and diagnosis tells why. */
    private void noteTrouble(DeviceEntry entry, Slot slot, Bid bid) {
        String trouble = bid.await().trouble();
        Driver driver = bid.driver();
        if (!trouble.isEmpty() && slot.bids.get(driver) == bid && !slot.failedWith(driver)) {
            slot.failed.add(Binding.refused(system, trace, driver, entry, slot, trouble));
        }
    }

    private void later(Runnable work) {
        try {
            system.devices().threads().execute(work);
        } catch (RejectedExecutionException _) {
            // The ports are stopping: nobody gets a driver any more.
        }
    }

    private boolean isFree(Driver driver, Slot except) {
        return driver.servesMany()
                || devices.values().stream()
                        .flatMap(DeviceEntry::slots)
                        .filter(slot -> slot != except)
                        .flatMap(slot -> slot.active().stream())
                        .allMatch(binding -> binding.driver() != driver);
    }

    private static boolean isTakenOver(Binding present, Candidate best) {
        return best.driver() != present.driver() && best.bid() > present.bid() && isUnused(present);
    }

    private static boolean isUnused(Binding present) {
        return present.state() == Binding.State.BOUND && !present.isOpen();
    }

    /** A device that was refused for its id may take its place now. */
    private void releaseRefused(String id) {
        List<DeviceEntry> freed = new ArrayList<>();
        synchronized (this) {
            for (DeviceEntry entry : devices.values()) {
                if (!entry.refusal.isEmpty() && entry.adapter.id().equals(id)) {
                    entry.refusal = "";
                    freed.add(entry);
                    break;
                }
            }
        }
        freed.forEach(this::serve);
    }
}
