package portcls.ports.port;

import org.jspecify.annotations.Nullable;

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
import portcls.ports.service.Keeper;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The system service as a driver gets it: what it makes through it and forgets to end is ended when
 * the driver is let go, so that nothing calls into a bundle that is gone.
 */
public class OwnedPortCls implements PortCls {
    private static final Logger LOG = System.getLogger(OwnedPortCls.class.getName());
    private static final String POWER = "power";
    private static final String PNP = "pnp";

    private final PortHouse house;
    private final PortCls system;
    private final Map<Object, Runnable> owned = new ConcurrentHashMap<>();

    /** The driver was let go; one that hung may make things yet. */
    private volatile boolean over;

    private final Keeper keeper =
            new Keeper() {
                @Override
                public void keep(Object thing, Runnable end) {
                    owned.put(thing, end);
                    if (over) {
                        end(thing);
                    }
                }

                @Override
                public void drop(Object thing) {
                    owned.remove(thing);
                }
            };

    /** What a driver registered for a device; both are identities, whatever their equals says. */
    private record Registered(Object what, Adapter device) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Registered(Object otherWhat, Adapter otherDevice)
                    && what == otherWhat
                    && device == otherDevice;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(what) + System.identityHashCode(device);
        }
    }

    public OwnedPortCls(PortHouse house) {
        this.house = house;
        system = house.portCls();
    }

    /** One of a kind that ends with the driver; it replaces the one before. */
    final void own(Object kind, Adapter device, Runnable end) {
        keeper.keep(new Registered(kind, device), end);
    }

    /** The driver ended it itself. */
    final void disown(Object kind, Adapter device) {
        keeper.drop(new Registered(kind, device));
    }

    /** Ends everything, and at once what is made from now on; says whether there was anything. */
    public final boolean closeOwned() {
        over = true;
        boolean any = !owned.isEmpty();
        List.copyOf(owned.keySet()).forEach(this::end);
        house.contents().forget(this);
        return any;
    }

    private void end(Object thing) {
        Runnable end = owned.remove(thing);
        if (end == null) {
            return;
        }
        try {
            end.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "What a driver left behind could not be ended: " + thing, e);
        }
    }

    /** Things that somebody has to end. */
    public final int owned() {
        return owned.size();
    }

    @Override
    public IServiceGroup newServiceGroup(Adapter device) {
        return house.newServiceGroup(device, keeper);
    }

    @Override
    public IInterruptSync newInterruptSync(
            IResourceList resources, int index, IInterruptSync.Mode mode) {
        return house.newInterruptSync(resources, index, mode, keeper);
    }

    @Override
    public void registerIoTimeout(Adapter device, Runnable routine) {
        system.registerIoTimeout(device, routine);
        own(routine, device, () -> unregisterQuietly(device, routine));
    }

    @Override
    public void unregisterIoTimeout(Adapter device, Runnable routine) {
        system.unregisterIoTimeout(device, routine);
        disown(routine, device);
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
                keeper.keep(alarm, alarm::close);
                return new OwnedAlarm(alarm);
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
        own(POWER, device, () -> house.power().forget(power, device));
    }

    @Override
    public void unregisterAdapterPowerManagement(Adapter device) {
        system.unregisterAdapterPowerManagement(device);
        disown(POWER, device);
    }

    @Override
    public void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device) {
        system.registerAdapterPnpManagement(pnp, device);
        own(PNP, device, () -> house.rebalances().forget(pnp, device));
    }

    @Override
    public void unregisterAdapterPnpManagement(Adapter device) {
        system.unregisterAdapterPnpManagement(device);
        disown(PNP, device);
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
        house.contents().addContentHandlers(contentId, handlers, this);
    }

    @Override
    public void forwardContentToDeviceObject(int contentId, DrmForward drmForward) {
        system.forwardContentToDeviceObject(contentId, drmForward);
    }

    /** An alarm that its driver closed needs nobody any more. */
    private final class OwnedAlarm implements Alarm {
        private final Alarm alarm;

        OwnedAlarm(Alarm alarm) {
            this.alarm = alarm;
        }

        @Override
        public void at(long time100ns) {
            alarm.at(time100ns);
        }

        @Override
        public void cancel() {
            alarm.cancel();
        }

        @Override
        public void close() {
            alarm.close();
            keeper.drop(alarm);
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
