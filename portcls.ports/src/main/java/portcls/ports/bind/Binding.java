package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.Departure;
import portcls.ports.device.Device;
import portcls.ports.diag.Trace;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One driver on one device: walks the documented steps (port, miniport, init, register) on a thread
 * that may block, and can be stopped at any moment from another.
 */
public final class Binding {
    private static final Logger LOG = System.getLogger(Binding.class.getName());

    /** How it stands. */
    public enum State {
        STARTING,
        BOUND,
        FAILED,
        STOPPED
    }

    private final PortSystem system;
    private final Trace trace;
    private final Driver driver;
    private final Adapter adapter;
    private final int bid;
    private State state = State.STARTING;
    private Instant since = Instant.now();
    private String reason = "";
    private @Nullable Object instance;
    private @Nullable PortDriver port;
    private boolean stopping;
    private final Departure departure;

    Binding(PortSystem system, Trace trace, Driver driver, Adapter adapter, int bid) {
        this.system = system;
        this.trace = trace;
        this.driver = driver;
        this.adapter = adapter;
        this.bid = bid;
        departure = new Departure(system.quiesceLimit());
    }

    /** One that is not even tried. */
    static Binding refused(
            PortSystem system, Trace trace, Driver driver, Adapter adapter, String why) {
        Binding refused = new Binding(system, trace, driver, adapter, DeviceMatch.NONE);
        refused.become(State.FAILED, why);
        trace.add("failed", adapter.id(), driver.name(), why);
        return refused;
    }

    /** The driver. */
    public Driver driver() {
        return driver;
    }

    /** The device. */
    public Adapter adapter() {
        return adapter;
    }

    /** What the driver bid. */
    public int bid() {
        return bid;
    }

    /** How it stands. */
    public synchronized State state() {
        return state;
    }

    /** Since when. */
    public synchronized Instant since() {
        return since;
    }

    /** Why it failed; empty when it did not. */
    public synchronized String reason() {
        return reason;
    }

    /** The filter, when there is one. */
    public Optional<PortFilter> filter() {
        PortDriver current;
        synchronized (this) {
            current = port;
        }
        return current == null ? Optional.empty() : current.filter();
    }

    synchronized boolean owns(PortDriver candidate) {
        return port == candidate;
    }

    /** Walks the steps; returns when the filter is registered or it failed. */
    void start() {
        if (departure.hasBegun()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            PortDriver made = makePort();
            made.init(adapter, (IMiniport) requireInstance(), ResourceList.of(adapter.resources()));
            synchronized (this) {
                if (stopping) {
                    return;
                }
            }
            system.registerSubdevice(adapter, driver.subdevice(), made);
            if (become(State.BOUND, "")) {
                String took = millis(begin);
                trace.add("bind", adapter.id(), driver.name(), "in " + took);
                LOG.log(
                        Level.INFO,
                        "{0} is served by {1}, bound in {2}",
                        adapter.id(),
                        driver.name(),
                        took);
            }
        } catch (RuntimeException | LinkageError e) {
            fail(e);
        } finally {
            giveBackWhenStopped();
        }
    }

    /**
     * Ends it; from any thread, at any moment. When this returns the driver is let go, whoever
     * began it.
     *
     * @return what hung and was abandoned; empty when all went well
     */
    List<String> stop(Removal removal) {
        return departure.once(() -> letGo(removal), this::isInside);
    }

    /** Whether a stop is through. */
    boolean isLetGo() {
        return departure.isOver();
    }

    private boolean isInside() {
        return system.devices().find(adapter).map(Device::isCurrent).orElse(false);
    }

