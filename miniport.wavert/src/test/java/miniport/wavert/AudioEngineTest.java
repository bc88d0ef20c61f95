package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.adapter.StreamControls;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.adapter.WaveEngine;
import portcls.api.ks.FormatIds;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.api.wavert.AudioEngineDescriptor;
import portcls.api.wavert.BufferSizeRange;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.EngineFormatType;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** What is asked of the audio engine node of a filter. */
final class AudioEngineTest {
    private static final int NODE = 0;

    private final Rig rig = new Rig(FakeEngine.MICROPHONE, FakeEngine.SPEAKER, FakeEngine.LOOPBACK);
    private final Rig full = new Rig(FakeEngine.LOOPBACK, FakeEngine.OFFLOAD, FakeEngine.SPEAKER);

    /** An engine that also has levels of the device. */
    private static WaveMiniport levelled(FakeEngine engine) {
        WaveMiniport miniport = new WaveMiniport();
        WaveEngine both =
                (WaveEngine)
                        Proxy.newProxyInstance(
                                AudioEngineTest.class.getClassLoader(),
                                new Class<?>[] {WaveEngine.class, StreamControls.class},
                                (_, method, arguments) -> {
                                    boolean level =
                                            method.getDeclaringClass() == StreamControls.class;
                                    try {
                                        return method.invoke(
                                                level ? engine.controls : engine, arguments);
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
        Rig.init(miniport, both);
        return miniport;
    }

    @Test
    @Rule("OFF-1")
    void descriptorTellsTheThreePins() {
        assertEquals(
                new AudioEngineDescriptor(2, 1, 0), full.miniport.getAudioEngineDescriptor(NODE));
        assertEquals(
                new AudioEngineDescriptor(1, -1, 2), rig.miniport.getAudioEngineDescriptor(NODE));
    }

    @Test
    void onlyTheEnginesNodeAnswers() {
        for (int node : new int[] {-1, 1, 99}) {
            Rig.refused(
                    Status.INVALID_PARAMETER, () -> full.miniport.getAudioEngineDescriptor(node));
        }
        WaveMiniport plain = new Rig(FakeEngine.SPEAKER).miniport;
        for (int node : new int[] {-1, 0}) {
            Rig.refused(Status.INVALID_PARAMETER, () -> plain.getAudioEngineDescriptor(node));
        }
    }

    @Test
    void engineWithLevelsHasANodeEvenWithoutOtherPins() {
        WaveMiniport miniport = levelled(new FakeEngine(FakeEngine.SPEAKER));
        assertEquals(NodeTypes.AUDIO_ENGINE, miniport.getDescription().nodes().get(NODE).type());
        WaveMiniport recorder = levelled(new FakeEngine(FakeEngine.MICROPHONE));
        assertEquals(NodeTypes.ADC, recorder.getDescription().nodes().get(NODE).type());
    }

    @Test
    @Rule("OFF-5")
    void mixFormatIsOneThatOffloadStreamsCanHave() {
        WaveFormat fine = WaveFormat.float32(48_000, 2);
        WaveEndpoint host =
                WaveEndpoint.render(
                        "Host",
                        PinCategories.SPEAKER,
                        fine,
                        List.of(
                                FakeEngine.range(
                                        FormatIds.SUBTYPE_IEEE_FLOAT, 2, 32, 48_000, 48_000)));
        WaveMiniport other = new Rig(host, FakeEngine.OFFLOAD).miniport;
        assertEquals(WaveDataFormat.of(FakeEngine.CD), other.getMixFormat(NODE));
        assertEquals(WaveDataFormat.of(fine), other.getDeviceFormat(NODE));
        WaveEndpoint mixed =
                WaveEndpoint.render("Mixed", PinCategories.SPEAKER, fine, host.formats())
                        .role(Role.OFFLOAD);
        WaveMiniport same = new Rig(host, mixed).miniport;
        assertEquals(WaveDataFormat.of(fine), same.getMixFormat(NODE));
        WaveMiniport none = rig.miniport;
        assertEquals(WaveDataFormat.of(FakeEngine.CD), none.getMixFormat(NODE));
    }

    @Test
    void deviceKeepsItsFormat() throws IOException {
        WaveDataFormat format = WaveDataFormat.of(FakeEngine.CD);
        assertEquals(List.of(format), full.miniport.getSupportedDeviceFormats(NODE));
        full.miniport.setDeviceFormat(NODE, format);
        Rig.refused(
                Status.NOT_SUPPORTED,
                () -> full.miniport.setDeviceFormat(NODE, WaveDataFormat.pcm(44_100, 16, 2)));
        assertEquals(82, full.miniport.getEngineFormatSize(NODE, EngineFormatType.DEVICE_FORMAT));
    }

    @Test
    void levelsOfTheDeviceAreThoseOfTheEngine() {
        FakeEngine engine = new FakeEngine(FakeEngine.SPEAKER);
        WaveMiniport miniport = levelled(engine);
        miniport.setDeviceChannelVolume(NODE, -1, -65_536);
        assertEquals(List.of("0 to -65536 in 0", "1 to -65536 in 0"), engine.controls.changes);
        assertEquals(-65_536, miniport.getDeviceChannelVolume(NODE, 1));
        miniport.setDeviceChannelMute(NODE, 1, true);
        assertTrue(miniport.getDeviceChannelMute(NODE, 1));
        assertFalse(miniport.getDeviceChannelMute(NODE, 0));
        engine.controls.peaks[0] = 5;
        assertEquals(5, miniport.getDeviceChannelPeakMeter(NODE, 0));
        assertEquals(2, miniport.getDeviceChannelCount(NODE, ChannelTargetType.VOLUME_ATTRIBUTE));
        assertEquals(
                2,
                miniport.getDeviceAttributeSteppings(NODE, ChannelTargetType.MUTE_ATTRIBUTE)
                        .size());
        engine.controls.canSwitchEffects = true;
        miniport.setGfxState(NODE, true);
        assertTrue(miniport.getGfxState(NODE));
    }

    @Test
    void deviceWithoutLevelsSaysSo() {
        WaveMiniport miniport = full.miniport;
        assertFalse(miniport.getGfxState(NODE));
        miniport.setGfxState(NODE, false);
        Rig.refused(Status.NOT_SUPPORTED, () -> miniport.setGfxState(NODE, true));
        Rig.refused(Status.NOT_SUPPORTED, () -> miniport.getDeviceChannelVolume(NODE, 0));
        assertEquals(0, miniport.getDeviceChannelCount(NODE, ChannelTargetType.VOLUME_ATTRIBUTE));
    }

    @Test
    void bufferSizesAreAskedOfAStreamThatIsClosedAgain() throws IOException {
        assertEquals(
                new BufferSizeRange(4, 1 << 30),
                full.miniport.getBufferSizeRange(NODE, WaveDataFormat.of(FakeEngine.CD)));
        FakeEngineStream probe = full.engine.last();
        assertEquals(FakeEngine.OFFLOAD, probe.endpoint);
        assertEquals(List.of("close"), probe.events);
        Rig.refused(
                Status.INVALID_PARAMETER,
                () -> full.miniport.getBufferSizeRange(NODE, WaveDataFormat.pcm(96_000, 16, 2)));
    }
}
