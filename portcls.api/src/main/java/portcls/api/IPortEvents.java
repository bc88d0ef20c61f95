package portcls.api;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql.Level;
import portcls.api.ks.EventEntry;
import portcls.api.ks.KsId;

/**
 * The event list of a port ({@code nn-portcls-iportevents}); every port has it: {@code
 * (IPortEvents) port}.
 */
@ProviderType
public interface IPortEvents {
    /**
     * Makes an event active ({@code nf-portcls-iportevents-addeventtoeventlist}). Called by a
     * driver's event handler for the ADD verb, after it has checked the request.
     */
    @Irql(Level.PASSIVE)
    void addEventToEventList(EventEntry entry);

    /**
     * Signals every entry that matches ({@code nf-portcls-iportevents-generateeventlist}). Only
     * queues; delivery comes from the dispatch thread, and calls that come faster than it may
     * collapse into one.
     *
     * @param set event set; null = any
     * @param eventId id within the set
     * @param pinEvent whether {@code pinId} counts; false = any pin
     * @param pinId pin factory
     * @param nodeEvent whether {@code nodeId} counts; false = any node
     * @param nodeId node
     */
    @Irql(Level.ANY)
    void generateEventList(
            @Nullable KsId set,
            int eventId,
            boolean pinEvent,
            int pinId,
            boolean nodeEvent,
            int nodeId);
}