    private List<String> letGo(Removal removal) {
        PortDriver current;
        synchronized (this) {
            stopping = true;
            current = port;
        }
        long begin = System.nanoTime();
        List<String> hung = current == null ? List.of() : current.depart(removal);
        boolean wasThere;
        synchronized (this) {
            wasThere = state == State.BOUND || state == State.STARTING;
            if (state != State.FAILED) {
                state = State.STOPPED;
                since = Instant.now();
            }
        }
        giveBackInstance();
        if (wasThere) {
            String took = millis(begin);
            trace.add(
                    "unbind",
                    adapter.id(),
                    driver.name(),
                    removal.reason() + ", in " + took + ": " + removal.message());
            LOG.log(
                    Level.INFO,
                    "{0} let go by {1} in {2} ({3}): {4}",
                    adapter.id(),
                    driver.name(),
                    took,
                    removal.reason(),
                    removal.message());
        }
        hung.forEach(what -> trace.add("abandoned", adapter.id(), driver.name(), what));
        return hung;
    }

    /** Its driver broke. */
    void broke(String why) {
        become(State.FAILED, why);
        stop(new Removal(RemovalReason.FAILED, why, Instant.now()));
        trace.add("failed", adapter.id(), driver.name(), why);
    }

    private PortDriver makePort() {
        PortClass portClass = portClass();
        PortDriver made = (PortDriver) system.newPort(portClass);
        synchronized (this) {
            if (stopping) {
                throw new PortClsException(
                        Status.DEVICE_REMOVED, "it was let go before it started");
            }
            port = made;
        }
        return made;
    }

    private PortClass portClass() {
        Optional<String> told = driver.portClassName();
        Object made = driver.newInstance();
        if (made == null) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "its component could not be activated; `why "
                            + driver.bundleName()
                            + "` tells more");
        }
        synchronized (this) {
            instance = made;
        }
        if (!(made instanceof IMiniport miniport)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "its service is no IMiniport: " + made.getClass().getName());
        }
        Optional<PortClass> known =
                told.isPresent()
                        ? told.flatMap(PortClass::ofKey)
                        : MiniportKinds.portClassOf(miniport);
        return known.filter(PortSystem::supports)
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_SUPPORTED,
                                        "it names a kind of port that is not installed: "
                                                + Driver.PORT
                                                + "="
                                                + told.orElse(
                                                        "(none, and no known IMiniport… interface)")
                                                + "; installed are "
                                                + PortSystem.installedPorts()));
    }

    private Object requireInstance() {
        synchronized (this) {
            if (instance == null) {
                throw new PortClsException(
                        Status.DEVICE_REMOVED, "it was let go before it started");
            }
            return instance;
        }
    }

    private void fail(Throwable t) {
        String text = t.getMessage() == null ? t.toString() : t.getMessage();
        if (become(State.FAILED, text)) {
            trace.add("failed", adapter.id(), driver.name(), text);
            String told = adapter.id() + " cannot be served by " + driver.name() + ": " + text;
            // What a driver says in its own words needs no stack; a mistake in it does.
            boolean mistake =
                    t.getCause() instanceof RuntimeException cause
                                    && !(cause instanceof PortClsException)
                            || t.getCause() instanceof Error;
            LOG.log(Level.WARNING, told, mistake ? t : null);
            LOG.log(Level.DEBUG, told, t);
            stop(new Removal(RemovalReason.FAILED, text, Instant.now()));
        }
    }

    /** A stop may have come while the instance was being made. */
    private void giveBackWhenStopped() {
        boolean stopped;
        synchronized (this) {
            stopped = stopping;
        }
        if (stopped) {
            giveBackInstance();
        }
    }

    private void giveBackInstance() {
        Object mine;
        synchronized (this) {
            mine = instance;
            instance = null;
        }
        if (mine != null) {
            driver.giveBack(mine);
        }
    }

    private synchronized boolean become(State next, String why) {
        if (stopping || state == State.FAILED) {
            return false;
        }
        state = next;
        reason = why;
        since = Instant.now();
        return true;
    }

    private static String millis(long beginNanos) {
        return "%.1f ms"
                .formatted(Duration.ofNanos(System.nanoTime() - beginNanos).toNanos() / 1e6);
    }
}
