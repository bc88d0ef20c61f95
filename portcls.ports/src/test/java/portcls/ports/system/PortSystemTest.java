package portcls.ports.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import portcls.api.DeviceProperty;
import portcls.api.IUnregisterPhysicalConnection;
import portcls.api.MiniportClass;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsId;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyItem.Getter;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.ValueType;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;
import portcls.ports.service.ResourceList;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The Pc… functions. */
class PortSystemTest {
    private static final PropertyKey<Integer> SLOW =
            new PropertyKey<>(
                    KsId.of("00000000-0000-0000-0000-0000000000aa", "Test"),
                    1,
                    "SLOW",
                    ValueType.ULONG);

    private final TestHouse house = new TestHouse();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("SUB-18")
    void fiveMiniportsAreKnown() {
        assertEquals(
                List.of(
                        "d3f0ce1c-fffc-11d1-81b0-0060083316c1",
                        "d3f0ce1d-fffc-11d1-81b0-0060083316c1",
                        "b4c90ae0-5791-11d0-86f9-00a0c911b544",
                        "e5a3c139-f0f2-11d1-81af-0060083316c1",
                        "b4c90ae1-5791-11d0-86f9-00a0c911b544"),
                Arrays.stream(MiniportClass.values())
                        .map(known -> known.classId().toString())
                        .toList());
    }

