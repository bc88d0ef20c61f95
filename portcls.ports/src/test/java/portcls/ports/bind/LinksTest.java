package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.PortClsException;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.Target;
import portcls.api.client.Topology.Wire;
import portcls.api.diag.Finding.Cause;
import portcls.api.ks.PhysicalConnection;
import portcls.api.ks.PinProperty;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.filter.PortFilter;
import portcls.ports.port.Wires;
import portcls.ports.system.Links;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Links of adapters become wires while both filters are there, whatever comes first. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LinksTest {
    private static final Wire WAVE_TO_MIXER = new Wire("test:card", 1, "test:card/mixer", 2);
    private static final Wire MIXER_TO_SPEAKER = new Wire("test:card/mixer", 1, "test:speaker", 1);

    @TempDir private Path folder;
    private final Card card =
            Card.with("test:card", "mixer")
                    .link("test:card", "Line", "test:card/mixer", "Wave in")
                    .link("test:card/mixer", "Out", "test:speaker", "Jack");
    private final Card speaker = new Card("test:speaker").function("unused", "nobody");
    private BindHouse it;
    private Wires wires;

    @BeforeEach
    void open() throws Exception {
        it = new BindHouse(folder);
        wires = it.house.system.wires();
    }

    @AfterEach
    void close() throws Exception {
        it.close();
    }

    @Test
    @Rule({"PHY-1", "DYN-3"})
    void wiresAreThereWhateverCameFirst() {
        List<Runnable> arrivals =
                List.of(
                        () -> it.binder.addAdapter("card", card),
                        () -> it.binder.addAdapter("speaker", new Speaker(speaker)),
                        this::addWave,
                        this::addMixer,
                        this::addSpeaker);
        for (List<Runnable> order : permutations(arrivals)) {
            order.forEach(Runnable::run);
            it.awaitFilters("test:card", "test:card/mixer", "test:speaker");
            assertEquals(
                    List.of(MIXER_TO_SPEAKER, WAVE_TO_MIXER),
                    wires.all().stream().sorted(byText()).toList());
            it.binder.removeAdapter("card");
            it.binder.removeAdapter("speaker");
            it.binder.drivers().forEach(it::remove);
            assertEquals(List.of(), wires.all());
        }
    }

    @Test
    @Rule({"PHY-1", "PHY-3", "DYN-2"})
    void eachEndTellsOfTheOtherAndTheWireGoesWithEither() {
        it.binder.addAdapter("card", card);
        Driver wave = addWave();
        Driver mixer = addMixer();
        it.awaitFilters("test:card", "test:card/mixer");
        Filter one = it.filter("test:card").orElseThrow();
        Filter two = it.filter("test:card/mixer").orElseThrow();
        FilterHandle ofTwo = two.open();
        try (FilterHandle ofOne = one.open()) {
            assertEquals(
                    new PhysicalConnection("test:card/mixer", 2),
                    ofOne.get(PinProperty.PHYSICALCONNECTION, Target.pin(1)));
            assertEquals(
                    new PhysicalConnection("test:card", 1),
                    ofTwo.get(PinProperty.PHYSICALCONNECTION, Target.pin(2)));
            assertEquals(
                    List.of(new PhysicalConnection("test:card", 1)), wires.at((PortFilter) two, 2));
            it.remove(mixer);
            assertEquals(List.of(), wires.all());
            assertThrows(
                    PortClsException.class,
                    () -> ofOne.get(PinProperty.PHYSICALCONNECTION, Target.pin(1)));
        }
        mixer = addMixer();
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(List.of(WAVE_TO_MIXER), wires.all());
        it.remove(wave);
        assertEquals(List.of(), wires.all());
        assertEquals(List.of("test:card/mixer"), it.filters());
    }

    @Test
    @Rule("DYN-2")
    void theWireGoesWithAFilterThatIsUnregisteredWhileItIsOpen() {
        FakeMidi wave = BindHouse.wired(">Line");
        it.binder.addAdapter("card", card);
        it.miniport(() -> wave, "card");
        addMixer();
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(List.of(WAVE_TO_MIXER), wires.all());
        FilterHandle open = it.filter("test:card").orElseThrow().open();
        it.house.system.unregister(card, Objects.requireNonNull(wave.port));
        assertEquals(List.of("test:card/mixer"), it.filters());
        assertEquals(List.of(), wires.all());
        open.close();
    }

    @Test
    void aWireThatAnAdapterToldOfGoesWithThatAdapter() {
        it.binder.addAdapter("speaker", new Speaker(speaker));
        Card teller = new Card("test:teller");
        teller.link("test:card", "Line", "test:speaker", "Jack");
        it.binder.addAdapter("teller", teller);
        it.binder.addAdapter("card", new Card("test:card"));
        addSpeaker();
        Driver wave = addWave();
        it.awaitFilters("test:card", "test:speaker", "test:teller");
        assertEquals(List.of(new Wire("test:card", 1, "test:speaker", 1)), wires.all());
        it.binder.removeAdapter("teller");
        assertEquals(List.of("test:card", "test:speaker"), it.filters());
        assertEquals(List.of(), wires.all());
        it.remove(wave);
    }

    @Test
    void whatADeviceToldBeforeItWasStartedAnewGoesWithItToo() {
        it.binder.addAdapter("card", card);
        addWave();
        addMixer();
        it.awaitFilters("test:card", "test:card/mixer");
        it.binder.stop(card, new Removal(RemovalReason.ORDERLY, "a test", Instant.EPOCH));
        it.binder.start(card);
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(List.of(WAVE_TO_MIXER), wires.all());
        it.binder.removeAdapter("card");
        it.binder.addAdapter("plain", Card.with("test:card", "mixer"));
        it.awaitFilters("test:card", "test:card/mixer");
        assertEquals(List.of(), wires.all());
    }

    @Test
    void aWrongConnectorIsToldByWhyAndOnceInTheLog() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Listener(logged);
        Logger logger = Logger.getLogger(Links.class.getName());
        logger.addHandler(handler);
        try {
            it.binder.addAdapter(
                    "card",
                    Card.with("test:card", "mixer")
                            .link("test:card", "Wave in", "test:card/mixer", "wave in"));
            Driver wave = addWave();
            Driver mixer = addMixer();
            it.awaitFilters("test:card", "test:card/mixer");
            it.awaitWhy(
                    "test:card",
                    Cause.HEALTHY,
                    Cause.HEALTHY,
                    Cause.LINK_BROKEN,
                    Cause.LINK_BROKEN);
            it.awaitWhy("test:card/mixer", Cause.HEALTHY, Cause.LINK_BROKEN, Cause.LINK_BROKEN);
            assertEquals(
                    "The adapter of test:card tells of a wire that is not there: the link from"
                            + " test:card \"Wave in\" to test:card/mixer \"wave in\" cannot be:"
                            + " test:card has no connector that sound comes out of called \"Wave"
                            + " in\"; it has \"Line\".",
                    it.diagnostics.why("test:card").get(2).what());
            assertEquals(List.of(), wires.all());
            it.remove(mixer);
            it.remove(wave);
            it.awaitWhy("test:card", Cause.NO_BID, Cause.NO_BID);
            addWave();
            it.awaitFilters("test:card");
            it.awaitWhy("test:card", Cause.HEALTHY, Cause.NO_BID, Cause.LINK_BROKEN);
            assertEquals(2, logged.size(), logged.toString());
        } finally {
            logger.removeHandler(handler);
        }
    }

    private Driver addWave() {
        return it.miniport(() -> BindHouse.wired(">Line"), "card");
    }

    private Driver addMixer() {
        return it.miniport(() -> BindHouse.wired(">Out", "<Wave in"), "mixer");
    }

    private Driver addSpeaker() {
        return it.miniport(() -> BindHouse.wired("<Jack"), "speaker");
    }

    private static <T> List<List<T>> permutations(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (T first : all) {
            List<T> rest = new ArrayList<>(all);
            rest.remove(first);
            for (List<T> order : permutations(rest)) {
                List<T> whole = new ArrayList<>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    private static java.util.Comparator<Wire> byText() {
        return java.util.Comparator.comparing(Wire::toString).reversed();
    }

    /** The same device under another hardware id. */
    private record Speaker(Card card) implements portcls.api.adapter.Adapter {
        @Override
        public String id() {
            return card.id();
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("speaker");
        }
    }

    private static final class Listener extends Handler {
        private final List<String> logged;

        Listener(List<String> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
