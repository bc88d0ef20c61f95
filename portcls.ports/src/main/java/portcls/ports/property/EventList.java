package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.IMiniport;
import portcls.api.IPortEvents;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.EventEntry;
import portcls.api.ks.EventItem;
import portcls.api.ks.EventKey;
import portcls.api.ks.EventRequest;
import portcls.api.ks.EventRequest.Verb;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.PropertyRequest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The events of one filter ({@code nn-portcls-iportevents}): what clients wait for and how a signal
 * of the driver reaches them.
 *
 * <p>A signal marks the entries that it matches and asks for dispatch; {@link #deliver()} hands the
 * marked ones to the listeners' threads. Marking allocates nothing and never waits, so it may
 * happen in an interrupt routine; signals that come faster than they are delivered become one.
 *
 * <p>An event belongs to a node or an open pin. A filter's own table may have events too; one that
 * is enabled with a pin id ({@link Target#pin}) is about that pin, which need not be open: this is
 * how the jack of a bridge pin tells of itself.
 */
public final class EventList implements IPortEvents {
    private static final EventSubscription[] NONE = {};
    private static final int NO_PIN = -1;

    private final IMiniport miniport;
    private final Driver driver;
    private final Targets targets;
    private final Executor listeners;
    private final Executor worker;
    private final Runnable dispatch;

    /** Replaced as a whole, so that signals read it without a lock. */
    private volatile EventSubscription[] active = NONE;

    /**
     * A list without entries.
     *
     * @param miniport whose handlers decide
     * @param descriptor which events there are
     * @param driver who serves the filter, for messages
     * @param listeners runs the clients' listeners
     * @param worker the device's PASSIVE worker
     * @param dispatch asks for a call of {@link #deliver()}; called on any thread, must not block
     */
    public EventList(
            IMiniport miniport,
            FilterDescriptor descriptor,
            String driver,
            Executor listeners,
            Executor worker,
            Runnable dispatch) {
        this.miniport = miniport;
        this.driver = new Driver(driver);
        this.targets = new Targets(descriptor);
        this.listeners = listeners;
        this.worker = worker;
        this.dispatch = dispatch;
    }

    /**
     * Enables an event: the driver's handler checks the request and adds the entry.
     *
     * @param oneShot whether it ends after the first time
     * @param listener called on a listeners' thread
     * @return the entry, to be given to {@link #disable}
     * @throws PortClsException NOT_FOUND when the target does not have the event, NOT_SUPPORTED
     *     when it cannot be enabled this way, or the driver's refusal; UNSUCCESSFUL when the driver
     *     accepted but did not add the entry
     */
    public EventEntry enable(
            Scope scope, EventKey event, Target target, boolean oneShot, Runnable listener) {
        EventItem item = require(scope, event, target);
        if (oneShot ? !item.oneShot() : !item.recurring()) {
            throw new PortClsException(
                    Status.NOT_SUPPORTED,
                    event
                            + " of "
                            + targets.describe(scope, target.node())
                            + " can only be enabled with oneShot="
                            + !oneShot
                            + ": oneShot="
                            + oneShot);
        }
        EventSubscription entry = subscription(scope, target, item, oneShot, listener);
        try {
            handle(entry, Verb.ADD);
        } catch (PortClsException e) {
            forget(entry);
            throw e;
        }
        if (entry.isNew()) {
            entry.remove();
            throw driver.broken(
                    doing(entry, Verb.ADD), "it did not add the entry to the event list", null);
        }
        return entry;
    }

    /**
     * Disables an event; no listener starts afterwards. Once is enough, twice is harmless.
     *
     * @throws PortClsException when the driver's handler failed; the event is disabled all the same
     */
    public void disable(EventEntry entry) {
        EventSubscription subscription = subscription(entry);
        if (forget(subscription)) {
            handle(subscription, Verb.REMOVE);
        }
    }

    /**
     * Disables all events of a pin that closes, or of a handle and its pins.
     *
     * @throws PortClsException the first failure of a driver's handler, with the others as
     *     suppressed; all events are disabled all the same
     */
    public void disableAll(Scope scope) {
        PortClsException failure = null;
        for (EventSubscription entry : active) {
            if (entry.belongsTo(scope)) {
                try {
                    disable(entry);
                } catch (PortClsException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Whether a target offers an event, here and now. */
    public boolean supports(Scope scope, EventKey event, Target target) {
        Optional<EventItem> item = find(scope, event, target);
        if (item.isEmpty()) {
            return false;
        }
        EventSubscription question = subscription(scope, target, item.get(), false, () -> {});
        try {
            handle(question, Verb.SUPPORT);
            return true;
        } catch (PortClsException e) {
            return false;
        } finally {
            forget(question);
        }
    }

    @Override
    public void addEventToEventList(EventEntry entry) {
        EventSubscription subscription = subscription(entry);
        synchronized (this) {
            if (!subscription.activate()) {
                throw new IllegalStateException(
                        "an entry is added once, by the handler for the ADD verb: event="
                                + subscription.item().key());
            }
            EventSubscription[] more = Arrays.copyOf(active, active.length + 1);
            more[active.length] = subscription;
            active = more;
        }
    }

    @Override
    public void generateEventList(
            @Nullable KsId set,
            int eventId,
            boolean pinEvent,
            int pinId,
            boolean nodeEvent,
            int nodeId) {
        boolean due = false;
        for (EventSubscription entry : active) {
            if (entry.matches(set, eventId, pinEvent, pinId, nodeEvent, nodeId)) {
                due |= entry.signal();
            }
        }
        if (due) {
            dispatch.run();
        }
    }

    /**
     * Hands the listeners of all signalled entries to their threads. Called on the device's
     * dispatch thread.
     */
    public void deliver() {
        for (EventSubscription entry : active) {
            if (entry.handOver()) {
                execute(listeners, entry.delivery());
            }
        }
    }

    /** Entries that are active now. */
    int size() {
        return active.length;
    }

    private static void execute(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // Only when the device is being removed; all entries are disabled then.
        }
    }

    private EventSubscription subscription(
            Scope scope, Target target, EventItem item, boolean oneShot, Runnable listener) {
        return new EventSubscription(
                scope,
                target,
                item,
                oneShot,
                listener,
                pin(scope, target),
                spent -> execute(worker, () -> disable(spent)));
    }

    private synchronized boolean forget(EventSubscription entry) {
        List<EventSubscription> rest = new ArrayList<>(List.of(active));
        rest.remove(entry);
        active = rest.toArray(NONE);
        return entry.remove();
    }

    private EventItem require(Scope scope, EventKey event, Target target) {
        return find(scope, event, target)
                .orElseThrow(
                        () ->
                                targets.notFound(
                                        event,
                                        scope,
                                        target.node(),
                                        table -> table.event(event.set(), event.id()).isPresent()));
    }

    private Optional<EventItem> find(Scope scope, EventKey event, Target target) {
        for (AutomationTable table : targets.driverTables(scope, target.node())) {
            Optional<EventItem> item = table.event(event.set(), event.id());
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    /** The pin that an event is about. */
    private int pin(Scope scope, Target target) {
        if (scope instanceof PinScope pin) {
            return pin.pinId();
        }
        boolean named =
                target.node() == PropertyRequest.NO_NODE
                        && target.instance().length >= PinIds.BYTES;
        return named ? targets.checkPin(target.instanceBuffer().getInt()) : NO_PIN;
    }

    private void handle(EventSubscription entry, Verb verb) {
        EventRequest request =
                new EventRequest(
                        miniport,
                        entry.minorTarget(),
                        entry.node(),
                        entry.item(),
                        entry,
                        verb,
                        this);
        driver.<@Nullable Void>call(
                () -> doing(entry, verb),
                () -> {
                    entry.item().handler().handle(request);
                    return null;
                });
    }

    private String doing(EventSubscription entry, Verb verb) {
        return verb
                + " event "
                + entry.item().key()
                + " of "
                + targets.describe(entry.scope(), entry.node());
    }

    private static EventSubscription subscription(EventEntry entry) {
        if (entry instanceof EventSubscription subscription) {
            return subscription;
        }
        throw new IllegalArgumentException(
                "an entry comes from the request that is handled: entry=" + entry);
    }
}
