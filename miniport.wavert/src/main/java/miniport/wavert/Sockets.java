package miniport.wavert;

import org.jspecify.annotations.Nullable;

import portcls.api.IPortEvents;
import portcls.api.adapter.JackDetection;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.ks.EventItem;
import portcls.api.ks.EventKey;
import portcls.api.ks.JackDescription;
import portcls.api.ks.KsEvents;

import java.util.List;

/**
 * The sockets of an engine: as they are now when it notices plugging, else as it described them.
 */
final class Sockets {
    private static final EventKey CHANGE = KsEvents.JACKINFOCHANGE;

    private final FilterLayout layout;
    private final @Nullable JackDetection detection;

    Sockets(WaveEngine engine, FilterLayout layout) {
        this.layout = layout;
        detection = engine instanceof JackDetection noticing ? noticing : null;
    }

    /** Those of an endpoint. */
    List<JackDescription> of(WaveEndpoint endpoint) {
        return detection == null ? endpoint.jacks() : detection.jacks(endpoint);
    }

    /**
     * The events of the filter that tell of them. They are the filter's and not the bridge pins':
     * nobody can open a bridge pin, so clients name it when they ask the filter.
     */
    EventItem[] events() {
        return detection == null ? new EventItem[0] : new EventItem[] {EventItem.of(CHANGE)};
    }

    /** Tells the clients of each change from now on. */
    void watch(IPortEvents port) {
        if (detection != null) {
            detection.onJackChange(endpoint -> tell(port, layout.connectorPin(endpoint)));
        }
    }

    /** Tells nobody any more. */
    void unwatch() {
        if (detection != null) {
            detection.onJackChange(null);
        }
    }

    /** An endpoint without a connector of its own leaves by that of another, which tells itself. */
    private static void tell(IPortEvents port, int bridgePin) {
        if (bridgePin != FilterLayout.NONE) {
            port.generateEventList(CHANGE.set(), CHANGE.id(), true, bridgePin, false, 0);
        }
    }
}
