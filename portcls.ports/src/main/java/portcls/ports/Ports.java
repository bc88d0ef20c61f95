package portcls.ports;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import portcls.api.IMiniport;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.client.Filter;
import portcls.api.client.Registration;
import portcls.api.client.Topology;
import portcls.api.diag.Diagnostics;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.midi.IMiniportMidi;
import portcls.api.time.MasterClock;
import portcls.api.time.VirtualClock;
import portcls.api.topology.IMiniportTopology;
import portcls.api.wavecyclic.IMiniportWaveCyclic;
import portcls.api.wavepci.IMiniportWavePci;
import portcls.api.wavert.IMiniportWaveRT;
import portcls.ports.bind.Binder;
import portcls.ports.bind.DriverCatalog;
import portcls.ports.device.Devices;
import portcls.ports.diag.PortDiagnostics;
import portcls.ports.diag.Trace;
import portcls.ports.diag.bundle.BundleDoctor;
import portcls.ports.graph.HouseWiring;
import portcls.ports.graph.TopologyService;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.system.PortSystem;
import portcls.ports.time.HouseClock;
import portcls.ports.time.ManualClock;
import portcls.ports.time.SystemClock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The port drivers as a bundle: takes miniports, adapter drivers and adapters from the service
 * registry and puts filters, the system service, the master clock and the diagnosis into it.
 *
 * <p>The framework property {@code portcls.clock=virtual} makes the clock one that is moved by
 * hand, {@code portcls.quiesce.millis} says how long a driver may take to come back when it is let
 * go.
 */
@Capability(
        namespace = "osgi.service",
        effective = "active",
        attribute = "objectClass:List<String>=\"portcls.api.PortCls\"")
@Capability(
        namespace = "osgi.service",
        effective = "active",
        attribute = "objectClass:List<String>=\"portcls.api.time.MasterClock\"")
@Capability(
        namespace = "osgi.service",
        effective = "active",
        attribute = "objectClass:List<String>=\"portcls.api.diag.Diagnostics\"")
@Capability(
        namespace = "osgi.service",
        effective = "active",
        attribute = "objectClass:List<String>=\"portcls.api.client.Topology\"")
@Capability(
        namespace = "osgi.service",
        effective = "active",
        attribute = "objectClass:List<String>=\"portcls.api.client.Filter\"")
@Component(
        service = {},
        immediate = true)
public final class Ports {
    private static final String CLOCK = "portcls.clock";
    private static final String QUIESCE = "portcls.quiesce.millis";
    private static final long QUIESCE_MILLIS = 2000;

