package example.sb16;

import portcls.api.IPort;
import portcls.api.IUnregisterPhysicalConnection;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;

/** Tells how the subdevices of a card are wired on its board. For one thread. */
final class Wiring {
    private final PortCls portCls;
    private final Adapter device;
    private final Steps steps;

    Wiring(PortCls portCls, Adapter device, Steps steps) {
        this.portCls = portCls;
        this.device = device;
        this.steps = steps;
    }

    /** A wire that sound flows through; its ends are bridge pins. */
    void connect(IPort from, int fromPin, IPort to, int toPin) {
        steps.next("connect pin " + fromPin + " to pin " + toPin);
        portCls.registerPhysicalConnection(device, from, fromPin, to, toPin);
        steps.done(
                () ->
                        ((IUnregisterPhysicalConnection) from)
                                .unregisterPhysicalConnection(device, from, fromPin, to, toPin));
    }
}
