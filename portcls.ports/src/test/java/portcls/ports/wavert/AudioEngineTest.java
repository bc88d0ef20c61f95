package portcls.ports.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.wave.WaveBench.fails;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Buffer;
import portcls.api.client.Filter;
import portcls.api.client.FilterHandle;
import portcls.api.client.KsReply;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsLayout;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PropertyVerb;
import portcls.api.ks.ValueType;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavert.AudioEngineDescriptor;
import portcls.api.wavert.AudioEngineProperty;
import portcls.api.wavert.AudioEngineProperty.EngineVolume;
import portcls.api.wavert.BufferSizeRange;
import portcls.api.wavert.ChannelTargetType;
import portcls.api.wavert.CurveType;
import portcls.api.wavert.EngineFormatType;
import portcls.api.wavert.IMiniportAudioEngineNode;
import portcls.api.wavert.LoopbackProtection;
import portcls.api.wavert.PresentationPosition;
import portcls.api.wavert.WaveAudioProperty;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.FakeWave.Kind;
import portcls.ports.wave.WaveBench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/** The properties of an audio engine node, of the filter and of a pin. */
class AudioEngineTest {
    private static final int NODE = 0;
    private static final int GET_OF_NODE = 0x1000_0001;
    private static final Target ENGINE = Target.node(NODE);
    private static final WaveDataFormat MIX = WaveDataFormat.pcm(48_000, 16, 2);

    private final WaveBench bench = new WaveBench();
    private final EngineDriver driver = new EngineDriver();
    private Filter filter;

    /** A driver with an audio engine; what is set can be got. */
    private static final class EngineDriver extends FakeWave implements IMiniportAudioEngineNode {
        private boolean gfx;
        private DataFormat deviceFormat = MIX;
        private int volume;

        EngineDriver() {
            kind = Kind.ENGINE;
            FilterDescriptor plain = descriptor;
            descriptor =
                    new FilterDescriptor(
                            plain.name(),
                            plain.automation(),
                            plain.pins(),
                            List.of(
                                    NodeDescriptor.of(NodeTypes.AUDIO_ENGINE),
                                    NodeDescriptor.of(NodeTypes.VOLUME)),
                            plain.connections(),
                            plain.categories());
        }

        @Override
        public AudioEngineDescriptor getAudioEngineDescriptor(int nodeId) {
            return new AudioEngineDescriptor(10 + nodeId, 11, 12);
        }

        @Override
        public boolean getGfxState(int nodeId) {
            return gfx;
        }

        @Override
        public void setGfxState(int nodeId, boolean enable) {
            gfx = enable;
        }

        @Override
        public DataFormat getMixFormat(int nodeId) {
            return MIX;
        }

        @Override
        public DataFormat getDeviceFormat(int nodeId) {
            return deviceFormat;
        }

        @Override
        public void setDeviceFormat(int nodeId, DataFormat format) {
            deviceFormat = format;
        }

        @Override
        public List<DataFormat> getSupportedDeviceFormats(int nodeId) {
            return List.of(MIX, WaveDataFormat.pcm(44_100, 16, 2));
        }

        @Override
        public int getDeviceChannelCount(int nodeId, ChannelTargetType targetType) {
            return 3;
        }

        @Override
        public List<Stepping> getDeviceAttributeSteppings(
                int nodeId, ChannelTargetType targetType) {
            return List.of(new Stepping(-100, 0, 1), new Stepping(-50, 0, 5));
        }

        @Override
        public int getDeviceChannelVolume(int nodeId, int channel) {
            return volume;
        }

        @Override
        public void setDeviceChannelVolume(int nodeId, int channel, int newVolume) {
            calls.add("device volume " + channel + " " + newVolume);
            volume = newVolume;
        }

        @Override
        public boolean getDeviceChannelMute(int nodeId, int channel) {
            return channel == 1;
        }

        @Override
        public void setDeviceChannelMute(int nodeId, int channel, boolean mute) {
            calls.add("device mute " + channel + " " + mute);
        }

        @Override
        public int getDeviceChannelPeakMeter(int nodeId, int channel) {
            return 500 + channel;
        }

        @Override
        public BufferSizeRange getBufferSizeRange(int nodeId, DataFormat format) {
            int frame = ((WaveDataFormat) format).format().blockAlign();
            return new BufferSizeRange(frame, 1000 * frame);
        }
    }

    AudioEngineTest() {
        filter = bench.plug(driver);
    }

