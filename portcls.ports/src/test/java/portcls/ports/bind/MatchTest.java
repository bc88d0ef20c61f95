package portcls.ports.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

import portcls.api.IMiniport;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.DeviceMatch;
import portcls.api.diag.Finding;
import portcls.api.midi.IMiniportMidi;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.diag.PortDiagnostics;
import portcls.ports.diag.Trace;
import portcls.ports.diag.bundle.BundleDoctor;
import portcls.ports.filter.Arrivals;
import portcls.ports.time.Gate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** Drivers that look at a device before they bid. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class MatchTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir private Path folder;
    private final TestHouse house = new TestHouse();
    private final Trace trace = new Trace();
    private final Gate gate = new Gate();
    private Services services;

    @BeforeEach
    void open() throws Exception {
        services = new Services(folder);
    }

    @AfterEach
    void close() throws Exception {
        gate.open();
        house.close();
        services.close();
    }

    @Test
    void aDriverThatHangsInMatchDoesNotGetTheDeviceAndHoldsNobodyUp() throws Exception {
        Binder binder = new Binder(house.system, trace, SHORT);
        binder.addDriver(looking(device -> stay(7)));
        Adapter first = TestHouse.device("test:first");
        binder.addAdapter("first", first);
        gate.awaitReached();
        binder.addAdapter("second", TestHouse.device("test:second"));
        binder.removeAdapter("second");
        assertEquals(1, binder.deviceViews().size());
        binder.addDriver(services.driver(plain("test:first")));
        TestHouse.await("the other driver has it", () -> house.published.size() == 1);
        TestHouse.await(
                "the failure is noted", () -> !binder.deviceViews().getFirst().failed().isEmpty());
        DeviceView view = binder.deviceViews().getFirst();
        assertEquals(1, view.bids().size());
        String reason = view.failed().getFirst().reason();
        assertTrue(
                reason.startsWith("it hangs in match, without an answer for 300 ms, in "), reason);
        assertTrue(reason.contains("Gate.run("), reason);
        assertTrue(
                trace.entries().stream()
                        .anyMatch(
                                entry ->
                                        entry.event().equals("failed")
                                                && entry.detail().equals(reason)));
        Finding.Cause cause =
                new PortDiagnostics(
                                binder,
                                new Arrivals(Runnable::run),
                                trace,
                                new BundleDoctor(services.context(), Optional.empty()))
                        .why("test:first").stream()
                                .map(Finding::cause)
                                .filter(it -> it != Finding.Cause.HEALTHY)
                                .findFirst()
                                .orElseThrow();
        assertEquals(Finding.Cause.ABANDONED, cause);
        binder.close();
    }

    @Test
    void aDriverIsAskedOncePerDeviceAndDiagnosisAsksNobody() {
        Binder binder = new Binder(house.system, trace, LONG);
        AtomicInteger asked = new AtomicInteger();
        binder.addDriver(
                looking(
                        device -> {
                            asked.incrementAndGet();
                            return 7;
                        }));
        binder.addAdapter("first", TestHouse.device("test:first"));
        TestHouse.await("it is bound", () -> house.published.size() == 1);
        binder.addDriver(services.driver(plain("test:second")));
        for (int i = 0; i < 3; i++) {
            assertEquals(1, binder.deviceViews().getFirst().bids().size());
        }
        assertEquals(1, asked.get());
        binder.addAdapter("second", TestHouse.device("test:second"));
        TestHouse.await("it is bound", () -> house.published.size() == 2);
        assertEquals(2, asked.get());
        binder.close();
    }

    @Test
    void aDriverThatFailsInMatchIsNamed() {
        Binder binder = new Binder(house.system, trace, LONG);
        binder.addDriver(
                looking(
                        device -> {
                            throw new IllegalStateException("no codec");
                        }));
        binder.addAdapter("first", TestHouse.device("test:first"));
        TestHouse.await("it failed", () -> !binder.deviceViews().getFirst().failed().isEmpty());
        assertEquals(
                "match failed: no codec",
                binder.deviceViews().getFirst().failed().getFirst().reason());
        binder.close();
    }

    @Test
    void aDriverThatGoesIsAwaitedInItsMatch() throws Exception {
        Binder binder = new Binder(house.system, trace, LONG);
        List<String> order = new CopyOnWriteArrayList<>();
        Driver driver =
                looking(
                        device -> {
                            int bid = stay(7);
                            order.add("out of match");
                            return bid;
                        });
        binder.addDriver(driver);
        binder.addAdapter("first", TestHouse.device("test:first"));
        gate.awaitReached();
        CompletableFuture<Void> removal =
                Meeting.begin(
                        () -> {
                            binder.removeDriver(driver.serviceId());
                            order.add("removed");
                        });
        assertFalse(removal.isDone());
        gate.open();
        removal.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(List.of("out of match", "removed"), order);
        binder.close();
        assertTrue(house.published.isEmpty());
    }

    private int stay(int bid) {
        gate.run();
        return bid;
    }

    private ServiceRegistration<?> plain(String served) {
        return services.register(
                FakeMidi::new, Map.of(Driver.DEVICE, served), IMiniportMidi.class, IMiniport.class);
    }

    private Driver looking(ToIntFunction<Adapter> match) {
        return services.driver(
                services.register(
                        () -> new Looking(match),
                        Map.of(Driver.DEVICE, new String[] {"test:first", "test:second"}),
                        IMiniport.class,
                        DeviceMatch.class));
    }

    private static final class Looking extends FakeMidi implements DeviceMatch {
        private final ToIntFunction<Adapter> match;

        Looking(ToIntFunction<Adapter> match) {
            this.match = match;
        }

        @Override
        public int match(Adapter device) {
            return match.applyAsInt(device);
        }
    }
}
