package portcls.ports.pnp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.Removal;
import portcls.api.client.WavePin;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.KsState;
import portcls.api.pnp.IAdapterPnpManagement;
import portcls.api.pnp.IMiniportPnpNotify;
import portcls.api.pnp.IPortClsPnp;
import portcls.api.pnp.PnpManager;
import portcls.api.pnp.RebalanceType;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.device.Worker;
import portcls.ports.wavert.WaveRtPort;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Stopping a device and starting it anew. */
class RebalanceTest {
    private static final String ID = MovableDevice.ID;
    private static final Buffer PLAIN = Buffer.ofMillis(10);

    private final TestHouse house = new TestHouse();
    private final PnpManager manager = house.system.rebalances();
    private final NotifiedWave driver = new NotifiedWave();
    private final MovableDevice device = new MovableDevice(driver.calls);
    private final List<FakeWave> restarted = new ArrayList<>();
    private WaveRtPort port;
    private Filter filter;

    /** A miniport that is told. */
    private static final class NotifiedWave extends FakeWave implements IMiniportPnpNotify {
        private volatile Runnable inPnpStop = () -> {};

        @Override
        public void pnpStop() {
            calls.add("miniport pnpStop");
            inPnpStop.run();
        }
    }

    /** Binds a new driver to the device when it starts anew. */
    private final class Starter implements DeviceStarter {
        @Override
        public void stop(Adapter stopped, Removal reason) {
            driver.calls.add("let go");
            house.devices.of(stopped).occupants().forEach(it -> it.depart(reason));
        }

        @Override
        public void start(Adapter started) {
            FakeWave next = new FakeWave();
            restarted.add(next);
            house.bindWave(started, next);
        }
    }

    @BeforeEach
    void bind() {
        port = house.bindWave(device, driver);
        filter = house.published.getFirst();
        house.system.rebalances().startBy(new Starter());
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("PNP-1")
    void theStopGoesInTheDocumentedOrder() {
        WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN);
        pin.run();
        AtomicReference<String> seen = new AtomicReference<>("");
        AtomicBoolean locked = new AtomicBoolean();
        List<String> underway = new CopyOnWriteArrayList<>();
        Runnable look =
                () ->
                        underway.add(
                                house.published.size()
                                        + (worker().awaitIdle(Duration.ZERO) ? "" : " locked"));
        driver.inPnpStop = look;
        driver.inSetState = () -> underway.add(house.published.size() + " locked");
        device.inCall =
                name -> {
                    if (name.equals("adapter pnpStop")) {
                        seen.set(house.published + " " + driver.stream().state);
                        locked.set(!worker().awaitIdle(Duration.ofMillis(300)));
                    }
                };
        manager.queryStop(ID);
        driver.calls.clear();
        underway.clear();
        manager.stop(ID);
        assertEquals(
                List.of("1 locked", "1 locked", "1 locked", "1 locked"),
                underway,
                "the lock is taken first, and the interface goes after the streams");
        assertEquals(
                List.of(
                        "miniport pnpStop",
                        "setState PAUSE",
                        "setState ACQUIRE",
                        "setState STOP",
                        "closeStream",
                        "adapter pnpStop",
                        "let go",
                        "close"),
                driver.calls.stream()
                        .filter(it -> !it.contains("egister") && !it.startsWith("free"))
                        .toList());
        assertEquals("[] STOP", seen.get());
        assertFalse(locked.get());
        assertEquals(
                Status.DEVICE_REMOVED, assertThrows(PortClsException.class, pin::run).status());
    }

