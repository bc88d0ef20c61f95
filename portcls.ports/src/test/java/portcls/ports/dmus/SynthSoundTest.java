package portcls.ports.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Buffer;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.SynthOutput;
import portcls.api.dmus.WaveSinkProperty;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;
import portcls.ports.service.ResourceList;
import portcls.ports.time.SystemClock;
import portcls.ports.wavert.WaveRtPort;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A synthesizer that is heard through a wave filter of the house. */
class SynthSoundTest {
    private static final Removal PULLED =
            new Removal(RemovalReason.SURPRISE, "pulled out", Instant.now());

    private final TestHouse house = new TestHouse(new SystemClock(), Duration.ofSeconds(5));
    private final FakeDMus miniport = new FakeDMus().asSynth();
    private final List<FakeWave> cards = new CopyOnWriteArrayList<>();
    private final Thread time = Thread.ofPlatform().daemon().unstarted(this::play);
    private volatile boolean ended;
    private MusicPort port;
    private Filter filter;

    @BeforeEach
    void bind() {
        miniport.handler = FakeDMus.Stream::hold;
        port = house.bindMusic(TestHouse.device("test:synth"), miniport);
        filter = house.published.getFirst();
    }

    @AfterEach
    void close() {
        ended = true;
        house.close();
    }

    @Test
    @Rule({"DMU-4", "DMU-24", "SNK-1"})
    void allPinsAreHeardByOneStreamThatIsThereWhileAnyIsOpen() {
        DirectMusicPin first = filter.openDirectMusic();
        DirectMusicPin second = filter.openDirectMusic();
        assertEquals(1, miniport.sounds.size());
        assertEquals(2, miniport.sounds.getFirst().sources.size());
        first.run();
        assertEquals(
                List.of(
                        "sound ACQUIRE",
                        "setState ACQUIRE",
                        "sound PAUSE",
                        "setState PAUSE",
                        "sound RUN",
                        "setState RUN"),
                states());
        second.run();
        first.stop();
        assertEquals("setState STOP", states().getLast());
        second.pause();
        assertEquals(List.of("setState PAUSE", "sound PAUSE"), last(2));
        second.run();
        second.close();
        assertEquals(1, miniport.calls("disconnect").size());
        assertEquals(0, miniport.calls("closeSound").size());
        assertEquals("sound STOP", states().getLast());
        first.close();
        assertEquals("closeSound", miniport.calls.getLast());
        filter.openDirectMusic().close();
        assertEquals(2, miniport.sounds.size());
    }

    @Test
    @Rule("SNK-1")
    void aWavePinWhoseStreamCannotBeRenderedIsAnError() {
        miniport.soundIsPlain = true;
        PortClsException e = assertThrows(PortClsException.class, filter::openDirectMusic);
        assertEquals(Status.INVALID_DEVICE_REQUEST, e.status());
        assertTrue(e.getMessage().contains("must implement ISynthSinkDMus"), e.getMessage());
        assertEquals("closeStream WAVE_SINK", miniport.calls.getLast());
        FilterHandle handle = filter.open();
        assertThrows(
                PortClsException.class,
                () -> handle.openSynthOutput(WaveFormat.pcm(44_100, 16, 2)));
        assertEquals(2, miniport.calls("closeStream").size());
    }

    @Test
    void aRenderStreamThatCannotBeMadeLeavesNoSound() {
        FakeDMus failing =
                new FakeDMus() {
                    @Override
                    public portcls.api.dmus.DMusStream newStream(
                            int pin,
                            portcls.api.dmus.StreamType type,
                            portcls.api.ks.DataFormat format,
                            portcls.api.dmus.IAllocatorMXF allocator,
                            portcls.api.IMasterClock clock)
                            throws java.io.IOException {
                        if (type == portcls.api.dmus.StreamType.MIDI_RENDER) {
                            throw new java.io.IOException("no voices left");
                        }
                        return super.newStream(pin, type, format, allocator, clock);
                    }
                }.asSynth();
        house.bindMusic(TestHouse.device("test:failing"), failing);
        PortClsException e =
                assertThrows(
                        PortClsException.class, () -> house.published.get(1).openDirectMusic());
        assertEquals(Status.IO_DEVICE_ERROR, e.status());
        assertEquals("closeSound", failing.calls.getLast());
    }

