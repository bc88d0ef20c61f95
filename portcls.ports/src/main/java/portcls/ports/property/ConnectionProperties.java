package portcls.ports.property;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.AllocatorFraming;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.StreamProperty;

/**
 * What every port answers of an open pin. State and format go to the port's stream, never past it
 * to the driver.
 */
final class ConnectionProperties {
    /** In place of a handle. */
    private static final long PORTS_OWN = 0;

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

    /** What there is to say of a stream whose kind of port says no more. */
    static AutomationTable standard() {
        return AutomationTable.of(
                PropertyItem.of(ConnectionProperty.ALLOCATORFRAMING).get(_ -> AllocatorFraming.ANY),
                PropertyItem.of(StreamProperty.ALLOCATOR).get(_ -> PORTS_OWN),
                PropertyItem.of(StreamProperty.MASTERCLOCK)
                        .get(_ -> PORTS_OWN)
                        .set((_, handle) -> requirePortsOwn(handle)));
    }

    private static void requirePortsOwn(long handle) {
        if (handle != PORTS_OWN) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a stream follows the clock of its port, which is 0; there are no handles of"
                            + " other clocks: masterClock="
                            + handle);
        }
    }

    private static PinScope pin(PropertyRequest<?> request) {
        return (PinScope) Request.scopeOf(request);
    }
}
