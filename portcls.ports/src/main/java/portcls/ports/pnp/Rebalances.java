package portcls.ports.pnp;

import org.jspecify.annotations.Nullable;

import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.pnp.IPortClsPnp;
import portcls.api.pnp.PnpManager;
import portcls.ports.device.Device;
import portcls.ports.device.Devices;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rebalances of all devices of the house. Thread-safe. */
public final class Rebalances implements PnpManager, IPortClsPnp {
    private final Devices devices;
    private final Duration limit;
    private final Map<Device, Rebalance> known = new ConcurrentHashMap<>();
    private volatile DeviceStarter starter;

    /**
     * Over all devices.
     *
     * @param portCls for adapters that make their subdevices themselves
     * @param limit how long a driver may take
     */
    public Rebalances(Devices devices, PortCls portCls, Duration limit) {
        this.devices = devices;
        this.limit = limit;
        starter = new PlainStarter(devices, portCls);
    }

    /** Who starts devices from now on. */
    public void startBy(DeviceStarter newStarter) {
        starter = newStarter;
    }

    @Override
    public void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device) {
        of(devices.of(device)).register(pnp);
    }

    @Override
    public void unregisterAdapterPnpManagement(Adapter device) {
        if (!of(devices.of(device)).unregister(null)) {
            throw new PortClsException(
                    Status.NOT_FOUND, "no rebalance was registered for the device " + device.id());
        }
    }

    /** Ends it, if that is still the one; for drivers that go without doing so. */
    public void forget(@Nullable IAdapterPnpManagement pnp, Adapter device) {
        devices.find(device).map(known::get).ifPresent(it -> it.unregister(pnp));
    }

    @Override
    public void queryStop(String deviceId) {
        find(deviceId).queryStop();
    }

    @Override
    public void cancelStop(String deviceId) {
        find(deviceId).cancelStop();
    }

    @Override
    public void stop(String deviceId) {
        find(deviceId)
                .stop(
                        starter,
                        new Removal(
                                RemovalReason.ORDERLY,
                                "the device is stopped to be started anew with other resources",
                                Instant.now()));
    }

    @Override
    public void start(String deviceId) {
        find(deviceId).start(starter);
    }

    private Rebalance find(String deviceId) {
        return devices.all().stream()
                .filter(device -> device.id().equals(deviceId))
                .findFirst()
                .map(this::of)
                .orElseThrow(
                        () ->
                                new PortClsException(
                                        Status.NOT_FOUND,
                                        "no device of that id has a driver; `devices` lists them:"
                                                + " deviceId="
                                                + deviceId));
    }

    private Rebalance of(Device device) {
        Rebalance has = known.get(device);
        if (has != null) {
            return has;
        }
        Rebalance made = new Rebalance(device, devices.threads(), limit);
        Rebalance other = known.putIfAbsent(device, made);
        if (other == null) {
            device.onClose(() -> known.remove(device));
        }
        return other == null ? made : other;
    }
}
