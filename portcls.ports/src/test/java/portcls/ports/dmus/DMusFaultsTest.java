package portcls.ports.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.client.MidiMessages.noteOn;
import static portcls.api.time.ReferenceTime.millis;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.SynthOutput;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;
import portcls.ports.time.SystemClock;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Drivers that do what they must not. */
class DMusFaultsTest {
    private static final Removal PULLED =
            new Removal(RemovalReason.SURPRISE, "pulled out", Instant.now());

    @Test
    void aDeviceThatFailsLosesTheEventAndTheNextPlays() {
        try (TestHouse house = new TestHouse()) {
            FakeDMus miniport = new FakeDMus();
            boolean[] failing = {true};
            miniport.handler =
                    (stream, event) -> {
                        if (failing[0]) {
                            failing[0] = false;
                            stream.allocator.putMessage(event);
                            throw new IOException("cable cut");
                        }
                        stream.play(event);
                    };
            DirectMusicRenderPin pin = pin(house, miniport);
            pin.send(0, noteOn(0, 60, 1));
            pin.send(0, noteOn(0, 61, 1));
            house.time().advance(0);
            assertEquals(List.of("0/0 0:903d01"), miniport.delivered);
            assertEquals(1, counter(pin, "midi.errors"));
            assertEquals(0, pin.queued());
            assertEquals(List.of(), house.broken);
        }
    }

    @Test
    void aDriverThatThrowsIsTakenAway() {
        try (TestHouse house = new TestHouse()) {
            FakeDMus miniport = new FakeDMus();
            miniport.handler =
                    (stream, event) -> {
                        throw new IllegalArgumentException("bug");
                    };
            assertTakenAway(house, miniport, "java.lang.IllegalArgumentException: bug");
        }
    }

    @Test
    void aDriverThatReleasesTwiceIsTakenAway() {
        try (TestHouse house = new TestHouse()) {
            FakeDMus miniport = new FakeDMus();
            miniport.handler =
                    (stream, event) -> {
                        stream.allocator.putMessage(event);
                        stream.allocator.putMessage(event);
                    };
            assertTakenAway(
                    house,
                    miniport,
                    "java.lang.IllegalStateException: released twice: KernelEvent");
        }
    }

    @Test
    @Rule("DMU-20")
    void aDriverThatKeepsEventsDoesNotKeepThePinFromStoppingAndClosing() {
        try (TestHouse house = new TestHouse()) {
            FakeDMus miniport = new FakeDMus();
            miniport.handler = (stream, event) -> {};
            DirectMusicRenderPin pin = pin(house, miniport);
            pin.send(0, noteOn(0, 60, 1));
            pin.send(millis(10), noteOn(0, 61, 1));
            house.time().advance(0);
            pin.stop();
            assertEquals(1, pin.queued());
            pin.run();
            pin.send(0, noteOn(0, 62, 1));
            pin.close();
            assertEquals("closeStream MIDI_RENDER", miniport.calls.getLast());
            // The next pin has a pool of its own.
            try (DirectMusicPin next = house.published.getFirst().openDirectMusic()) {
                assertEquals(0, next.queued());
            }
        }
    }

