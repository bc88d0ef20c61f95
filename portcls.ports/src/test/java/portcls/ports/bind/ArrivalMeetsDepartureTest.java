package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.StartDevice;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.diag.Trace;
import portcls.ports.time.Gate;
import portcls.ports.time.ManualClock;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What arrives may go at every moment, also while it is on its way in. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class ArrivalMeetsDepartureTest {
    private final TestHouse house = new TestHouse(new ManualClock(), Duration.ofMillis(400));
    private final Trace trace = new Trace();
    private final Binder binder = new Binder(house.system, trace);
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        binder.close();
        house.close();
    }

    @Test
    void aDriverOfItsOwnGoesTheMomentItIsSeen(@TempDir Path folder) throws Exception {
        try (Services services = new Services(folder)) {
            ServiceRegistration<?> registration =
                    services.register(FakeMidi::new, Map.of(), IMiniport.class);
            ServiceReference<?> real = registration.getReference();
            long id = Services.id(registration);
            AtomicBoolean gone = new AtomicBoolean();
            ServiceReference<?> watched =
                    (ServiceReference<?>)
                            Proxy.newProxyInstance(
                                    getClass().getClassLoader(),
                                    new Class<?>[] {ServiceReference.class},
                                    (proxy, method, arguments) -> {
                                        if (!binder.drivers().isEmpty()) {
                                            binder.removeDriver(id);
                                            gone.set(true);
                                        }
                                        return method.invoke(real, arguments);
                                    });
            binder.addDriver(new Driver(watched, services.context().getServiceObjects(real)));
            TestHouse.await("it went", gone::get);
            assertEquals(List.of(), binder.deviceViews());
            house.devices.threads().shutdown();
            assertTrue(
                    house.devices
                            .threads()
                            .awaitTermination(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(List.of(), house.published);
        }
    }

    @Test
    void anAdapterThatGoesTheMomentItIsSeenIsNotStarted() throws Exception {
        AtomicBoolean started = new AtomicBoolean();
        AtomicBoolean gone = new AtomicBoolean();
        Card card =
                new Card((portCls, device, resources) -> started.set(true)) {
                    @Override
                    public <T> Optional<T> adapt(Class<T> type) {
                        goWhenSeen();
                        return super.adapt(type);
                    }

                    @Override
                    public String name() {
                        goWhenSeen();
                        return super.name();
                    }

                    private void goWhenSeen() {
                        if (!binder.deviceViews().isEmpty()) {
                            binder.removeAdapter("card");
                            gone.set(true);
                        }
                    }
                };
        binder.addAdapter("card", card);
        assertTrue(gone.get());
        house.devices.threads().shutdown();
        assertTrue(
                house.devices
                        .threads()
                        .awaitTermination(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertFalse(started.get());
        assertEquals(Optional.empty(), house.devices.find(card));
    }

    @Test
    void anAdapterThatGoesWaitsForItsStart() throws Exception {
        FakeMidi miniport = new FakeMidi();
        Card card =
                new Card(
                        (portCls, device, resources) -> {
                            IPort port = portCls.newPort(PortClass.MIDI);
                            port.init(device, miniport, resources);
                            gate.run();
                            portCls.registerSubdevice(device, "Midi", port);
                        });
        try (TestHouse patient = new TestHouse(new ManualClock(), TestHouse.LIMIT)) {
            Binder binding = new Binder(patient.system, trace);
            binding.addAdapter("card", card);
            gate.awaitReached();
            CompletableFuture<Void> removal = Meeting.begin(() -> binding.removeAdapter("card"));
            assertFalse(removal.isDone());
            gate.open();
            removal.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals("close", miniport.calls.getLast());
            assertEquals(List.of(), patient.published);
            assertEquals(Optional.empty(), patient.devices.find(card));
        }
    }

    @Test
    void anAdapterThatHangsInItsStartIsAbandonedAndMakesNothingAnyMore() throws Exception {
        CompletableFuture<Status> late = new CompletableFuture<>();
        FakeMidi miniport = new FakeMidi();
        Card card =
                new Card(
                        (portCls, device, resources) -> {
                            gate.run();
                            try {
                                portCls.newPort(PortClass.MIDI).init(device, miniport, resources);
                                late.complete(Status.SUCCESS);
                            } catch (PortClsException e) {
                                late.complete(e.status());
                                throw e;
                            }
                        });
        binder.addAdapter("card", card);
        gate.awaitReached();
        binder.removeAdapter("card");
        String hung =
                trace.entries().stream()
                        .filter(entry -> entry.event().equals("abandoned"))
                        .findFirst()
                        .orElseThrow()
                        .detail();
        assertTrue(hung.startsWith("startDevice hangs in ") && hung.contains("Gate.run("), hung);
        gate.open();
        assertSame(Status.DEVICE_REMOVED, late.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
        TestHouse.await(
                "its failure is told", () -> trace.entries().getLast().event().equals("failed"));
        assertEquals(Optional.empty(), house.devices.find(card));
        assertEquals(List.of(), miniport.calls);
    }

    @Test
    void theSameAdapterMayComeAnew() {
        Card card =
                new Card(
                        (portCls, device, resources) -> {
                            IPort port = portCls.newPort(PortClass.MIDI);
                            port.init(device, new FakeMidi(), resources);
                            portCls.registerSubdevice(device, "", port);
                        });
        for (int i = 0; i < 2; i++) {
            binder.addAdapter(i, card);
            TestHouse.await("it is there", () -> house.published.size() == 1);
            binder.removeAdapter(i);
            assertEquals(List.of(), house.published);
        }
    }

    /** A device that starts itself. */
    private static class Card implements Adapter, StartDevice {
        private final StartDevice starter;

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
        public void startDevice(PortCls portCls, Adapter device, IResourceList resources)
                throws IOException {
            starter.startDevice(portCls, device, resources);
        }
    }
}
