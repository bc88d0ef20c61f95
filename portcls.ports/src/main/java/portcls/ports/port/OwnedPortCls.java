package portcls.ports.port;

import portcls.api.DevicePowerState;
import portcls.api.DeviceProperty;
import portcls.api.IInterruptSync;
import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.MiniportClass;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.RegistryKeyType;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.client.Pin;
import portcls.api.drm.DrmForward;
import portcls.api.drm.DrmRights;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.ports.service.ServiceGroup;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The system service as a driver gets it: what it makes through it and forgets to end is ended when
 * the driver is let go, so that nothing calls into a bundle that is gone.
 */
public class OwnedPortCls implements PortCls {
    private final PortCls system;
    private final List<Runnable> owned = new CopyOnWriteArrayList<>();

    public OwnedPortCls(PortCls system) {
        this.system = system;
    }

    /** Something else that ends with the driver. */
    final void own(Runnable end) {
        owned.add(end);
    }

    /** Ends everything; says whether there was anything. */
    public final boolean closeOwned() {
        boolean any = !owned.isEmpty();
        owned.forEach(Runnable::run);
        owned.clear();
        return any;
    }

    @Override
    public IServiceGroup newServiceGroup(Adapter device) {
        IServiceGroup group = system.newServiceGroup(device);
        if (group instanceof ServiceGroup ours) {
            owned.add(ours::close);
        }
        return group;
    }

    @Override
    public IInterruptSync newInterruptSync(
            IResourceList resources, int index, IInterruptSync.Mode mode) {
        IInterruptSync sync = system.newInterruptSync(resources, index, mode);
        owned.add(sync::disconnect);
        return sync;
    }

    @Override
    public void registerIoTimeout(Adapter device, Runnable routine) {
        system.registerIoTimeout(device, routine);
        owned.add(() -> unregisterQuietly(device, routine));
    }

    @Override
    public void unregisterIoTimeout(Adapter device, Runnable routine) {
        system.unregisterIoTimeout(device, routine);
    }

    @Override
    public MasterClock masterClock() {
        MasterClock clock = system.masterClock();
        return new MasterClock() {
            @Override
            public long getTime() {
                return clock.getTime();
            }

            @Override
            public boolean isVirtual() {
                return clock.isVirtual();
            }

            @Override
            public Alarm newAlarm(String name, Runnable routine) {
                Alarm alarm = clock.newAlarm(name, routine);
                owned.add(alarm::close);
                return alarm;
            }
        };
    }

    @Override
    public IPort newPort(PortClass portClass) {
        return system.newPort(portClass);
    }

    @Override
    public IMiniport newMiniport(MiniportClass miniportClass) {
        return system.newMiniport(miniportClass);
    }

    @Override
    public void registerSubdevice(Adapter device, String name, IPort port) {
        system.registerSubdevice(device, name, port);
    }

    @Override
    public void registerPhysicalConnection(
            Adapter device, IPort from, int fromPin, IPort to, int toPin) {
        system.registerPhysicalConnection(device, from, fromPin, to, toPin);
    }

    @Override
    public void registerPhysicalConnectionToExternal(
            Adapter device, IPort from, int fromPin, String to, int toPin) {
        system.registerPhysicalConnectionToExternal(device, from, fromPin, to, toPin);
    }

    @Override
    public void registerPhysicalConnectionFromExternal(
            Adapter device, String from, int fromPin, IPort to, int toPin) {
        system.registerPhysicalConnectionFromExternal(device, from, fromPin, to, toPin);
    }

    @Override
    public IResourceList newResourceList(List<? extends Resource> resources) {
        return system.newResourceList(resources);
    }

    @Override
    public IResourceList newResourceSublist(IResourceList parent, int maximumEntries) {
        return system.newResourceSublist(parent, maximumEntries);
    }

    @Override
    public IRegistryKey newRegistryKey(
            RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
        return system.newRegistryKey(type, device, name);
    }

    @Override
    public Optional<String> getDeviceProperty(Adapter device, DeviceProperty property) {
        return system.getDeviceProperty(device, property);
    }

    @Override
    public long getTimeInterval(long since100ns) {
        return system.getTimeInterval(since100ns);
    }

    @Override
    public void registerAdapterPowerManagement(IAdapterPowerManagement power, Adapter device) {
        system.registerAdapterPowerManagement(power, device);
        owned.add(() -> forget(house -> house.power().forget(power, device)));
    }

    @Override
    public void unregisterAdapterPowerManagement(Adapter device) {
        system.unregisterAdapterPowerManagement(device);
    }

    @Override
    public void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device) {
        system.registerAdapterPnpManagement(pnp, device);
        owned.add(() -> forget(house -> house.rebalances().forget(pnp, device)));
    }

    @Override
    public void unregisterAdapterPnpManagement(Adapter device) {
        system.unregisterAdapterPnpManagement(device);
    }

    @Override
    public void setIdlePowerManagement(Adapter device, boolean enabled) {
        system.setIdlePowerManagement(device, enabled);
    }

    @Override
    public void requestNewPowerState(Adapter device, DevicePowerState requestedNewState) {
        system.requestNewPowerState(device, requestedNewState);
    }

    @Override
    public int createContent(DrmRights rights) {
        return system.createContent(rights);
    }

    @Override
    public int createContentMixed(int... contentIds) {
        return system.createContentMixed(contentIds);
    }

    @Override
    public void destroyContent(int contentId) {
        system.destroyContent(contentId);
    }

    @Override
    public void forwardContentToFileObject(int contentId, Pin fileObject) {
        system.forwardContentToFileObject(contentId, fileObject);
    }

    @Override
    public void forwardContentToInterface(int contentId, Object unknown, int numMethods) {
        system.forwardContentToInterface(contentId, unknown, numMethods);
    }

    @Override
    public DrmRights getContentRights(int contentId) {
        return system.getContentRights(contentId);
    }

    @Override
    public void addContentHandlers(int contentId, List<?> handlers) {
        system.addContentHandlers(contentId, handlers);
    }

    @Override
    public void forwardContentToDeviceObject(int contentId, DrmForward drmForward) {
        system.forwardContentToDeviceObject(contentId, drmForward);
    }

    /** Whoever registered anew meanwhile keeps that. */
    private void forget(Consumer<PortHouse> wish) {
        if (system instanceof PortHouse house) {
            wish.accept(house);
        }
    }

    private void unregisterQuietly(Adapter device, Runnable routine) {
        try {
            system.unregisterIoTimeout(device, routine);
        } catch (portcls.api.PortClsException _) {
            // The miniport ended it itself.
        }
    }
}
