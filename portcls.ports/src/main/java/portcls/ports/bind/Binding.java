package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

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
import portcls.ports.system.PortSystem;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One driver on one device or function: starts on a thread that may block, and can be stopped at
 * any moment from another.
 */
public abstract class Binding {
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
    private final String id;
    private final int bid;
    private final Departure departure;
    private State state = State.STARTING;
    private Instant since = Instant.now();
    private String reason = "";
    private @Nullable Object instance;
    private boolean stopping;

    /**
     * A binding that has not begun.
     *
     * @param id device id, or {@code device/function}
     */
    Binding(PortSystem system, Trace trace, Driver driver, Adapter adapter, String id, int bid) {
        this.system = system;
        this.trace = trace;
        this.driver = driver;
        this.adapter = adapter;
        this.id = id;
        this.bid = bid;
        departure = new Departure(system.quiesceLimit());
    }

    /** A driver on a function of a device, or on all of it. */
    static Binding of(
            PortSystem system, Trace trace, Driver driver, DeviceEntry entry, Slot slot, int bid) {
        return slot.whole
                ? new WholeBinding(system, trace, driver, entry.adapter, bid)
                : new FunctionBinding(system, trace, driver, entry.adapter, slot, bid);
    }

    /** One that is not even tried. */
    static Binding refused(
            PortSystem system,
            Trace trace,
            Driver driver,
            DeviceEntry entry,
            Slot slot,
            String why) {
        Binding refused = of(system, trace, driver, entry, slot, DeviceMatch.NONE);
        refused.become(State.FAILED, why);
        trace.add("failed", slot.id, driver.name(), why);
        return refused;
    }

    /** The driver. */
    public final Driver driver() {
        return driver;
    }

    /** The device. */
    public final Adapter adapter() {
        return adapter;
    }

    /** What it serves: device id, or {@code device/function}. */
    public final String id() {
        return id;
    }

    /** What the driver bid. */
    public final int bid() {
        return bid;
    }

    /** How it stands. */
    public final synchronized State state() {
        return state;
    }

    /** Since when. */
    public final synchronized Instant since() {
        return since;
    }

    /** Why it failed; empty when it did not. */
    public final synchronized String reason() {
        return reason;
    }

    /** The filters that there are because of it. */
    public abstract List<PortFilter> filters();

    /** Whether programs have something of it open. */
    public final boolean isOpen() {
        return filters().stream().anyMatch(PortFilter::isOpen);
    }

    /** Whether it bound that port itself and goes with it. */
    abstract boolean owns(PortDriver candidate);

    /** Makes everything; returns when the filters are registered. On a thread that may block. */
    abstract void walk();

    /** Lets go of everything but the instance. */
    abstract List<String> leave(Removal removal);

    /** Walks the steps; returns when everything is there or it failed. */
    final void start() {
        if (departure.hasBegun()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            walk();
            if (become(State.BOUND, "")) {
                String took = millis(begin);
                trace.add("bind", id, driver.name(), "in " + took);
                LOG.log(Level.INFO, "{0} is served by {1}, bound in {2}", id, driver.name(), took);
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
    final List<String> stop(Removal removal) {
        return departure.once(() -> letGo(removal), this::isInside);
    }

    /** Whether a stop is through. */
    final boolean isLetGo() {
        return departure.isOver();
    }

    /** Its driver broke. */
    final void broke(String why) {
        become(State.FAILED, why);
        stop(new Removal(RemovalReason.FAILED, why, Instant.now()));
        trace.add("failed", id, driver.name(), why);
    }

    final PortSystem system() {
        return system;
    }

    /** Whether a stop has begun. */
    final synchronized boolean isStopping() {
        return stopping;
    }

    /** An instance of the driver, given back at the end. */
    final Object newInstance() {
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
        return made;
    }

    private boolean isInside() {
        return system.devices().find(adapter).map(Device::isCurrent).orElse(false);
    }

    private List<String> letGo(Removal removal) {
        synchronized (this) {
            stopping = true;
        }
        long begin = System.nanoTime();
        List<String> hung = leave(removal);
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
                    id,
                    driver.name(),
                    removal.reason() + ", in " + took + ": " + removal.message());
            LOG.log(
                    Level.INFO,
                    "{0} let go by {1} in {2} ({3}): {4}",
                    id,
                    driver.name(),
                    took,
                    removal.reason(),
                    removal.message());
        }
        hung.forEach(what -> trace.add("abandoned", id, driver.name(), what));
        return hung;
    }

    private void fail(Throwable t) {
        String text = t.getMessage() == null ? t.toString() : t.getMessage();
        if (become(State.FAILED, text)) {
            trace.add("failed", id, driver.name(), text);
            String told = id + " cannot be served by " + driver.name() + ": " + text;
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
        if (isStopping()) {
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
