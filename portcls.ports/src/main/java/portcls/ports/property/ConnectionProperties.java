package portcls.ports.property;

import portcls.api.ks.AutomationTable;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;

/** State and format of an open pin: they go to the port's stream, never past it to the driver. */
final class ConnectionProperties {
    private ConnectionProperties() {}

    static AutomationTable table() {
        return AutomationTable.of(
                PropertyItem.of(ConnectionProperty.STATE)
                        .get(request -> pin(request).state())
                        .set((request, state) -> pin(request).setState(state)),
                PropertyItem.of(ConnectionProperty.DATAFORMAT)
                        .get(request -> pin(request).format())
                        .set((request, format) -> pin(request).setFormat(format)));
    }

    private static PinScope pin(PropertyRequest<?> request) {
        return (PinScope) Request.scopeOf(request);
    }
}
