package portcls.api.ks;

import java.io.IOException;

/**
 * An event that a pin or node offers, PCEVENT_ITEM ({@code ns-portcls-pcevent_item}).
 *
 * @param key which event
 * @param recurring whether it may be enabled until disabled
 * @param oneShot whether it may be enabled for one time
 * @param handler decides about requests; at PASSIVE level
 */
public record EventItem(EventKey key, boolean recurring, boolean oneShot, Handler handler) {
    /** Decides about a request to enable, disable or ask for an event. */
    @FunctionalInterface
    public interface Handler {
        /**
         * For ADD: checks the request, then makes the event active by {@code
         * request.events().addEventToEventList(request.entry())}; without that call it never fires.
         * For REMOVE: the event is being disabled. For SUPPORT: returns when supported.
         *
         * @throws IOException to refuse
         */
        void handle(EventRequest request) throws IOException;
    }

    /** An event with no conditions: every request is accepted. */
    public static EventItem of(EventKey key) {
        return new EventItem(key, true, true, EventItem::accept);
    }

    /** The same event with a handler of its own. */
    public EventItem handledBy(Handler newHandler) {
        return new EventItem(key, recurring, oneShot, newHandler);
    }

    private static void accept(EventRequest request) {
        if (request.verb() == EventRequest.Verb.ADD) {
            request.events().addEventToEventList(request.entry());
        }
    }
}
