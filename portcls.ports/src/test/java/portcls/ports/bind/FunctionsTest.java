package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.RegistryKeyType.DEVICE_INTERFACE;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.IMiniport;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.RemovalReason;
import portcls.api.diag.DeviceReport;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.registry.ConfigurationRegistry;
import portcls.ports.registry.FakeConfigurationAdmin;
import portcls.ports.time.ManualClock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A device with several functions: each has its own bids, its own driver, its own end. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class FunctionsTest {
    @TempDir private Path folder;
    private final List<FakeMidi> made = new CopyOnWriteArrayList<>();
    private final Card card = Card.with("test:card", "mixer", "midi");
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
    @Rule({"SUB-6", "SUB-20", "DYN-9"})
    void eachFunctionGetsItsOwnDriverOnTheSameDevice() {
        FakeMidi mixer = new FakeMidi();
        it.binder.addAdapter("card", card);
        it.miniport(this::fake, "card", "midi");
        it.miniport(() -> mixer, "mixer");
        it.awaitFilters("test:card", "test:card/midi", "test:card/mixer");
        assertEquals(2, made.size(), "one driver serves two functions");
        assertNotSame(made.get(0), made.get(1));
        assertSame(card, mixer.adapter);
        made.forEach(miniport -> assertSame(card, miniport.adapter));
        assertEquals(List.of(new Card.Registers("mixer")), resources(mixer));
        assertEquals(
                List.of(new Card.Registers("main"), new Card.Registers("midi")),
                made.stream().map(fake -> resources(fake).getFirst()).sorted(byText()).toList());
        assertEquals(3, it.house.devices.find(card).orElseThrow().occupants().size());
        for (Map<String, Object> properties : it.house.publishedProperties) {
            assertEquals("test:card", properties.get(Filter.DEVICE));
        }
    }

    @Test
    void functionsThatOneDriverServesHaveTheirOwnRegistryKeys() throws Exception {
        FakeConfigurationAdmin admin = new FakeConfigurationAdmin();
        TestHouse house =
                new TestHouse(
                        new ManualClock(),
                        Duration.ofMillis(400),
                        new ConfigurationRegistry(() -> Optional.of(admin.service())));
        try (BindHouse kept = new BindHouse(folder.resolve("kept"), house)) {
            kept.binder.addAdapter("card", card);
            kept.miniport(this::fake, "card", "mixer", "midi");
            kept.awaitFilters("test:card", "test:card/midi", "test:card/mixer");
            List<String> names =
                    made.stream()
                            .map(fake -> Objects.requireNonNull(fake.port))
                            .map(port -> port.newRegistryKey(DEVICE_INTERFACE, null))
                            .map(key -> key.queryKey().name())
                            .toList();
            assertTrue(names.containsAll(List.of("midi", "mixer")), names.toString());
            assertEquals(3, Set.copyOf(names).size(), names.toString());
        }
    }

    @Test
    void aFunctionThatNobodyServesIsListedAndExplained() {
        it.binder.addAdapter("card", new Card("test:card").function("mixer", "ct1745", "ct17"));
        it.miniport(this::fake, "card");
        it.awaitFilters("test:card");
        List<DeviceReport> reports = it.diagnostics.devices();
        assertEquals(
                List.of("test:card", "test:card/mixer"),
                reports.stream().map(DeviceReport::id).toList());
        assertEquals(DeviceState.UNBOUND, reports.get(1).state());
        assertEquals("test:card mixer", reports.get(1).name());
        assertEquals("nobody bids: no driver serves ct1745, ct17", reports.get(1).remark());
        it.awaitWhy("test:card/mixer", Cause.NO_BID);
        String what = it.diagnostics.why("test:card/mixer").getFirst().what();
        assertTrue(what.startsWith("test:card/mixer is idle since "), what);
        assertTrue(what.contains("It is known as ct1745, ct17; "), what);
        it.awaitWhy("test:card", Cause.HEALTHY, Cause.NO_BID);
        it.miniport(this::fake, "ct17");
        it.awaitFilters("test:card", "test:card/mixer");
        it.awaitWhy("test:card/mixer", Cause.HEALTHY);
    }

    @Test
    @Rule("DYN-9")
    void aDriverThatGoesTakesItsFunctionAlongAndNoOther() {
        it.binder.addAdapter("card", card);
        it.miniport(this::fake, "card");
        Driver mixer = it.miniport(FakeMidi::new, "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        Filter gone = it.filter("test:card/mixer").orElseThrow();
        FilterHandle handle = gone.open();
        try (MidiPin playing = it.filter("test:card").orElseThrow().openMidi()) {
            playing.run();
            it.remove(mixer);
            assertEquals(List.of("test:card"), it.filters());
            assertSame(RemovalReason.ORDERLY, gone.removal().orElseThrow().reason());
            PortClsException e = assertThrows(PortClsException.class, gone::open);
            assertSame(Status.DEVICE_REMOVED, e.status());
            playing.send(MidiMessages.noteOn(0, 60, 100));
            it.house.time().advance(0);
            assertEquals(List.of("0: 90 3c 64"), made.getFirst().written);
        }
        handle.close();
        it.awaitWhy("test:card/mixer", Cause.NO_BID);
        it.miniport(FakeMidi::new, "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
    }

    @Test
    void aFunctionWhoseDriverFailsLeavesTheOthersAlone() {
        it.binder.addAdapter("card", card);
        it.miniport(this::fake, "card");
        Driver broken = it.miniport(BrokenMixer::new, "mixer");
        it.awaitFilters("test:card");
        it.awaitWhy("test:card/mixer", Cause.INIT_FAILED);
        String what = it.diagnostics.why("test:card/mixer").getFirst().what();
        assertTrue(what.contains(" cannot serve test:card/mixer since "), what);
        assertTrue(what.contains("the codec is silent"), what);
        assertEquals(
                DeviceState.FAILED,
                it.diagnostics.devices().stream()
                        .filter(report -> report.id().equals("test:card/mixer"))
                        .findFirst()
                        .orElseThrow()
                        .state());
        it.miniport(FakeMidi::new, "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        it.remove(broken);
        it.awaitWhy("test:card/mixer", Cause.HEALTHY);
    }

    @Test
    void aDriverThatBreaksLosesItsFunctionOnly() {
        FakeMidi mixer = new FakeMidi();
        it.binder.addAdapter("card", card);
        it.miniport(this::fake, "card");
        it.miniport(() -> mixer, "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        it.binder.broken((portcls.ports.port.PortDriver) Objects.requireNonNull(mixer.port), "mad");
        assertEquals(List.of("test:card"), it.filters());
        it.awaitWhy("test:card/mixer", Cause.INIT_FAILED);
        it.awaitWhy("test:card/midi", Cause.NO_BID);
    }

    @Test
    void aBetterDriverTakesAFunctionOverWhileAnotherIsInUse() {
        it.binder.addAdapter("card", new Card("test:card").function("mixer", "special", "mixer"));
        it.miniport(this::fake, "card");
        it.miniport(FakeMidi::new, "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        Filter main = it.filter("test:card").orElseThrow();
        Filter old = it.filter("test:card/mixer").orElseThrow();
        FilterHandle busy = main.open();
        FilterHandle alsoBusy = old.open();
        it.miniport(FakeMidi::new, "special");
        assertEquals(Optional.empty(), old.removal());
        alsoBusy.close();
        TestHouse.await("it is taken over", () -> old.removal().isPresent());
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(Optional.empty(), main.removal());
        busy.close();
    }

    @Test
    void aSecondFunctionOfTheSameNameIsRefused() {
        it.binder.addAdapter("card", Card.with("test:card", "mixer", "mixer"));
        it.miniport(FakeMidi::new, "card", "mixer");
        it.awaitFilters("test:card", "test:card/mixer");
        it.awaitWhy("test:card/mixer", Cause.HEALTHY, Cause.DEVICE_IN_USE);
        Finding refused = it.diagnostics.why("test:card/mixer").getLast();
        assertEquals(
                "test:card/mixer takes no part: another function of the device has the same name;"
                        + " names must differ: name=mixer.",
                refused.what());
    }

    @Test
    @Rule("DYN-7")
    void theDeviceGoesWithAllItsFunctions() {
        it.miniport(this::fake, "card", "mixer", "midi");
        it.binder.addAdapter("card", card);
        it.awaitFilters("test:card", "test:card/midi", "test:card/mixer");
        List<Filter> filters = List.copyOf(it.house.published);
        filters.forEach(filter -> filter.openMidi().run());
        card.gone = true;
        it.binder.removeAdapter("card");
        assertEquals(List.of(), it.filters());
        for (Filter filter : filters) {
            assertSame(RemovalReason.SURPRISE, filter.removal().orElseThrow().reason());
        }
        made.forEach(miniport -> assertEquals("close", miniport.calls.getLast()));
        assertEquals(made.size(), it.services.givenBack.size());
        assertEquals(Optional.empty(), it.house.devices.find(card));
    }

    @Test
    void aDriverThatLooksSeesTheFunctionAlone() {
        AtomicReference<Adapter> seen = new AtomicReference<>();
        Driver driver =
                it.services.driver(
                        it.services.register(
                                () -> new Looking(seen),
                                Map.of(Driver.DEVICE, "mixer"),
                                IMiniport.class,
                                DeviceMatch.class));
        it.binder.addDriver(driver);
        it.binder.addAdapter("card", card);
        it.awaitFilters("test:card/mixer");
        Adapter function = seen.get();
        assertEquals(List.of("mixer"), function.hardwareIds());
        assertEquals(List.of(new Card.Registers("mixer")), function.resources());
        assertEquals("test:card", function.id());
        assertEquals(List.of(), function.subdevices());
        assertSame(card, function.adapt(Card.class).orElseThrow());
    }

    @Test
    @Rule("SUB-8")
    void aDriverThatNamesAKindOfPortThatThereIsNotIsExplained() {
        it.binder.addDriver(
                it.services.driver(
                        it.services.register(
                                FakeMidi::new,
                                Map.of(Driver.DEVICE, "mixer", Driver.PORT, "wavenew"),
                                IMiniport.class)));
        it.binder.addAdapter("card", card);
        it.awaitWhy("test:card/mixer", Cause.PORT_CLASS_UNKNOWN);
        String what = it.diagnostics.why("test:card/mixer").getFirst().what();
        assertTrue(
                what.endsWith(
                        "portcls.port=wavenew; installed are"
                                + " [dmus, midi, topology, wavecyclic, wavepci, wavert]."),
                what);
    }

    @Test
    void aDriverThatServesOneOnlyGetsOneFunction() {
        it.binder.addAdapter("card", new Card("test:card").function("a", "x").function("b", "x"));
        Driver single =
                it.services.driver(
                        it.services
                                .context()
                                .registerService(
                                        IMiniport.class,
                                        new FakeMidi(),
                                        new java.util.Hashtable<>(Map.of(Driver.DEVICE, "x"))));
        it.binder.addDriver(single);
        it.awaitFilters("test:card/a");
        it.awaitWhy("test:card/b", Cause.DRIVER_IN_USE);
    }

    private FakeMidi fake() {
        FakeMidi miniport = new FakeMidi();
        made.add(miniport);
        return miniport;
    }

    private static List<? extends Object> resources(FakeMidi miniport) {
        return Objects.requireNonNull(miniport.resources).translatedList();
    }

    private static java.util.Comparator<Object> byText() {
        return java.util.Comparator.comparing(Object::toString);
    }

    private static final class BrokenMixer extends FakeMidi {
        BrokenMixer() {
            initFailure = new IOException("the codec is silent");
        }
    }

    private static final class Looking extends FakeMidi implements DeviceMatch {
        private final AtomicReference<Adapter> seen;

        Looking(AtomicReference<Adapter> seen) {
            this.seen = seen;
        }

        @Override
        public int match(Adapter function) {
            seen.set(function);
            return 7;
        }
    }
}