    @Test
    @Rule({"PHY-1", "PHY-2", "PHY-3", "PHY-4"})
    void wiresAreSeenFromBothEndsAndGoOneByOne() {
        Adapter device = TestHouse.device("test:one");
        Adapter other = TestHouse.device("test:two");
        MusicPort from = house.bind(device, new FakeMidi());
        MusicPort to = house.bind(other, new FakeMidi());
        house.system.registerPhysicalConnection(device, from, 2, to, 3);
        house.system.registerPhysicalConnectionFromExternal(device, "the keyboard", 7, from, 3);
        try (FilterHandle one = house.published.get(0).open();
                FilterHandle two = house.published.get(1).open()) {
            assertEquals(
                    new PhysicalConnection("test:two", 3),
                    one.get(PinProperty.PHYSICALCONNECTION, Target.pin(2)));
            assertEquals(
                    new PhysicalConnection("test:one", 2),
                    two.get(PinProperty.PHYSICALCONNECTION, Target.pin(3)));
            assertEquals(
                    new PhysicalConnection("the keyboard", 7),
                    one.get(PinProperty.PHYSICALCONNECTION, Target.pin(3)));
            assertThrows(
                    PortClsException.class,
                    () -> two.get(PinProperty.PHYSICALCONNECTION, Target.pin(2)));
            IUnregisterPhysicalConnection undo = from;
            undo.unregisterPhysicalConnection(device, from, 2, to, 3);
            assertThrows(
                    PortClsException.class,
                    () -> one.get(PinProperty.PHYSICALCONNECTION, Target.pin(2)));
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(
                                    PortClsException.class,
                                    () -> undo.unregisterPhysicalConnection(device, from, 2, to, 3))
                            .status());
            assertEquals(
                    new PhysicalConnection("the keyboard", 7),
                    one.get(PinProperty.PHYSICALCONNECTION, Target.pin(3)));
            undo.unregisterPhysicalConnectionFromExternal(device, "the keyboard", 7, from, 3);
            assertThrows(
                    PortClsException.class,
                    () -> one.get(PinProperty.PHYSICALCONNECTION, Target.pin(3)));
            from.system().registerPhysicalConnectionToExternal(device, from, 2, "a socket", 1);
            assertEquals(
                    new PhysicalConnection("a socket", 1),
                    one.get(PinProperty.PHYSICALCONNECTION, Target.pin(2)));
            undo.unregisterPhysicalConnectionToExternal(device, from, 2, "a socket", 1);
            assertThrows(
                    PortClsException.class,
                    () -> one.get(PinProperty.PHYSICALCONNECTION, Target.pin(2)));
        }
        assertEquals(
                "the filter test:one has pins 0 … 3: pin=9",
                assertThrows(
                                PortClsException.class,
                                () ->
                                        house.system.registerPhysicalConnection(
                                                device, from, 9, to, 3))
                        .getMessage());
    }

    @Test
    @Rule("RES-7")
    void aTimeoutRunsOncePerSecondAndIsUniquePerDevice() {
        Adapter device = TestHouse.device("test:one");
        AtomicInteger runs = new AtomicInteger();
        Runnable routine = runs::incrementAndGet;
        house.system.registerIoTimeout(device, routine);
        assertEquals(
                Status.UNSUCCESSFUL,
                assertThrows(
                                PortClsException.class,
                                () -> house.system.registerIoTimeout(device, routine))
                        .status());
        house.system.registerIoTimeout(TestHouse.device("test:two"), routine);
        house.time().advance(ReferenceTime.seconds(3.5));
        assertEquals(6, runs.get());
        house.system.unregisterIoTimeout(device, routine);
        house.time().advance(ReferenceTime.seconds(2));
        assertEquals(8, runs.get());
        assertEquals(
                Status.NOT_FOUND,
                assertThrows(
                                PortClsException.class,
                                () -> house.system.unregisterIoTimeout(device, routine))
                        .status());
    }

    @Test
    @Rule("RES-8")
    void timeIntervalsAreMonotone() {
        try (portcls.ports.time.SystemClock clock = new portcls.ports.time.SystemClock();
                TestHouse real = new TestHouse(clock, TestHouse.LIMIT)) {
            long last = 0;
            for (int i = 0; i < 100_000; i++) {
                long now = real.system.getTimeInterval(0);
                assertTrue(now >= last);
                last = now;
            }
            assertTrue(real.system.getTimeInterval(real.system.getTimeInterval(0)) >= 0);
        }
    }

    @Test
    @Rule("PROP-19")
    void requestsOfOneDeviceAreServedOneAtATime() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeMidi slow = new FakeMidi();
        slow.descriptor =
                asked(
                        _ -> {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            await(go);
                            inside.decrementAndGet();
                            return 7;
                        });
        FakeMidi quick = new FakeMidi();
        quick.descriptor = asked(_ -> 8);
        Adapter one = TestHouse.device("test:one");
        register(one, "first", slow);
        register(one, "second", slow);
        house.bind("test:two", quick);
        try (FilterHandle first = house.published.get(0).open();
                FilterHandle second = house.published.get(1).open();
                FilterHandle other = house.published.get(2).open()) {
            List<Thread> clients = new ArrayList<>();
            for (FilterHandle handle : List.of(first, first, second)) {
                clients.add(Thread.ofPlatform().start(() -> handle.get(SLOW)));
            }
            TestHouse.await("all wait", () -> clients.stream().allMatch(PortSystemTest::isWaiting));
            assertEquals(1, most.get(), "another one was in the driver");
            assertEquals(8, other.get(SLOW), "other devices are served meanwhile");
            go.countDown();
            for (Thread client : clients) {
                client.join();
            }
        }
        assertEquals(1, most.get());
        assertEquals(0, inside.get());
    }

    private static FilterDescriptor asked(Getter<Integer> getter) {
        return FilterDescriptor.builder("slow")
                .pin(PinDescriptor.midiRender())
                .automation(AutomationTable.of(PropertyItem.of(SLOW).get(getter)))
                .build();
    }

    private void register(Adapter device, String name, FakeMidi miniport) {
        MusicPort port = (MusicPort) house.system.newPort(PortClass.MIDI);
        port.init(device, miniport, ResourceList.of(device.resources()));
        house.system.registerSubdevice(device, name, port);
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsMadeForADeviceThatWent() {
        Adapter device = TestHouse.device("test:one");
        house.system.newServiceGroup(device);
        house.devices.forget(device);
        for (Executable call :
                List.<Executable>of(
                        () -> house.system.newServiceGroup(device),
                        () -> house.system.registerIoTimeout(device, () -> {}),
                        () -> house.bind(device, new FakeMidi()))) {
            assertEquals(
                    Status.DEVICE_REMOVED, assertThrows(PortClsException.class, call).status());
        }
        assertTrue(house.devices.find(device).isEmpty());
    }

    @Test
    void devicePropertiesHaveDefaults() {
        Adapter device = TestHouse.device("test:one");
        assertEquals(
                "test:one",
                house.system.getDeviceProperty(device, DeviceProperty.FRIENDLY_NAME).orElseThrow());
        assertEquals(
                "test",
                house.system
                        .getDeviceProperty(device, DeviceProperty.ENUMERATOR_NAME)
                        .orElseThrow());
        assertTrue(house.system.getDeviceProperty(device, DeviceProperty.MANUFACTURER).isEmpty());
    }
}
