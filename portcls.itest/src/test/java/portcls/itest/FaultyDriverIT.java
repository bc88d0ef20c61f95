package portcls.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.diag.DeviceState;
import portcls.api.diag.Diagnostics;
import portcls.api.diag.Finding;
import portcls.api.diag.Finding.Cause;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.inject.Inject;

/** Drivers that fail, throw and hang: they harm nobody else, and `why` tells what is wrong. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class FaultyDriverIT {
    private static final String ID = "test:one";
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Inject BundleContext context;

    private final List<Bundle> drivers = new ArrayList<>();
    private final List<TestPlug> plugs = new ArrayList<>();
    private Services services;

    @Configuration
    public Option[] container() {
        return new Option[] {
            Containers.portsAlone(),
            // What is wrong with these drivers is asserted, not read.
            Containers.logged("NONE"),
            CoreOptions.frameworkProperty("portcls.quiesce.millis").value("300")
        };
    }

    @Before
    public void find() {
        System.clearProperty(Drivers.RELEASE);
        services = new Services(context);
    }

    @After
    public void cleanUp() throws Exception {
        System.setProperty(Drivers.RELEASE, "");
        for (Bundle driver : drivers) {
            driver.uninstall();
        }
        plugs.forEach(TestPlug::pull);
    }

    @Test
    public void a_device_without_driver_says_so() throws Exception {
        plug(ID);
        Finding finding = services.why(ID, Cause.NO_BID);
        assertTrue(finding.what(), finding.what().contains(ID + ", " + TestDevice.KIND));
        assertEquals(DeviceState.UNBOUND, services.report(ID).state());
    }

    @Test
    public void an_init_that_fails_leaves_no_filter_and_is_tried_again_with_the_bundle()
            throws Exception {
        plug(ID);
        Bundle driver = start(driver("failing", Drivers.FailingInit.class));
        Finding finding = services.why(ID, Cause.INIT_FAILED);
        assertTrue(finding.what(), finding.what().contains("the cable is not plugged in"));
        assertTrue(finding.what(), finding.what().contains("failing 1.0.0"));
        assertTrue(finding.advice(), finding.advice().contains("unplug failing"));
        assertEquals(DeviceState.FAILED, services.report(ID).state());
        assertFalse(services.hasFilter(ID));

        // Others come and go: it is not tried again, since neither of the two has changed.
        plug("test:other");
        start(new DriverBundle("another", Drivers.Good.class, "test:other"));
        services.filter("test:other");
        services.why(ID, Cause.INIT_FAILED);
        assertFalse(services.hasFilter(ID));

        driver.stop();
        driver.start();
        assertEquals("failing 1.0.0", services.report(services.filter(ID).id()).driver());
        services.why(ID, Cause.HEALTHY);
    }

    @Test
    public void an_init_that_hangs_holds_up_nobody() throws Exception {
        plug(ID);
        Bundle driver = start(new DriverBundle("hanging", Drivers.HangingInit.class, ID));
        Finding finding = services.why(ID, Cause.INITIALISING);
        assertTrue(finding.what(), finding.what().contains("hanging 1.0.0"));
        assertEquals(DeviceState.STARTING, services.report(ID).state());

        plug("test:other");
        start(new DriverBundle("good", Drivers.Good.class, "test:other"));
        assertPlays(services.filter("test:other"));

        assertStops(driver);
        assertFalse(services.hasFilter(ID));
        services.why(ID, Cause.NO_BID);
        start(driver("better", Drivers.Good.class));
        assertPlays(services.filter(ID, "better 1.0.0"));
    }

    @Test
    public void a_stream_that_cannot_be_made_is_the_clients_answer_and_no_more() throws Exception {
        plug(ID);
        start(driver("failing", Drivers.FailingStream.class));
        Filter filter = services.filter(ID);
        PortClsException failure = assertThrows(PortClsException.class, filter::openMidi);
        assertEquals(Status.IO_DEVICE_ERROR, failure.status());
        assertTrue(
                failure.getMessage(),
                failure.getMessage().contains("the buffer memory is used up"));
        assertTrue(services.hasFilter(ID));
        assertEquals(DeviceState.IDLE, services.report(ID).state());
    }

    @Test
    public void a_mistake_in_new_stream_is_named() throws Exception {
        plug(ID);
        start(driver("broken", Drivers.BrokenStream.class));
        Filter filter = services.filter(ID);
        PortClsException failure = assertThrows(PortClsException.class, filter::openMidi);
        assertEquals(Status.UNSUCCESSFUL, failure.status());
        assertTrue(failure.getMessage(), failure.getMessage().contains("broken 1.0.0"));
        assertTrue(failure.getMessage(), failure.getMessage().contains("a mistake in newStream"));
    }

    @Test
    public void a_mistake_in_write_takes_the_device_away() throws Exception {
        plug(ID);
        Bundle driver = start(driver("broken", Drivers.BrokenWrite.class));
        Filter filter = services.filter(ID);
        CompletableFuture<Removal> told = new CompletableFuture<>();
        filter.onRemoval(told::complete);
        try (Player player = new Player(filter)) {
            assertEquals(Status.DEVICE_REMOVED, player.end().failure().status());
            Removal removal = told.get(Await.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertEquals(RemovalReason.FAILED, removal.reason());
            assertTrue(removal.message(), removal.message().contains("a mistake in write"));
            assertEquals(removal, player.pin().removal().orElseThrow());
        }
        services.awaitNoFilter(ID);
        Finding finding = services.why(ID, Cause.INIT_FAILED);
        assertTrue(finding.what(), finding.what().contains("a mistake in write"));
        assertEquals(DeviceState.FAILED, services.report(ID).state());
        driver.stop();
        driver.start();
        services.filter(ID);
    }

    @Test
    public void a_write_that_hangs_is_abandoned() throws Exception {
        plug(ID);
        Bundle driver = start(new DriverBundle("hanging", Drivers.HangingWrite.class, ID));
        try (Player player = new Player(services.filter(ID))) {
            plug("test:other");
            start(new DriverBundle("good", Drivers.Good.class, "test:other"));
            assertPlays(services.filter("test:other"));

            assertStops(driver);
            assertEquals(Status.DEVICE_REMOVED, player.end().failure().status());
        }
        assertFalse(services.hasFilter(ID));
        assertTrue(
                services.get(Diagnostics.class).trace().stream()
                        .anyMatch(
                                entry ->
                                        entry.event().equals("abandoned")
                                                && entry.device().equals(ID)
                                                && entry.detail().contains("HangingWrite")));

        // The device is as good as new, though one of its threads is lost.
        start(driver("better", Drivers.Good.class));
        assertPlays(services.filter(ID, "better 1.0.0"));
    }

    @Test
    public void an_unknown_kind_of_port_is_named() throws Exception {
        plug(ID);
        start(driver("tape", Drivers.Good.class).with("portcls.port", "tape"));
        Finding finding = services.why(ID, Cause.PORT_CLASS_UNKNOWN);
        assertTrue(finding.what(), finding.what().contains("portcls.port=tape"));
        assertTrue(finding.what(), finding.what().contains("midi"));
        assertFalse(services.hasFilter(ID));
    }

    @Test
    public void the_better_bid_wins_and_waits_for_clients() throws Exception {
        plug(ID);
        start(new DriverBundle("general", Drivers.Good.class, TestDevice.KIND));
        Filter filter = services.filter(ID, "general 1.0.0");
        MidiPin pin = filter.openMidi();

        start(new DriverBundle("special", Drivers.Good.class, ID));
        Finding inUse = services.why("special", Cause.DEVICE_IN_USE);
        assertNumbers(inUse, "special 1.0.0 bids 100", "general 1.0.0 serves with 90");
        assertFalse(filter.removal().isPresent());

        pin.close();
        services.filter(ID, "special 1.0.0");
        assertEquals(RemovalReason.ORDERLY, filter.removal().orElseThrow().reason());
        Finding lost = services.why("general", Cause.BID_LOST);
        assertNumbers(lost, "general 1.0.0 bids 90", "special 1.0.0 serves with 100");
    }

    @Test
    public void a_better_driver_takes_over_at_once_when_nobody_has_the_device_open()
            throws Exception {
        plug(ID);
        start(new DriverBundle("general", Drivers.Good.class, TestDevice.KIND));
        services.filter(ID, "general 1.0.0");
        Bundle special = start(new DriverBundle("special", Drivers.Good.class, ID));
        assertPlays(services.filter(ID, "special 1.0.0"));
        special.stop();
        assertPlays(services.filter(ID, "general 1.0.0"));
    }

    @Test
    public void one_instance_serves_one_device() throws Exception {
        TestPlug first = plug(ID);
        start(new DriverBundle("single", Drivers.Good.class, TestDevice.KIND).singleton());
        services.filter(ID);
        plug("test:two");
        Finding finding = services.why("test:two", Cause.DRIVER_IN_USE);
        assertTrue(finding.what(), finding.what().contains("single 1.0.0"));
        assertTrue(finding.advice(), finding.advice().contains("PROTOTYPE"));
        assertFalse(services.hasFilter("test:two"));

        first.pull();
        services.filter("test:two");
    }

    private TestPlug plug(String id) {
        TestPlug plug = new TestPlug(context, new TestDevice(id));
        plugs.add(plug);
        return plug;
    }

    private static DriverBundle driver(String name, Class<? extends Drivers.Good> type) {
        return new DriverBundle(name, type, TestDevice.KIND);
    }

    private Bundle start(DriverBundle driver) throws Exception {
        Bundle bundle = driver.start(context);
        drivers.add(bundle);
        return bundle;
    }

    private static void assertStops(Bundle driver) throws Exception {
        long begin = System.nanoTime();
        driver.stop();
        long took = System.nanoTime() - begin;
        assertTrue("the stop took " + took / 1_000_000 + " ms", took < STOP_NANOS);
    }

    private static void assertPlays(Filter filter) throws Exception {
        try (MidiPin pin = filter.openMidi()) {
            pin.run();
            pin.send(MidiMessages.noteOn(0, 60, 100));
            assertTrue(pin.awaitDrained(Duration.ofSeconds(30)));
        }
    }

    private static void assertNumbers(Finding finding, String... parts) {
        for (String part : parts) {
            assertTrue(finding.what() + " does not say: " + part, finding.what().contains(part));
        }
    }
}
