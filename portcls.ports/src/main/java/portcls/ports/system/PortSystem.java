package portcls.ports.system;

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
import portcls.api.PortClsException;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.InterruptLine;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;
import portcls.api.client.Filter;
import portcls.api.client.Pin;
import portcls.api.client.Registration;
import portcls.api.drm.DrmForward;
import portcls.api.drm.DrmRights;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;
import portcls.ports.device.Devices;
import portcls.ports.device.Occupant;
import portcls.ports.drm.Contents;
import portcls.ports.filter.Arrivals;
import portcls.ports.filter.PortFilter;
import portcls.ports.filter.Publication;
import portcls.ports.midi.MusicPort;
import portcls.ports.pnp.Rebalances;
import portcls.ports.port.PortDriver;
import portcls.ports.port.PortHouse;
import portcls.ports.port.Wires;
import portcls.ports.power.PowerHouse;
import portcls.ports.registry.RegistryKeys;
import portcls.ports.service.InterruptSync;
import portcls.ports.service.Keeper;
import portcls.ports.service.ResourceList;
import portcls.ports.service.ServiceGroup;
import portcls.ports.topology.TopologyPort;
import portcls.ports.wavecyclic.WaveCyclicPort;
import portcls.ports.wavepci.WavePciPort;
import portcls.ports.wavert.WaveRtPort;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The system service over one set of devices. Thread-safe. */
public final class PortSystem implements PortCls, PortHouse {
    private final Devices devices;
    private final Publication publication;
    private final RegistryKeys registry;
    private final MiniportCatalog catalog;
    private final Duration quiesceLimit;
    private final BiConsumer<PortDriver, String> brokenListener;
    private final Wires wires = new Wires();
    private final Links links = new Links(wires);
    private final List<FilterWatcher> watchers = new CopyOnWriteArrayList<>(List.of(links));
    private final Arrivals arrivals;
    private final Contents contents = new Contents();
    private final PowerHouse power;
    private final Rebalances rebalances;

    /**
     * A system.
     *
     * @param brokenListener is told, on a thread that may block, of a port whose driver broke
     */
    public PortSystem(
            Devices devices,
            Publication publication,
            RegistryKeys registry,
            MiniportCatalog catalog,
            Duration quiesceLimit,
            BiConsumer<PortDriver, String> brokenListener) {
        this.devices = devices;
        arrivals = new Arrivals(devices.threads());
        this.publication = publication;
        this.registry = registry;
        this.catalog = catalog;
        this.quiesceLimit = quiesceLimit;
        this.brokenListener = brokenListener;
        power = new PowerHouse(devices, registry, quiesceLimit);
        rebalances = new Rebalances(devices, this, quiesceLimit);
    }

    @Override
    public IPort newPort(PortClass portClass) {
        return switch (portClass) {
            case MIDI, DMUS -> new MusicPort(portClass, this);
            case TOPOLOGY -> new TopologyPort(this);
            case WAVECYCLIC -> new WaveCyclicPort(this);
            case WAVEPCI -> new WavePciPort(this);
            case WAVERT -> new WaveRtPort(this);
        };
    }

    @Override
    public IMiniport newMiniport(MiniportClass miniportClass) {
        return catalog.newMiniport(miniportClass);
    }

