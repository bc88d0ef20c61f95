package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.conformance.Rule;

import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** Driver and device go and come while a stream plays, in real time. */
@RunWith(PaxExam.class)
public class HotPlugIT {
    private static final String MPU401 = "adapter.virtual.mpu401";
    private static final String ID = "virtual:plugged";
    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Inject BundleContext context;

    private Services services;
    private Bundle driver;

    @Configuration
    public Option[] container() {
        return new Option[] {Containers.house()};
    }

    @Before
    public void configure() throws Exception {
        services = new Services(context);
        driver = services.bundle("miniport.midi");
        services.configure(MPU401, Map.of("name", "plugged", "connector", "nothing"));
    }

    /** Something that takes the driver away; returns when it is away. */
    private interface Departure {
        void go() throws Exception;
    }

    @Test
    @Rule("DYN-9")
    public void a_driver_that_stops_takes_the_filter_with_it_and_brings_it_back() throws Exception {
        Filter filter = services.filter(ID);
        playUntil(filter, RemovalReason.ORDERLY, driver::stop);
        assertFalse(services.hasFilter(ID));
        driver.start();
        assertPlaysAnew(filter);
    }

    @Test
    public void a_driver_that_is_updated_comes_back_by_itself() throws Exception {
        Filter filter = services.filter(ID);
        playUntil(filter, RemovalReason.ORDERLY, this::update);
        assertPlaysAnew(filter);
    }

    @Test
    public void a_driver_can_be_updated_many_times_while_clients_come_and_go() throws Exception {
        for (int i = 0; i < 10; i++) {
            Filter filter = services.filter(ID);
            playUntil(filter, RemovalReason.ORDERLY, this::update);
        }
        assertEquals(ID, services.filter(ID).id());
    }

    @Test
    public void ports_that_stop_let_their_clients_go() throws Exception {
        Filter filter = services.filter(ID);
        Bundle ports = services.bundle("portcls.ports");
        playUntil(filter, RemovalReason.ORDERLY, ports::stop);
        assertFalse(services.hasFilter(ID));
        ports.start();
        assertPlaysAnew(filter);
    }

    @Test
    @Rule("DYN-7")
    public void a_device_that_dies_is_a_surprise_and_the_same_when_it_is_back() throws Exception {
        Filter filter = services.filter(ID);
        playUntil(
                filter,
                RemovalReason.SURPRISE,
                () -> {
                    services.configure(
                            MPU401,
                            Map.of(
                                    "name", "plugged",
                                    "connector", "nothing",
                                    "fault", "sudden-death"));
                    Await.until("the removal is told", () -> filter.removal().isPresent());
                });
        services.awaitNoFilter(ID);
        services.configure(MPU401, Map.of("name", "plugged", "connector", "nothing"));
        assertPlaysAnew(filter);
    }

    @Test
    public void who_waits_for_input_is_woken() throws Exception {
        Filter filter = services.filter(ID);
        MidiCapturePin in = filter.openMidiCapture();
        in.run();
        CompletableFuture<Long> woken = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                in.receive(new MidiEvent(), Duration.ofMinutes(5));
                                woken.completeExceptionally(new AssertionError("nothing was sent"));
                            } catch (PortClsException e) {
                                assertEquals(Status.DEVICE_REMOVED, e.status());
                                woken.complete(System.nanoTime());
                            } catch (Throwable t) {
                                woken.completeExceptionally(t);
                            }
                        },
                        "reader");
        reader.start();
        Await.until("the reader waits", () -> reader.getState() == Thread.State.TIMED_WAITING);
        long begin = System.nanoTime();
        driver.stop();
        long end = woken.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertWithin("the reader", AT_ONCE_NANOS, end - begin);
    }

    private void playUntil(Filter filter, RemovalReason reason, Departure departure)
            throws Exception {
        CompletableFuture<Removal> told = new CompletableFuture<>();
        filter.onRemoval(told::complete);
        try (Player player = new Player(filter)) {
            player.awaitNotes(20);
            long begin = System.nanoTime();
            departure.go();
            assertWithin("the departure", STOP_NANOS, System.nanoTime() - begin);
            Player.End end = player.end();
            assertWithin("the client", AT_ONCE_NANOS, end.nanoTime() - begin);
            assertEquals(Status.DEVICE_REMOVED, end.failure().status());
            Removal removal = player.pin().removal().orElseThrow();
            assertEquals(removal.message(), reason, removal.reason());
            assertSame(removal, told.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS));
            assertEquals(
                    Status.DEVICE_REMOVED,
                    assertThrows(PortClsException.class, () -> player.pin().pause()).status());
        }
        assertEquals(
                Status.DEVICE_REMOVED, assertThrows(PortClsException.class, filter::open).status());
    }

    private void assertPlaysAnew(Filter old) throws Exception {
        Filter again = services.filter(ID);
        assertEquals(old.id(), again.id());
        try (Player player = new Player(again)) {
            player.awaitNotes(20);
        }
        assertFalse(again.removal().isPresent());
        assertTrue(old.removal().isPresent());
    }

    private void update() throws Exception {
        try (InputStream jar = Files.newInputStream(Containers.jar("miniport.midi"))) {
            driver.update(jar);
        }
    }

    private static void assertWithin(String what, long limitNanos, long nanos) {
        assertTrue(what + " took " + nanos / 1_000_000 + " ms", nanos < limitNanos);
    }
}