    @Test
    void theBestWaveFilterPlaysItUntilAnotherIsNamed() {
        card("virtual:speaker");
        card("alsa:hw:0");
        try (DirectMusicPin pin = filter.openDirectMusic();
                FilterHandle handle = filter.open()) {
            assertEquals("", handle.get(WaveSinkProperty.OUTPUT));
            assertEquals("", handle.get(WaveSinkProperty.PLAYING));
            pin.run();
            TestHouse.await(
                    "the card plays", () -> pin.get(WaveSinkProperty.PLAYING).equals("alsa:hw:0"));
            handle.set(WaveSinkProperty.OUTPUT, "virtual:speaker");
            TestHouse.await(
                    "the speaker plays",
                    () -> handle.get(WaveSinkProperty.PLAYING).equals("virtual:speaker"));
            assertEquals("virtual:speaker", pin.get(WaveSinkProperty.OUTPUT));
            assertEquals(0, handle.get(WaveSinkProperty.LOST_FRAMES) >>> 40);
            assertTrue(
                    pin.counters().stream().anyMatch(it -> it.id().equals("sink.frames")),
                    pin.counters().toString());
            pin.stop();
            TestHouse.await("nobody plays", () -> handle.get(WaveSinkProperty.PLAYING).isEmpty());
        }
    }

    @Test
    void aDriverMayNameItsOutput() {
        java.util.Objects.requireNonNull(miniport.port).setWaveOutput("jack:system");
        try (FilterHandle handle = filter.open()) {
            assertEquals("jack:system", handle.get(WaveSinkProperty.OUTPUT));
        }
    }

