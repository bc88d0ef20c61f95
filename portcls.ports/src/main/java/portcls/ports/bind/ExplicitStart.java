package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.adapter.Resource;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.ports.device.CallStack;
import portcls.ports.device.Departure;
import portcls.ports.device.Device;
import portcls.ports.device.Occupant;
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
import java.util.concurrent.RejectedExecutionException;

/** A device whose adapter, or an adapter driver, makes its subdevices itself. */
final class ExplicitStart {
    private static final Logger LOG = System.getLogger(ExplicitStart.class.getName());

    private final PortSystem system;
    private final Adapter adapter;
    private final String driver;
    private final StartDevice starter;
    private final StartedPortCls portCls;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread starting;
    private boolean begun;
    private boolean stopped;

    /** Whether whoever stops it cannot wait for the start, which then ends it itself. */
    private boolean left;

    private boolean toldStopped;
    private volatile String failure = "";

    /**
     * A start that has not begun.
     *
     * @param driver bundle and version; empty when it is the adapter itself
     */
    ExplicitStart(PortSystem system, Adapter adapter, String driver, StartDevice starter) {
        this.system = system;
        this.adapter = adapter;
        this.driver = driver;
        this.starter = starter;
        portCls = new StartedPortCls(system, adapter.id());
    }

    /** Why it could not start; empty when it could. */
    String failure() {
        return failure;
    }

    /**
     * Starts the device, unless it went already; on a thread that may block.
     *
     * @throws PortClsException when it cannot start; {@link #takeBack} or {@link #stop} it then
     */
    void start(List<? extends Resource> resources) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            begun = true;
            starting = Thread.currentThread();
        }
        try {
            starter.startDevice(portCls, adapter, ResourceList.of(resources));
        } catch (IOException | RuntimeException | LinkageError e) {
            failure = e.getMessage() == null ? e.toString() : e.getMessage();
            Status status =
                    e instanceof PortClsException told ? told.status() : Status.UNSUCCESSFUL;
            throw new PortClsException(
                    e instanceof IOException ? Status.IO_DEVICE_ERROR : status, failure, e);
        } finally {
            boolean endIt;
            synchronized (this) {
                starting = null;
                endIt = left;
            }
            over.countDown();
            if (endIt) {
                tellStopped();
            }
        }
    }

    /** Lets go of what was made before it failed; whoever stops it does that himself. */
    void takeBack() {
        boolean mine;
        synchronized (this) {
            mine = !stopped;
        }
        if (mine) {
            departAll(new Removal(RemovalReason.FAILED, failure, Instant.now()));
        }
    }

    /**
     * Ends it, from any thread. When this returns every subdevice is let go, also those that were
     * being made, and the driver was told; one that hangs in its start was abandoned.
     *
     * @return what hung and was abandoned
     */
    List<String> stop(Removal removal) {
        Thread running;
        synchronized (this) {
            stopped = true;
            running = starting;
        }
        // At once, for the start may wait for one of them.
        List<String> hung = new ArrayList<>(portCls.revoke(removal));
        hung.addAll(departAll(removal));
        boolean through = running == null;
        if (running != null) {
            if (running.equals(Thread.currentThread()) || isInside()) {
                through = leaveToStart();
            } else {
                List<String> stuck = awaitStart();
                through = stuck.isEmpty();
                hung.addAll(stuck);
                hung.addAll(departAll(removal));
            }
        }
        awaitTimers();
        if (through) {
            hung.addAll(tellStopped());
        }
        return hung;
    }

    /** Whether the start is over already. */
    private synchronized boolean leaveToStart() {
        left = true;
        return starting == null;
    }

    private boolean isInside() {
        return system.devices().find(adapter).map(Device::isCurrent).orElse(false);
    }

    private List<String> awaitStart() {
        if (Departure.awaitKeepingInterrupts(over, system.quiesceLimit())) {
            return List.of();
        }
        Optional<CallStack> calls;
        synchronized (this) {
            calls = Optional.ofNullable(starting).map(CallStack::of);
            if (starting != null) {
                starting.interrupt();
            }
        }
        return calls.map(it -> report("startDevice", it)).map(List::of).orElseGet(List::of);
    }

    /** A timer or sink of the driver may run at this moment. */
    private void awaitTimers() {
        system.devices()
                .find(adapter)
                .filter(device -> !device.isCurrent())
                .ifPresent(
                        device -> {
                            device.dispatcher().runAndWait(() -> {}, system.quiesceLimit());
                            device.clock().alarms().runAndWait(() -> {}, system.quiesceLimit());
                        });
    }

    /** Tells an adapter driver, once, on a thread that is left to itself when it hangs there. */
    private List<String> tellStopped() {
        synchronized (this) {
            if (!begun || toldStopped) {
                return List.of();
            }
            toldStopped = true;
        }
        return starter instanceof AdapterDriver told ? tellStopped(told) : List.of();
    }

    private List<String> tellStopped(AdapterDriver told) {
        BoundedCall call = new BoundedCall(() -> stopDevice(told));
        try {
            system.devices().threads().execute(call);
        } catch (RejectedExecutionException _) {
            // The ports are gone, and with them everything that it could mind.
            return List.of();
        }
        // What it does there may need the very thread that tells it.
        return isInside()
                ? List.of()
                : call.await(system.quiesceLimit())
                        .map(calls -> report("stopDevice", calls))
                        .map(List::of)
                        .orElseGet(List::of);
    }

    private void stopDevice(AdapterDriver told) {
        try {
            told.stopDevice(adapter);
        } catch (RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    driver
                            + " failed in stopDevice for "
                            + adapter.id()
                            + "; it is let go all the same",
                    e);
        }
    }

    private String report(String call, CallStack calls) {
        LOG.log(
                Level.WARNING,
                "{0} of {1} does not come back from {2} and was abandoned. It is here:\n{3}",
                driver.isEmpty() ? "The adapter" : "The driver " + driver,
                adapter.id(),
                call,
                calls.text());
        return call + " hangs in " + calls.place();
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
