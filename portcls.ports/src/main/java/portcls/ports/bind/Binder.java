package portcls.ports.bind;

import org.osgi.framework.Bundle;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.diag.Trace;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.system.PortSystem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings devices and drivers together. Each device goes to the driver that bids most; the service
 * ranking breaks ties. A driver that failed on a device is not tried there again until one of the
 * two changes; a better bid takes a device over only while nobody has it open.
 *
 * <p>Arrivals are answered on threads of their own; departures run on the thread that brings them
 * and hold it until the driver is let go.
 */
public final class Binder {
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingInt(Candidate::bid)
                    .thenComparingInt(candidate -> candidate.driver().ranking())
                    .reversed()
                    .thenComparingLong(candidate -> candidate.driver().serviceId());

    private final PortSystem system;
    private final Trace trace;
    private final Map<Object, DeviceEntry> devices = new LinkedHashMap<>();
    private final Map<Long, Driver> drivers = new LinkedHashMap<>();
    private boolean closed;

    /** A driver and what it bids for a device. */
    public record Candidate(Driver driver, int bid) {}

    public Binder(PortSystem system, Trace trace) {
        this.system = system;
        this.trace = trace;
    }

    /** A driver came. */
    public void addDriver(Driver driver) {
        synchronized (this) {
            if (closed || drivers.putIfAbsent(driver.serviceId(), driver) != null) {
                return;
            }
        }
        if (driver.devices().isEmpty()) {
            OwnDevice own = new OwnDevice(driver.ownId());
            trace.add("arrival", own.id(), driver.name(), "a driver that is a device of its own");
            DeviceEntry entry = new DeviceEntry(own);
            Binding binding = new Binding(system, trace, driver, own, DeviceMatch.NONE);
            entry.active = binding;
            synchronized (this) {
                devices.put(driver, entry);
            }
            run(binding, entry);
        } else {
            trace.add(
                    "arrival", "", driver.name(), "serves " + String.join(", ", driver.devices()));
            reconcileAll();
        }
    }

    /** A driver goes; returns when it is let go everywhere. */
    public void removeDriver(long serviceId) {
        Driver driver;
        List<Binding> mine = new ArrayList<>();
        DeviceEntry own;
        synchronized (this) {
            driver = drivers.remove(serviceId);
            if (driver == null) {
                return;
            }
            own = devices.remove(driver);
            for (DeviceEntry entry : devices.values()) {
                Binding active = entry.active;
                if (active != null && active.driver() == driver) {
                    mine.add(active);
                    entry.active = null;
                }
                entry.failed.removeIf(binding -> binding.driver() == driver);
            }
        }
        if (own != null) {
            mine.addAll(own.bindings());
        }
        Removal removal =
                new Removal(
                        RemovalReason.ORDERLY,
                        "its driver " + driver.name() + " was " + stoppedHow(driver),
                        Instant.now());
        mine.forEach(binding -> binding.stop(removal));
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
        synchronized (this) {
            if (closed) {
                return;
            }
            if (devices.values().stream()
                    .anyMatch(other -> other.adapter.id().equals(adapter.id()))) {
                entry.refusal =
                        "another device has the same id; ids must differ: id=" + adapter.id();
            }
            devices.put(key, entry);
        }
        trace.add("arrival", adapter.id(), "", adapter.name());
        Optional<StartDevice> starter = adapter.adapt(StartDevice.class);
        if (starter.isPresent() && entry.refusal.isEmpty()) {
            ExplicitStart explicit = new ExplicitStart(system, trace, adapter, starter.get());
            entry.explicit = explicit;
            system.devices().threads().execute(explicit::start);
        } else {
            reconcile(entry);
        }
    }

    /** A device goes; returns when its driver is let go. */
    public void removeAdapter(Object key) {
        DeviceEntry entry;
        synchronized (this) {
            entry = devices.remove(key);
        }
        if (entry == null) {
            return;
        }
        Adapter adapter = entry.adapter;
        Removal removal =
                adapter.isGone()
                        ? new Removal(
                                RemovalReason.SURPRISE, "the device was pulled out", Instant.now())
                        : new Removal(
                                RemovalReason.ORDERLY, "its adapter withdrew it", Instant.now());
        end(entry, removal);
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
                }
            }
        }
        if (hit == null) {
            port.depart(new Removal(RemovalReason.FAILED, why, Instant.now()));
            return;
        }
        hit.broke(why);
        reconcileAll();
    }

    /** Everything goes. */
    public void close() {
        List<DeviceEntry> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(devices.values());
            devices.clear();
            drivers.clear();
        }
        Removal removal =
                new Removal(
                        RemovalReason.ORDERLY, "the port drivers are being stopped", Instant.now());
        all.forEach(entry -> end(entry, removal));
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
                entry.explicit != null,
                entry.refusal.isEmpty() ? explicitFailure : entry.refusal,
                entry.adapter instanceof OwnDevice ? List.of() : bids(entry.adapter),
                filters(entry.adapter));
    }

    private List<PortFilter> filters(Adapter adapter) {
        return system.device(adapter).occupants().stream()
                .flatMap(
                        port ->
                                port instanceof PortDriver driver
                                        ? driver.filter().stream()
                                        : Stream.empty())
                .toList();
    }

    private void end(DeviceEntry entry, Removal removal) {
        ExplicitStart explicit = entry.explicit;
        if (explicit != null) {
            explicit.stop(removal);
        }
        entry.bindings().forEach(binding -> binding.stop(removal));
        system.devices().forget(entry.adapter);
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
        Binding next;
        Binding previous;
        synchronized (this) {
            if (closed
                    || !devices.containsValue(entry)
                    || entry.explicit != null
                    || !entry.refusal.isEmpty()
                    || entry.adapter instanceof OwnDevice) {
                return;
            }
            Optional<Candidate> best =
                    bids(entry.adapter).stream()
                            .filter(candidate -> !entry.failedWith(candidate.driver()))
                            .filter(candidate -> isFree(candidate.driver(), entry))
                            .min(BEST_FIRST);
            previous = entry.active;
            if (best.isEmpty() || previous != null && !isTakenOver(previous, best.get())) {
                return;
            }
            next = new Binding(system, trace, best.get().driver(), entry.adapter, best.get().bid());
            entry.active = next;
        }
        trace.add("bid", entry.adapter.id(), next.driver().name(), "match " + next.bid());
        if (previous != null) {
            previous.stop(
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
        system.devices()
                .threads()
                .execute(
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
                            binding.filter()
                                    .ifPresent(filter -> filter.whenUnused(() -> reconcile(entry)));
                            // A better driver may have come while this one started.
                            reconcile(entry);
                        });
    }

    private List<Candidate> bids(Adapter adapter) {
        return drivers.values().stream()
                .map(driver -> new Candidate(driver, driver.bid(adapter)))
                .filter(candidate -> candidate.bid() != DeviceMatch.NONE)
                .sorted(BEST_FIRST)
                .toList();
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
        freed.forEach(this::reconcile);
    }

    private static String stoppedHow(Driver driver) {
        int state = driver.bundleState();
        return state == Bundle.ACTIVE ? "withdrawn or configured anew" : "stopped";
    }
}
