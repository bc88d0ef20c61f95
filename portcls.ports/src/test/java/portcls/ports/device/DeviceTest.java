package portcls.ports.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.ports.service.ServiceGroup;
import portcls.ports.time.Gate;
import portcls.ports.time.ManualClock;
import portcls.ports.time.SystemClock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
final class DeviceTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final SystemClock clock = new SystemClock();
    private final Devices devices = new Devices(clock);
    private final FakeAdapter adapter = new FakeAdapter("fake:1", 2);
    private final Device device = devices.of(adapter);
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        devices.close();
        clock.close();
    }

    @Test
    void oneAdapterIsOneDeviceWhileItIsThere() {
        assertSame(device, devices.of(adapter));
        assertNotSame(device, devices.of(new FakeAdapter("fake:1", 2)), "an equal one is another");
        devices.forget(adapter);
        devices.arrived(adapter);
        assertNotSame(device, devices.of(adapter));
    }

    @Test
    void nothingIsMadeForAnAdapterThatWent() {
        devices.forget(adapter);
        PortClsException refused = assertThrows(PortClsException.class, () -> devices.of(adapter));
        assertEquals(Status.DEVICE_REMOVED, refused.status());
        assertEquals(
                "the device fake:1 is gone; nothing can be made for it until its adapter comes"
                        + " anew",
                refused.getMessage());
        assertEquals(Optional.empty(), devices.find(adapter));
        assertEquals(
                Status.DEVICE_REMOVED,
                assertThrows(PortClsException.class, () -> device.attach(reason -> List.of()))
                        .status());
        devices.of(new FakeAdapter("fake:1", 2));
    }

    @Test
    @Rule("SUB-15")
    void aNameIsGivenOnceOnADevice() {
        device.claim("Wave", "first");
        PortClsException refused =
                assertThrows(PortClsException.class, () -> device.claim("Wave", "second"));
        assertEquals(Status.OBJECT_NAME_COLLISION, refused.status());
        assertEquals(
                "the device fake:1 has a subdevice of that name already; choose another: name=Wave",
                refused.getMessage());
        devices.of(new FakeAdapter("fake:2", 2)).claim("Wave", "on another device");
        device.release("Wave", "second");
        assertThrows(PortClsException.class, () -> device.claim("Wave", "third"));
        device.release("Wave", "first");
        device.claim("Wave", "third");
    }

    @Test
    @Rule({"SUB-16", "DYN-6"})
    void aDeviceHoldsItsMaximumOfSubdevicesAndUnregisteringFreesASlot() {
        device.claim("a", this);
        device.claim("b", this);
        PortClsException refused =
                assertThrows(PortClsException.class, () -> device.claim("c", this));
        assertEquals(Status.INSUFFICIENT_RESOURCES, refused.status());
        assertEquals(
                "the device fake:1 allows 2 subdevices and has them all; unregister one or raise"
                        + " maximumSubdevices: name=c",
                refused.getMessage());
        device.release("a", this);
        device.claim("c", this);
        assertThrows(PortClsException.class, () -> device.claim("d", this));
    }

    @Test
    void aQuietDeviceIsQuietAtOnce() {
        assertEquals(List.of(), device.quiesce(LONG));
        assertEquals(List.of(), device.quiesce(Duration.ZERO));
        assertEquals(List.of(), device.worker().call(null, () -> device.quiesce(SHORT)));
    }

    @Test
    void quiesceWaitsForCallsThatWereMadeBefore() throws Exception {
        AtomicInteger made = new AtomicInteger();
        device.worker().execute(gate);
        gate.awaitReached();
        device.worker().execute(made::incrementAndGet);
        device.dispatcher().newDpc(made::incrementAndGet).queue();
        device.dispatcher().newDpc(gate::open).queue();
        assertEquals(List.of(), device.quiesce(LONG));
        assertEquals(2, made.get());
    }

    @Test
    void aCallOfManyStepsThatGetsOnIsNotAbandoned() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> change =
                device.worker()
                        .submit(
                                "another",
                                () -> {
                                    gate.open();
                                    for (int step = 0; step < 4; step++) {
                                        device.worker().getsOn();
                                        boolean _ = never.await(200, TimeUnit.MILLISECONDS);
                                    }
                                    return true;
                                });
        assertEquals(List.of(), device.quiesce(SHORT));
        assertTrue(change.isDone(), "it is waited for");
        assertTrue(Worker.await(change));
    }

    @Test
    void aDriverThatHangsAtPassiveIsAbandonedAndTheDeviceGoesOn() throws Exception {
        CompletableFuture<Boolean> hanging = device.worker().submit("hanging", held());
        gate.awaitReached();
        CompletableFuture<Integer> ofAnother = device.worker().submit("another", () -> 5);
        List<String> hung = device.quiesce(SHORT);
        assertEquals(1, hung.size());
        assertTrue(
                hung.getFirst()
                        .startsWith(
                                "a call at PASSIVE level hangs in portcls.ports.time.Gate.run("),
                hung.getFirst());
        assertEquals(
                Status.IO_TIMEOUT,
                assertThrows(PortClsException.class, () -> Worker.await(hanging)).status());
        assertEquals(5, Worker.await(ofAnother));
        assertEquals(6, device.worker().call(null, () -> 6));
        assertEquals(List.of(), device.quiesce(LONG));
    }

    @Test
    void aDriverThatHangsAtDispatchIsAbandonedAndTheDeviceGoesOn() throws Exception {
        CountDownLatch served = new CountDownLatch(2);
        ServiceGroup ofAnother = new ServiceGroup(device.dispatcher());
        ofAnother.addMember(served::countDown);
        device.dispatcher().newDpc(gate).queue();
        gate.awaitReached();
        ofAnother.requestService();
        List<String> hung = device.quiesce(SHORT);
        assertEquals(1, hung.size());
        assertTrue(
                hung.getFirst()
                        .startsWith(
                                "a call at DISPATCH level hangs in portcls.ports.time.Gate.run("),
                hung.getFirst());
        assertTrue(device.dispatcher().runAndWait(() -> {}, LONG));
        ofAnother.requestService();
        assertTrue(
                served.await(10, TimeUnit.SECONDS), "what was queued before and after is served");
        assertEquals(List.of(), device.quiesce(LONG));
    }

    @Test
    void aForgottenDeviceIsQuietToo() throws Exception {
        device.dispatcher().newDpc(() -> {}).queue();
        devices.forget(adapter);
        assertEquals(List.of(), device.quiesce(LONG));
    }

    @Test
    @Rule("RES-7")
    void aTimeoutIsRegisteredOnceAndCalledEachPeriod() {
        ManualClock manual = new ManualClock();
        try (Devices simulated = new Devices(manual)) {
            Device other = simulated.of(adapter);
            AtomicInteger calls = new AtomicInteger();
            Runnable routine = calls::incrementAndGet;
            other.addTimeout(routine, ReferenceTime.SECOND);
            PortClsException twice =
                    assertThrows(
                            PortClsException.class,
                            () -> other.addTimeout(routine, ReferenceTime.SECOND));
            assertEquals(Status.UNSUCCESSFUL, twice.status());
            manual.advance(10 * ReferenceTime.SECOND);
            assertEquals(10, calls.get());
            other.removeTimeout(routine);
            manual.advance(10 * ReferenceTime.SECOND);
            assertEquals(10, calls.get());
            PortClsException unknown =
                    assertThrows(PortClsException.class, () -> other.removeTimeout(routine));
            assertEquals(Status.NOT_FOUND, unknown.status());
        }
    }

    @Test
    void aTimeoutThatThrowsIsCalledAgain() {
        ManualClock manual = new ManualClock();
        try (Devices simulated = new Devices(manual)) {
            AtomicInteger calls = new AtomicInteger();
            simulated
                    .of(adapter)
                    .addTimeout(
                            () -> {
                                calls.incrementAndGet();
                                throw new IllegalStateException("thrown on purpose");
                            },
                            ReferenceTime.SECOND);
            manual.advance(2 * ReferenceTime.SECOND);
            assertEquals(2, calls.get());
        }
    }

    @Test
    void workerThreadsDoNotKeepTheClassLoaderOfWhoStartedThem() throws Exception {
        ClassLoader foreign = new ClassLoader(null) {};
        CompletableFuture<ClassLoader> inherited = new CompletableFuture<>();
        Thread starter =
                new Thread(
                        () ->
                                device.worker()
                                        .execute(
                                                () ->
                                                        inherited.complete(
                                                                Thread.currentThread()
                                                                        .getContextClassLoader())));
        starter.setContextClassLoader(foreign);
        starter.start();
        assertNotSame(foreign, inherited.get(10, TimeUnit.SECONDS));
        assertFalse(device.worker().isCurrent());
    }

    private Callable<Boolean> held() {
        return () -> {
            gate.run();
            return true;
        };
    }
}
