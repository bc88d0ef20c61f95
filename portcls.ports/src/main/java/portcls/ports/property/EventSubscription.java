package portcls.ports.property;

import org.jspecify.annotations.Nullable;

import portcls.api.client.Target;
import portcls.api.ks.EventEntry;
import portcls.api.ks.EventItem;
import portcls.api.ks.EventKey;
import portcls.api.ks.KsId;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One client's interest in one event. Its phase is changed by any thread. */
final class EventSubscription implements EventEntry {
    /** Where it stands between a signal and the client's listener. */
    private enum Phase {
        /** Not added by the driver. */
        NEW,
        /** Waits for a signal. */
        IDLE,
        /** Was signalled; further signals change nothing. */
        DUE,
        /** The listener was handed to its thread but has not begun. */
        HANDED_OVER,
        /** A one-shot that has fired. */
        SPENT,
        /** Was disabled. */
        REMOVED
    }

    private final Scope scope;
    private final Target target;
    private final EventItem item;
    private final boolean oneShot;
    private final Runnable listener;
    private final int pin;
    private final Runnable delivery;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);

    /**
     * A subscription that is not active yet.
     *
     * @param pin the pin that it is about; -1 = none
     * @param spent told after a one-shot has fired
     */
    EventSubscription(
            Scope scope,
            Target target,
            EventItem item,
            boolean oneShot,
            Runnable listener,
            int pin,
            Consumer<EventSubscription> spent) {
        this.scope = scope;
        this.target = target;
        this.item = item;
        this.oneShot = oneShot;
        this.listener = listener;
        this.pin = pin;
        this.delivery = () -> fire(spent);
    }

    Scope scope() {
        return scope;
    }

    int node() {
        return target.node();
    }

    EventItem item() {
        return item;
    }

    Optional<Object> minorTarget() {
        return Targets.minorTarget(scope);
    }

    /** Whether it was made through this pin, or through this handle or one of its pins. */
    @SuppressWarnings("ReferenceEquality") // two handles are never the same, whatever they equal
    boolean belongsTo(Scope other) {
        return scope == other || scope.handle() == other;
    }

    /** The driver has added it; false when it was added or removed before. */
    boolean activate() {
        return phase.compareAndSet(Phase.NEW, Phase.IDLE);
    }

    boolean isNew() {
        return phase.get() == Phase.NEW;
    }

    /** No signal reaches the listener any more; false when that was so already. */
    boolean remove() {
        return phase.getAndSet(Phase.REMOVED) != Phase.REMOVED;
    }

    /** Whether it waits for this event; no pin and no node stand for any. */
    boolean matches(
            @Nullable KsId set,
            int eventId,
            boolean pinEvent,
            int pinId,
            boolean nodeEvent,
            int nodeId) {
        EventKey key = item.key();
        return key.id() == eventId
                && (set == null || set.equals(key.set()))
                && (!pinEvent || pin == pinId)
                && (!nodeEvent || target.node() == nodeId);
    }

    /** Takes a signal; true when it is the first since the last delivery. */
    boolean signal() {
        return phase.compareAndSet(Phase.IDLE, Phase.DUE);
    }

    /** Claims a due signal for the listener's thread. */
    boolean handOver() {
        return phase.compareAndSet(Phase.DUE, Phase.HANDED_OVER);
    }

    /** To be run on the listener's thread after {@link #handOver()}; made once, used each time. */
    Runnable delivery() {
        return delivery;
    }

    /** Tells the client, unless the event was disabled meanwhile. */
    private void fire(Consumer<EventSubscription> spent) {
        if (!phase.compareAndSet(Phase.HANDED_OVER, oneShot ? Phase.SPENT : Phase.IDLE)) {
            return;
        }
        try {
            listener.run();
        } finally {
            if (oneShot) {
                spent.accept(this);
            }
        }
    }
}
