package portcls.api.ks;

import portcls.api.IMiniport;
import portcls.api.IPortEvents;

import java.util.Optional;

/**
 * One event request as a handler sees it, PCEVENT_REQUEST ({@code ns-portcls-_pcevent_request}).
 *
 * @param majorTarget the miniport of the filter
 * @param minorTarget the miniport's stream when the target is a pin instance
 * @param node the node, or {@link PropertyRequest#NO_NODE}
 * @param item the matched item
 * @param entry what the port keeps of this client's interest; opaque
 * @param verb what is wanted
 * @param events the port's event list
 */
public record EventRequest(
        IMiniport majorTarget,
        Optional<Object> minorTarget,
        int node,
        EventItem item,
        EventEntry entry,
        Verb verb,
        IPortEvents events) {
    /** What a request wants; the documented values are 1, 2 and 4. */
    public enum Verb {
        ADD,
        REMOVE,
        SUPPORT
    }
}
