package portcls.ports.bind;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.Occupant;
import portcls.ports.diag.Trace;
import portcls.ports.service.ResourceList;
import portcls.ports.system.PortSystem;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A device whose adapter makes its subdevices itself. */
final class ExplicitStart {
    private static final Logger LOG = System.getLogger(ExplicitStart.class.getName());

    private final PortSystem system;
    private final Trace trace;
    private final Adapter adapter;
    private final StartDevice starter;
    private volatile boolean stopped;
    private volatile String failure = "";

    ExplicitStart(PortSystem system, Trace trace, Adapter adapter, StartDevice starter) {
        this.system = system;
        this.trace = trace;
        this.adapter = adapter;
        this.starter = starter;
    }

    /** Why it could not start; empty when it could. */
    String failure() {
        return failure;
    }

    void start() {
        try {
            starter.startDevice(system, adapter, ResourceList.of(adapter.resources()));
            trace.add("start", adapter.id(), "", "its adapter made its subdevices itself");
        } catch (IOException | RuntimeException | LinkageError e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
            trace.add("failed", adapter.id(), "", failure);
            LOG.log(Level.WARNING, adapter.id() + " could not start: " + failure, e);
            departAll(new Removal(RemovalReason.FAILED, failure, Instant.now()));
        }
        if (stopped) {
            departAll(
                    new Removal(
                            RemovalReason.ORDERLY,
                            "its adapter went while it started",
                            Instant.now()));
        }
    }

    List<String> stop(Removal removal) {
        stopped = true;
        return departAll(removal);
    }

    private List<String> departAll(Removal removal) {
        List<String> hung = new ArrayList<>();
        for (Occupant port : system.device(adapter).occupants()) {
            hung.addAll(port.depart(removal));
        }
        return hung;
    }
}