    @Test
    @Rule("PNP-1")
    void callsThatWaitAreCancelled() throws InterruptedException {
        WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        manager.queryStop(ID);
        driver.inSetState =
                () -> {
                    inside.countDown();
                    assertTrue(awaits(go));
                };
        // One call is in the driver; another waits behind the stop.
        Thread first = Thread.ofVirtual().start(pin::pause);
        assertTrue(awaits(inside));
        driver.inSetState = () -> {};
        Thread stop = Thread.ofVirtual().start(() -> manager.stop(ID));
        AtomicReference<PortClsException> told = new AtomicReference<>();
        TestHouse.await("it waits", () -> stop.getState() == Thread.State.TIMED_WAITING);
        Thread second =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        told.set(
                                                assertThrows(
                                                        PortClsException.class,
                                                        () -> pin.get(ConnectionProperty.STATE))));
        TestHouse.await("it waits", () -> second.getState() == Thread.State.TIMED_WAITING);
        go.countDown();
        first.join();
        stop.join();
        second.join();
        assertEquals(Status.DEVICE_REMOVED, told.get().status());
    }

    @Test
    @Rule("PNP-2")
    void theQueryIsUnderTheLockAndOpensWaitUntilItIsDecided() throws InterruptedException {
        List<Boolean> locked = new CopyOnWriteArrayList<>();
        device.inCall = name -> locked.add(!worker().awaitIdle(Duration.ZERO));
        manager.queryStop(ID);
        assertEquals(List.of(true, true), locked);
        assertEquals(
                List.of("getSupportedRebalanceType", "pnpQueryStop"),
                driver.calls.stream().filter(it -> !it.startsWith("init")).toList());
        AtomicReference<WavePin> opened = new AtomicReference<>();
        Thread program =
                Thread.ofVirtual()
                        .start(() -> opened.set(filter.openRender(FakeWave.FORMAT, PLAIN)));
        TestHouse.await("it waits", () -> program.getState() == Thread.State.TIMED_WAITING);
        assertEquals(List.of(), driver.calls("newStream"));
        manager.cancelStop(ID);
        program.join();
        assertEquals(KsState.STOP, Objects.requireNonNull(opened.get()).state());
        assertEquals(List.of(true, true, true), locked);
        assertEquals(
                Status.INVALID_DEVICE_STATE,
                assertThrows(PortClsException.class, () -> manager.stop(ID)).status());
    }

    @Test
    @Rule("PNP-2")
    void whatIsOpenWorksOnWhileItIsNotDecided() {
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN)) {
            manager.queryStop(ID);
            pin.run();
            assertEquals(KsState.RUN, pin.state());
            manager.cancelStop(ID);
        }
    }

    @Test
    @Rule("PNP-3")
    void aCancelMayComeWithoutAQuery() {
        manager.cancelStop(ID);
        assertEquals(List.of("pnpCancelStop"), driver.calls("pnp"));
        filter.openRender(FakeWave.FORMAT, PLAIN).close();
    }

    @Test
    @Rule("PNP-3")
    void afterTheStopThereIsNothingToCancel() {
        manager.queryStop(ID);
        manager.stop(ID);
        assertEquals(
                Status.INVALID_DEVICE_STATE,
                assertThrows(PortClsException.class, () -> manager.cancelStop(ID)).status());
        assertEquals(List.of(), driver.calls("pnpCancelStop"));
        manager.start(ID);
        assertEquals(1, restarted.size());
    }

    @Test
    @Rule("PNP-4")
    void afterTheStopAStreamIsNotStartedAgain() {
        WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN);
        pin.run();
        manager.rebalance(ID);
        assertEquals(1, restarted.size());
        assertEquals(1, house.published.size());
        assertTrue(pin.removal().isPresent());
        assertEquals(List.of(), restarted.getFirst().calls("newStream"));
        try (WavePin again = house.published.getFirst().openRender(FakeWave.FORMAT, PLAIN)) {
            again.run();
            assertEquals(KsState.RUN, again.state());
        }
    }

    @Test
    @Rule({"PNP-4"})
    void aStreamThatIsHeldGoesOnWithTheNewResources() {
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN.hold(5, TimeUnit.SECONDS))) {
            pin.run();
            manager.queryStop(ID);
            manager.stop(ID);
            assertTrue(pin.isHeld());
            assertEquals(KsState.RUN, pin.state());
            manager.start(ID);
            TestHouse.await("it goes on", () -> !pin.isHeld());
            assertEquals(
                    List.of("setState ACQUIRE", "setState PAUSE", "setState RUN"),
                    restarted.getFirst().calls("setState"));
            assertEquals(1, pin.gaps().size());
        }
    }

    @Test
    @Rule("PNP-5")
    void onlyTopologyAndWaveRtPortsTakePart() {
        FakeMidi midi = new FakeMidi();
        portcls.api.IPort other = house.system.newPort(portcls.api.PortClass.MIDI);
        other.init(device, midi, house.system.newResourceList(List.of()));
        PortClsException e = refusal();
        assertEquals(Status.NOT_SUPPORTED, e.status());
        assertEquals(
                "the device test:wave cannot be stopped for other resources: it has a midi port;"
                        + " only topology and wavert ports can",
                e.getMessage());
    }

    @Test
    @Rule("PNP-5")
    void aProgramThatMayReadTheRegistersKeepsTheDevice() {
        driver.hasRegisters = true;
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN)) {
            manager.queryStop(ID);
            manager.cancelStop(ID);
            pin.pause();
            PortClsException e = refusal();
            assertEquals(Status.DEVICE_BUSY, e.status());
            assertTrue(
                    String.valueOf(e.getMessage()).contains("a stream of test:wave is in PAUSE"));
            assertEquals("pnpCancelStop", driver.calls.getLast());
        }
        driver.hasRegisters = false;
        driver.hasClock = true;
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN)) {
            pin.pause();
            assertEquals(Status.DEVICE_BUSY, refusal().status(), "the clock is one, too");
        }
        driver.hasRegisters = true;
        driver.kind = FakeWave.Kind.PACKETS;
        try (WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN)) {
            pin.pause();
            manager.queryStop(ID);
            manager.cancelStop(ID);
        }
    }

    @Test
    @Rule("PNP-5")
    void anAdapterThatTakesNoPartIsLeftAlone() {
        device.type = RebalanceType.NOT_SUPPORTED;
        assertEquals(Status.NOT_SUPPORTED, refusal().status());
        Adapter plain = TestHouse.device("test:plain");
        house.bindWave(plain, new FakeWave());
        assertEquals(
                Status.NOT_SUPPORTED,
                assertThrows(PortClsException.class, () -> manager.queryStop("test:plain"))
                        .status());
        List<String> told = new CopyOnWriteArrayList<>();
        IPortClsPnp registrar = port;
        registrar.registerAdapterPnpManagement(new Registered(told), plain);
        manager.queryStop("test:plain");
        manager.cancelStop("test:plain");
        assertEquals(List.of("query", "cancel"), told);
        registrar.unregisterAdapterPnpManagement(plain);
        assertEquals(
                Status.NOT_SUPPORTED,
                assertThrows(PortClsException.class, () -> manager.queryStop("test:plain"))
                        .status());
    }

    @Test
    void anAdapterThatHangsInItsStopIsLeftToItself() {
        CountDownLatch never = new CountDownLatch(1);
        device.inCall =
                name -> {
                    if (name.equals("adapter pnpStop")) {
                        boolean _ = awaits(never);
                    }
                };
        manager.rebalance(ID);
        assertEquals(1, house.published.size());
        never.countDown();
    }

    @Test
    void aStreamThatHangsInItsStopIsLetGoAllTheSame() {
        CountDownLatch never = new CountDownLatch(1);
        WavePin pin = filter.openRender(FakeWave.FORMAT, PLAIN);
        pin.run();
        manager.queryStop(ID);
        driver.inSetState =
                () -> {
                    boolean _ = awaitsWhateverComes(never);
                };
        manager.stop(ID);
        assertEquals(List.of(), house.published);
        assertTrue(pin.removal().isPresent());
        assertEquals(List.of("adapter pnpStop"), driver.calls("adapter pnpStop"));
        manager.start(ID);
        assertEquals(1, house.published.size());
        never.countDown();
    }

    private static boolean awaitsWhateverComes(CountDownLatch latch) {
        while (true) {
            try {
                return latch.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                // It hangs on.
            }
        }
    }

    private PortClsException refusal() {
        return assertThrows(PortClsException.class, () -> manager.rebalance(ID));
    }

    private Worker worker() {
        return house.devices.of(device).worker();
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** One that was registered. */
    private record Registered(List<String> told) implements IAdapterPnpManagement {
        @Override
        public RebalanceType getSupportedRebalanceType() {
            return RebalanceType.REMOVE_SUBDEVICES;
        }

        @Override
        public void pnpQueryStop() {
            told.add("query");
        }

        @Override
        public void pnpCancelStop() {
            told.add("cancel");
        }

        @Override
        public void pnpStop() {
            told.add("stop");
        }
    }
}
