package portcls.ports.bind;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.Device;
import portcls.ports.diag.Trace;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.system.PortSystem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/**
 * Brings devices and drivers together. Each device goes to the driver that bids most; the service
 * ranking breaks ties. A driver that failed on a device is not tried there again until one of the
 * two changes; a better bid takes a device over only while nobody has it open.
 *
 * <p>Arrivals are answered on threads of their own, which wait for a driver's bid for a limited
 * time only; departures run on the thread that brings them and hold it until the driver is let go.
 * No driver is called under the lock.
 */
public final class Binder {
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

    private final Duration matchLimit;
    private boolean closed;

    /** A driver and what it bids for a device. */
    public record Candidate(Driver driver, int bid) {}

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
    }

    /** A driver came. */
    public void addDriver(Driver driver) {
        List<String> served = driver.devices();
        OwnDevice own = new OwnDevice(driver.ownId());
        DeviceEntry entry = new DeviceEntry(own);
        Binding binding = new Binding(system, trace, driver, own, DeviceMatch.NONE);
        entry.active = binding;
        synchronized (this) {
            // In one step, for it may go the moment it is seen.
            if (closed || drivers.putIfAbsent(driver.serviceId(), driver) != null) {
                return;
            }
            if (served.isEmpty()) {
                devices.put(driver, entry);
            }
        }
        if (served.isEmpty()) {
            trace.add("arrival", own.id(), driver.name(), "a driver that is a device of its own");
            run(binding, entry);
        } else {
            trace.add("arrival", "", driver.name(), "serves " + String.join(", ", served));
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
                leaving.addAll(entry.takeAll(serviceId));
                entry.takeBid(serviceId).ifPresent(asked::add);
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
        DeviceEntry entry = new DeviceEntry(adapter);
        ExplicitStart explicit =
                adapter.adapt(StartDevice.class)
                        .map(starter -> new ExplicitStart(system, trace, adapter, starter))
                        .orElse(null);
        entry.explicit = explicit;
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

    /** A driver broke; its device is taken away until one of the two changes. */
    public void broken(PortDriver port, String why) {
        Binding hit = null;
        synchronized (this) {
            for (DeviceEntry entry : devices.values()) {
                Binding active = entry.active;
                if (active != null && active.owns(port)) {
                    hit = active;
                    entry.failed.add(active);
                    entry.active = null;
                    leaving.add(active);
                }
            }
        }
        if (hit == null) {
            port.depart(new Removal(RemovalReason.FAILED, why, Instant.now()));
            return;
        }
        try {
            hit.broke(why);
        } finally {
            left(hit);
        }
        reconcileAll();
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

    /** How devices stand, in order of arrival. */
    public synchronized List<DeviceView> deviceViews() {
        return devices.values().stream().map(this::view).toList();
    }

    /** All drivers that are there. */
    public synchronized List<Driver> drivers() {
        return List.copyOf(drivers.values());
    }

    private DeviceView view(DeviceEntry entry) {
        String explicitFailure = entry.explicit == null ? "" : entry.explicit.failure();
        return new DeviceView(
                entry.adapter,
                entry.since,
                entry.active(),
                List.copyOf(entry.failed),
                entry.explicit != null && entry.refusal.isEmpty(),
                entry.refusal.isEmpty() ? explicitFailure : entry.refusal,
                entry.candidates().sorted(BEST_FIRST).toList(),
                filters(entry.adapter));
    }

    private List<PortFilter> filters(Adapter adapter) {
        return system.devices().find(adapter).stream()
                .flatMap(device -> device.occupants().stream())
                .flatMap(
                        port ->
                                port instanceof PortDriver driver
                                        ? driver.filter().stream()
                                        : Stream.empty())
                .filter(filter -> filter.removal().isEmpty())
                .toList();
    }

    /** Under the lock: everything that is to be let go before the device is. */
    private List<Binding> leave(DeviceEntry entry) {
        leaving.addAll(entry.bindings());
        return leaving.stream().filter(binding -> binding.adapter() == entry.adapter).toList();
    }

    private void stop(Binding binding, Removal removal) {
        try {
            binding.stop(removal);
        } finally {
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
            explicit.stop(removal);
        }
        mine.forEach(binding -> stop(binding, removal));
        List<Bid> asked;
        synchronized (this) {
            asked = List.copyOf(entry.bids.values());
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
    }

    private void serve(DeviceEntry entry) {
        ExplicitStart explicit = entry.explicit;
        if (explicit == null) {
            reconcile(entry);
        } else {
            later(explicit::start);
        }
    }

    private void reconcileAll() {
        List<DeviceEntry> all;
        synchronized (this) {
            all = List.copyOf(devices.values());
        }
        all.forEach(this::reconcile);
    }

    /**
     * Gives a device to the best driver, if it is free or the best is better than the present one
     * and nobody has it open.
     */
    private void reconcile(DeviceEntry entry) {
        List<Bid> asked;
        synchronized (this) {
            if (!takesPart(entry)) {
                return;
            }
            asked =
                    drivers.values().stream()
                            .map(
                                    driver ->
                                            entry.bids.computeIfAbsent(
                                                    driver,
                                                    it -> new Bid(it, entry.adapter, matchLimit)))
                            .toList();
        }
        asked.forEach(bid -> bid.begin(system.devices().threads()));
        if (asked.stream().allMatch(Bid::isSettled)) {
            decide(entry, asked);
        } else {
            later(() -> decide(entry, asked));
        }
    }

    private void decide(DeviceEntry entry, List<Bid> asked) {
        asked.forEach(Bid::await);
        Binding next;
        Binding previous;
        synchronized (this) {
            if (!takesPart(entry)) {
                return;
            }
            asked.forEach(bid -> noteTrouble(entry, bid));
            Optional<Candidate> best =
                    entry.candidates()
                            .filter(candidate -> !entry.failedWith(candidate.driver()))
                            .filter(candidate -> isFree(candidate.driver(), entry))
                            .min(BEST_FIRST);
            previous = entry.active;
            if (best.isEmpty() || previous != null && !isTakenOver(previous, best.get())) {
                return;
            }
            next = new Binding(system, trace, best.get().driver(), entry.adapter, best.get().bid());
            entry.active = next;
            if (previous != null) {
                leaving.add(previous);
            }
        }
        trace.add("bid", entry.adapter.id(), next.driver().name(), "match " + next.bid());
        if (previous != null) {
            stop(
                    previous,
                    new Removal(
                            RemovalReason.ORDERLY,
                            "a better driver came: "
                                    + next.driver().name()
                                    + " bids "
                                    + next.bid()
                                    + " against "
                                    + previous.bid(),
                            Instant.now()));
        }
        run(next, entry);
    }

    private void run(Binding binding, DeviceEntry entry) {
        later(
                () -> {
                    binding.start();
                    if (binding.state() == Binding.State.FAILED) {
                        synchronized (this) {
                            if (entry.active == binding) {
                                entry.active = null;
                                entry.failed.add(binding);
                            }
                        }
                        reconcileAll();
                        return;
                    }
                    binding.filter().ifPresent(filter -> filter.whenUnused(() -> reconcile(entry)));
                    // A better driver may have come while this one started.
                    reconcile(entry);
                });
    }

    private boolean takesPart(DeviceEntry entry) {
        return !closed
                && devices.containsValue(entry)
                && entry.explicit == null
                && entry.refusal.isEmpty()
                && !(entry.adapter instanceof OwnDevice);
    }

    /** A driver that could not say what it bids failed on that device, and diagnosis tells why. */
    private void noteTrouble(DeviceEntry entry, Bid bid) {
        String trouble = bid.await().trouble();
        Driver driver = bid.driver();
        if (!trouble.isEmpty() && entry.bids.get(driver) == bid && !entry.failedWith(driver)) {
            entry.failed.add(Binding.refused(system, trace, driver, entry.adapter, trouble));
        }
    }

    private void later(Runnable work) {
        try {
            system.devices().threads().execute(work);
        } catch (RejectedExecutionException _) {
            // The ports are stopping: nobody gets a driver any more.
        }
    }

    private boolean isFree(Driver driver, DeviceEntry except) {
        return driver.servesMany()
                || devices.values().stream()
                        .filter(entry -> entry != except)
                        .allMatch(
                                entry ->
                                        entry.active()
                                                .map(binding -> binding.driver() != driver)
                                                .orElse(true));
    }

    private static boolean isTakenOver(Binding present, Candidate best) {
        return best.driver() != present.driver()
                && best.bid() > present.bid()
                && present.state() == Binding.State.BOUND
                && present.filter().map(filter -> !filter.isOpen()).orElse(true);
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