    private final BundleContext context;
    private final HouseClock clock;
    private final Devices devices;
    private final PortSystem system;
    private final Binder binder;
    private final DriverCatalog catalog;
    private final PortDiagnostics diagnostics;
    private final Set<Long> boundServices = ConcurrentHashMap.newKeySet();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public Ports(
            BundleContext context,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL)
                    @Nullable ConfigurationAdmin configuration,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL)
                    @Nullable ServiceComponentRuntime components) {
        this.context = context;
        clock =
                "virtual".equals(context.getProperty(CLOCK))
                        ? new ManualClock()
                        : new SystemClock();
        devices = new Devices(clock);
        Trace trace = new Trace();
        catalog = new DriverCatalog(context);
        system =
                new PortSystem(
                        devices,
                        this::publish,
                        new ConfigurationRegistry(() -> Optional.ofNullable(configuration)),
                        catalog,
                        quiesceLimit(context),
                        (port, why) -> binder().broken(port, why));
        binder = new Binder(system, trace);
        diagnostics =
                new PortDiagnostics(
                        binder,
                        system.arrivals(),
                        trace,
                        new BundleDoctor(context, Optional.ofNullable(components)));
    }

    @Activate
    void start() {
        List<String> clockTypes = new ArrayList<>(List.of(MasterClock.class.getName()));
        if (clock instanceof VirtualClock) {
            clockTypes.add(VirtualClock.class.getName());
        }
        register(clockTypes.toArray(String[]::new), clock);
        register(new String[] {PortCls.class.getName()}, system);
        register(new String[] {Diagnostics.class.getName()}, diagnostics);
        register(
                new String[] {Topology.class.getName()},
                new TopologyService(new HouseWiring(system)));
    }

    @Deactivate
    void stop() {
        binder.close();
        system.arrivals().close();
        registrations.forEach(ServiceRegistration::unregister);
        devices.close();
        clock.close();
    }

    @Reference(
            service = IMiniport.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addMiniport(ServiceReference<IMiniport> reference) {
        addDriver(reference);
    }

    void removeMiniport(ServiceReference<IMiniport> reference) {
        removeDriver(reference);
    }

    /** A driver that is registered under the interface of its kind alone. */
    @Reference(
            service = IMiniportMidi.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addMidiMiniport(ServiceReference<IMiniportMidi> reference) {
        addDriver(reference);
    }

    void removeMidiMiniport(ServiceReference<IMiniportMidi> reference) {
        removeDriver(reference);
    }

    /** A driver that is registered under the interface of its kind alone. */
    @Reference(
            service = IMiniportDMus.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addDMusMiniport(ServiceReference<IMiniportDMus> reference) {
        addDriver(reference);
    }

    void removeDMusMiniport(ServiceReference<IMiniportDMus> reference) {
        removeDriver(reference);
    }

    /** A driver that is registered under the interface of its kind alone. */
    @Reference(
            service = IMiniportWaveRT.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addWaveRtMiniport(ServiceReference<IMiniportWaveRT> reference) {
        addDriver(reference);
    }

    void removeWaveRtMiniport(ServiceReference<IMiniportWaveRT> reference) {
        removeDriver(reference);
    }

    /** A driver that is registered under the interface of its kind alone. */
    @Reference(
            service = IMiniportWaveCyclic.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addWaveCyclicMiniport(ServiceReference<IMiniportWaveCyclic> reference) {
        addDriver(reference);
    }

    void removeWaveCyclicMiniport(ServiceReference<IMiniportWaveCyclic> reference) {
        removeDriver(reference);
    }

    /** A driver that is registered under the interface of its kind alone. */
    @Reference(
            service = IMiniportWavePci.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addWavePciMiniport(ServiceReference<IMiniportWavePci> reference) {
        addDriver(reference);
    }

    void removeWavePciMiniport(ServiceReference<IMiniportWavePci> reference) {
        removeDriver(reference);
    }

    /** A driver that is registered under the interface of its kind alone. */
    @Reference(
            service = IMiniportTopology.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addTopologyMiniport(ServiceReference<IMiniportTopology> reference) {
        addDriver(reference);
    }

    void removeTopologyMiniport(ServiceReference<IMiniportTopology> reference) {
        removeDriver(reference);
    }

    /** A driver that starts whole devices. */
    @Reference(
            service = AdapterDriver.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addAdapterDriver(ServiceReference<AdapterDriver> reference) {
        addDriver(reference);
    }

    void removeAdapterDriver(ServiceReference<AdapterDriver> reference) {
        removeDriver(reference);
    }

    @Reference(
            updated = "changeAdapter",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addAdapter(Adapter adapter, Map<String, Object> properties) {
        binder.addAdapter(serviceId(properties), adapter);
    }

    /** An adapter that sets its service properties anew says that its device has changed. */
    void changeAdapter(Map<String, Object> properties) {
        binder.changeAdapter(serviceId(properties));
    }

    void removeAdapter(Adapter adapter, Map<String, Object> properties) {
        binder.removeAdapter(serviceId(properties));
    }

    private void addDriver(ServiceReference<?> reference) {
        if (boundServices.add(serviceId(reference))) {
            binder.addDriver(catalog.driver(reference));
        }
    }

    private void removeDriver(ServiceReference<?> reference) {
        long id = serviceId(reference);
        if (boundServices.remove(id)) {
            binder.removeDriver(id);
        }
    }

    private Binder binder() {
        return binder;
    }

    private Registration publish(Filter filter, Map<String, Object> properties) {
        ServiceRegistration<Filter> registration =
                context.registerService(
                        Filter.class, filter, FrameworkUtil.asDictionary(properties));
        return () -> unregister(registration);
    }

    private void register(String[] types, Object service) {
        registrations.add(context.registerService(types, service, null));
    }

    private static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException _) {
            // The framework has done it already: this bundle is stopping.
        }
    }

    private static Duration quiesceLimit(BundleContext context) {
        String told = context.getProperty(QUIESCE);
        try {
            return Duration.ofMillis(told == null ? QUIESCE_MILLIS : Long.parseLong(told));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    QUIESCE + " must be a number of milliseconds: " + QUIESCE + "=" + told, e);
        }
    }

    private static long serviceId(ServiceReference<?> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    private static Object serviceId(Map<String, Object> properties) {
        Object id = properties.get(Constants.SERVICE_ID);
        return id == null ? properties : id;
    }
}
