package portcls.ports.port;

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
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.ports.service.ServiceGroup;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

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

    private void unregisterQuietly(Adapter device, Runnable routine) {
        try {
            system.unregisterIoTimeout(device, routine);
        } catch (portcls.api.PortClsException _) {
            // The miniport ended it itself.
        }
    }
}
