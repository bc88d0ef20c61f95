package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.IMiniport;
import portcls.api.IPort;
import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortCls;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.AdapterDriver;
import portcls.api.client.Filter;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Devices with functions, drivers of functions and drivers of whole devices come and go in any
 * order from several threads, while programs use what is there. However it went, what is there at
 * the end is what should be, and nothing of what went is left.
 */
@Timeout(value = 240, threadMode = ThreadMode.SEPARATE_THREAD)
class BindRandomTest {
    private static final int ROUNDS = Integer.getInteger("portcls.bind.rounds", 12);
    private static final int STEPS = 120;
    private static final int THREADS = 3;

    /** What a program may meet that uses what comes and goes, in any order. */
    private static final Set<Status> EXPECTED =
            EnumSet.of(Status.DEVICE_REMOVED, Status.DEVICE_BUSY, Status.INVALID_DEVICE_STATE);

    @TempDir private Path folder;
    private final List<FakeMidi> made = new CopyOnWriteArrayList<>();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private final AtomicBoolean faults = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private BindHouse it;

    @Test
    @Rule({"DYN-9", "PHY-4"})
    void anyOrderOfArrivalsAndDeparturesLeavesWhatShouldBeThere() throws Exception {
        try (BindHouse house = new BindHouse(folder, Duration.ofSeconds(20))) {
            it = house;
            for (int round = 0; round < ROUNDS; round++) {
                long seed = Long.getLong("portcls.bind.seed", 7_000) + round;
                try {
                    play(seed);
                } catch (Throwable t) {
                    throw new AssertionError("portcls.bind.seed=" + seed + ": " + t, t);
                }
            }
        }
    }

