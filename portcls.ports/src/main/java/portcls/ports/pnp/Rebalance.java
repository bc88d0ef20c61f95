package portcls.ports.pnp;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Removal;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.pnp.IMiniportPnpNotify;
import portcls.api.pnp.RebalanceType;
import portcls.ports.device.Change;
import portcls.ports.device.Device;
import portcls.ports.device.DriverCall;
import portcls.ports.device.DriverCall.Outcome;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.PortDriver;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The rebalance of one device ({@code implement-pnp-rebalance-for-portcls-audio-drivers}). The
 * device's global lock of the documents is its worker, and while it is being stopped no program's
 * call gets there.
 */
final class Rebalance {
    private static final Logger LOG = System.getLogger(Rebalance.class.getName());

    private final Device device;
    private final Executor threads;
    private final Duration limit;
    private final DriverCall adapterCall;
    private final Optional<IAdapterPnpManagement> offered;
    private volatile @Nullable IAdapterPnpManagement registered;
    private Phase phase = Phase.NONE;

    /** How far it is. */
    private enum Phase {
        NONE,
        AGREED,
        STOPPED
    }

    Rebalance(Device device, Executor threads, Duration limit) {
        this.device = device;
        this.threads = threads;
        this.limit = limit;
        adapterCall = new DriverCall(device.worker(), threads, limit);
        offered = device.adapter().adapt(IAdapterPnpManagement.class);
    }

    void register(IAdapterPnpManagement pnp) {
        registered = pnp;
    }

    /**
     * Ends it.
     *
     * @param pnp only this one; null = whichever
     * @return whether there was one
     */
    @SuppressWarnings("ReferenceEquality") // an identity
    boolean unregister(@Nullable IAdapterPnpManagement pnp) {
        IAdapterPnpManagement mine = registered;
        boolean mineGoes = mine != null && (pnp == null || mine == pnp);
        if (mineGoes) {
            registered = null;
        }
        return mineGoes;
    }

    synchronized void queryStop() {
        onWorker(
                () -> {
                    IAdapterPnpManagement adapter = management();
                    StopQuery.outsider(ports()).ifPresent(why -> refuse(Status.NOT_SUPPORTED, why));
                    RebalanceType[] type = {RebalanceType.NOT_SUPPORTED};
                    tell(
                            "GetSupportedRebalanceType",
                            () -> type[0] = adapter.getSupportedRebalanceType());
                    if (type[0] == RebalanceType.NOT_SUPPORTED) {
                        refuse(Status.NOT_SUPPORTED, "its adapter says that it cannot");
                    }
                    StopQuery.keeper(ports()).ifPresent(why -> refuse(Status.DEVICE_BUSY, why));
                    device.admission().stopComes("it may be stopped for other resources", false);
                    tell("PnpQueryStop", adapter::pnpQueryStop);
                });
        phase = Phase.AGREED;
    }

    synchronized void cancelStop() {
        if (phase == Phase.STOPPED) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the device " + device.id() + " is stopped already; start it");
        }
        phase = Phase.NONE;
        onWorker(
                () -> {
                    present().ifPresent(adapter -> tell("PnpCancelStop", adapter::pnpCancelStop));
                    device.admission().stopComes("", false);
                });
    }

    synchronized void stop(DeviceStarter starter, Removal reason) {
        if (phase != Phase.AGREED) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "ask by queryStop before the device " + device.id() + " is stopped");
        }
        List<PortDriver> ports = ports();
        List<PortFilter> filters = ports.stream().flatMap(it -> it.filter().stream()).toList();
        device.admission().stopComes("it is being stopped for other resources", true);
        try {
            stopStreams(ports, filters, reason);
            filters.forEach(filter -> filter.withdrawStopped(reason));
        } finally {
            device.admission().stopComes("", false);
        }
        present().ifPresent(adapter -> tell("PnpStop", adapter::pnpStop));
        phase = Phase.STOPPED;
        starter.stop(device.adapter(), reason);
    }

    synchronized void start(DeviceStarter starter) {
        if (phase != Phase.STOPPED) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "the device " + device.id() + " was not stopped by a rebalance");
        }
        phase = Phase.NONE;
        starter.start(device.adapter());
    }

    private void stopStreams(List<PortDriver> ports, List<PortFilter> filters, Removal reason) {
        try {
            onWorker(
                    () -> {
                        ports.forEach(this::tellMiniport);
                        filters.forEach(filter -> filter.stopStreams(reason, limit));
                    });
        } catch (PortClsException e) {
            // A driver that hangs there is let go with the others; nobody sees its filter any more.
            LOG.log(
                    Level.WARNING,
                    "The streams of {0} could not be stopped in good order; it is stopped all the"
                            + " same: {1}",
                    device.id(),
                    e.getMessage());
        }
    }

    private void tellMiniport(PortDriver port) {
        port.boundMiniport()
                .filter(IMiniportPnpNotify.class::isInstance)
                .map(IMiniportPnpNotify.class::cast)
                .ifPresent(
                        told ->
                                report(
                                        "PnpStop of a miniport",
                                        new DriverCall(device.worker(), threads, limit)
                                                .make(
                                                        "PnpStop of a miniport of " + device.id(),
                                                        told::pnpStop)));
    }

    private void tell(String what, DriverCall.Work work) {
        report(what, adapterCall.make(what + " of the adapter of " + device.id(), work));
    }

    private void report(String what, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            LOG.log(Level.WARNING, what + " failed for " + device.id(), failed.cause());
        }
    }

    private IAdapterPnpManagement management() {
        return present()
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_SUPPORTED,
                                        "the device "
                                                + device.id()
                                                + " cannot be stopped for other resources: its"
                                                + " adapter offers no IAdapterPnpManagement"));
    }

    private Optional<IAdapterPnpManagement> present() {
        IAdapterPnpManagement mine = registered;
        return mine == null ? offered : Optional.of(mine);
    }

    private void refuse(Status status, String why) {
        throw new PortClsException(
                status,
                "the device " + device.id() + " cannot be stopped for other resources: " + why);
    }

    private List<PortDriver> ports() {
        return device.occupants().stream()
                .filter(PortDriver.class::isInstance)
                .map(PortDriver.class::cast)
                .toList();
    }

    private void onWorker(Runnable work) {
        Change change =
                new Change(
                        device,
                        () -> {
                            work.run();
                            return List.of();
                        });
        change.begin();
        var _ = change.end(limit);
    }
}
