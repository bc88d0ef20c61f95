package miniport.wavert;

import static java.lang.System.Logger.Level.WARNING;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.wavert.NotificationEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The events that are signalled at the end of each packet. They are added and removed at PASSIVE
 * and signalled on the streaming thread, which neither waits nor allocates.
 */
final class PacketEvents {
    private static final System.Logger LOG = System.getLogger("miniport.wavert");
    private static final NotificationEvent[] NONE = {};

    /** About as long as it takes to signal a few events. */
    private static final long ROUND_NANOS = 10_000;

    private final AtomicInteger signalling = new AtomicInteger();
    private volatile NotificationEvent[] events = NONE;

    /**
     * Adds an event.
     *
     * @throws PortClsException UNSUCCESSFUL when it is there already
     */
    synchronized void add(NotificationEvent event) {
        List<NotificationEvent> changed = new ArrayList<>(List.of(events));
        if (changed.contains(event)) {
            throw new PortClsException(
                    Status.UNSUCCESSFUL,
                    "this event is registered already; register each once: event=" + event);
        }
        changed.add(event);
        events = changed.toArray(NONE);
    }

    /**
     * Removes an event; when this returns it is not signalled any more. Not to be called by an
     * event.
     *
     * @throws PortClsException NOT_FOUND when it is not there
     */
    synchronized void remove(NotificationEvent event) {
        List<NotificationEvent> changed = new ArrayList<>(List.of(events));
        if (!changed.remove(event)) {
            throw new PortClsException(
                    Status.NOT_FOUND, "this event is not registered: event=" + event);
        }
        events = changed.toArray(NONE);
        while (signalling.get() != 0) {
            LockSupport.parkNanos(ROUND_NANOS); // a round over the events of before is under way
        }
    }

    private static void signal(NotificationEvent event) {
        try {
            event.set();
        } catch (RuntimeException | Error e) {
            // A program's event must not stop the device, nor keep others from being told.
            LOG.log(WARNING, "an event of a program threw when it was signalled", e);
        }
    }

    /** Signals all. */
    void signal() {
        signalling.incrementAndGet();
        try {
            for (NotificationEvent event : events) {
                signal(event);
            }
        } finally {
            signalling.decrementAndGet();
        }
    }
}
