package portcls.ports.port;

import org.jspecify.annotations.Nullable;

import portcls.api.DeviceProperty;
import portcls.api.IMasterClock;
import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IPortClsVersion;
import portcls.api.IPortEvents;
import portcls.api.IRegistryKey;
import portcls.api.IResourceList;
import portcls.api.IUnregisterPhysicalConnection;
import portcls.api.IUnregisterSubdevice;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.PortClsVersion;
import portcls.api.RegistryKeyType;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.EventEntry;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.pnp.IPortClsPnp;
import portcls.api.power.IAdapterPowerManagement;
import portcls.api.power.IPortClsPower;
import portcls.api.power.IPortClsRuntimePower;
import portcls.api.power.PowerControlCallback;
import portcls.ports.device.Departure;
import portcls.ports.device.Device;
import portcls.ports.device.Occupant;
import portcls.ports.device.Sleep;
import portcls.ports.device.Worker;
import portcls.ports.filter.PinFactory;
import portcls.ports.filter.PortFilter;
import portcls.ports.property.PortProperties;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A port driver without what is special to its kind. Its life: new, bound by {@link #init},
 * registered as a filter, let go. A port binds one miniport and is not used again.
 */
public abstract class PortDriver
        implements IPort,
                IPortEvents,
                IUnregisterSubdevice,
                IUnregisterPhysicalConnection,
                IPortClsVersion,
                IPortClsPower,
                IPortClsRuntimePower,
                IPortClsPnp,
                Occupant {
    private static final Logger LOG = System.getLogger(PortDriver.class.getName());

    private static final String CONTROL = "power control";

    private final PortClass portClass;
    private final PortHouse house;
    private final OwnedPortCls system;
    private final AtomicBoolean used = new AtomicBoolean();
    private final AtomicBoolean letGo = new AtomicBoolean();
    private final Departure departure;
    private volatile @Nullable Bound bound;
    private volatile @Nullable String registeredName;
    private volatile @Nullable String failure;
    private volatile String function = "";

    /** What there is once a miniport is being bound. */
    private static final class Bound {
        final Device device;
        final IMiniport miniport;
        final String driver;
        volatile @Nullable PortFilter filter;

        Bound(Device device, IMiniport miniport) {
            this.device = device;
            this.miniport = miniport;
            this.driver = DriverName.of(miniport);
        }
    }

    protected PortDriver(PortClass portClass, PortHouse house) {
        this.portClass = portClass;
        this.house = house;
        system = new OwnedPortCls(house);
        departure = new Departure(house.quiesceLimit());
    }

    /** Whether the miniport is one of this port's kind. It must not be called here. */
    protected abstract boolean accepts(IMiniport miniport);

    /** Calls the miniport's own {@code init} and takes over its service group. On the worker. */
    protected abstract void initMiniport(
            IMiniport miniport, Adapter adapter, IResourceList resources) throws IOException;

    /** What is special to the pins of this kind. */
    protected abstract PinFactory pins();

    /** What this kind of port answers beyond what all ports do. */
    protected PortProperties properties() {
        return PortProperties.NONE;
    }

    /** That, and what every port of a wider kind answers. */
    protected PortProperties allProperties() {
        return properties();
    }

    /** The kind of filter, once a miniport is bound. */
    protected PortClass filterKind() {
        return portClass;
    }

    /** Forgets the miniport, whether it was let go in good order or not. */
    protected abstract void forgetMiniport();

    /** From now on the dispatch thread must not enter the miniport. From any thread. */
    protected abstract void stopCalls();

    /**
     * Ends what {@link #initMiniport} began on the port's side. On the worker; also after a
     * failure.
     */
    protected abstract void unlinkMiniport();

    @Override
    public final void init(Adapter adapter, IMiniport miniport, IResourceList resources) {
        if (!accepts(miniport)) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "a "
                            + portClass.key()
                            + " port binds miniports that implement "
                            + miniportInterface()
                            + "; this one does not: "
                            + miniport.getClass().getName());
        }
        if (!used.compareAndSet(false, true)) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "a port binds one miniport in its life; make another by newPort");
        }
        Device device = house.devices().of(adapter);
        house.taken(miniport, this);
        Bound binding = new Bound(device, miniport);
        device.attach(this);
        synchronized (letGo) {
            bound = letGo.get() ? null : binding;
        }
        try {
            device.worker().call(this, () -> bind(binding, adapter, resources));
            if (letGo.get()) {
                throw new PortClsException(
                        Status.DEVICE_REMOVED,
                        "the device " + device.id() + " went while its driver started");
            }
        } catch (RuntimeException | Error e) {
            device.detach(this);
            house.giveBack(miniport);
            throw e;
        }
    }

    @Override
    public final Optional<String> getDeviceProperty(DeviceProperty property) {
        return system.getDeviceProperty(requireBound().device.adapter(), property);
    }

    @Override
    public final IRegistryKey newRegistryKey(RegistryKeyType type, @Nullable String name) {
        Bound binding = requireBound();
        return house.registry()
                .open(
                        type,
                        binding.device.adapter(),
                        binding.driver,
                        function,
                        Optional.ofNullable(name));
    }

    @Override
    public final PortCls system() {
        return system;
    }

    @Override
    public final void addEventToEventList(EventEntry entry) {
        filter().ifPresent(filter -> filter.events().addEventToEventList(entry));
    }

    @Override
    public final void generateEventList(
            @Nullable KsId set,
            int eventId,
            boolean pinEvent,
            int pinId,
            boolean nodeEvent,
            int nodeId) {
        Bound binding = bound;
        PortFilter filter = binding == null ? null : binding.filter;
        if (filter != null) {
            filter.events().generateEventList(set, eventId, pinEvent, pinId, nodeEvent, nodeId);
        }
    }

    @Override
    public final void unregisterSubdevice(Adapter device, IPort port) {
        house.unregister(device, port);
    }

    @Override
    public final void unregisterPhysicalConnection(
            Adapter device, IPort from, int fromPin, IPort to, int toPin) {
        house.wires().remove(device, from, fromPin, to, toPin);
    }

    @Override
    public final void unregisterPhysicalConnectionToExternal(
            Adapter device, IPort from, int fromPin, String to, int toPin) {
        house.wires().remove(device, from, fromPin, to, toPin);
    }

    @Override
    public final void unregisterPhysicalConnectionFromExternal(
            Adapter device, String from, int fromPin, IPort to, int toPin) {
        house.wires().remove(device, from, fromPin, to, toPin);
    }

    @Override
    public final PortClsVersion getVersion() {
        return PortClsVersion.WINDOWS_LONGHORN;
    }

    @Override
    public final void registerAdapterPowerManagement(
            IAdapterPowerManagement power, Adapter device) {
        system.registerAdapterPowerManagement(power, device);
    }

    @Override
    public final void unregisterAdapterPowerManagement(Adapter device) {
        system.unregisterAdapterPowerManagement(device);
    }

    @Override
    public final void setIdlePowerManagement(Adapter device, boolean enabled) {
        system.setIdlePowerManagement(device, enabled);
    }

    @Override
    public final int sendPowerControl(
            Adapter device, KsId powerControlCode, ByteBuffer in, ByteBuffer out) {
        return house.power().sendPowerControl(device, powerControlCode, in, out);
    }

    @Override
    public final void registerPowerControlCallback(Adapter device, PowerControlCallback callback) {
        house.power().registerPowerControlCallback(device, callback);
        system.own(CONTROL, device, () -> house.power().forget(callback, device));
    }

    @Override
    public final void unregisterPowerControlCallback(Adapter device) {
        house.power().unregisterPowerControlCallback(device);
        system.disown(CONTROL, device);
    }

    @Override
    public final void registerAdapterPnpManagement(IAdapterPnpManagement pnp, Adapter device) {
        system.registerAdapterPnpManagement(pnp, device);
    }

    @Override
    public final void unregisterAdapterPnpManagement(Adapter device) {
        system.unregisterAdapterPnpManagement(device);
    }

    @Override
    public final void close() {
        depart(new Removal(RemovalReason.ORDERLY, "its port was closed", Instant.now()));
    }

    /** Tells which function of its device it will serve; before {@link #init}. */
    public final void serve(String name) {
        function = name;
    }

    /** Kind of port. */
    public final PortClass portClass() {
        return portClass;
    }

    /** The miniport, while it is bound. */
    public final Optional<IMiniport> boundMiniport() {
        Bound binding = bound;
        return binding == null ? Optional.empty() : Optional.of(binding.miniport);
    }

    /** The filter, once there is one. */
    public final Optional<PortFilter> filter() {
        Bound binding = bound;
        return binding == null ? Optional.empty() : Optional.ofNullable(binding.filter);
    }

    /** Makes the filter visible under a name; the name was claimed. */
    public final void register(Device device, String name) {
        Bound binding = requireBound();
        PortFilter filter = binding.filter;
        if (filter == null || binding.device != device || letGo.get()) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "register a port after its init succeeded, on the device that it was"
                            + " initialised for: name="
                            + name);
        }
        if (registeredName != null) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "this port is registered already: name=" + registeredName);
        }
        device.claim(name, this);
        registeredName = name;
        boolean visible = false;
        try {
            filter.publish(name);
            visible = filter.removal().isEmpty();
        } finally {
            if (!visible) {
                // It went meanwhile, and whoever took it away may not have seen the name.
                device.release(name, this);
                registeredName = null;
            }
        }
    }

    /** Takes the filter out of sight; programs that have it open may go on. */
    public final void retire(Device device) {
        Bound binding = bound;
        String name = registeredName;
        PortFilter filter = binding == null ? null : binding.filter;
        if (binding == null || filter == null || name == null || binding.device != device) {
            throw new PortClsException(
                    Status.NOT_FOUND, "this port is not registered on the device " + device.id());
        }
        device.release(name, this);
        registeredName = null;
        filter.retire();
    }

    /**
     * The device goes, or its driver does. When this returns no thread is inside the driver and
     * none will enter, but for one that hangs and was abandoned.
     */
    @Override
    public final List<String> depart(Removal reason) {
        return departure.once(() -> departNow(reason), this::isInside);
    }

    private boolean isInside() {
        Bound binding = bound;
        return binding != null && binding.device.isCurrent();
    }

    private List<String> departNow(Removal reason) {
        used.set(true);
        Bound binding;
        synchronized (letGo) {
            binding = bound;
            if (binding == null) {
                letGo.set(true);
                return List.of();
            }
        }
        String name = registeredName;
        if (name != null) {
            binding.device.release(name, this);
        }
        house.wires().removeAll(this);
        stopCalls();
        PortFilter filter = binding.filter;
        List<String> hung =
                filter == null
                        ? departBeforeBound(binding, reason)
                        : filter.depart(reason, house.quiesceLimit());
        // Whoever still holds the port holds nothing of the driver.
        forgetMiniport();
        bound = null;
        // Again, for somebody may have told of one meanwhile; from now on nobody can.
        house.wires().removeAll(this);
        if (!hung.isEmpty()) {
            // It may hang in one of their ends.
            later(system::closeOwned);
        }
        house.giveBack(binding.miniport);
        // Not before: whoever takes the device away is to find this departure and wait for it.
        binding.device.detach(this);
        return hung;
    }

    /** A driver threw what no driver may throw: it is let go, on another thread. */
    public final void broken(String where, Throwable cause) {
        Bound binding = bound;
        if (binding == null || failure != null) {
            return;
        }
        String text = binding.driver + " failed in " + where + ": " + cause;
        failure = text;
        LOG.log(
                Level.ERROR,
                text + "; the device " + binding.device.id() + " is taken away",
                cause);
        later(() -> house.broken(this, text));
    }

    /** The device, once a miniport is being bound. */
    protected final Device device() {
        return requireBound().device;
    }

    /** Whether this is the thread on which the driver is called at PASSIVE. */
    protected final boolean isOnWorker() {
        Bound binding = bound;
        return binding != null && binding.device.worker().isCurrent();
    }

    /** What the port serves, for the log and for errors: bundle and version. */
    protected final String driver() {
        return requireBound().driver;
    }

    private @Nullable Void bind(Bound binding, Adapter adapter, IResourceList resources)
            throws Exception {
        if (letGo.get()) {
            return null;
        }
        Sleep sleep = binding.device.admission().sleep();
        sleep.beginStart();
        try {
            initMiniport(binding.miniport, adapter, resources);
            FilterDescriptor descriptor = binding.miniport.getDescription();
            PortFilter made =
                    new PortFilter(
                            new PortFilter.Setup(
                                    filterKind(),
                                    binding.device,
                                    binding.miniport,
                                    binding.driver,
                                    descriptor,
                                    pins(),
                                    house.devices().threads(),
                                    house.publication(this),
                                    () -> letGoOfMiniport(binding),
                                    pinId -> house.wires().at(this, pinId),
                                    masterClock(),
                                    allProperties()));
            boolean tooLate;
            synchronized (letGo) {
                tooLate = letGo.get();
                if (!tooLate) {
                    binding.filter = made;
                }
            }
            if (tooLate) {
                closeMiniport(binding);
            }
            return null;
        } catch (Throwable t) {
            letGo.set(true);
            binding.device.detach(this);
            closeMiniport(binding);
            // What the port made for it goes now: nobody may let this port depart.
            forgetMiniport();
            throw initFailure(binding, t);
        } finally {
            sleep.endStart();
        }
    }

    private PortClsException initFailure(Bound binding, Throwable t) {
        Status status = t instanceof PortClsException e ? e.status() : Status.UNSUCCESSFUL;
        if (t instanceof IOException) {
            status = Status.IO_DEVICE_ERROR;
        }
        String message = t.getMessage() == null ? t.toString() : t.getMessage();
        return new PortClsException(status, "init of " + binding.driver + " failed: " + message, t);
    }

    private List<String> departBeforeBound(Bound binding, Removal reason) {
        PortFilter justMade;
        synchronized (letGo) {
            justMade = binding.filter;
            if (justMade == null) {
                letGo.set(true);
            }
        }
        if (justMade != null) {
            return justMade.depart(reason, house.quiesceLimit());
        }
        Worker worker = binding.device.worker();
        worker.failAll(
                this,
                new PortClsException(
                        Status.DEVICE_REMOVED,
                        "the device "
                                + binding.device.id()
                                + " went while its driver started: "
                                + reason.message()));
        return binding.device.quiesce(house.quiesceLimit());
    }

    private @Nullable Void letGoOfMiniport(Bound binding) {
        if (letGo.compareAndSet(false, true)) {
            closeMiniport(binding);
            forgetMiniport();
            bound = null;
            binding.device.detach(this);
            if (!departure.hasBegun()) {
                // Its bundle may hold locks while it stops, for which the worker must not wait.
                later(() -> house.giveBack(binding.miniport));
            }
        }
        return null;
    }

    /** Does something on a thread that may block; nothing when the ports close. */
    protected final void later(Runnable work) {
        try {
            house.devices().threads().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The ports are closing", e);
        }
    }

    private void closeMiniport(Bound binding) {
        unlinkMiniport();
        if (system.closeOwned()) {
            // A timer or sink of the miniport may run at this moment: wait for its end before the
            // miniport is closed.
            binding.device.dispatcher().runAndWait(() -> {}, house.quiesceLimit());
            binding.device.clock().alarms().runAndWait(() -> {}, house.quiesceLimit());
        }
        try {
            binding.miniport.close();
        } catch (Exception | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    binding.driver + " failed in close; it is let go all the same",
                    e);
        }
    }

    private Optional<IMasterClock> masterClock() {
        boolean music = portClass == PortClass.MIDI || portClass == PortClass.DMUS;
        return music ? Optional.of(house.devices().clock()) : Optional.empty();
    }

    private String miniportInterface() {
        return "IMiniport"
                + switch (portClass) {
                    case MIDI, DMUS -> "Midi or IMiniportDMus";
                    case TOPOLOGY -> "Topology";
                    case WAVECYCLIC -> "WaveCyclic";
                    case WAVEPCI -> "WavePci";
                    case WAVERT -> "WaveRT";
                };
    }

    private Bound requireBound() {
        Bound binding = bound;
        if (binding == null) {
            throw new PortClsException(Status.INVALID_DEVICE_STATE, "call init on the port first");
        }
        return binding;
    }
}
