package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.IPort;
import portcls.api.IPortEvents;
import portcls.api.IResourceList;
import portcls.api.IUnregisterPhysicalConnection;
import portcls.api.IUnregisterSubdevice;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.client.Target;
import portcls.api.client.Topology.Wire;
import portcls.api.diag.Finding.Cause;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.JackDescription;
import portcls.api.ks.JackDescription.Connection;
import portcls.api.ks.JackDescription.GeoLocation;
import portcls.api.ks.JackProperty;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PropertyItem;
import portcls.api.topology.IMiniportTopology;
import portcls.api.topology.IPortTopology;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A driver whose socket makes a subdevice when something is plugged in, and takes it away. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class PluggedSubdeviceTest {
    private static final Wire WIRE = new Wire("test:card/Midi", 2, "test:card/Topology", 0);

    @TempDir private Path folder;
    private final Socket driver = new Socket();
    private BindHouse it;

    @BeforeEach
    void open() throws Exception {
        it = new BindHouse(folder);
    }

    @AfterEach
    void close() throws Exception {
        it.close();
    }

    @Test
    @Rule("DYN-3")
    void whatIsPluggedInAtTheStartIsThereAtOnce() {
        driver.present = true;
        start();
        it.awaitFilters("test:card/Midi", "test:card/Topology");
        TestHouse.await("the wire", () -> it.house.system.wires().all().equals(List.of(WIRE)));
        assertTrue(isConnected());
    }

    @Test
    @Rule({"DYN-1", "DYN-2", "DYN-3", "DYN-5"})
    void plugInAndPlugOutComeAndGoBesideTheTopologyFilter() {
        start();
        it.awaitFilters("test:card/Topology");
        Filter topology = it.filter("test:card/Topology").orElseThrow();
        assertEquals(false, isConnected());
        for (int i = 0; i < 2; i++) {
            driver.plug();
            assertEquals(List.of("test:card/Midi", "test:card/Topology"), it.filters());
            assertEquals(List.of(WIRE), it.house.system.wires().all());
            assertTrue(isConnected());
            driver.unplug(true);
            assertEquals(List.of("test:card/Topology"), it.filters());
            assertEquals(List.of(), it.house.system.wires().all());
            assertEquals(false, isConnected());
            assertTrue(topology.removal().isEmpty());
        }
        it.awaitWhy("test:card", Cause.HEALTHY);
    }

    @Test
    @Rule("PHY-4")
    void aConnectionThatWasForgottenIsReportedUntilTheDeviceGoes() {
        driver.present = true;
        start();
        TestHouse.await("the wire", () -> it.house.system.wires().all().equals(List.of(WIRE)));
        Filter midi = it.filter("test:card/Midi").orElseThrow();
        driver.unplug(false);
        TestHouse.await("it is let go", () -> midi.removal().isPresent());
        it.awaitWhy("test:card", Cause.HEALTHY, Cause.LINK_LEFT_BEHIND);
        assertEquals(
                "The driver of test:card unregistered a subdevice and left its physical connection"
                        + " behind: test:card/Midi pin 2 → test:card/Topology pin 0.",
                it.diagnostics.why("test:card").getLast().what());
        it.binder.removeAdapter("card");
        assertEquals(List.of(), it.house.system.wires().all());
        assertTrue(
                it.trace.entries().stream()
                        .anyMatch(
                                entry ->
                                        entry.event().equals("leak")
                                                && entry.detail().contains("test:card/Midi")));
    }

    @Test
    @Rule("DYN-2")
    void whoPlaysThroughASubdeviceThatIsPluggedOutMayGoOn() {
        driver.present = true;
        start();
        it.awaitFilters("test:card/Midi", "test:card/Topology");
        MidiPin playing = it.filter("test:card/Midi").orElseThrow().openMidi();
        playing.run();
        Filter midi = it.filter("test:card/Midi").orElseThrow();
        driver.unplug(true);
        assertSame(
                Status.DEVICE_REMOVED, assertThrows(PortClsException.class, midi::open).status());
        playing.pause();
        playing.close();
    }

    private void start() {
        it.binder.addAdapter("card", new Card("test:card"));
        it.add(() -> driver, AdapterDriver.class, "card");
        it.awaitWhy("test:card", Cause.HEALTHY);
    }

    private boolean isConnected() {
        try (FilterHandle handle = it.filter("test:card/Topology").orElseThrow().open()) {
            return handle.get(JackProperty.DESCRIPTION, Target.pin(1)).getFirst().connected();
        }
    }

    /** A card with a topology filter, and a MIDI filter while something is plugged in. */
    private static final class Socket implements AdapterDriver {
        volatile boolean present;
        private @Nullable PortCls portCls;
        private @Nullable Adapter device;
        private @Nullable IResourceList resources;
        private @Nullable IPort topology;
        private @Nullable IPort midi;

        @Override
        public void startDevice(PortCls system, Adapter adapter, IResourceList list) {
            portCls = system;
            device = adapter;
            resources = list;
            IPort made = system.newPort(PortClass.TOPOLOGY);
            made.init(adapter, new Sockets(), list);
            system.registerSubdevice(adapter, "Topology", made);
            topology = made;
            if (present) {
                plug();
            }
        }

        void plug() {
            PortCls system = Objects.requireNonNull(portCls);
            Adapter adapter = Objects.requireNonNull(device);
            IPort made = system.newPort(PortClass.MIDI);
            made.init(adapter, new FakeMidi(), Objects.requireNonNull(resources));
            system.registerSubdevice(adapter, "Midi", made);
            system.registerPhysicalConnection(
                    adapter, made, 2, Objects.requireNonNull(topology), 0);
            midi = made;
            present = true;
            tell();
        }

        void unplug(boolean inGoodOrder) {
            Adapter adapter = Objects.requireNonNull(device);
            IPort gone = Objects.requireNonNull(midi);
            if (inGoodOrder) {
                ((IUnregisterPhysicalConnection) gone)
                        .unregisterPhysicalConnection(
                                adapter, gone, 2, Objects.requireNonNull(topology), 0);
            }
            ((IUnregisterSubdevice) gone).unregisterSubdevice(adapter, gone);
            present = false;
            tell();
        }

        private void tell() {
            ((IPortEvents) Objects.requireNonNull(topology))
                    .generateEventList(null, 0, false, 0, false, 0);
        }

        private final class Sockets implements IMiniportTopology {
            @Override
            public void init(Adapter adapter, IResourceList list, IPortTopology port) {}

            @Override
            public FilterDescriptor getDescription() {
                return FilterDescriptor.builder("Sockets")
                        .pin(
                                PinDescriptor.bridge(
                                        DataFlow.IN, PinCategories.LEGACY_AUDIO_CONNECTOR))
                        .pin(PinDescriptor.bridge(DataFlow.OUT, PinCategories.SPEAKER))
                        .connect(ConnectionDescriptor.pinToPin(0, 1))
                        .automation(
                                AutomationTable.of(
                                        PropertyItem.of(JackProperty.DESCRIPTION)
                                                .get(_ -> List.of(jack()))))
                        .build();
            }

            private JackDescription jack() {
                return JackDescription.socket(
                                Connection.JACK_3_5_MM, GeoLocation.FRONT, 0x00ff00, 0)
                        .detecting(present);
            }
        }
    }
}
