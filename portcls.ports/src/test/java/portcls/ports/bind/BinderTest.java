package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.adapter.ResourceType;
import portcls.api.adapter.StartDevice;
import portcls.api.client.Filter;
import portcls.api.client.RemovalReason;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.diag.Trace;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The explicit road: an adapter that makes its subdevices itself. */
class BinderTest {
    private final TestHouse house = new TestHouse();
    private final Trace trace = new Trace();
    private final Binder binder = new Binder(house.system, trace);

    @AfterEach
    void close() {
        binder.close();
        house.close();
    }

    @Test
    @Rule({"SUB-4", "SUB-5"})
    void aStartingDeviceSplitsItsResourcesAndIsStartedOnce() {
        FakeMidi first = new FakeMidi();
        FakeMidi second = new FakeMidi();
        AtomicInteger starts = new AtomicInteger();
        Card card =
                new Card(
                        (portCls, device, resources) -> {
                            starts.incrementAndGet();
                            for (int i = 0; i < 2; i++) {
                                IResourceList share = portCls.newResourceSublist(resources, 1);
                                share.addEntryFromParent(resources, ResourceType.PORT, i);
                                IPort port = portCls.newPort(PortClass.MIDI);
                                port.init(device, i == 0 ? first : second, share);
                                portCls.registerSubdevice(device, "Midi" + i, port);
                            }
                        });
        binder.addAdapter("card", card);
        TestHouse.await("both filters", () -> house.published.size() == 2);
        assertEquals(
                List.of("test:card/Midi0", "test:card/Midi1"),
                house.published.stream().map(Filter::id).toList());
        assertEquals(1, starts.get());
        assertSame(
                card.resources().get(1),
                java.util.Objects.requireNonNull(second.resources).translatedList().getFirst());
        Filter filter = house.published.getFirst();
        filter.openMidi().run();
        card.gone = true;
        binder.removeAdapter("card");
        assertTrue(house.published.isEmpty());
        assertEquals(RemovalReason.SURPRISE, filter.removal().orElseThrow().reason());
        assertTrue(first.calls.contains("close") && second.calls.contains("close"));
    }

    @Test
    @Rule("SUB-4")
    void aFailingStartTakesBackWhatWasRegistered() {
        FakeMidi miniport = new FakeMidi();
        Card card =
                new Card(
                        (portCls, device, resources) -> {
                            IPort port = portCls.newPort(PortClass.MIDI);
                            port.init(device, miniport, resources);
                            portCls.registerSubdevice(device, "Midi", port);
                            throw new IOException("codec does not answer");
                        });
        binder.addAdapter("card", card);
        TestHouse.await("it failed", () -> !binder.deviceViews().getFirst().refusal().isEmpty());
        TestHouse.await(
                "all was taken back",
                () -> house.published.isEmpty() && miniport.calls.contains("close"));
        assertEquals("codec does not answer", binder.deviceViews().getFirst().refusal());
        assertTrue(trace.entries().stream().anyMatch(entry -> entry.event().equals("failed")));
    }

    @Test
    void aSecondDeviceOfTheSameIdWaitsForTheFirstToGo() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Card first = new Card((portCls, device, resources) -> {});
        Card second = new Card((portCls, device, resources) -> started.countDown());
        binder.addAdapter("one", first);
        binder.addAdapter("two", second);
        DeviceView refused = binder.deviceViews().get(1);
        assertEquals(
                "another device has the same id; ids must differ: id=test:card", refused.refusal());
        assertEquals(1, started.getCount());
        binder.removeAdapter("one");
        assertEquals("", binder.deviceViews().getFirst().refusal());
        assertTrue(started.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
    }

    /** A device that starts itself. */
    private static final class Card implements Adapter, StartDevice {
        private final StartDevice starter;
        private final List<Resource> registers =
                List.of(new Registers("0x220"), new Registers("0x330"));
        private volatile boolean gone;

        Card(StartDevice starter) {
            this.starter = starter;
        }

        @Override
        public String id() {
            return "test:card";
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("card");
        }

        @Override
        public List<Resource> resources() {
            return registers;
        }

        @Override
        public boolean isGone() {
            return gone;
        }

        @Override
        public void startDevice(PortCls portCls, Adapter device, IResourceList resources)
                throws IOException {
            starter.startDevice(portCls, device, resources);
        }
    }

    private record Registers(String description) implements Resource {
        @Override
        public ResourceType type() {
            return ResourceType.PORT;
        }
    }
}
