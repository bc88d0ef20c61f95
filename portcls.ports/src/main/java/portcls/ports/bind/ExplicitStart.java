package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.CallStack;
import portcls.ports.device.Departure;
import portcls.ports.device.Device;
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
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A device whose adapter makes its subdevices itself. */
final class ExplicitStart {
    private static final Logger LOG = System.getLogger(ExplicitStart.class.getName());

    private final PortSystem system;
    private final Trace trace;
    private final Adapter adapter;
    private final StartDevice starter;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread starting;
    private boolean stopped;
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

    /** Starts the device, unless it went already; on a thread that may block. */
    void start() {
        synchronized (this) {
            if (stopped) {
                return;
            }
            starting = Thread.currentThread();
        }
        try {
            starter.startDevice(system, adapter, ResourceList.of(adapter.resources()));
            trace.add("start", adapter.id(), "", "its adapter made its subdevices itself");
        } catch (IOException | RuntimeException | LinkageError e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
            trace.add("failed", adapter.id(), "", failure);
            LOG.log(Level.WARNING, adapter.id() + " could not start: " + failure, e);
            departAll(new Removal(RemovalReason.FAILED, failure, Instant.now()));
        } finally {
            synchronized (this) {
                starting = null;
            }
            over.countDown();
        }
    }

    /**
     * Ends it, from any thread. When this returns every subdevice is let go, also those that were
     * being made; an adapter that hangs in its start was abandoned.
     */
    void stop(Removal removal) {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = starting;
        }
        // At once, for the start may wait for one of them.
        List<String> hung = departAll(removal);
        if (running != null && !running.equals(Thread.currentThread())) {
            hung.addAll(awaitStart());
            hung.addAll(departAll(removal));
        }
        hung.forEach(what -> trace.add("abandoned", adapter.id(), "", what));
    }

    private List<String> awaitStart() {
        boolean isInside = system.devices().find(adapter).map(Device::isCurrent).orElse(false);
        if (isInside || Departure.awaitKeepingInterrupts(over, system.quiesceLimit())) {
            return List.of();
        }
        Optional<CallStack> calls;
        synchronized (this) {
            calls = Optional.ofNullable(starting).map(CallStack::of);
            if (starting != null) {
                starting.interrupt();
            }
        }
        return calls.map(this::report).map(List::of).orElseGet(List::of);
    }

    private String report(CallStack calls) {
        LOG.log(
                Level.WARNING,
                "The adapter of {0} does not come back from startDevice and was abandoned. It is"
                        + " here:\n"
                        + "{1}",
                adapter.id(),
                calls.text());
        return "startDevice hangs in " + calls.place();
    }

    private List<String> departAll(Removal removal) {
        List<String> hung = new ArrayList<>();
        Optional<Device> device = system.devices().find(adapter);
        List<Occupant> ports = device.map(Device::occupants).orElse(List.of());
        ports.forEach(port -> hung.addAll(port.depart(removal)));
        if (!ports.isEmpty()) {
            // One that was unregistered before is let go by the device's own thread.
            device.ifPresent(it -> hung.addAll(it.quiesce(system.quiesceLimit())));
        }
        return hung;
    }
}