    @BeforeEach
    void isThere() {
        assertTrue(filter.removal().isEmpty());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"OFF-1", "OFF-2"})
    void theFilterAnswersForTheDevice() {
        try (FilterHandle handle = filter.open()) {
            assertEquals(
                    new AudioEngineDescriptor(10, 11, 12),
                    handle.get(AudioEngineProperty.DESCRIPTOR, ENGINE));
            assertFalse(handle.get(AudioEngineProperty.GFXENABLE, ENGINE));
            handle.set(AudioEngineProperty.GFXENABLE, ENGINE, true);
            assertTrue(handle.get(AudioEngineProperty.GFXENABLE, ENGINE));
            assertEquals(MIX, handle.get(AudioEngineProperty.MIXFORMAT, ENGINE));
            assertEquals(
                    Set.of(PropertyVerb.GET, PropertyVerb.BASIC_SUPPORT),
                    handle.support(AudioEngineProperty.MIXFORMAT, ENGINE).verbs());
            WaveDataFormat other = WaveDataFormat.pcm(44_100, 16, 2);
            handle.set(AudioEngineProperty.DEVICEFORMAT, ENGINE, other);
            assertEquals(other, handle.get(AudioEngineProperty.DEVICEFORMAT, ENGINE));
            assertEquals(
                    List.of(MIX, other),
                    handle.get(AudioEngineProperty.SUPPORTEDDEVICEFORMATS, ENGINE));
            Target mono =
                    new Target(NODE, ValueType.FORMAT.encode(WaveDataFormat.pcm(48_000, 8, 1)));
            assertEquals(
                    new BufferSizeRange(1, 1000),
                    handle.get(AudioEngineProperty.BUFFER_SIZE_RANGE, mono));
            PortClsException e =
                    fails(
                            Status.INVALID_PARAMETER,
                            () -> handle.get(AudioEngineProperty.BUFFER_SIZE_RANGE, ENGINE));
            assertTrue(e.getMessage().contains("name a format"), e.getMessage());
            assertEquals(
                    ValueType.FORMAT.encode(MIX).length,
                    driver.getEngineFormatSize(NODE, EngineFormatType.MIX_FORMAT));
        }
    }

    @Test
    @Rule({"OFF-2", "BAS-6", "BAS-7", "TOP-3"})
    void theDevicesControlsHaveChannels() {
        try (FilterHandle handle = filter.open()) {
            Target right = ENGINE.channel(1);
            handle.set(AudioProperty.VOLUMELEVEL, right, -70);
            handle.set(AudioProperty.VOLUMELEVEL, ENGINE.channel(-1), -200);
            handle.set(AudioProperty.MUTE, right, true);
            assertEquals(
                    List.of("device volume 1 -50", "device volume -1 -100", "device mute 1 true"),
                    driver.calls("device"));
            assertTrue(handle.get(AudioProperty.MUTE, right));
            assertEquals(501, handle.get(WaveAudioProperty.PEAKMETER2, right));
            BasicSupport volume = handle.support(AudioProperty.VOLUMELEVEL, ENGINE).values();
            assertTrue(volume.multichannel());
            assertEquals(
                    List.of(new Stepping(-100, 0, 1), new Stepping(-50, 0, 5)), volume.ranges());
            assertEquals(
                    List.of(new Stepping(0, 1, 1), new Stepping(0, 1, 1), new Stepping(0, 1, 1)),
                    handle.support(AudioProperty.MUTE, ENGINE).values().ranges());
            // Another node is not the engine.
            fails(
                    Status.NOT_FOUND,
                    () -> handle.get(AudioEngineProperty.GFXENABLE, Target.node(1)));
            // What belongs to a stream needs a pin.
            fails(Status.NOT_FOUND, () -> handle.get(AudioEngineProperty.LFXENABLE, ENGINE));
        }
    }

    @Test
    @Rule({"OFF-2", "OFF-3"})
    void thePinAnswersForItsStream() {
        WavePin pin = filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960));
        assertFalse(pin.get(AudioEngineProperty.LFXENABLE, ENGINE));
        pin.set(AudioEngineProperty.LFXENABLE, ENGINE, true);
        assertTrue(pin.get(AudioEngineProperty.LFXENABLE, ENGINE));
        Target left = ENGINE.channel(0);
        pin.set(
                AudioEngineProperty.VOLUMELEVEL,
                left,
                new EngineVolume(-65_536, CurveType.WINDOWS_FADE, 5_000_000));
        pin.set(AudioEngineProperty.VOLUMELEVEL, left, new EngineVolume(-1, CurveType.NONE, 0));
        PortClsException e =
                fails(
                        Status.INVALID_PARAMETER,
                        () ->
                                pin.set(
                                        AudioEngineProperty.VOLUMELEVEL,
                                        left,
                                        new EngineVolume(-1, CurveType.NONE, 7)));
        assertEquals(
                "without a curve the duration is 0: CurveType=NONE, CurveDuration=7",
                e.getMessage());
        pin.set(AudioProperty.VOLUMELEVEL, ENGINE.channel(1), -100);
        assertEquals(
                List.of(
                        "volume 0 -65536 WINDOWS_FADE 5000000",
                        "volume 0 -1 NONE 0",
                        "volume 1 -10 NONE 0"),
                driver.calls("volume"));
        assertEquals(
                new EngineVolume(-10, CurveType.NONE, 0),
                pin.get(AudioEngineProperty.VOLUMELEVEL, left));
        assertEquals(-9, pin.get(AudioProperty.VOLUMELEVEL, ENGINE.channel(1)));
        pin.set(AudioProperty.MUTE, left, true);
        assertTrue(pin.get(AudioProperty.MUTE, left));
        assertEquals(2, pin.support(AudioProperty.MUTE, ENGINE).values().ranges().size());
        assertEquals(1001, pin.get(WaveAudioProperty.PEAKMETER2, ENGINE.channel(1)));
        assertEquals(
                new PresentationPosition(11, 22),
                pin.get(WaveAudioProperty.PRESENTATION_POSITION, ENGINE));
        assertEquals(1L << 40, pin.get(WaveAudioProperty.LINEAR_BUFFER_POSITION, ENGINE));
        pin.set(WaveAudioProperty.WAVERT_CURRENT_WRITE_POSITION, ENGINE, 100);
        pin.set(WaveAudioProperty.WAVERT_CURRENT_WRITE_LASTBUFFER_POSITION, ENGINE, 200);
        pin.set(AudioEngineProperty.LOOPBACK_PROTECTION, ENGINE, LoopbackProtection.MUTE);
        assertEquals(List.of("write position 100"), driver.calls("write"));
        assertEquals(List.of("last write position 200"), driver.calls("last"));
        assertEquals(List.of("protection MUTE"), driver.calls("protection"));
    }

    @Test
    @Rule("OFF-2")
    void theSameInBytes() {
        WavePin pin = filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960));
        byte[] node = KsLayout.little(8).putInt(NODE).putInt(0).array();
        ByteBuffer value = KsLayout.little(16);
        assertEquals(
                new KsReply(Status.SUCCESS, 16),
                pin.ksProperty(
                        WavePropertiesTest.request(
                                WaveAudioProperty.PRESENTATION_POSITION, GET_OF_NODE, node),
                        value));
        assertEquals(11, value.getLong(0));
        assertEquals(22, value.getLong(8));
        try (FilterHandle handle = filter.open()) {
            assertEquals(
                    new KsReply(Status.BUFFER_OVERFLOW, 12),
                    WavePropertiesTest.raw(
                            handle, AudioEngineProperty.DESCRIPTOR, GET_OF_NODE, node, 0));
            ByteBuffer pins = KsLayout.little(12);
            handle.ksProperty(
                    WavePropertiesTest.request(AudioEngineProperty.DESCRIPTOR, GET_OF_NODE, node),
                    pins);
            assertEquals(10, pins.getInt(0));
            assertEquals(12, pins.getInt(8));
        }
    }

    @Test
    void aStreamThatIsNoneOfTheEnginesSaysSo() {
        driver.kind = Kind.NOTIFYING;
        WavePin pin = filter.openRender(FakeWave.FORMAT, Buffer.ofFrames(960));
        PortClsException e =
                fails(Status.NOT_SUPPORTED, () -> pin.get(AudioEngineProperty.LFXENABLE, ENGINE));
        assertTrue(e.getMessage().contains("IMiniportStreamAudioEngineNode"), e.getMessage());
        fails(
                Status.NOT_SUPPORTED,
                () ->
                        pin.set(
                                WaveAudioProperty.WAVERT_CURRENT_WRITE_LASTBUFFER_POSITION,
                                ENGINE,
                                1));
    }
}
