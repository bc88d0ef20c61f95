package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.MiniportClass;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.midi.IMiniportMidi;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.device.Devices;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.system.PortSystem;
import portcls.ports.time.ManualClock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Miniports that are made through the system service, and how they are given back. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DriverCatalogTest {
    @TempDir private Path folder;
    private final ManualClock clock = new ManualClock();
    private final Devices devices = new Devices(clock);
    private final List<Filter> published = new CopyOnWriteArrayList<>();
    private Services services;
    private PortSystem system;

    @BeforeEach
    void open() throws Exception {
        services = new Services(folder);
        system =
                new PortSystem(
                        devices,
                        (filter, properties) -> {
                            published.add(filter);
                            return () -> published.remove(filter);
                        },
                        new ConfigurationRegistry(Optional::empty),
                        services.catalog,
                        TestHouse.LIMIT,
                        (port, why) -> {});
    }

    @AfterEach
    void close() throws Exception {
        devices.close();
        clock.close();
        services.close();
    }

    @Test
    @Rule("SUB-18")
    void aMiniportOfTheDMusKindIsFoundToo() {
        services.register(
                FakeDMus::new,
                Map.of("portcls.class", MiniportClass.DMUS_UART.classId().toString()),
                IMiniportDMus.class);
        IMiniport made = system.newMiniport(MiniportClass.DMUS_UART);
        assertEquals(PortClass.DMUS, MiniportKinds.portClassOf(made).orElseThrow());
    }

    @Test
    void aDriverSaysItsOwnIdentityBeforeAllOthers() {
        Map<String, Object> told =
                Map.of("component.name", "a.Name", "service.pid", "a.pid", "portcls.id", "synth:a");
        assertEquals(
                "synth:a",
                services.driver(services.register(FakeDMus::new, told, IMiniport.class)).ownId());
        Map<String, Object> empty = Map.of("service.pid", "a.pid", "portcls.id", "");
        assertEquals(
                "a.pid",
                services.driver(services.register(FakeDMus::new, empty, IMiniport.class)).ownId());
    }

    @Test
    @Rule("SUB-18")
    void eachOfTheFiveMiniportsIsFoundByItsClassId() {
        for (MiniportClass wanted : MiniportClass.values()) {
            PortClsException missing =
                    assertThrows(PortClsException.class, () -> system.newMiniport(wanted));
            assertEquals(Status.NOT_FOUND, missing.status());
            assertEquals(
                    "no running bundle offers the miniport "
                            + wanted
                            + "; add the one that does (its service has the property portcls.class="
                            + wanted.classId()
                            + ")",
                    missing.getMessage());
        }
        for (MiniportClass offered : MiniportClass.values()) {
            Class<?> type = offered.ordinal() % 2 == 0 ? IMiniport.class : IMiniportMidi.class;
            services.register(
                    () -> new Offered(offered),
                    Map.of("portcls.class", offered.classId().toString()),
                    type);
        }
        for (MiniportClass wanted : MiniportClass.values()) {
            IMiniport made = system.newMiniport(wanted);
            assertSame(wanted, ((Offered) made).offered);
            assertNotSame(made, system.newMiniport(wanted), "each is an instance of its own");
        }
    }

    @Test
    void aMiniportIsGivenBackWhenItsPortIsClosed() {
        offerUart();
        Adapter device = TestHouse.device("test:one");
        FakeMidi miniport = (FakeMidi) system.newMiniport(MiniportClass.UART);
        IPort port = register(device, miniport);
        assertEquals(List.of(), services.givenBack);
        port.close();
        assertEquals("close", miniport.calls.getLast());
        assertEquals(List.of(miniport), services.givenBack);
        port.close();
        assertEquals(1, services.givenBack.size());
    }

    @Test
    void aMiniportIsGivenBackWhenItsSubdeviceIsUnregisteredAndTheLastProgramClosesIt() {
        offerUart();
        Adapter device = TestHouse.device("test:one");
        IMiniport miniport = system.newMiniport(MiniportClass.UART);
        IPort port = register(device, miniport);
        FilterHandle open = published.getFirst().open();
        system.unregister(device, port);
        assertEquals(List.of(), services.givenBack);
        open.close();
        TestHouse.await("it is given back", () -> services.givenBack.contains(miniport));
    }

    @Test
    void aMiniportIsGivenBackWhenItsInitFails() {
        offerUart();
        FakeMidi miniport = (FakeMidi) system.newMiniport(MiniportClass.UART);
        miniport.initFailure = new IOException("no chip");
        assertThrows(
                PortClsException.class, () -> register(TestHouse.device("test:one"), miniport));
        assertEquals(List.of(miniport), services.givenBack);
    }

    @Test
    void aBundleThatStopsTakesThePortOfItsMiniportAlong() {
        ServiceRegistration<?> offer = offerUart();
        FakeMidi miniport = (FakeMidi) system.newMiniport(MiniportClass.UART);
        register(TestHouse.device("test:one"), miniport);
        Filter filter = published.getFirst();
        offer.unregister();
        assertEquals(List.of(), published);
        Removal removal = filter.removal().orElseThrow();
        assertSame(RemovalReason.ORDERLY, removal.reason());
        assertEquals("close", miniport.calls.getLast());
        assertEquals(List.of(miniport), services.givenBack);
    }

    @Test
    void aMiniportWhoseBundleWentIsNotBoundAnyMore() {
        ServiceRegistration<?> offer = offerUart();
        FakeMidi miniport = (FakeMidi) system.newMiniport(MiniportClass.UART);
        offer.unregister();
        assertEquals(List.of(miniport), services.givenBack);
        Adapter device = TestHouse.device("test:one");
        PortClsException refused =
                assertThrows(PortClsException.class, () -> register(device, miniport));
        assertSame(Status.DEVICE_REMOVED, refused.status());
        assertEquals(List.of(), new ArrayList<>(miniport.calls));
    }

    private ServiceRegistration<?> offerUart() {
        return services.register(FakeMidi::new, uart(), IMiniport.class);
    }

    private static Map<String, ?> uart() {
        return Map.of("portcls.class", MiniportClass.UART.classId().toString());
    }

    private IPort register(Adapter device, IMiniport miniport) {
        IPort port = system.newPort(PortClass.MIDI);
        port.init(device, miniport, system.newResourceList(List.of()));
        system.registerSubdevice(device, "", port);
        return port;
    }

    private static final class Offered extends FakeMidi {
        private final MiniportClass offered;

        Offered(MiniportClass offered) {
            this.offered = offered;
        }
    }
}
