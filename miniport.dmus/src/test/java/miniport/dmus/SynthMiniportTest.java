package miniport.dmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.dmus.synth.FakeAllocator;
import miniport.dmus.synth.SynthStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.IResourceList;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.Categories;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.Intersection;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.MusicTechnology;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.banks.tone.ToneBank;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The miniport as its port meets it; with the Java synthesizer. */
class SynthMiniportTest {
    private static final Adapter ADAPTER =
            new Adapter() {
                @Override
                public String id() {
                    return "synth:gervill";
                }

                @Override
                public List<String> hardwareIds() {
                    return List.of(id());
                }
            };

    private final FakeAllocator allocator = new FakeAllocator(8);
    private final FakePort port = new FakePort();

    @TempDir Path folder;

    @Test
    @Rule({"DMU-1", "DMU-24"})
    void theFilterIsMusicThroughASynthesizerToSound() throws IOException {
        FilterDescriptor filter = open(Map.of()).getDescription();
        assertEquals("Java synthesizer", filter.name());
        assertEquals(
                Set.of(
                        Categories.AUDIO,
                        Categories.RENDER,
                        Categories.SYNTHESIZER,
                        Categories.DATATRANSFORM),
                filter.categories());
        PinDescriptor music = filter.pins().getFirst();
        assertEquals(
                List.of(FormatIds.SUBTYPE_DIRECTMUSIC, FormatIds.SUBTYPE_MIDI),
                music.dataRanges().stream().map(DataRange::subFormat).toList());
        for (DataRange range : music.dataRanges()) {
            MusicDataRange each = assertInstanceOf(MusicDataRange.class, range);
            assertEquals(MusicTechnology.SWSYNTH, each.technology());
            assertEquals(64, each.notes());
        }
        assertEquals(8, music.maxGlobalInstances());
        assertEquals(PinDescriptor.UNLIMITED, filter.pins().get(1).maxFilterInstances());
        assertEquals(NodeTypes.SYNTHESIZER, filter.nodes().getFirst().type());
        assertEquals(2, filter.connections().size());
    }

    @Test
    @Rule("DMU-4")
    void musicBecomesARenderStreamAndSoundAWaveSink() throws IOException {
        SynthMiniport miniport = open(Map.of());
        DMusStream music = stream(miniport, 0, StreamType.MIDI_RENDER, DataFormat.directMusic());
        assertInstanceOf(SynthStream.class, music.mxf());
        assertEquals(5_000_000, music.schedulePreFetch100ns());
        DMusStream other = stream(miniport, 0, StreamType.MIDI_RENDER, DataFormat.midi());
        assertNotSame(music.mxf(), other.mxf());
        DMusStream sound =
                stream(
                        miniport,
                        1,
                        StreamType.WAVE_SINK,
                        WaveDataFormat.of(WaveFormat.pcm(44_100, 16, 2)));
        assertInstanceOf(ISynthSinkDMus.class, sound.mxf());
        assertRefused(
                Status.NO_MATCH,
                miniport,
                1,
                StreamType.WAVE_SINK,
                WaveDataFormat.of(WaveFormat.pcm(48_000, 16, 2)));
        assertRefused(
                Status.NO_MATCH,
                miniport,
                1,
                StreamType.WAVE_SINK,
                WaveDataFormat.of(WaveFormat.pcm(44_100, 24, 2)));
        assertRefused(
                Status.INVALID_PARAMETER, miniport, 0, StreamType.MIDI_CAPTURE, DataFormat.midi());
        miniport.close();
        assertRefused(
                Status.DEVICE_NOT_READY, miniport, 0, StreamType.MIDI_RENDER, DataFormat.midi());
    }

    @Test
    @Rule("SYN-3")
    void onlyPinsOfPlainMidiHaveVoicesFromTheStart() throws IOException {
        SynthMiniport miniport = open(Map.of("voices", 24));
        assertEquals(0, voices(miniport, DataFormat.directMusic()));
        assertEquals(24, voices(miniport, DataFormat.midi()));
    }

