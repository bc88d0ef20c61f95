package portcls.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IPortEvents;
import portcls.api.IResourceList;
import portcls.api.IUnregisterPhysicalConnection;
import portcls.api.IUnregisterSubdevice;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.MidiPin;
import portcls.api.dmus.IPortDMus;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.midi.IPortMidi;
import portcls.api.topology.IPortTopology;
import portcls.api.wavecyclic.IPortWaveCyclic;
import portcls.api.wavepci.IPortWavePci;
import portcls.api.wavert.IPortWaveRT;
import portcls.conformance.Rule;
import portcls.ports.midi.MusicPort;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** From port to filter, step by step. */
class SubdeviceCreationTest {
    private final TestHouse house = new TestHouse();
    private final FakeMidi miniport = new FakeMidi();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("SUB-8")
    void eachOfTheSixClassesYieldsAPortWithItsInterfaces() {
        Map<PortClass, Class<? extends IPort>> own =
                Map.of(
                        PortClass.MIDI, IPortMidi.class,
                        PortClass.DMUS, IPortDMus.class,
                        PortClass.TOPOLOGY, IPortTopology.class,
                        PortClass.WAVECYCLIC, IPortWaveCyclic.class,
                        PortClass.WAVEPCI, IPortWavePci.class,
                        PortClass.WAVERT, IPortWaveRT.class);
        for (PortClass portClass : PortClass.values()) {
            IPort port = house.system.newPort(portClass);
            assertInstanceOf(own.get(portClass), port);
            assertInstanceOf(IPortEvents.class, port);
            assertInstanceOf(IUnregisterSubdevice.class, port);
            assertInstanceOf(IUnregisterPhysicalConnection.class, port);
        }
    }

    @Test
    @Rule({"SUB-6", "SUB-11", "SUB-12", "SUB-17"})
    void initThenDescriptionThenVisible() {
        Adapter device = TestHouse.device("test:one");
        IPort port = house.system.newPort(PortClass.MIDI);
        IResourceList resources = house.system.newResourceList(List.of());
        port.init(device, miniport, resources);
        assertEquals(List.of("init", "getDescription"), miniport.calls);
        assertSame(device, miniport.adapter);
        assertSame(resources, miniport.resources);
        assertSame(port, miniport.port);
        assertTrue(house.published.isEmpty());
        house.system.registerSubdevice(device, "Midi1", port);
        Filter filter = house.published.getFirst();
        assertEquals("test:one/Midi1", filter.id());
        assertEquals("test:one", house.publishedProperties.getFirst().get(Filter.DEVICE));
        try (MidiPin pin = filter.openMidi()) {
            assertEquals(4, pin.filter().open().get(PinProperty.CTYPES));
        }
        assertEquals(1, miniport.calls("getDescription").size());
    }

