package portcls.ports.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;
import portcls.ports.service.ResourceList;

import java.util.List;

/** A filter that has properties and no streams. */
class TopologyPortTest {
    private final TestHouse house = new TestHouse();
    private final FakeTopology miniport = new FakeTopology("Mixer");
    private final int in = miniport.in("In");
    private final int out = miniport.out("Out");
    private final int volume = miniport.volume("Volume");
    private final TopologyPort port = new TopologyPort(house.system);

    @AfterEach
    void close() {
        house.close();
    }

    private Filter bind() {
        miniport.connect(ConnectionDescriptor.pinToNode(in, volume))
                .connect(ConnectionDescriptor.nodeToPin(volume, out));
        Adapter device = TestHouse.device("card:mixer");
        port.init(device, miniport, ResourceList.of(List.of()));
        house.system.registerSubdevice(device, "", port);
        return port.filter().orElseThrow();
    }

    @Test
    @Rule({"TOP-1", "PIN-6"})
    void noPinCanBeOpened() {
        Filter filter = bind();
        assertEquals(PortClass.TOPOLOGY, filter.kind());
        try (FilterHandle handle = filter.open()) {
            for (int pin : new int[] {in, out}) {
                PortClsException e =
                        assertThrows(
                                PortClsException.class,
                                () ->
                                        handle.openWave(
                                                pin,
                                                WaveFormat.pcm(48_000, 16, 2),
                                                Buffer.ofMillis(10)));
                assertEquals(Status.INVALID_PARAMETER, e.status());
            }
            assertEquals(0, handle.get(PinProperty.CINSTANCES, Target.pin(in)).possible());
        }
    }

    @Test
    @Rule("TOP-10")
    void aNodeIsAddressedWithTheFiltersHandle() {
        Filter filter = bind();
        try (FilterHandle handle = filter.open()) {
            handle.set(AudioProperty.VOLUMELEVEL, Target.node(volume), -65_536);
            assertEquals(-65_536, handle.get(AudioProperty.VOLUMELEVEL, Target.node(volume)));
            assertEquals(-65_536, miniport.value(volume));
        }
    }

    @Test
    void aMiniportOfAnotherKindIsRefused() {
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                port.init(
                                        TestHouse.device("card:x"),
                                        new portcls.ports.FakeMidi(),
                                        ResourceList.of(List.of())));
        assertTrue(e.getMessage().contains("IMiniportTopology"), e.getMessage());
    }
}
