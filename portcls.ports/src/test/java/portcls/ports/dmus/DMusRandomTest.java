package portcls.ports.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import portcls.api.PortClsException;
import portcls.api.adapter.Adapter;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.EventPackage;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.SynthOutput;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;
import portcls.ports.time.SystemClock;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Any state, any thread, any moment. */
class DMusRandomTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(44_100, 16, 2);

    /** Long enough that the last rounds find the device gone. */
    private static final int ACTIONS = 300;

    /** The device goes when the clients have done so many things, or fewer. */
    private static final int MOMENTS = 10_000;

    @RepeatedTest(6)
    @Rule("DMU-20")
    @Timeout(60)
    void everyEventComesBackWhateverHappens() throws Exception {
        long seed = Long.getLong("portcls.seed", System.nanoTime());
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(10))) {
            AtomicInteger inside = new AtomicInteger();
            FakeDMus miniport = new FakeDMus().asSynth();
            miniport.handler =
                    (stream, event) -> {
                        inside.incrementAndGet();
                        if ((event.shortMessage() & 0x100) == 0) {
                            stream.hold(event);
                        } else {
                            stream.allocator.putMessage(event);
                        }
                        inside.decrementAndGet();
                    };
            Adapter device = TestHouse.device("test:random");
            MusicPort port = house.bindMusic(device, miniport);
            Filter filter = house.published.getFirst();
            List<RenderPin> pins = new CopyOnWriteArrayList<>();
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Thread> clients = new ArrayList<>();
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(seed + i);
                clients.add(
                        Thread.ofPlatform()
                                .daemon()
                                .start(
                                        () -> {
                                            try {
                                                live(filter, random, pins, done);
                                            } catch (PortClsException e) {
                                                // The device went, or the other client was faster.
                                            } catch (Throwable t) {
                                                failures.add(t);
                                            }
                                        }));
            }
            Random random = new Random(seed - 1);
            int moment = random.nextInt(MOMENTS);
            TestHouse.await(
                    "the clients have come so far, seed=" + seed,
                    () -> done.get() >= moment || clients.stream().noneMatch(Thread::isAlive));
            assertEquals(
                    List.of(),
                    port.depart(new Removal(RemovalReason.SURPRISE, "pulled", Instant.now())),
                    "seed=" + seed);
            assertEquals(0, inside.get());
            int calls = miniport.calls.size();
            for (Thread client : clients) {
                client.join();
            }
            assertEquals(List.of(), failures, "seed=" + seed);
            assertEquals(calls, miniport.calls.size(), "seed=" + seed);
            assertEquals(List.of(), house.broken, "seed=" + seed);
            for (RenderPin pin : pins) {
                TestHouse.await(
                        "all events are back, seed=" + seed, () -> pin.pool().outstanding() == 0);
                assertEquals(0, pin.pool().outstandingBuffers(), "seed=" + seed);
            }
        }
    }

    private static void live(
            Filter filter, Random random, List<RenderPin> all, AtomicInteger done) {
        FilterHandle handle = filter.open();
        SynthOutput out = null;
        List<DirectMusicPin> pins = new ArrayList<>();
        EventPackage chord = new EventPackage();
        MemorySegment part = MemorySegment.ofArray(new short[4 * 882]);
        byte[] sysex = new byte[3000];
        for (int i = 0; i < ACTIONS * 100; i++) {
            done.incrementAndGet();
            try {
                switch (random.nextInt(24)) {
                    case 0 -> {
                        if (pins.size() < 2) {
                            DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
                            all.add((RenderPin) pin);
                            pins.add(pin);
                        }
                    }
                    case 1 -> {
                        if (out == null) {
                            out = handle.openSynthOutput(FORMAT);
                        }
                    }
                    case 2 -> {
                        if (random.nextInt(20) == 0) {
                            handle.close();
                            handle = filter.open();
                            pins.clear();
                            out = null;
                        }
                    }
                    case 3 -> {
                        if (out != null) {
                            out.setState(anyState(random));
                        }
                    }
                    case 4, 5 -> {
                        if (!pins.isEmpty()) {
                            any(pins, random).setState(anyState(random));
                        }
                    }
                    case 6 -> {
                        if (!pins.isEmpty() && random.nextInt(10) == 0) {
                            DirectMusicPin gone = any(pins, random);
                            pins.remove(gone);
                            gone.close();
                        }
                    }
                    case 7, 8, 9 -> {
                        if (out != null) {
                            out.render(part);
                        }
                    }
                    case 10 -> {
                        if (!pins.isEmpty()) {
                            chord.clear().add(1, 0x90).add(2, sysex).add(1, 0x0190);
                            any(pins, random).send(random.nextInt(1_000_000), chord);
                        }
                    }
                    default -> {
                        if (!pins.isEmpty()) {
                            DirectMusicPin pin = any(pins, random);
                            pin.send(
                                    pin.now() + random.nextInt(100_000),
                                    random.nextInt(3),
                                    0x90 | random.nextInt(128) << 8);
                        }
                    }
                }
            } catch (PortClsException e) {
                switch (e.status()) {
                    case DEVICE_REMOVED -> throw e;
                    case INVALID_DEVICE_STATE, DEVICE_BUSY -> {}
                    default -> throw new AssertionError(e);
                }
            }
        }
    }

    private static DirectMusicPin any(List<DirectMusicPin> pins, Random random) {
        return pins.get(random.nextInt(pins.size()));
    }

    private static KsState anyState(Random random) {
        return random.nextBoolean() ? KsState.RUN : KsState.values()[random.nextInt(4)];
    }

    /** The same for a stream that captures. */
    @RepeatedTest(4)
    @Rule({"DMU-20", "DMU-19"})
    @Timeout(60)
    void whatIsCapturedComesBackToo() throws Exception {
        long seed = Long.getLong("portcls.seed", System.nanoTime());
        try (TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(10))) {
            FakeDMus miniport = new FakeDMus();
            MusicPort port = house.bindMusic(TestHouse.device("test:random"), miniport);
            FilterHandle handle = house.published.getFirst().open();
            CapturePin pin = (CapturePin) handle.openDirectMusicCapture(FakeDMus.IN);
            Random random = new Random(seed);
            boolean[] ended = new boolean[1];
            Thread interrupts =
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () -> {
                                        Random bytes = new Random(seed + 1);
                                        while (!ended[0]) {
                                            byte[] raw = new byte[1 + bytes.nextInt(60)];
                                            bytes.nextBytes(raw);
                                            miniport.arrive(it -> it.send(0, 0, raw[0] & 1, raw));
                                            Thread.onSpinWait();
                                        }
                                    });
            MidiEvent event = new MidiEvent();
            for (int i = 0; i < ACTIONS; i++) {
                if (random.nextInt(4) == 0) {
                    pin.setState(anyState(random));
                } else {
                    pin.receive(event, Duration.ofNanos(random.nextInt(300_000)));
                }
            }
            pin.stop();
            assertEquals(0, pin.pool().outstanding(), "seed=" + seed);
            if (random.nextBoolean()) {
                port.depart(new Removal(RemovalReason.SURPRISE, "pulled", Instant.now()));
            } else {
                ((MidiCapturePin) pin).close();
            }
            ended[0] = true;
            interrupts.join();
            assertEquals(0, pin.pool().outstanding(), "seed=" + seed);
            assertEquals(0, pin.driversPool().outstanding(), "seed=" + seed);
            assertEquals(0, pin.driversPool().outstandingBuffers(), "seed=" + seed);
        }
    }
}
