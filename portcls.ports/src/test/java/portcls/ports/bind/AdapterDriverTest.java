package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.adapter.Resource;
import portcls.api.adapter.StartDevice;
import portcls.api.adapter.Subdevice;
import portcls.api.client.Filter;
import portcls.api.client.MidiPin;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.Finding.Cause;
import portcls.api.diag.TraceEntry;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.port.PortDriver;
import portcls.ports.time.Gate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Drivers that start whole devices, and those of single functions beside them. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class AdapterDriverTest {
    @TempDir private Path folder;
    private final Card card = Card.with("test:card", "mixer");
    private final Gate gate = new Gate();
    private BindHouse it;

    @BeforeEach
    void open() throws Exception {
        it = new BindHouse(folder);
    }

    @AfterEach
    void close() throws Exception {
        gate.open();
        it.close();
    }

    @Test
    @Rule({"SUB-4", "SUB-5", "SUB-6"})
    void itGetsTheWholeDeviceWithTheResourcesOfAllFunctionsAndGoesFirst() {
        Whole driver = new Whole();
        List<Resource> shared = List.of(card.functions.getFirst().resources().getFirst());
        card.functions.add(new Subdevice("midi", List.of("midi"), shared));
        it.miniport(FakeMidi::new, "card", "mixer");
        it.add(() -> driver, AdapterDriver.class, "card");
        it.binder.addAdapter("card", card);
        it.awaitFilters("test:card/One", "test:card/Two");
        assertEquals(List.of("start test:card"), driver.calls);
        assertSame(card, driver.made.getFirst().adapter);
        assertEquals(
                List.of(new Card.Registers("main"), new Card.Registers("mixer")),
                driver.resources,
                "what functions share is there once");
        it.awaitWhy("test:card", Cause.HEALTHY);
        it.awaitWhy("test:card/Two", Cause.HEALTHY);
        it.awaitWhy("test:card/mixer", Cause.HEALTHY);
        assertEquals(
                List.of("test:card/One", "test:card/Two"),
                it.diagnostics.devices().stream().map(DeviceReport::id).toList());
    }

    @Test
    void whenItComesLaterTheFunctionsAreLetGoFirst() {
        FakeMidi single = new FakeMidi();
        it.binder.addAdapter("card", card);
        it.miniport(() -> single, "card");
        it.miniport(FakeMidi::new, "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        Filter old = it.filter("test:card").orElseThrow();
        Whole driver = new Whole();
        it.add(() -> driver, AdapterDriver.class, "card");
        it.awaitFilters("test:card/One", "test:card/Two");
        assertEquals("close", single.calls.getLast());
        Removal removal = old.removal().orElseThrow();
        assertSame(RemovalReason.ORDERLY, removal.reason());
        assertTrue(
                removal.message()
                        .startsWith("an adapter driver came that starts the whole device: "),
                removal.message());
    }

    @Test
    void whileAFunctionIsInUseItWaitsAndSaysSo() {
        it.binder.addAdapter("card", card);
        it.miniport(FakeMidi::new, "mixer");
        it.awaitFilters("test:card/mixer");
        MidiPin playing = it.filter("test:card/mixer").orElseThrow().openMidi();
        playing.run();
        Whole driver = new Whole();
        it.add(() -> driver, AdapterDriver.class, "card");
        it.awaitWhy("test:card", Cause.DEVICE_IN_USE, Cause.HEALTHY);
        assertEquals(List.of(), driver.calls);
        playing.close();
        it.awaitFilters("test:card/One", "test:card/Two");
    }

    @Test
    @Rule({"DYN-9", "SUB-7"})
    void whenItGoesUnderAStreamItsSubdevicesDepartAndTheFunctionsAreOfferedAnew() {
        Whole whole = new Whole();
        it.binder.addAdapter("card", card);
        Driver driver = it.add(() -> whole, AdapterDriver.class, "card");
        it.awaitFilters("test:card/One", "test:card/Two");
        it.miniport(FakeMidi::new, "card", "mixer");
        it.awaitWhy("test:card", Cause.HEALTHY);
        Filter one = it.filter("test:card/One").orElseThrow();
        MidiPin playing = one.openMidi();
        playing.run();
        it.remove(driver);
        assertEquals(List.of("start test:card", "stop test:card, 0 filters"), whole.calls);
        whole.made.forEach(miniport -> assertEquals("close", miniport.calls.getLast()));
        assertEquals(List.of(whole), it.services.givenBack);
        assertSame(RemovalReason.ORDERLY, one.removal().orElseThrow().reason());
        PortClsException e = assertThrows(PortClsException.class, playing::run);
        assertSame(Status.DEVICE_REMOVED, e.status());
        it.awaitFilters("test:card", "test:card/mixer");
    }

    @Test
    void itIsToldWhenTheDeviceGoesAndMayStartItAgain() {
        Whole driver = new Whole();
        it.add(() -> driver, AdapterDriver.class, "card");
        for (int i = 0; i < 2; i++) {
            it.binder.addAdapter(i, card);
            it.awaitFilters("test:card/One", "test:card/Two");
            it.binder.removeAdapter(i);
            assertEquals(List.of(), it.filters());
        }
        assertEquals(
                List.of(
                        "start test:card",
                        "stop test:card, 0 filters",
                        "start test:card",
                        "stop test:card, 0 filters"),
                driver.calls);
    }

    @Test
    void oneThatFailsIsToldOfItsEndAndTheFunctionsGoToOthers() {
        Whole driver =
                new Whole() {
                    @Override
                    public void startDevice(PortCls portCls, Adapter device, IResourceList list)
                            throws IOException {
                        super.startDevice(portCls, device, list);
                        throw new IOException("codec does not answer");
                    }
                };
        it.binder.addAdapter("card", card);
        it.add(() -> driver, AdapterDriver.class, "card");
        it.awaitWhy("test:card", Cause.INIT_FAILED, Cause.NO_BID);
        assertEquals(List.of("start test:card", "stop test:card, 0 filters"), driver.calls);
        String what = it.diagnostics.why("test:card").getFirst().what();
        assertTrue(what.contains(": codec does not answer."), what);
        it.miniport(FakeMidi::new, "card", "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(2, driver.calls.size(), "it is not tried again");
        it.binder.removeAdapter("card");
        it.binder.addAdapter("card", card);
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(4, driver.calls.size(), "it is tried again when the device comes anew");
    }

    @Test
    void oneThatFailedIsTriedAgainWhenTheDeviceSaysThatItChanged() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Whole driver =
                new Whole() {
                    @Override
                    public void startDevice(PortCls portCls, Adapter device, IResourceList list)
                            throws IOException {
                        super.startDevice(portCls, device, list);
                        if (broken.get()) {
                            throw new IOException("codec does not answer");
                        }
                    }
                };
        it.binder.addAdapter("card", card);
        it.add(() -> driver, AdapterDriver.class, "card");
        it.awaitWhy("test:card", Cause.INIT_FAILED, Cause.NO_BID);
        broken.set(false);
        it.binder.changeAdapter("card");
        TestHouse.await("it is started again", () -> driver.calls.size() == 3);
        assertEquals("start test:card", driver.calls.getLast());
        it.binder.changeAdapter("card");
        it.binder.changeAdapter("another");
        assertEquals(3, driver.calls.size(), "what goes well stays as it is");
    }

    @Test
    void oneThatHangsInItsStartIsAbandonedAndMakesNothingAnyMore() throws Exception {
        CompletableFuture<Status> late = new CompletableFuture<>();
        AdapterDriver hanging =
                (portCls, device, resources) -> {
                    gate.run();
                    try {
                        portCls.newPort(PortClass.MIDI);
                        late.complete(Status.SUCCESS);
                    } catch (PortClsException e) {
                        late.complete(e.status());
                        throw e;
                    }
                };
        it.binder.addAdapter("card", card);
        Driver driver = it.add(() -> hanging, AdapterDriver.class, "card");
        gate.awaitReached();
        it.awaitWhy("test:card", Cause.INITIALISING);
        it.remove(driver);
        assertTrue(
                details("abandoned").getFirst().startsWith("startDevice hangs in "),
                details("abandoned").toString());
        it.miniport(FakeMidi::new, "card", "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        gate.open();
        assertSame(Status.DEVICE_REMOVED, late.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
        assertEquals(List.of("test:card", "test:card/mixer"), it.filters());
    }

    @Test
    void oneThatHangsInItsStopIsAbandoned() {
        Whole driver =
                new Whole() {
                    @Override
                    public void stopDevice(Adapter device) {
                        gate.run();
                    }
                };
        it.add(() -> driver, AdapterDriver.class, "card");
        it.binder.addAdapter("card", card);
        it.awaitFilters("test:card/One", "test:card/Two");
        it.binder.removeAdapter("card");
        assertTrue(
                details("abandoned").getFirst().startsWith("stopDevice hangs in "),
                details("abandoned").toString());
        assertEquals(Optional.empty(), it.house.devices.find(card));
    }

    @Test
    void aSubdeviceThatBreaksGoesAloneAndIsExplained() {
        Whole driver = new Whole();
        it.add(() -> driver, AdapterDriver.class, "card");
        it.binder.addAdapter("card", card);
        it.awaitFilters("test:card/One", "test:card/Two");
        it.binder.broken(
                (PortDriver) Objects.requireNonNull(driver.made.getFirst().port), "it went mad");
        assertEquals(List.of("test:card/Two"), it.filters());
        it.awaitWhy("test:card/One", Cause.HEALTHY, Cause.INIT_FAILED);
    }

    @Test
    void aBetterOneTakesOverWhenNothingIsOpen() {
        Whole plain = new Whole();
        Whole better = new Whole();
        it.binder.addAdapter("card", new TwoNames(card));
        it.add(() -> plain, AdapterDriver.class, "card");
        it.awaitFilters("test:card/One", "test:card/Two");
        MidiPin playing = it.filter("test:card/Two").orElseThrow().openMidi();
        Driver driver = it.add(() -> better, AdapterDriver.class, "special");
        assertEquals(List.of(), better.calls);
        playing.close();
        TestHouse.await("the better one has it", () -> better.calls.size() == 1);
        it.awaitFilters("test:card/One", "test:card/Two");
        assertEquals(2, plain.calls.size());
        it.remove(driver);
        TestHouse.await("the other has it again", () -> plain.calls.size() == 3);
        it.awaitFilters("test:card/One", "test:card/Two");
    }

    @Test
    void whatItMadeBesideItsSubdevicesEndsWithIt() {
        List<String> ran = new CopyOnWriteArrayList<>();
        Runnable timeout = () -> ran.add("tick");
        AdapterDriver ticking =
                (portCls, device, resources) -> portCls.registerIoTimeout(device, timeout);
        it.binder.addAdapter("card", card);
        Driver driver = it.add(() -> ticking, AdapterDriver.class, "card");
        it.awaitWhy("test:card", Cause.HEALTHY);
        it.house.time().advance(10_000_000);
        assertEquals(1, ran.size());
        it.remove(driver);
        it.house.time().advance(50_000_000);
        assertEquals(1, ran.size());
        assertSame(
                Status.NOT_FOUND,
                assertThrows(
                                PortClsException.class,
                                () -> it.house.system.unregisterIoTimeout(card, timeout))
                        .status());
    }

    @Test
    void oneThatNamesNoDeviceIsExplained() {
        Driver driver = it.add(Whole::new, AdapterDriver.class);
        it.binder.addAdapter("card", card);
        assertEquals(2, it.binder.deviceViews().size());
        String what =
                it.diagnostics.why(driver.bundleName()).stream()
                        .filter(finding -> finding.cause() == Cause.NO_DEVICE)
                        .findFirst()
                        .orElseThrow()
                        .what();
        assertTrue(what.endsWith(" is an adapter driver that names no device to start."), what);
    }

    @Test
    void aDeviceThatStartsItselfIsNotOfferedToIt() {
        Whole driver = new Whole();
        it.add(() -> driver, AdapterDriver.class, "card");
        it.binder.addAdapter("card", new SelfStarting(card));
        TestHouse.await("it started", () -> !details("start").isEmpty());
        assertEquals(List.of(), driver.calls);
    }

    private List<String> details(String event) {
        return it.trace.entries().stream()
                .filter(entry -> entry.event().equals(event))
                .map(TraceEntry::detail)
                .toList();
    }

    /** Makes two subdevices of every device. */
    private class Whole implements AdapterDriver {
        final List<String> calls = new CopyOnWriteArrayList<>();
        final List<FakeMidi> made = new CopyOnWriteArrayList<>();
        volatile List<Resource> resources = List.of();

        @Override
        public void startDevice(PortCls portCls, Adapter device, IResourceList list)
                throws IOException {
            calls.add("start " + device.id());
            resources = List.copyOf(list.translatedList());
            for (String name : List.of("One", "Two")) {
                FakeMidi miniport = new FakeMidi();
                made.add(miniport);
                IPort port = portCls.newPort(PortClass.MIDI);
                port.init(device, miniport, list);
                portCls.registerSubdevice(device, name, port);
            }
        }

        @Override
        public void stopDevice(Adapter device) {
            calls.add("stop " + device.id() + ", " + it.filters().size() + " filters");
        }
    }

    /** The same device with a more special hardware id. */
    private record TwoNames(Card card) implements Adapter {
        @Override
        public String id() {
            return card.id();
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("special", "card");
        }
    }

    private record SelfStarting(Card card) implements Adapter, StartDevice {
        @Override
        public String id() {
            return card.id();
        }

        @Override
        public List<String> hardwareIds() {
            return card.hardwareIds();
        }

        @Override
        public void startDevice(PortCls portCls, Adapter device, IResourceList resources) {}
    }
}
