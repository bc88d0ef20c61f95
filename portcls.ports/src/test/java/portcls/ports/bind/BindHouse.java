package portcls.ports.bind;

import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

import portcls.api.IMiniport;
import portcls.api.client.Filter;
import portcls.api.diag.Finding;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.diag.PortDiagnostics;
import portcls.ports.diag.Trace;
import portcls.ports.diag.bundle.BundleDoctor;
import portcls.ports.filter.Arrivals;
import portcls.ports.time.ManualClock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A binder with a service registry, and the diagnosis of both. */
final class BindHouse implements AutoCloseable {
    final TestHouse house;
    final Trace trace = new Trace();
    final Binder binder;
    final Services services;
    final PortDiagnostics diagnostics;

    BindHouse(Path folder) throws BundleException {
        this(folder, Duration.ofMillis(400));
    }

    BindHouse(Path folder, Duration quiesceLimit) throws BundleException {
        this(folder, new TestHouse(new ManualClock(), quiesceLimit));
    }

    BindHouse(Path folder, TestHouse house) throws BundleException {
        this.house = house;
        binder = new Binder(house.system, trace);
        services = new Services(folder);
        diagnostics =
                new PortDiagnostics(
                        binder,
                        new Arrivals(Runnable::run),
                        trace,
                        new BundleDoctor(services.context(), Optional.empty()));
    }

    /** A miniport with an instance of its own for each function, as a driver that came. */
    Driver miniport(Supplier<? extends IMiniport> maker, String... served) {
        return add(maker, IMiniport.class, served);
    }

    /** A service with the property {@code portcls.device}, as a driver that came. */
    Driver add(Supplier<?> maker, Class<?> type, String... served) {
        Driver driver = services.driver(register(maker, type, served));
        binder.addDriver(driver);
        return driver;
    }

    ServiceRegistration<?> register(Supplier<?> maker, Class<?> type, String... served) {
        return services.register(maker, Map.of(Driver.DEVICE, served), type);
    }

    void remove(Driver driver) {
        binder.removeDriver(driver.serviceId());
    }

    /** The filter of that id that is there. */
    Optional<Filter> filter(String id) {
        return house.published.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** The ids of all filters that are there. */
    List<String> filters() {
        return house.published.stream().map(Filter::id).sorted().toList();
    }

    /** Waits until exactly these filters are there. */
    void awaitFilters(String... ids) {
        List<String> wanted = Arrays.stream(ids).sorted().toList();
        TestHouse.await("the filters " + wanted, () -> filters().equals(wanted));
    }

    /** Waits until that is the whole answer of {@code why}. */
    void awaitWhy(String subject, Finding.Cause... causes) {
        TestHouse.await(
                "the answer of why " + subject,
                () ->
                        diagnostics.why(subject).stream()
                                .map(Finding::cause)
                                .toList()
                                .equals(List.of(causes)));
    }

    /**
     * A miniport with a connector for each name: {@code >name} sound comes out, {@code <name} in.
     */
    static FakeMidi wired(String... connectors) {
        FakeMidi miniport = new FakeMidi();
        var descriptor = FilterDescriptor.builder("Wired").pin(PinDescriptor.midiRender());
        for (String connector : connectors) {
            DataFlow flow = connector.startsWith(">") ? DataFlow.OUT : DataFlow.IN;
            String name = connector.substring(1);
            descriptor.pin(
                    PinDescriptor.bridge(flow, PinCategories.LEGACY_AUDIO_CONNECTOR)
                            .named(new KsId(UUID.nameUUIDFromBytes(name.getBytes()), name)));
        }
        miniport.descriptor = descriptor.build();
        return miniport;
    }

    @Override
    public void close() throws BundleException {
        binder.close();
        house.close();
        services.close();
    }
}