    private void play(long seed) throws Exception {
        faults.set(true);
        List<Player> players = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            players.add(new Player(new Random(seed * 31 + i), i));
        }
        List<Future<?>> running = new ArrayList<>();
        for (Player player : players) {
            running.add(it.house.devices.threads().submit(player));
        }
        for (Future<?> player : running) {
            player.get(TestHouse.LIMIT.toSeconds() * 3, TimeUnit.SECONDS);
        }
        faults.set(false);
        players.forEach(Player::closePins);
        assertEquals(List.of(), List.copyOf(failures));
        // Who failed is not tried again until one of the two changes.
        players.forEach(Player::renewDrivers);
        String[] expected = expected(players).toArray(String[]::new);
        it.awaitFilters(expected);
        // A wire is laid once both its filters can be seen.
        long wires = expectedWires(Set.of(expected));
        TestHouse.await(wires + " wires", () -> it.house.system.wires().all().size() == wires);
        players.forEach(Player::takeAway);
        it.awaitFilters();
        TestHouse.await("no wires", () -> it.house.system.wires().all().isEmpty());
        for (FakeMidi miniport : made) {
            assertTrue(
                    miniport.calls.isEmpty() || miniport.calls.getLast().equals("close"),
                    () -> "let go: " + miniport.calls);
        }
        assertEquals(starts.get(), stops.get(), "each start has its stop");
        made.clear();
    }

    private Set<String> expected(List<Player> players) {
        boolean whole = players.stream().anyMatch(player -> !player.wholes.isEmpty());
        Set<String> served = new TreeSet<>();
        players.forEach(
                player -> player.miniports.forEach(driver -> served.addAll(driver.devices())));
        Set<String> filters = new TreeSet<>();
        for (Player player : players) {
            if (player.plugged.isEmpty()) {
                continue;
            }
            String id = player.card.id();
            if (whole) {
                filters.addAll(List.of(id + "/mixer", id + "/midi"));
                continue;
            }
            if (served.contains("card")) {
                filters.add(id);
            }
            for (String function : List.of("mixer", "midi")) {
                if (served.contains(function)) {
                    filters.add(id + "/" + function);
                }
            }
        }
        return filters;
    }

    private static long expectedWires(Set<String> filters) {
        return filters.stream()
                .filter(id -> id.endsWith("/mixer"))
                .filter(id -> filters.contains(id.replace("/mixer", "/midi")))
                .count();
    }

    private FakeMidi miniport(Random random) {
        FakeMidi miniport = new Guarded();
        if (faults.get() && random.nextInt(8) == 0) {
            miniport.initFailure = new IOException("it does not want to");
        }
        made.add(miniport);
        return miniport;
    }

    /** One thread with a device and drivers of its own; programs use what anybody brought. */
    private final class Player implements Runnable {
        final Card card;
        final List<Object> plugged = new ArrayList<>();
        final List<Driver> miniports = new ArrayList<>();
        final List<Driver> wholes = new ArrayList<>();
        private final List<MidiPin> pins = new ArrayList<>();
        private final Random random;

        Player(Random random, int number) {
            this.random = random;
            String id = "test:card" + number;
            card = Card.with(id, "mixer", "midi").link(id + "/mixer", "Out", id + "/midi", "In");
        }

        @Override
        public void run() {
            for (int step = 0; step < STEPS; step++) {
                try {
                    act(random.nextInt(20));
                } catch (PortClsException e) {
                    if (!EXPECTED.contains(e.status())) {
                        failures.add(e);
                    }
                } catch (Throwable t) {
                    failures.add(t);
                }
            }
        }

        private void act(int what) {
            switch (what) {
                case 0, 1, 2 -> plug();
                case 3 -> unplug();
                case 4, 5, 6 -> addMiniport();
                case 7, 8 -> removeOne(miniports);
                case 9 -> addWhole();
                case 10 -> removeOne(wholes);
                case 11, 12, 13 -> openPin();
                case 14, 15 -> pin().ifPresent(MidiPin::run);
                case 16, 17 -> pin().ifPresent(pin -> pin.send(MidiMessages.noteOn(0, 60, 100)));
                case 18 -> it.diagnostics.devices();
                default -> closePin();
            }
        }

        private void plug() {
            if (plugged.isEmpty()) {
                Object key = new Object();
                plugged.add(key);
                it.binder.addAdapter(key, card);
            }
        }

        private void unplug() {
            card.gone = random.nextBoolean();
            plugged.forEach(it.binder::removeAdapter);
            plugged.clear();
        }

        private void addMiniport() {
            if (miniports.size() < 2) {
                String[][] served = {{"card"}, {"mixer", "midi"}, {"card", "mixer"}, {"midi"}};
                miniports.add(
                        it.miniport(() -> miniport(random), served[random.nextInt(served.length)]));
            }
        }

        private void addWhole() {
            if (wholes.isEmpty()) {
                wholes.add(it.add(() -> new Whole(random), AdapterDriver.class, "card"));
            }
        }

        private void removeOne(List<Driver> drivers) {
            if (!drivers.isEmpty()) {
                it.remove(drivers.remove(random.nextInt(drivers.size())));
            }
        }

        private void openPin() {
            List<Filter> there = List.copyOf(it.house.published);
            if (!there.isEmpty() && pins.size() < 3) {
                pins.add(there.get(random.nextInt(there.size())).openMidi());
            }
        }

        private Optional<MidiPin> pin() {
            return pins.isEmpty()
                    ? Optional.empty()
                    : Optional.of(pins.get(random.nextInt(pins.size())));
        }

        private void closePin() {
            if (!pins.isEmpty()) {
                pins.remove(random.nextInt(pins.size())).close();
            }
        }

        void closePins() {
            pins.forEach(MidiPin::close);
            pins.clear();
        }

        void renewDrivers() {
            renew(miniports);
            renew(wholes);
        }

        private void renew(List<Driver> drivers) {
            for (Driver driver : List.copyOf(drivers)) {
                it.remove(driver);
                drivers.remove(driver);
                String[] served = driver.devices().toArray(String[]::new);
                drivers.add(
                        driver.startsDevices()
                                ? it.add(() -> new Whole(random), AdapterDriver.class, served)
                                : it.miniport(() -> miniport(random), served));
            }
        }

        void takeAway() {
            unplug();
            while (!miniports.isEmpty()) {
                removeOne(miniports);
            }
            while (!wholes.isEmpty()) {
                removeOne(wholes);
            }
        }
    }

    /** Makes the further functions of a card itself, wired like those of single drivers. */
    private final class Whole implements AdapterDriver {
        private final Random random;

        Whole(Random random) {
            this.random = random;
        }

        @Override
        public void startDevice(PortCls portCls, Adapter device, IResourceList resources)
                throws IOException {
            starts.incrementAndGet();
            for (String name : List.of("mixer", "midi")) {
                IMiniport miniport = miniport(random);
                IPort port = portCls.newPort(PortClass.MIDI);
                port.init(device, miniport, resources);
                portCls.registerSubdevice(device, name, port);
            }
            if (faults.get() && random.nextInt(6) == 0) {
                throw new IOException("it does not want to start");
            }
        }

        @Override
        public void stopDevice(Adapter device) {
            stops.incrementAndGet();
        }
    }

    /** A miniport that finds out when somebody calls it after its end. */
    private final class Guarded extends FakeMidi {
        private volatile boolean closed;

        Guarded() {
            descriptor = BindHouse.wired(">Out", "<In").descriptor;
        }

        @Override
        public portcls.api.midi.IMiniportMidiStream newStream(
                int pin, boolean capture, portcls.api.ks.DataFormat format) throws IOException {
            if (closed) {
                failures.add(new AssertionError("a stream of a driver that was let go"));
            }
            return super.newStream(pin, capture, format);
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                failures.add(new AssertionError("closed twice"));
            }
            closed = true;
            super.close();
        }
    }
}
