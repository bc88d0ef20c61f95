package portcls.ports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.IResourceList;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.ks.KsState;
import portcls.api.ks.PinProperty;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.midi.IPortMidi;
import portcls.conformance.Rule;
import portcls.ports.midi.MusicPort;
import portcls.ports.time.SystemClock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A device goes: at any moment, with any driver. */
class DepartureTest {
    private static final Removal PULLED =
            new Removal(RemovalReason.SURPRISE, "pulled out", Instant.now());

    @Test
    @Rule({"DYN-7", "STR-8"})
    void streamsAreStoppedByThePortAndClientsAreTold() {
        try (TestHouse house = new TestHouse()) {
            FakeMidi miniport = new FakeMidi();
            MusicPort port = house.bind("test:one", miniport);
            Filter filter = house.published.getFirst();
            MidiPin pin = filter.openMidi();
            pin.run();
            CompletableFuture<Removal> told = new CompletableFuture<>();
            filter.onRemoval(told::complete);
            assertEquals(List.of(), port.depart(PULLED));
            assertTrue(house.published.isEmpty());
            assertEquals(
                    List.of(
                            "setState PAUSE",
                            "setState ACQUIRE",
                            "setState STOP",
                            "closeStream",
                            "close"),
                    miniport.calls.subList(miniport.calls.size() - 5, miniport.calls.size()));
            assertEquals(RemovalReason.SURPRISE, told.join().reason());
            for (Runnable call :
                    List.<Runnable>of(
                            () -> pin.send(MidiMessages.noteOn(0, 60, 1)),
                            pin::pause,
                            filter::open,
                            () -> pin.get(PinProperty.CTYPES))) {
                PortClsException e = assertThrows(PortClsException.class, call::run);
                assertEquals(Status.DEVICE_REMOVED, e.status());
                assertEquals("the device test:one is gone (SURPRISE): pulled out", e.getMessage());
            }
            pin.close();
            assertEquals(List.of(), port.depart(PULLED));
        }
    }

    @Test
    void aDriverThatHangsInAStateChangeIsAbandonedAndItsClientWakes() throws Exception {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofMillis(300))) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            FakeMidi hanging =
                    new FakeMidi() {
                        @Override
                        public IMiniportMidiStream newStream(
                                int pin, boolean capture, portcls.api.ks.DataFormat format) {
                            return new IMiniportMidiStream() {
                                @Override
                                public void setState(KsState state) {
                                    entered.countDown();
                                    waitIgnoringInterrupts(never);
                                }
                            };
                        }
                    };
            Adapter device = TestHouse.device("test:one");
            MusicPort port = house.bind(device, hanging);
            MidiPin pin = house.published.getFirst().openMidi();
            CompletableFuture<Status> client = statusOf(pin::run);
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            List<String> hung = port.depart(PULLED);
            assertEquals(1, hung.size());
            assertTrue(
                    hung.getFirst().startsWith("a call at PASSIVE level hangs in "),
                    hung.getFirst());
            assertEquals(Status.DEVICE_REMOVED, client.get(20, TimeUnit.SECONDS));
            // The device itself goes on: another driver may have it.
            house.bind(device, new FakeMidi());
            house.published.getFirst().openMidi().run();
            never.countDown();
        }
    }

    @Test
    void aDriverThatHangsInAWriteIsAbandoned() throws Exception {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofMillis(300))) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            FakeMidi hanging = new FakeMidi();
            hanging.takes =
                    bytes -> {
                        entered.countDown();
                        waitIgnoringInterrupts(never);
                        return 0;
                    };
            Adapter device = TestHouse.device("test:one");
            MusicPort port = house.bind(device, hanging);
            MidiPin pin = house.published.getFirst().openMidi();
            pin.run();
            pin.send(MidiMessages.noteOn(0, 60, 1));
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            List<String> hung = port.depart(PULLED);
            assertTrue(
                    hung.getFirst().startsWith("a call at DISPATCH level hangs in "),
                    hung.toString());
            FakeMidi fresh = new FakeMidi();
            house.bind(device, fresh);
            MidiPin again = house.published.getFirst().openMidi();
            again.run();
            again.send(MidiMessages.noteOn(0, 61, 1));
            TestHouse.await("the new driver plays", () -> fresh.written.size() == 1);
            never.countDown();
        }
    }

    @Test
    void aDriverThatHangsInInitLetsTheCallerGo() throws Exception {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofMillis(300))) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            FakeMidi hanging =
                    new FakeMidi() {
                        @Override
                        public void init(Adapter adapter, IResourceList resources, IPortMidi port) {
                            entered.countDown();
                            waitIgnoringInterrupts(never);
                        }
                    };
            MusicPort port = (MusicPort) house.system.newPort(PortClass.MIDI);
            Adapter device = TestHouse.device("test:one");
            CompletableFuture<Status> starter =
                    statusOf(
                            () ->
                                    port.init(
                                            device,
                                            hanging,
                                            house.system.newResourceList(List.of())));
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            assertEquals(1, port.depart(PULLED).size());
            assertEquals(Status.DEVICE_REMOVED, starter.get(20, TimeUnit.SECONDS));
            never.countDown();
            TestHouse.await("the late driver is closed", () -> hanging.calls.contains("close"));
            assertTrue(house.published.isEmpty());
        }
    }

    /** When depart returns, no thread is inside the miniport and none will enter. */
    @Test
    void nothingEntersTheDriverAfterDeparture() throws Exception {
        for (int round = 0; round < 30; round++) {
            try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(5))) {
                AtomicInteger inside = new AtomicInteger();
                AtomicInteger entries = new AtomicInteger();
                FakeMidi miniport = new FakeMidi();
                miniport.takes =
                        bytes -> {
                            inside.incrementAndGet();
                            entries.incrementAndGet();
                            inside.decrementAndGet();
                            return bytes.remaining();
                        };
                MusicPort port = house.bind("test:one", miniport);
                MidiPin pin = house.published.getFirst().openMidi();
                pin.run();
                CompletableFuture<Status> sender =
                        statusOf(
                                () -> {
                                    while (true) {
                                        pin.send(pin.now() + 100, MidiMessages.noteOn(0, 60, 1));
                                    }
                                });
                TestHouse.await("it plays", () -> entries.get() > 20);
                assertEquals(List.of(), port.depart(PULLED));
                assertEquals(0, inside.get());
                int after = entries.get();
                assertEquals(Status.DEVICE_REMOVED, sender.get(20, TimeUnit.SECONDS));
                house.devices.clock().alarms().runAndWait(() -> {}, Duration.ofSeconds(1));
                assertEquals(after, entries.get());
            }
        }
    }

    private static CompletableFuture<Status> statusOf(Runnable call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        call.run();
                        return Status.SUCCESS;
                    } catch (PortClsException e) {
                        return e.status();
                    }
                },
                work -> Thread.ofPlatform().daemon().start(work));
    }

    private static void waitIgnoringInterrupts(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                done = false;
            }
        }
    }
}
