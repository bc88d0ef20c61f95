package portcls.ports.bind;

import portcls.api.IInterruptSync;
import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.MiniportClass;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Removal;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.MasterClock;
import portcls.ports.device.Occupant;
import portcls.ports.port.OwnedPortCls;
import portcls.ports.port.PortHouse;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The system service as a driver gets it that starts a device: good until the device or the driver
 * goes. Then what was made through it ends, and nothing more is made. Thread-safe.
 */
final class StartedPortCls extends OwnedPortCls {
    private final String deviceId;

    /** Weak: a port that its driver closed and forgot needs nobody. */
    private final List<WeakReference<IPort>> ports = new ArrayList<>();

    private boolean revoked;

    StartedPortCls(PortHouse house, String deviceId) {
        super(house);
        this.deviceId = deviceId;
    }

    /**
     * Nothing is made from now on; timers, service groups and interrupt syncs end, and ports that
     * are not bound yet never will be.
     *
     * @return what hung and was abandoned
     */
    List<String> revoke(Removal reason) {
        List<IPort> made;
        synchronized (this) {
            revoked = true;
            made = ports.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
            ports.clear();
        }
        List<String> hung = new ArrayList<>();
        made.forEach(port -> hung.addAll(((Occupant) port).depart(reason)));
        closeOwned();
        return hung;
    }

    @Override
    public IPort newPort(PortClass portClass) {
        requireValid();
        IPort port = super.newPort(portClass);
        synchronized (this) {
            requireValid();
            ports.removeIf(reference -> reference.get() == null);
            ports.add(new WeakReference<>(port));
        }
        return port;
    }

    @Override
    public IMiniport newMiniport(MiniportClass miniportClass) {
        requireValid();
        return super.newMiniport(miniportClass);
    }

    @Override
    public void registerSubdevice(Adapter device, String name, IPort port) {
        requireValid();
        super.registerSubdevice(device, name, port);
    }

    @Override
    public IServiceGroup newServiceGroup(Adapter device) {
        return make(() -> super.newServiceGroup(device));
    }

    @Override
    public IInterruptSync newInterruptSync(
            IResourceList resources, int index, IInterruptSync.Mode mode) {
        return make(() -> super.newInterruptSync(resources, index, mode));
    }

    @Override
    public void registerIoTimeout(Adapter device, Runnable routine) {
        make(
                () -> {
                    super.registerIoTimeout(device, routine);
                    return routine;
                });
    }

    @Override
    public void registerAdapterPowerManagement(IAdapterPowerManagement power, Adapter device) {
        make(
                () -> {
                    super.registerAdapterPowerManagement(power, device);
                    return power;
                });
    }

    @Override
    public void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device) {
        make(
                () -> {
                    super.registerAdapterPnpManagement(pnp, device);
                    return pnp;
                });
    }

    @Override
    public MasterClock masterClock() {
        requireValid();
        return super.masterClock();
    }

    /** What is made while it is revoked ends at once. */
    private <T> T make(Supplier<T> making) {
        requireValid();
        T made = making.get();
        try {
            requireValid();
        } catch (PortClsException e) {
            closeOwned();
            throw e;
        }
        return made;
    }

    private synchronized void requireValid() {
        if (revoked) {
            throw new PortClsException(
                    Status.DEVICE_REMOVED,
                    "the device "
                            + deviceId
                            + " or its driver is gone; nothing can be made for it until it is"
                            + " started anew");
        }
    }
}
