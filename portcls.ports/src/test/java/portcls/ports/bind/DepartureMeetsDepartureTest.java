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

import portcls.api.IMiniport;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.MidiPin;
import portcls.conformance.Rule;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;
import portcls.ports.diag.Trace;
import portcls.ports.port.PortDriver;
import portcls.ports.time.Gate;
import portcls.ports.time.ManualClock;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Whoever takes a driver away returns when it is let go, also when another began that. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DepartureMeetsDepartureTest {
    private static final String DEVICE = "test:one";

    @TempDir private Path folder;
    private final TestHouse house = new TestHouse(new ManualClock(), Duration.ofSeconds(20));
    private final Binder binder = new Binder(house.system, new Trace());
    private final Gate gate = new Gate();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final SlowToClose slow = new SlowToClose();
    private Services services;
    private Driver driver;

    @BeforeEach
    void bindASlowDriver() throws Exception {
        services = new Services(folder);
        driver =
                services.driver(
                        services.register(
                                () -> slow, Map.of(Driver.DEVICE, DEVICE), IMiniport.class));
        binder.addDriver(driver);
        binder.addAdapter("one", new TwoNames());
        TestHouse.await("it is bound", () -> house.published.size() == 1);
    }

    @AfterEach
    void close() throws Exception {
        gate.open();
        binder.close();
        house.close();
        services.close();
    }

    @Test
    @Rule("DYN-9")
    void aBundleThatStopsWaitsForTheDepartureOfItsBrokenDriver() throws Exception {
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> binder.broken(slow.driverPort(), "it broke"));
        gate.awaitReached();
        assertWaits(() -> binder.removeDriver(driver.serviceId()));
        first.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    @Rule("DYN-9")
    void aBundleThatStopsWaitsForTheDepartureOfItsDevice() throws Exception {
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> binder.removeAdapter("one"));
        gate.awaitReached();
        assertWaits(() -> binder.removeDriver(driver.serviceId()));
        first.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    @Rule("DYN-9")
    void aDeviceThatGoesWaitsForTheDepartureOfItsDriver() throws Exception {
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> binder.removeDriver(driver.serviceId()));
        gate.awaitReached();
        assertWaits(() -> binder.removeAdapter("one"));
        first.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    @Rule("DYN-9")
    void aBundleThatStopsWaitsUntilItsDriverHasLeftToABetterOne() throws Exception {
        Filter filter = house.published.getFirst();
        MidiPin pin = filter.openMidi();
        Driver better =
                services.driver(
                        services.register(
                                FakeMidi::new,
                                Map.of(Driver.DEVICE, "test:special"),
                                IMiniport.class));
        binder.addDriver(better);
        pin.close();
        gate.awaitReached();
        assertWaits(() -> binder.removeDriver(driver.serviceId()));
        TestHouse.await("the better one has it", () -> house.published.size() == 1);
    }

    @Test
    void everythingGoesOnlyWhenAStoppingBundleIsThrough() throws Exception {
        CompletableFuture<Void> first =
                CompletableFuture.runAsync(() -> binder.removeDriver(driver.serviceId()));
        gate.awaitReached();
        assertWaits(binder::close);
        first.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private void assertWaits(Runnable second) throws Exception {
        CompletableFuture<Void> done =
                Meeting.begin(
                        () -> {
                            second.run();
                            order.add("returned");
                        });
        assertFalse(done.isDone());
        gate.open();
        done.get(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertEquals(List.of("closed", "returned"), order);
        assertTrue(services.givenBack.contains(slow));
    }

    private final class SlowToClose extends FakeMidi {
        PortDriver driverPort() {
            return (PortDriver) Objects.requireNonNull(port);
        }

        @Override
        public void close() {
            gate.run();
            order.add("closed");
        }
    }

    /** A device with a special and a common hardware id. */
    private record TwoNames() implements Adapter {
        @Override
        public String id() {
            return DEVICE;
        }

        @Override
        public List<String> hardwareIds() {
            return List.of("test:special", DEVICE);
        }
    }
}