    private int voices(SynthMiniport miniport, DataFormat format) throws IOException {
        SynthStream stream =
                (SynthStream) stream(miniport, 0, StreamType.MIDI_RENDER, format).mxf();
        return stream.voices();
    }

    @Test
    void theClientGetsTheFormatThatTheEngineHas() throws IOException {
        SynthMiniport miniport = open(Map.of());
        PinDescriptor wave = miniport.getDescription().pins().get(1);
        AudioDataRange anything = AudioDataRange.float32(8, 8_000, 192_000);
        assertEquals(
                Intersection.of(WaveDataFormat.of(WaveFormat.float32(44_100, 2))),
                miniport.dataRangeIntersection(1, anything, wave.dataRanges().getFirst()));
        assertEquals(
                Intersection.of(WaveDataFormat.of(WaveFormat.pcm(44_100, 16, 1))),
                miniport.dataRangeIntersection(
                        1, AudioDataRange.pcm(1, 8_000, 192_000), wave.dataRanges().get(1)));
        assertEquals(
                Intersection.noMatch(),
                miniport.dataRangeIntersection(
                        1,
                        AudioDataRange.float32(2, 48_000, 48_000),
                        wave.dataRanges().getFirst()));
        assertEquals(
                Intersection.noMatch(),
                miniport.dataRangeIntersection(1, anything, wave.dataRanges().get(1)));
    }

    @Test
    void whatIsConfiguredIsUsedAndWhatIsWrongIsTold() throws IOException {
        Path bank = folder.resolve("tone.sf2");
        IOException absent =
                assertThrows(IOException.class, () -> open(Map.of("bank", bank.toString())));
        assertEquals(
                "the configured bank is not there: bank="
                        + bank
                        + "; put the file there or change the configuration",
                absent.getMessage());
        Files.write(bank, new byte[100]);
        IOException broken =
                assertThrows(IOException.class, () -> open(Map.of("bank", bank.toString())));
        assertTrue(broken.getMessage().contains(bank.toString()), broken.getMessage());
        Files.write(bank, ToneBank.sf2(0));
        open(Map.of("bank", bank.toString(), "output", " virtual:speaker "));
        assertEquals("virtual:speaker", port.output);
        for (Map<String, Object> bad :
                List.<Map<String, Object>>of(
                        Map.of("voices", 0), Map.of("gain", 21.0), Map.of("gain", Double.NaN))) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> open(bad));
            assertTrue(e.getMessage().contains("="), e.getMessage());
        }
    }

    @Test
    void theFirstSystemBankThatIsGoodIsTaken() throws IOException {
        assertNull(SystemBanks.firstOf(List.of(folder.resolve("none"), folder)));
        Files.write(folder.resolve("a.sf2"), new byte[100]);
        Files.write(folder.resolve("b.sf2"), ToneBank.sf2(2));
        Files.write(folder.resolve("c.txt"), new byte[100]);
        assertEquals(2, program());
        Files.write(folder.resolve("default-GM.sf2"), ToneBank.sf2(3));
        assertEquals(3, program());
    }

    private int program() throws IOException {
        return Objects.requireNonNull(SystemBanks.firstOf(List.of(folder)))
                .instruments()
                .getFirst()
                .program();
    }

    private SynthMiniport open(Map<String, Object> values) throws IOException {
        SynthMiniport miniport = new GervillMiniport(Settings.of(GervillSettings.class, values));
        miniport.init(ADAPTER, noResources(), port);
        return miniport;
    }

    private static IResourceList noResources() {
        return (IResourceList)
                Proxy.newProxyInstance(
                        IResourceList.class.getClassLoader(),
                        new Class<?>[] {IResourceList.class},
                        (proxy, method, arguments) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    private DMusStream stream(SynthMiniport miniport, int pin, StreamType type, DataFormat format) {
        return miniport.newStream(pin, type, format, allocator, () -> 0);
    }

    private void assertRefused(
            Status status, SynthMiniport miniport, int pin, StreamType type, DataFormat format) {
        PortClsException e =
                assertThrows(PortClsException.class, () -> stream(miniport, pin, type, format));
        assertEquals(status, e.status(), e.getMessage());
    }
}
