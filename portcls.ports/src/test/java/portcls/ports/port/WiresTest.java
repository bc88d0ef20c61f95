package portcls.ports.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.PhysicalConnection;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.filter.PortFilter;
import portcls.ports.midi.MusicPort;

import java.util.List;
import java.util.Optional;

/** Wires between pins, whoever tells of them. */
class WiresTest {
    private final TestHouse house = new TestHouse();
    private final Wires wires = house.system.wires();
    private final Adapter device = TestHouse.device("test:one");
    private final MusicPort one = house.bind(device, new FakeMidi());
    private final MusicPort two = house.bind("test:two", new FakeMidi());
    private final MusicPort three = house.bind("test:three", new FakeMidi());

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("PHY-1")
    void aPinMayHaveSeveralWiresAndTellsOfTheFirstOnTheOldRoad() {
        wires.add(device, one, 2, two, 3);
        wires.add(device, one, 2, three, 3);
        wires.add(device, "the keyboard", 7, one, 3);
        assertEquals(
                List.of(
                        new PhysicalConnection("test:two", 3),
                        new PhysicalConnection("test:three", 3)),
                wires.at(filter(one), 2));
        assertEquals(Optional.of(new PhysicalConnection("test:two", 3)), wires.at(one, 2));
        assertEquals(
                List.of(
                        new Wire("test:one", 2, "test:two", 3),
                        new Wire("test:one", 2, "test:three", 3),
                        new Wire("the keyboard", 7, "test:one", 3)),
                wires.all());
        wires.remove(device, one, 2, two, 3);
        assertEquals(Optional.of(new PhysicalConnection("test:three", 3)), wires.at(one, 2));
        assertEquals(List.of(), wires.at(filter(two), 3));
    }

    @Test
    @Rule("PHY-4")
    void aWireThatTwoTellOfStaysUntilBothAreSilent() {
        wires.link(one, 2, two, 3);
        wires.add(device, one, 2, two, 3);
        PortClsException e =
                assertThrows(PortClsException.class, () -> wires.add(device, one, 2, two, 3));
        assertSame(Status.OBJECT_NAME_COLLISION, e.status());
        assertEquals(1, wires.all().size());
        wires.unlink(one, 2, two, 3);
        assertEquals(1, wires.all().size());
        wires.remove(device, one, 2, two, 3);
        assertEquals(List.of(), wires.all());
        wires.link(one, 2, two, 3);
        assertSame(
                Status.NOT_FOUND,
                assertThrows(PortClsException.class, () -> wires.remove(device, one, 2, two, 3))
                        .status());
    }

    @Test
    @Rule("PHY-4")
    void aWireOfOneDeviceIsNotTakenAwayByAnother() {
        Adapter other = TestHouse.device("test:other");
        wires.add(device, one, 2, two, 3);
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () -> two.unregisterPhysicalConnection(other, one, 2, two, 3));
        assertSame(Status.NOT_FOUND, e.status());
        assertEquals(
                "the driver of test:other registered no such physical connection; that of test:one"
                        + " did: test:one pin 2 → test:two pin 3",
                e.getMessage());
        assertEquals(1, wires.all().size());
        wires.remove(device, one, 2, two, 3);
        assertEquals(List.of(), wires.all());
    }

    @Test
    void aPinThatIsNotThereIsNamedWithItsFilter() {
        PortClsException e =
                assertThrows(PortClsException.class, () -> wires.add(device, one, 4, two, 3));
        assertEquals("the filter test:one has pins 0 … 3: pin=4", e.getMessage());
        MusicPort early = (MusicPort) house.system.newPort(PortClass.MIDI);
        e = assertThrows(PortClsException.class, () -> wires.add(device, early, 0, two, 3));
        assertEquals(
                "a port has pins once its init succeeded and until it is let go: pin=0",
                e.getMessage());
    }

    @Test
    @Rule("PHY-4")
    void whatIsLeftBehindIsKnownUntilItsDeviceGoes() {
        wires.add(device, one, 2, two, 3);
        wires.add(device, three, 2, two, 3);
        assertEquals(List.of(), wires.leftBehind(device));
        Filter open = house.published.getFirst();
        FilterHandle handle = open.open();
        house.system.unregister(device, one);
        assertEquals(List.of("test:one pin 2 → test:two pin 3"), wires.leftBehind(device));
        handle.close();
        TestHouse.await("it is let go", () -> open.removal().isPresent());
        assertEquals(List.of("test:one pin 2 → test:two pin 3"), wires.leftBehind(device));
        wires.removeAll(device);
        assertEquals(List.of(), wires.all());
    }

    @Test
    @Rule("PHY-4")
    void aWireOfASubdeviceThatIsGoneCanStillBeUnregistered() {
        wires.add(device, one, 2, two, 3);
        PortFilter filter = filter(one);
        house.system.unregister(device, one);
        TestHouse.await("it is let go", () -> filter.removal().isPresent());
        one.unregisterPhysicalConnection(device, one, 2, two, 3);
        assertEquals(List.of(), wires.all());
        assertEquals(List.of(), wires.leftBehind(device));
    }

    @Test
    void theWiresOfAPortGoWithIt() {
        wires.add(device, one, 2, two, 3);
        wires.add(device, two, 2, three, 3);
        two.close();
        assertEquals(List.of(), wires.all());
        assertSame(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> wires.add(device, one, 2, two, 3))
                        .status());
    }

    private static PortFilter filter(MusicPort port) {
        return port.filter().orElseThrow();
    }
}