    @Test
    void aDriverThatMakesNoStreamIsRefused() {
        try (TestHouse house = new TestHouse()) {
            FakeDMus miniport =
                    new FakeDMus() {
                        @Override
                        @SuppressWarnings("NullAway") // what a careless driver does
                        public portcls.api.dmus.DMusStream newStream(
                                int pin,
                                portcls.api.dmus.StreamType type,
                                portcls.api.ks.DataFormat format,
                                portcls.api.dmus.IAllocatorMXF allocator,
                                portcls.api.IMasterClock clock) {
                            return null;
                        }
                    };
            house.bindMusic(TestHouse.device("test:one"), miniport);
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () -> house.published.getFirst().openDirectMusic());
            assertEquals(Status.UNSUCCESSFUL, e.status());
            assertFalse(((portcls.ports.filter.PortFilter) house.published.getFirst()).isOpen());
        }
    }

    @Test
    @Rule({"STR-3", "DMU-18"})
    void aRefusedStepStopsTheWalkAndWhatPlayedPlaysOn() {
        try (TestHouse house = new TestHouse()) {
            FakeDMus miniport = new FakeDMus();
            DirectMusicRenderPin pin = pin(house, miniport);
            miniport.refused = KsState.PAUSE;
            assertThrows(PortClsException.class, pin::pause);
            assertEquals(KsState.RUN, pin.state());
            pin.send(millis(10), noteOn(0, 60, 1));
            house.time().advance(millis(10));
            assertEquals(1, miniport.delivered.size());
            miniport.refused = null;
            pin.stop();
            miniport.refused = KsState.RUN;
            assertThrows(PortClsException.class, pin::run);
            assertEquals(KsState.PAUSE, pin.state());
        }
    }

    @Test
    void aDriverThatHangsInPutMessageIsAbandoned() throws Exception {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofMillis(300))) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch never = new CountDownLatch(1);
            FakeDMus hanging = new FakeDMus();
            hanging.handler =
                    (stream, event) -> {
                        entered.countDown();
                        waitIgnoringInterrupts(never);
                    };
            Adapter device = TestHouse.device("test:one");
            MusicPort port = house.bindMusic(device, hanging);
            DirectMusicPin pin = house.published.getFirst().openDirectMusic();
            pin.run();
            pin.send(noteOn(0, 60, 1));
            assertTrue(entered.await(20, TimeUnit.SECONDS));
            List<String> hung = port.depart(PULLED);
            assertTrue(
                    hung.getFirst().startsWith("a call at DISPATCH level hangs in "),
                    hung.toString());
            assertEquals(
                    Status.DEVICE_REMOVED,
                    assertThrows(PortClsException.class, () -> pin.send(noteOn(0, 60, 1)))
                            .status());
            FakeDMus fresh = new FakeDMus();
            house.bindMusic(device, fresh);
            DirectMusicPin again = house.published.getFirst().openDirectMusic();
            again.run();
            again.send(noteOn(0, 61, 1));
            TestHouse.await("the new driver plays", () -> fresh.delivered.size() == 1);
            never.countDown();
        }
    }

    @Test
    @Rule("DMU-18")
    void aDeliveryThatIsUnderWayEndsBeforeTheStreamIsToldToPause() throws Exception {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(2))) {
            FakeDMus miniport = new FakeDMus();
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch gate = new CountDownLatch(1);
            miniport.handler =
                    (stream, event) -> {
                        inside.countDown();
                        waitIgnoringInterrupts(gate);
                        miniport.calls.add("delivered in " + stream.state);
                        stream.allocator.putMessage(event);
                    };
            house.bindMusic(TestHouse.device("test:one"), miniport);
            DirectMusicPin pin = house.published.getFirst().openDirectMusic();
            pin.run();
            pin.send(0, 0, noteOn(0, 60, 100));
            inside.await();
            Thread pausing = Thread.ofPlatform().start(pin::pause);
            try {
                TestHouse.await(
                        "the pause waits for the delivery",
                        () ->
                                !pausing.isAlive()
                                        || Thread.getAllStackTraces().entrySet().stream()
                                                .anyMatch(DMusFaultsTest::isLeavingRun));
            } finally {
                gate.countDown();
            }
            pausing.join();
            assertEquals(
                    List.of("delivered in RUN", "setState PAUSE"),
                    miniport.calls.subList(miniport.calls.size() - 2, miniport.calls.size()));
        }
    }

    @Test
    void aReaderThatWaitsIsWokenByWhatArrives() throws Exception {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(2))) {
            FakeDMus miniport = new FakeDMus();
            house.bindMusic(TestHouse.device("test:one"), miniport);
            MidiCapturePin pin =
                    house.published.getFirst().open().openDirectMusicCapture(FakeDMus.IN);
            pin.run();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                FutureTask<Long> reading =
                        new FutureTask<>(
                                () -> {
                                    assertTrue(
                                            pin.receive(new MidiEvent(), Duration.ofSeconds(20)));
                                    return System.nanoTime();
                                });
                Thread reader = Thread.ofPlatform().start(reading);
                TestHouse.await("it waits", () -> reader.getState() == Thread.State.TIMED_WAITING);
                long arrival = System.nanoTime();
                miniport.arrive(stream -> stream.send(0, 0, DMusKernelEvent.COMPLETE, (byte) 0xF8));
                least = Math.min(least, reading.get() - arrival);
            }
            // By itself it looks every 100 ms.
            assertTrue(least < 20_000_000, "woken after " + least / 1000 + " µs");
        }
    }

    private static boolean isLeavingRun(Map.Entry<Thread, StackTraceElement[]> thread) {
        return thread.getKey().getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getValue())
                        .anyMatch(call -> call.getMethodName().equals("runAndWait"));
    }

    @Test
    void aFloodOnOnePinLeavesTheOthersOfTheDeviceTheirTurn() {
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(2))) {
            FakeDMus miniport = new FakeDMus();
            AtomicBoolean floods = new AtomicBoolean(true);
            AtomicReference<DirectMusicPin> echo = new AtomicReference<>();
            miniport.handler =
                    (stream, event) -> {
                        stream.allocator.putMessage(event);
                        DirectMusicPin to = echo.get();
                        if (floods.get() && to != null) {
                            to.send(to.now(), 0, noteOn(0, 60, 100));
                        }
                    };
            Adapter device = TestHouse.device("test:one");
            house.bindMusic(device, miniport);
            DirectMusicPin pin = house.published.getFirst().openDirectMusic();
            echo.set(pin);
            pin.run();
            pin.send(0, 0, noteOn(0, 60, 100));
            try {
                for (int i = 0; i < 20; i++) {
                    assertTrue(
                            house.devices
                                    .of(device)
                                    .dispatcher()
                                    .runAndWait(() -> {}, Duration.ofSeconds(1)));
                }
            } finally {
                floods.set(false);
            }
        }
    }

    @Test
    void sendingMoreThanTheInboxHoldsAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(2))) {
            FakeDMus miniport = new FakeDMus().asSynth();
            house.bindMusic(TestHouse.device("test:one"), miniport);
            FilterHandle handle = house.published.getFirst().open();
            SynthOutput out = handle.openSynthOutput(WaveFormat.pcm(44_100, 16, 2));
            DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
            long used = Long.MAX_VALUE;
            for (int round = 0; round < 8 && used > 0; round++) {
                pin.pause();
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20_000; i++) {
                    pin.send(i, 0, noteOn(0, 60, 100));
                }
                used = threads.getCurrentThreadAllocatedBytes() - before;
                assertEquals(20_000, pin.queued());
                pin.stop();
            }
            assertEquals(0, used, "bytes for 20000 events");
            assertEquals(0, out.renderedFrames());
        }
    }

    private static void assertTakenAway(TestHouse house, FakeDMus miniport, String why) {
        DirectMusicRenderPin pin = pin(house, miniport);
        pin.send(0, noteOn(0, 60, 100));
        house.time().advance(0);
        TestHouse.await(
                "the filter goes",
                () -> house.published.isEmpty() && miniport.calls.contains("close"));
        assertEquals(List.of("FakeDMus failed in putMessage: " + why), house.broken);
        assertEquals(
                Status.DEVICE_REMOVED,
                assertThrows(PortClsException.class, () -> pin.send(noteOn(0, 60, 1))).status());
    }

    private static DirectMusicRenderPin pin(TestHouse house, FakeDMus miniport) {
        house.bindMusic(TestHouse.device("test:one"), miniport);
        DirectMusicRenderPin pin =
                (DirectMusicRenderPin) house.published.getFirst().openDirectMusic();
        pin.run();
        return pin;
    }

    private static long counter(DirectMusicPin pin, String id) {
        return pin.counters().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .value();
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