    @Test
    void aFilterWithoutAWavePinHasNoOutputToChoose() {
        house.bindMusic(TestHouse.device("test:plain"), new FakeDMus());
        try (FilterHandle handle = house.published.get(1).open()) {
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PortClsException.class, () -> handle.get(WaveSinkProperty.OUTPUT))
                            .status());
        }
    }

    @Test
    void theWavePinIsNoPinToPlayTo() {
        try (FilterHandle handle = filter.open()) {
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () ->
                                    handle.openWave(
                                            FakeDMus.WAVE,
                                            WaveFormat.pcm(44_100, 16, 2),
                                            Buffer.ofMillis(20)));
            assertTrue(e.getMessage().contains("openSynthOutput"), e.getMessage());
            assertEquals(1, miniport.calls("closeSound").size());
        }
    }

    @Test
    void aDepartureEndsTheSinkFirstAndLeavesNoThread() {
        card("virtual:speaker");
        DirectMusicPin pin = filter.openDirectMusic();
        DirectMusicPin second = filter.openDirectMusic();
        pin.run();
        second.run();
        TestHouse.await(
                "the speaker plays",
                () -> pin.get(WaveSinkProperty.PLAYING).equals("virtual:speaker"));
        assertEquals(List.of(), port.depart(PULLED));
        long slices = miniport.sounds.getFirst().slices;
        int calls = miniport.calls.size();
        assertEquals(List.of(), threads(), "threads that are named after the synthesizer are gone");
        assertTrue(
                miniport.calls.indexOf("closeSound") < miniport.calls.indexOf("close"),
                miniport.calls.toString());
        assertTrue(
                miniport.calls.lastIndexOf("closeStream MIDI_RENDER")
                        > miniport.calls.lastIndexOf("disconnect"));
        assertEquals(slices, miniport.sounds.getFirst().slices);
        assertEquals(calls, miniport.calls.size());
        assertFalse(house.published.contains(filter));
    }

    @Test
    void aWaveFilterOfTheSameDevicePlaysAndIsClosedWithoutWaitingForItself() {
        Adapter both = TestHouse.device("test:both");
        FakeWave card = new FakeWave();
        cards.add(card);
        WaveRtPort wave = (WaveRtPort) house.system.newPort(PortClass.WAVERT);
        wave.init(both, card, ResourceList.of(List.of()));
        house.system.registerSubdevice(both, "wave", wave);
        FakeDMus own = new FakeDMus().asSynth();
        own.handler = FakeDMus.Stream::hold;
        MusicPort synth = (MusicPort) house.system.newPort(PortClass.DMUS);
        synth.init(both, own, ResourceList.of(List.of()));
        house.system.registerSubdevice(both, "synth", synth);
        time.start();
        for (int round = 0; round < 3; round++) {
            DirectMusicPin pin = house.published.getLast().openDirectMusic();
            pin.run();
            TestHouse.await(
                    "it is heard",
                    () -> pin.get(WaveSinkProperty.PLAYING).equals("test:both/wave"));
            long start = System.nanoTime();
            pin.close();
            long took = System.nanoTime() - start;
            assertTrue(took < 1_000_000_000L, "closing took " + took / 1_000_000 + " ms");
        }
        assertEquals(List.of(), synth.depart(PULLED));
        assertEquals("close", own.calls.getLast());
    }

    @Test
    void aWaveDriverThatHangsWhileItIsClosedIsNoFaultOfTheSynthesizer() {
        card("virtual:speaker");
        DirectMusicPin pin = filter.openDirectMusic();
        pin.run();
        TestHouse.await(
                "the speaker plays",
                () -> pin.get(WaveSinkProperty.PLAYING).equals("virtual:speaker"));
        CountDownLatch gate = new CountDownLatch(1);
        cards.getFirst().inSetState = () -> waitFor(gate);
        try {
            long start = System.nanoTime();
            pin.close();
            long took = System.nanoTime() - start;
            assertTrue(took < 1_000_000_000L, "closing took " + took / 1_000_000 + " ms");
        } finally {
            gate.countDown();
        }
    }

    private static void waitFor(CountDownLatch gate) {
        try {
            boolean _ = gate.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSynthesizerThatBreaksWhileItIsRenderedIsTakenAway() {
        card("virtual:speaker");
        DirectMusicPin pin = filter.openDirectMusic();
        miniport.sounds.getFirst().failure = new IllegalStateException("bug");
        pin.run();
        TestHouse.await("the filter goes", () -> miniport.calls.contains("close"));
        assertEquals(
                List.of("FakeDMus failed in render: java.lang.IllegalStateException: bug"),
                house.broken);
    }

    @Test
    void aSoundOutputOfAHandleNeedsNoWaveFilter() {
        try (FilterHandle handle = filter.open()) {
            SynthOutput out = handle.openSynthOutput(WaveFormat.pcm(44_100, 16, 2));
            DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
            out.run();
            pin.run();
            assertEquals(1, miniport.sounds.size());
            assertEquals("", pin.get(WaveSinkProperty.PLAYING));
        }
    }

    private void card(String id) {
        FakeWave card = new FakeWave();
        cards.add(card);
        house.bindWave(TestHouse.device(id), card);
        if (!time.isAlive()) {
            time.start();
        }
    }

    /** Moves the cards as time goes by. */
    private void play() {
        long began = System.nanoTime();
        long moved = 0;
        while (!ended) {
            LockSupport.parkNanos(2_000_000);
            long frames = (System.nanoTime() - began) * 48 / 1_000_000 - moved;
            moved += frames;
            for (FakeWave card : cards) {
                for (FakeWave.Stream stream : card.streams) {
                    stream.moveIfRunning(frames);
                }
            }
        }
    }

    private List<String> states() {
        return miniport.calls.stream()
                .filter(call -> call.startsWith("sound") || call.startsWith("setState"))
                .toList();
    }

    private List<String> last(int count) {
        List<String> all = states();
        return all.subList(all.size() - count, all.size());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("sink") && name.contains("test:synth"))
                .toList();
    }
}
