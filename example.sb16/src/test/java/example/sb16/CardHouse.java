package example.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;

import adapter.virtual.sb16.SimulatedCard;

import miniport.fmsynth.PlainFmSynthMiniport;
import miniport.midi.UartMiniport;

import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

import portcls.api.MiniportClass;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.diag.Finding.Cause;
import portcls.api.midi.IMiniportMidi;
import portcls.api.time.ReferenceTime;
import portcls.ports.bind.Binder;
import portcls.ports.bind.DriverCatalog;
import portcls.ports.device.Devices;
import portcls.ports.diag.PortDiagnostics;
import portcls.ports.diag.Trace;
import portcls.ports.diag.bundle.BundleDoctor;
import portcls.ports.graph.HouseWiring;
import portcls.ports.graph.TopologyService;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The real ports, the binder and a service registry in one process, a card that is simulated down
 * to its registers, and a clock that is moved by hand.
 */
final class CardHouse implements AutoCloseable {
    static final String CARD = "virtual:sb16";

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration QUIESCE_LIMIT = Duration.ofSeconds(2);

    final ManualClock clock = new ManualClock();
    final MemoryRegistry registry = new MemoryRegistry();
    final Devices devices = new Devices(clock);
    final Trace trace = new Trace();
    final SimulatedCard card = new SimulatedCard(clock);
    final List<Filter> filters = new CopyOnWriteArrayList<>();

    /** Filters that came (+) and went (-). */
    final List<String> history = new CopyOnWriteArrayList<>();

    final PortSystem system;
    final Topology topology;
    final Binder binder;

    private final Framework framework;
    private final DriverCatalog catalog;
    private final PortDiagnostics diagnostics;
    private @Nullable ServiceRegistration<?> driverService;

    CardHouse(Path folder) throws BundleException {
        framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("cache").toString(),
                                        "felix.log.level",
                                        "0"));
        framework.start();
        catalog = new DriverCatalog(framework.getBundleContext());
        system =
                new PortSystem(
                        devices,
                        (filter, _) -> {
                            filters.add(filter);
                            history.add("+" + filter.id());
                            return () -> {
                                filters.remove(filter);
                                history.add("-" + filter.id());
                            };
                        },
                        registry,
                        catalog,
                        QUIESCE_LIMIT,
                        (port, why) -> {
                            throw new AssertionError(port + " broke: " + why);
                        });
        topology = new TopologyService(new HouseWiring(system));
        binder = new Binder(system, trace);
        diagnostics =
                new PortDiagnostics(
                        binder,
                        system.arrivals(),
                        trace,
                        new BundleDoctor(framework.getBundleContext(), Optional.empty()));
    }

    /** The bundles with the stock miniports are there. */
    ServiceRegistration<?> offer(MiniportClass miniport) {
        return register(
                miniport == MiniportClass.UART ? UartMiniport::new : PlainFmSynthMiniport::new,
                IMiniportMidi.class,
                Map.of("portcls.class", miniport.classId().toString()));
    }

    /** The bundle with the adapter driver is there. */
    void plug(AdapterDriver driver) {
        driverService =
                register(() -> driver, AdapterDriver.class, Map.of("portcls.device", "sb16"));
        binder.addDriver(catalog.driver(driverService.getReference()));
    }

    /** The bundle with the adapter driver goes. */
    void pull() {
        ServiceRegistration<?> service = Objects.requireNonNull(driverService);
        binder.removeDriver((Long) service.getReference().getProperty(Constants.SERVICE_ID));
        service.unregister();
    }

    /** The card comes. */
    void insertCard() {
        insertCard(card.device());
    }

    /** A card comes that differs from that one a little. */
    void insertCard(Adapter device) {
        binder.addAdapter(CARD, device);
    }

    /** The card goes. */
    void removeCard() {
        binder.removeAdapter(CARD);
    }

    /** What {@code why} says of the card. */
    String why() {
        return diagnostics.why(CARD).getFirst().what();
    }

    Cause cause() {
        return diagnostics.why(CARD).getFirst().cause();
    }

    Filter filter(String name) {
        return topology.find(CARD + "/" + name).orElseThrow();
    }

    List<String> names() {
        return filters.stream().map(Filter::id).sorted().toList();
    }

    /** Waits until the card is started and has exactly these subdevices. */
    void awaitSubdevices(String... names) {
        await("the start is over", () -> cause() == Cause.HEALTHY);
        List<String> wanted = Arrays.stream(names).map(name -> CARD + "/" + name).sorted().toList();
        assertEquals(wanted, names());
    }

    void advance(long millis) {
        clock.advance(ReferenceTime.millis(millis));
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not come: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private ServiceRegistration<?> register(
            Supplier<?> maker, Class<?> type, Map<String, ?> properties) {
        Dictionary<String, Object> told = new Hashtable<>(properties);
        return framework
                .getBundleContext()
                .registerService(new String[] {type.getName()}, new Maker(maker), told);
    }

    @Override
    public void close() throws BundleException {
        binder.close();
        card.close();
        devices.close();
        clock.close();
        framework.stop();
        try {
            framework.waitForStop(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Maker(Supplier<?> maker) implements PrototypeServiceFactory<Object> {
        @Override
        public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            return maker.get();
        }

        @Override
        public void ungetService(
                Bundle bundle, ServiceRegistration<Object> registration, Object service) {}
    }
}