    @Test
    @Rule("SUB-10")
    void aMiniportOfAnotherKindIsNotTouched() {
        boolean[] touched = new boolean[1];
        IMiniport other =
                () -> {
                    touched[0] = true;
                    return FilterDescriptor.midi("x");
                };
        IPort port = house.system.newPort(PortClass.MIDI);
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                port.init(
                                        TestHouse.device("test:one"),
                                        other,
                                        house.system.newResourceList(List.of())));
        assertEquals(Status.INVALID_PARAMETER, e.status());
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "a midi port binds miniports that implement IMiniportMidi or"
                                        + " IMiniportDMus; this one does not: "),
                e.getMessage());
        assertEquals(false, touched[0]);
        house.bind("test:two", miniport);
    }

    @Test
    @Rule({"SUB-11", "SUB-7"})
    void aFailingInitFailsThePortAndClosesTheMiniport() {
        miniport.initFailure = new IOException("no answer from 0x330");
        IPort port = house.system.newPort(PortClass.MIDI);
        Adapter device = TestHouse.device("test:one");
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> port.init(device, miniport, house.system.newResourceList(List.of())));
        assertEquals(Status.IO_DEVICE_ERROR, e.status());
        assertEquals("init of FakeMidi failed: no answer from 0x330", e.getMessage());
        assertEquals(List.of("init", "close"), miniport.calls);
        assertThrows(
                PortClsException.class, () -> house.system.registerSubdevice(device, "a", port));
        assertTrue(house.published.isEmpty());
        assertTrue(house.devices.of(device).occupants().isEmpty());
    }

    @Test
    @Rule({"SUB-7", "OBJ-5"})
    void closingAPortLetsItsMiniportGo() {
        MusicPort port = house.bind("test:one", miniport);
        MidiPin pin = house.published.getFirst().openMidi();
        pin.run();
        port.close();
        assertEquals(
                List.of(
                        "setState PAUSE",
                        "setState ACQUIRE",
                        "setState STOP",
                        "closeStream",
                        "close"),
                miniport.calls.subList(miniport.calls.size() - 5, miniport.calls.size()));
        port.close();
        assertEquals(1, miniport.calls("close").stream().filter("close"::equals).count());
    }

    @Test
    @Rule("SUB-15")
    void aSubdeviceNameIsUniqueOnItsDevice() {
        Adapter device = TestHouse.device("test:one");
        register(device, "Midi1", new FakeMidi());
        PortClsException e =
                assertThrows(
                        PortClsException.class, () -> register(device, "Midi1", new FakeMidi()));
        assertEquals(Status.OBJECT_NAME_COLLISION, e.status());
        register(TestHouse.device("test:two"), "Midi1", new FakeMidi());
    }

    @Test
    @Rule({"SUB-16", "SUB-20", "DYN-6"})
    void aDeviceHoldsSoManySubdevicesAndNoMore() {
        Adapter device = new TestHouse.TestDevice("test:one", List.of(), 2);
        MusicPort first = register(device, "Midi1", new FakeMidi());
        register(device, "Midi2", new FakeMidi());
        PortClsException e =
                assertThrows(
                        PortClsException.class, () -> register(device, "Midi3", new FakeMidi()));
        assertEquals(Status.INSUFFICIENT_RESOURCES, e.status());
        ((IUnregisterSubdevice) first).unregisterSubdevice(device, first);
        register(device, "Midi3", new FakeMidi());
        assertEquals(
                List.of("test:one/Midi2", "test:one/Midi3"),
                house.published.stream().map(Filter::id).toList());
    }

    @Test
    @Rule({"DYN-4", "DYN-5"})
    void anUnregisteredSubdeviceWorksForThoseWhoHaveItOpen() {
        Adapter device = TestHouse.device("test:one");
        MusicPort port = register(device, "Midi1", miniport);
        Filter filter = house.published.getFirst();
        MidiPin pin = filter.openMidi();
        pin.run();
        ((IUnregisterSubdevice) port).unregisterSubdevice(device, port);
        assertTrue(house.published.isEmpty());
        assertEquals(
                Status.DEVICE_REMOVED, assertThrows(PortClsException.class, filter::open).status());
        pin.send(portcls.api.client.MidiMessages.noteOn(0, 60, 100));
        house.time().advance(0);
        assertEquals(List.of("0: 90 3c 64"), miniport.written);
        assertEquals(0, miniport.calls.stream().filter("close"::equals).count());
        register(device, "Midi1", new FakeMidi());
        pin.close();
        TestHouse.await("the miniport is let go", () -> miniport.calls.contains("close"));
        assertTrue(filter.removal().isPresent());
    }

    @Test
    @Rule("SUB-13")
    void theGroupOfInitGetsThePortsSink() {
        Adapter device = TestHouse.device("test:one");
        miniport.group = house.system.newServiceGroup(device);
        house.bind(device, miniport);
        java.util.Objects.requireNonNull(miniport.group).requestService();
        house.time().advance(0);
        assertEquals(1, miniport.calls("service").size());
    }

    @Test
    @Rule("SUB-14")
    void aRegisteredGroupWorksBeforeInitReturnsAndMustBeTheSame() {
        Adapter device = TestHouse.device("test:one");
        FakeMidi early =
                new FakeMidi() {
                    @Override
                    public void init(Adapter adapter, IResourceList resources, IPortMidi port)
                            throws IOException {
                        super.init(adapter, resources, port);
                        port.registerServiceGroup(port.system().newServiceGroup(adapter));
                        port.notify(null);
                        house.time().advance(0);
                    }
                };
        house.bind(device, early);
        assertEquals(List.of("init", "service", "getDescription"), early.calls);
        FakeMidi two =
                new FakeMidi() {
                    @Override
                    public void init(Adapter adapter, IResourceList resources, IPortMidi port)
                            throws IOException {
                        super.init(adapter, resources, port);
                        port.registerServiceGroup(port.system().newServiceGroup(adapter));
                        group = port.system().newServiceGroup(adapter);
                    }
                };
        PortClsException e =
                assertThrows(PortClsException.class, () -> house.bind("test:two", two));
        assertEquals(Status.INVALID_PARAMETER, e.status());
    }

    @Test
    void aPortBindsOnce() {
        MusicPort port = house.bind("test:one", miniport);
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                port.init(
                                        TestHouse.device("test:two"),
                                        new FakeMidi(),
                                        house.system.newResourceList(List.of())));
        assertEquals(Status.INVALID_DEVICE_STATE, e.status());
    }

    private MusicPort register(Adapter device, String name, IMiniport driver) {
        MusicPort port = (MusicPort) house.system.newPort(PortClass.MIDI);
        port.init(device, driver, house.system.newResourceList(List.of()));
        house.system.registerSubdevice(device, name, port);
        return port;
    }
}
