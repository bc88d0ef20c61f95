package portcls.ports.dmus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.time.ReferenceTime.millis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.DirectMusicPin;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.MidiPin;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.client.SynthOutput;
import portcls.api.dmus.SynthDlsProperty;
import portcls.api.dmus.SynthDownload;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.KsState;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.TestHouse;
import portcls.ports.midi.MusicPort;
import portcls.ports.time.SystemClock;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The sound of a synthesizer, pulled by the program. */
class SynthOutputTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(44_100, 16, 2);

    private final TestHouse house = new TestHouse(new SystemClock(), Duration.ofMillis(500));
    private final FakeDMus miniport = new FakeDMus().asSynth();
    private MusicPort port;
    private Filter filter;
    private FilterHandle handle;

    @BeforeEach
    void bind() {
        miniport.handler = FakeDMus.Stream::hold;
        port = house.bindMusic(TestHouse.device("test:synth"), miniport);
        filter = house.published.getFirst();
        handle = filter.open();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule({"DMU-4", "DMU-24", "CLK-1"})
    void anEventIsHeardAtExactlyItsFrame() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
        assertEquals(
                List.of(
                        "newStream 1 WAVE_SINK SUBTYPE_PCM",
                        "newStream 0 MIDI_RENDER SUBTYPE_DIRECTMUSIC",
                        "connect"),
                miniport.calls.subList(1, 4));
        out.run();
        pin.run();
        pin.send(millis(500), 0, 0x010290);
        pin.send(0, 0, 0x030490);
        MemorySegment second = MemorySegment.ofArray(new short[88_200]);
        out.render(second);
        assertEquals(List.of("0=1027", "22050=513"), heard(second));
        assertEquals(44_100, out.renderedFrames());
        assertEquals(10_000_000, pin.now());
        assertEquals(10_000_000, out.now());
        assertEquals(0, pin.queued());
    }

    /** The same events give the same samples, in whatever portions they are asked for. */
    @Test
    void thePortionsMakeNoDifference() {
        List<short[]> results = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            Random portions = new Random(round);
            Random music = new Random(7);
            try (FilterHandle own = filter.open()) {
                SynthOutput out = own.openSynthOutput(FORMAT);
                DirectMusicPin pin = own.openDirectMusic(FakeDMus.MUSIC);
                miniport.preFetch = millis(portions.nextInt(50));
                out.run();
                pin.run();
                for (int i = 0; i < 500; i++) {
                    pin.send(music.nextInt(20_000_000), 0, 0x90 | music.nextInt(32_768) << 8);
                }
                short[] all = new short[88_200 * 2];
                int at = 0;
                while (at < all.length) {
                    int frames = round == 0 ? 88_200 : 1 + portions.nextInt(3000);
                    int count = Math.min(all.length - at, frames * 2);
                    short[] part = new short[count];
                    out.render(MemorySegment.ofArray(part));
                    System.arraycopy(part, 0, all, at, count);
                    at += count;
                }
                results.add(all);
                assertEquals(0, pin.queued());
            }
        }
        for (int i = 1; i < results.size(); i++) {
            assertArrayEquals(results.get(0), results.get(i), "round " + i);
        }
        assertTrue(miniport.sounds.get(0).renders.contains("882+882"));
    }

    @Test
    void aClientThatFillsBeforeItRendersIsNotBlocked() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
        out.run();
        pin.run();
        for (int i = 0; i < MidiPin.CAPACITY; i++) {
            pin.send(i, 0, 0x90);
        }
        PortClsException e = assertThrows(PortClsException.class, () -> pin.send(0, 0, 0x90));
        assertEquals(Status.DEVICE_BUSY, e.status());
        assertTrue(e.getMessage().contains("render what waits"), e.getMessage());
        out.render(MemorySegment.ofArray(new short[88_200]));
        assertEquals(0, pin.queued());
        pin.send(millis(1000), 0, 0x90);
    }

    @Test
    void memoryOfOneThreadIsGoodEnough() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        out.run();
        try (Arena mine = Arena.ofConfined()) {
            out.render(mine.allocate(4 * 1000));
        }
        assertEquals(1000, out.renderedFrames());
    }

    @Test
    void aHandleHasOneAndOthersAreNotHeardThere() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        assertEquals(
                Status.DEVICE_BUSY,
                assertThrows(PortClsException.class, () -> handle.openSynthOutput(FORMAT))
                        .status());
        try (FilterHandle other = filter.open()) {
            SynthOutput second = other.openSynthOutput(FORMAT);
            DirectMusicPin pin = other.openDirectMusic(FakeDMus.MUSIC);
            out.run();
            second.run();
            pin.run();
            pin.send(0, 0, 0x010190);
            MemorySegment part = MemorySegment.ofArray(new short[200]);
            out.render(part);
            assertEquals(List.of(), heard(part));
            second.render(part);
            assertEquals(List.of("0=257"), heard(part));
        }
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        MemorySegment part = MemorySegment.ofArray(new short[200]);
        assertEquals(
                Status.INVALID_DEVICE_STATE,
                assertThrows(PortClsException.class, () -> out.render(part)).status());
        out.run();
        assertEquals(
                Status.INVALID_PARAMETER,
                assertThrows(PortClsException.class, () -> out.render(part.asSlice(0, 6)))
                        .status());
        assertEquals(
                Status.NO_MATCH,
                assertThrows(
                                PortClsException.class,
                                () -> filter.open().openSynthOutput(WaveFormat.float32(44_100, 2)))
                        .status());
        FakeDMus plain = new FakeDMus();
        house.bindMusic(TestHouse.device("test:plain"), plain);
        PortClsException none =
                assertThrows(
                        PortClsException.class,
                        () -> house.published.get(1).open().openSynthOutput(FORMAT));
        assertEquals(Status.NOT_FOUND, none.status());
    }

    @Test
    void aPinWhoseOutputIsClosedTakesNothingMore() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
        out.run();
        pin.run();
        pin.send(0, 0, 0x90);
        out.close();
        assertEquals("closeSound", miniport.calls.getLast());
        PortClsException e = assertThrows(PortClsException.class, () -> pin.send(0, 0, 0x90));
        assertTrue(e.getMessage().contains("open the pin again"), e.getMessage());
        pin.close();
        assertEquals(0, pin.queued());
    }

    @Test
    void stopBeginsAtFrameZeroAgainAndTimeNeverGoesBack() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
        out.run();
        pin.run();
        MemorySegment part = MemorySegment.ofArray(new short[2000]);
        out.render(part);
        out.stop();
        assertEquals(0, out.renderedFrames());
        assertEquals(0, out.now());
        long before = pin.now();
        out.run();
        pin.send(before, 0, 0x050690);
        out.render(part);
        assertEquals(List.of("0=1541"), heard(part));
        assertEquals(2, miniport.calls("sync start").size());
        assertTrue(pin.now() > before);
    }

    @Test
    @Rule("CLK-8")
    void aPausedPinStandsWhileTheOthersPlay() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
        out.run();
        pin.run();
        pin.send(200_000, 0, 0x010190);
        MemorySegment part = MemorySegment.ofArray(new short[882]);
        out.render(part);
        pin.pause();
        assertEquals(100_000, pin.now());
        out.render(part);
        out.render(part);
        pin.run();
        out.render(part);
        assertEquals(List.of(), heard(part));
        out.render(part);
        assertEquals(List.of("0=257"), heard(part));
    }

    @Test
    @Rule({"CLK-4", "CLK-6"})
    void theEarliestTimeIsTheLatencyClockOfTheSynthesizer() {
        long[] latency = {millis(25)};
        FakeDMus clocked = new FakeDMus();
        clocked.descriptor =
                FakeDMus.synth(
                        "clocked",
                        NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                                .automation(
                                        AutomationTable.of(
                                                PropertyItem.of(SynthProperty.LATENCYCLOCK)
                                                        .get(
                                                                request ->
                                                                        ((FakeDMus.Stream)
                                                                                                request.minorTarget()
                                                                                                        .orElseThrow())
                                                                                        .clock
                                                                                                .getTime()
                                                                                + latency[0]))));
        clocked.handler = FakeDMus.Stream::hold;
        house.bindMusic(TestHouse.device("test:clocked"), clocked);
        try (FilterHandle own = house.published.get(1).open()) {
            SynthOutput out = own.openSynthOutput(FORMAT);
            DirectMusicPin pin = own.openDirectMusic(FakeDMus.MUSIC);
            out.run();
            out.render(MemorySegment.ofArray(new short[8820]));
            pin.pause();
            assertEquals(OptionalInt.of(FakeDMus.NODE), pin.synthesizer());
            assertEquals(millis(25), pin.latencyTime());
            pin.run();
            out.render(MemorySegment.ofArray(new short[4410]));
            assertEquals(millis(50), pin.now());
            assertEquals(millis(75), pin.latencyTime());
            latency[0] = -5;
            assertEquals(millis(50), pin.latencyTime());
        }
    }

    @Test
    void aRemovalEndsARenderingThatIsUnderWay() throws Exception {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        miniport.sounds.getFirst().quiet = true;
        out.run();
        CompletableFuture<Status> renderer =
                CompletableFuture.supplyAsync(
                        () -> {
                            MemorySegment part = MemorySegment.ofArray(new short[8820]);
                            try {
                                while (true) {
                                    out.render(part);
                                }
                            } catch (PortClsException e) {
                                return e.status();
                            }
                        });
        TestHouse.await("it renders", () -> miniport.sounds.getFirst().slices > 10);
        assertEquals(
                List.of(),
                port.depart(
                        new Removal(RemovalReason.SURPRISE, "pulled", java.time.Instant.now())));
        long slices = miniport.sounds.getFirst().slices;
        assertEquals(Status.DEVICE_REMOVED, renderer.get(20, TimeUnit.SECONDS));
        assertEquals(slices, miniport.sounds.getFirst().slices);
        assertEquals("close", miniport.calls.getLast());
    }

    @Test
    void aHandleThatIsClosedLetsGoOfAll() {
        SynthOutput out = handle.openSynthOutput(FORMAT);
        DirectMusicPin pin = handle.openDirectMusic(FakeDMus.MUSIC);
        out.run();
        pin.run();
        handle.close();
        assertEquals(KsState.STOP, out.state());
        assertEquals(1, miniport.calls("closeSound").size());
        assertEquals(1, miniport.calls("closeStream").size());
        assertEquals(1, miniport.calls("disconnect").size());
    }

    @Test
    @Rule("DMU-23")
    void instrumentsDoNotPassTheSequencer() {
        List<String> got = new ArrayList<>();
        FakeDMus loaded = new FakeDMus();
        loaded.descriptor =
                FakeDMus.synth(
                        "loaded",
                        NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                                .automation(
                                        AutomationTable.of(
                                                PropertyItem.of(SynthDlsProperty.DOWNLOAD)
                                                        .get(
                                                                request -> {
                                                                    byte[] data =
                                                                            SynthTarget.bufferOf(
                                                                                    request
                                                                                            .instance());
                                                                    got.add(
                                                                            data.length
                                                                                    + " "
                                                                                    + loaded
                                                                                            .delivered
                                                                                            .size());
                                                                    return new SynthDownload(
                                                                            7, true);
                                                                }))));
        house.bindMusic(TestHouse.device("test:loaded"), loaded);
        try (DirectMusicPin pin = house.published.get(1).openDirectMusic()) {
            for (KsState state : KsState.values()) {
                pin.setState(state);
                if (state != KsState.STOP) {
                    pin.send(millis(60_000), 0, 0x90);
                }
                SynthDownload answer =
                        pin.get(
                                SynthDlsProperty.DOWNLOAD,
                                SynthTarget.buffer(FakeDMus.NODE, new byte[state.value()]));
                assertEquals(7, answer.handle());
            }
            assertEquals(List.of("0 0", "1 0", "2 0", "3 0"), got);
            assertEquals(3, pin.queued());
        }
    }

    private static List<String> heard(MemorySegment frames) {
        List<String> heard = new ArrayList<>();
        for (long frame = 0; frame < frames.byteSize() / 4; frame++) {
            short value = frames.get(ValueLayout.JAVA_SHORT_UNALIGNED, frame * 4);
            if (value != 0) {
                heard.add(frame + "=" + value);
            }
        }
        return heard;
    }
}