    @Override
    public void registerSubdevice(Adapter device, String name, IPort port) {
        if (name.indexOf('/') >= 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER, "a subdevice name holds no \"/\": name=" + name);
        }
        ours(port).register(devices.of(device), name);
    }

    @Override
    public void unregister(Adapter device, IPort port) {
        ours(port).retire(devices.of(device));
    }

    @Override
    public void registerPhysicalConnection(
            Adapter device, IPort from, int fromPin, IPort to, int toPin) {
        wires.add(device, from, fromPin, to, toPin);
    }

    @Override
    public void registerPhysicalConnectionToExternal(
            Adapter device, IPort from, int fromPin, String to, int toPin) {
        wires.add(device, from, fromPin, to, toPin);
    }

    @Override
    public void registerPhysicalConnectionFromExternal(
            Adapter device, String from, int fromPin, IPort to, int toPin) {
        wires.add(device, from, fromPin, to, toPin);
    }

    @Override
    public IServiceGroup newServiceGroup(Adapter device) {
        return newServiceGroup(device, Keeper.NONE);
    }

    @Override
    public IServiceGroup newServiceGroup(Adapter device, Keeper keeper) {
        return new ServiceGroup(devices.of(device).dispatcher(), keeper);
    }

    @Override
    public IInterruptSync newInterruptSync(
            IResourceList resources, int index, IInterruptSync.Mode mode) {
        return newInterruptSync(resources, index, mode, Keeper.NONE);
    }

    @Override
    public IInterruptSync newInterruptSync(
            IResourceList resources, int index, IInterruptSync.Mode mode, Keeper keeper) {
        Resource interrupt =
                resources
                        .findTranslatedEntry(ResourceType.INTERRUPT, index)
                        .orElseThrow(
                                () ->
                                        new PortClsException(
                                                Status.INVALID_PARAMETER,
                                                "the resource list has "
                                                        + resources.numberOfEntriesOfType(
                                                                ResourceType.INTERRUPT)
                                                        + " interrupts: index="
                                                        + index));
        if (!(interrupt instanceof InterruptLine line)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "an interrupt resource must be an InterruptLine: " + interrupt.description());
        }
        return new InterruptSync(line, mode, keeper);
    }

    @Override
    public IResourceList newResourceList(List<? extends Resource> resources) {
        return ResourceList.of(resources);
    }

    @Override
    public IResourceList newResourceSublist(IResourceList parent, int maximumEntries) {
        return ResourceList.sublist(maximumEntries);
    }

    @Override
    public IRegistryKey newRegistryKey(
            RegistryKeyType type, Optional<Adapter> device, Optional<String> name) {
        return registry.open(type, device, name);
    }

    @Override
    public Optional<String> getDeviceProperty(Adapter device, DeviceProperty property) {
        String told = device.properties().get(property);
        return Optional.ofNullable(
                told != null
                        ? told
                        : switch (property) {
                            case FRIENDLY_NAME, DEVICE_DESCRIPTION -> device.name();
                            case PHYSICAL_DEVICE_OBJECT_NAME -> device.id();
                            case HARDWARE_ID -> device.hardwareIds().getFirst();
                            case COMPATIBLE_IDS -> String.join(",", device.hardwareIds());
                            case ENUMERATOR_NAME -> device.id().split(":", 2)[0];
                            default -> null;
                        });
    }

    @Override
    public long getTimeInterval(long since100ns) {
        return masterClock().getTime() - since100ns;
    }

    @Override
    public void registerIoTimeout(Adapter device, Runnable routine) {
        devices.of(device).addTimeout(routine, ReferenceTime.SECOND);
    }

    @Override
    public void unregisterIoTimeout(Adapter device, Runnable routine) {
        devices.of(device).removeTimeout(routine);
    }

    @Override
    public MasterClock masterClock() {
        return devices.clock();
    }

    @Override
    public void taken(IMiniport miniport, Occupant port) {
        catalog.taken(miniport, port);
    }

    @Override
    public void giveBack(IMiniport miniport) {
        catalog.giveBack(miniport);
    }

    @Override
    public PortCls portCls() {
        return this;
    }

    @Override
    public Devices devices() {
        return devices;
    }

    @Override
    public Wires wires() {
        return wires;
    }

    /** The filters of a device that are there. */
    public List<PortFilter> filters(Adapter device) {
        return devices.find(device).stream()
                .flatMap(it -> it.occupants().stream())
                .flatMap(
                        port ->
                                port instanceof PortDriver driver
                                        ? driver.filter().stream()
                                        : Stream.empty())
                .filter(filter -> filter.removal().isEmpty())
                .toList();
    }

    /** The wires that adapters tell of. */
    public Links links() {
        return links;
    }

    /** Tells of each filter that comes or goes from now on. */
    public void watch(FilterWatcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public Publication publication(PortDriver port) {
        return (filter, properties) ->
                filter instanceof PortFilter ours
                        ? publish(port, ours, properties)
                        : publication.publish(filter, properties);
    }

    @Override
    public Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public RegistryKeys registry() {
        return registry;
    }

    @Override
    public Duration quiesceLimit() {
        return quiesceLimit;
    }

    @Override
    public void broken(PortDriver port, String why) {
        brokenListener.accept(port, why);
    }

    @Override
    public void registerAdapterPowerManagement(IAdapterPowerManagement management, Adapter device) {
        power.registerAdapterPowerManagement(management, device);
    }

    @Override
    public void unregisterAdapterPowerManagement(Adapter device) {
        power.unregisterAdapterPowerManagement(device);
    }

    @Override
    public void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device) {
        rebalances.registerAdapterPnpManagement(pnp, device);
    }

    @Override
    public void unregisterAdapterPnpManagement(Adapter device) {
        rebalances.unregisterAdapterPnpManagement(device);
    }

    @Override
    public void setIdlePowerManagement(Adapter device, boolean enabled) {
        power.setIdlePowerManagement(device, enabled);
    }

    @Override
    public void requestNewPowerState(Adapter device, DevicePowerState requestedNewState) {
        power.requestNewPowerState(device, requestedNewState);
    }

    @Override
    public int createContent(DrmRights rights) {
        return contents.createContent(rights);
    }

    @Override
    public int createContentMixed(int... contentIds) {
        return contents.createContentMixed(contentIds);
    }

    @Override
    public void destroyContent(int contentId) {
        contents.destroyContent(contentId);
    }

    @Override
    public void forwardContentToFileObject(int contentId, Pin fileObject) {
        contents.forwardContentToFileObject(contentId, fileObject);
    }

    @Override
    public void forwardContentToInterface(int contentId, Object unknown, int numMethods) {
        contents.forwardContentToInterface(contentId, unknown, numMethods);
    }

    @Override
    public DrmRights getContentRights(int contentId) {
        return contents.getContentRights(contentId);
    }

    @Override
    public void addContentHandlers(int contentId, List<?> handlers) {
        contents.addContentHandlers(contentId, handlers);
    }

    @Override
    public void forwardContentToDeviceObject(int contentId, DrmForward drmForward) {
        contents.forwardContentToDeviceObject(contentId, drmForward);
    }

    @Override
    public PowerHouse power() {
        return power;
    }

    @Override
    public Rebalances rebalances() {
        return rebalances;
    }

    @Override
    public Contents contents() {
        return contents;
    }

    private Registration publish(
            PortDriver port, PortFilter filter, Map<String, Object> properties) {
        String deviceId = String.valueOf(properties.get(Filter.DEVICE));
        // Before, so that whoever finds the filter finds its wires, and it at their ends, too.
        arrivals.arrives(filter);
        watchers.forEach(watcher -> watcher.arrived(port, filter, deviceId));
        Registration published;
        try {
            published = publication.publish(filter, properties);
        } catch (RuntimeException e) {
            watchers.forEach(watcher -> watcher.left(filter));
            arrivals.failed(filter);
            throw e;
        }
        arrivals.arrived(filter);
        return () -> {
            watchers.forEach(watcher -> watcher.left(filter));
            published.close();
        };
    }

    private static PortDriver ours(IPort port) {
        if (port instanceof PortDriver driver) {
            return driver;
        }
        throw new PortClsException(
                Status.INVALID_PARAMETER,
                "only a port made by newPort can be registered: " + port.getClass().getName());
    }
}
