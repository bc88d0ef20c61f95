package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.ResourceType;
import portcls.api.dmus.IMXF;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.MusicTechnology;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.conformance.Rule;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Init, description, power, streams and close of the DMus UART. */
@Timeout(20)
final class DMusUartMiniportTest {
    private static final List<Integer> START = List.of(0xFF, 0xFF, 0x3F);

    private final FakeSystem system = new FakeSystem();
    private final FakeMpu401 device = new FakeMpu401();
    private final FakeAllocator allocator = new FakeAllocator();
    private final DMusUartMiniport miniport = new DMusUartMiniport();

    private void init() throws IOException {
        init(miniport);
    }

    private void init(IMiniportDMus driver) throws IOException {
        driver.init(
                system.adapter,
                FakeResources.of(device, FakeResources.any(ResourceType.INTERRUPT)),
                system.port);
    }

    private void initWithoutInterrupt(IMiniportDMus driver) throws IOException {
        driver.init(system.adapter, FakeResources.of(device), system.port);
    }

    @Test
    @Rule("SUB-14")
    void groupIsRegisteredBeforeTheFirstInterruptCanCome() throws IOException {
        device.input.add(0x90); // raises the interrupt as soon as it is connected
        device.onCommand = () -> assertTrue(system.sync.held);
        init();
        assertEquals(List.of("group 0", "register first", "connect"), system.events);
        assertSame(system.groups.getFirst(), miniport.serviceGroup());
        assertEquals(START, device.commands);
    }

    @Test
    @Rule("DMU-1")
    void hasMidiAndDirectMusicPinsAndTheirCables() throws IOException {
        init();
        FilterDescriptor filter = miniport.getDescription();
        assertEquals("Test device", filter.name());
        assertEquals(
                List.of(
                        List.of(DataRange.midi()),
                        List.of(DataRange.directMusic()),
                        List.of(DataRange.midiBus()),
                        List.of(DataRange.midiBus()),
                        List.of(DataRange.midi(), DataRange.directMusic())),
                filter.pins().stream().map(PinDescriptor::dataRanges).toList());
        assertEquals(
                List.of(DataFlow.IN, DataFlow.IN, DataFlow.OUT, DataFlow.IN, DataFlow.OUT),
                filter.pins().stream().map(PinDescriptor::dataFlow).toList());
        assertEquals(
                List.of(1, 1, 0, 0, 1),
                filter.pins().stream().map(PinDescriptor::maxGlobalInstances).toList());
        assertEquals(
                List.of(NodeTypes.SYNTHESIZER, NodeTypes.SYNTHESIZER),
                filter.nodes().stream().map(NodeDescriptor::type).toList());
        assertEquals(
                List.of(
                        ConnectionDescriptor.pinToNode(0, 0),
                        ConnectionDescriptor.pinToNode(1, 0),
                        ConnectionDescriptor.nodeToPin(0, 2),
                        ConnectionDescriptor.pinToNode(3, 1),
                        ConnectionDescriptor.nodeToPin(1, 4)),
                filter.connections());
        assertEquals(
                Set.of(Categories.AUDIO, Categories.RENDER, Categories.CAPTURE),
                filter.categories());
    }

    @Test
    void hasOnlyOutputWithoutAnInterrupt() throws IOException {
        initWithoutInterrupt(miniport);
        FilterDescriptor filter = miniport.getDescription();
        assertEquals(3, filter.pins().size());
        assertEquals(1, filter.nodes().size());
        assertEquals(Set.of(Categories.AUDIO, Categories.RENDER), filter.categories());
        assertNull(miniport.serviceGroup());
        assertRefused(miniport, StreamType.MIDI_CAPTURE, DataFormat.midi());
    }

    @Test
    void captureFormHasOnlyInput() throws IOException {
        DMusUartCaptureMiniport capture = new DMusUartCaptureMiniport();
        init(capture);
        FilterDescriptor filter = capture.getDescription();
        assertEquals(
                List.of(
                        List.of(DataRange.midi(), DataRange.directMusic()),
                        List.of(DataRange.midiBus())),
                filter.pins().stream().map(PinDescriptor::dataRanges).toList());
        assertEquals(
                List.of(ConnectionDescriptor.pinToNode(1, 0), ConnectionDescriptor.nodeToPin(0, 0)),
                filter.connections());
        assertEquals(Set.of(Categories.AUDIO, Categories.CAPTURE), filter.categories());
        assertRefused(capture, StreamType.MIDI_RENDER, DataFormat.midi());
        newStream(capture, StreamType.MIDI_CAPTURE, DataFormat.midi()).close();
    }

    @Test
    void captureFormNeedsAnInterrupt() throws IOException {
        DMusUartCaptureMiniport capture = new DMusUartCaptureMiniport();
        PortClsException refusal =
                assertThrows(PortClsException.class, () -> initWithoutInterrupt(capture));
        assertEquals(Status.DEVICE_CONFIGURATION_ERROR, refusal.status());
        capture.close();
        assertFalse(device.uart);
    }

    @Test
    @Rule("DMU-24")
    void hasOneStreamOfEachKind() throws IOException {
        init();
        for (StreamType type : List.of(StreamType.MIDI_RENDER, StreamType.MIDI_CAPTURE)) {
            IMXF stream = newStream(miniport, type, DataFormat.midi());
            assertRefused(miniport, type, DataFormat.midi());
            stream.close();
            newStream(miniport, type, DataFormat.midi());
        }
        IMXF directMusic = newStream(miniport, StreamType.MIDI_RENDER, DataFormat.directMusic());
        assertRefused(miniport, StreamType.MIDI_RENDER, DataFormat.directMusic());
        assertRefused(miniport, StreamType.MIDI_RENDER, DataFormat.midi());
        directMusic.close();
        newStream(miniport, StreamType.MIDI_RENDER, DataFormat.directMusic());
        assertRefused(miniport, StreamType.WAVE_SINK, DataFormat.midi());
    }

    @Test
    void refusesResourcesThatAreNotItsOwn() {
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> miniport.init(system.adapter, FakeResources.of(), system.port));
        assertEquals(Status.DEVICE_CONFIGURATION_ERROR, refusal.status());
        miniport.close();
        assertEquals(List.of(), system.events);
    }

    @Test
    void closesAfterAnInitThatFailed() {
        device.dumb = true;
        IOException failure = assertThrows(IOException.class, this::init);
        assertTrue(failure.getMessage().contains("does not answer"), failure.getMessage());
        miniport.close();
        assertFalse(system.sync.connected);
    }

    @Test
    @Rule("SUB-19")
    void technologyGoesIntoEveryMusicRangeAndIsRefusedAfterInit() throws IOException {
        miniport.setTechnology(MusicTechnology.SQSYNTH);
        init();
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> miniport.setTechnology(MusicTechnology.FMSYNTH));
        assertEquals(Status.UNSUCCESSFUL, refusal.status());
        List<MusicDataRange> music =
                miniport.getDescription().pins().stream()
                        .flatMap(pin -> pin.dataRanges().stream())
                        .filter(MusicDataRange.class::isInstance)
                        .map(MusicDataRange.class::cast)
                        .toList();
        assertEquals(4, music.size());
        for (MusicDataRange range : music) {
            assertEquals(MusicTechnology.SQSYNTH, range.technology());
        }
    }

    @Test
    void wakingUpStartsTheDeviceAgain() throws IOException {
        init();
        device.commands.clear();
        miniport.powerChangeNotify(DevicePowerState.D3);
        assertEquals(List.of(), device.commands);
        device.uart = false; // it lost its power
        miniport.powerChangeNotify(DevicePowerState.D0);
        assertEquals(START, device.commands);
        miniport.powerChangeNotify(DevicePowerState.D0);
        assertEquals(START, device.commands, "it was awake already");
    }

    @Test
    void closeDisconnectsAndLeavesUartMode() throws IOException {
        init();
        miniport.close();
        assertFalse(system.sync.connected);
        assertFalse(device.uart);
    }

    private IMXF newStream(IMiniportDMus driver, StreamType type, DataFormat format)
            throws IOException {
        return driver.newStream(0, type, format, allocator, system.clock).mxf();
    }

    private void assertRefused(IMiniportDMus driver, StreamType type, DataFormat format) {
        PortClsException refusal =
                assertThrows(PortClsException.class, () -> newStream(driver, type, format));
        assertEquals(Status.INVALID_DEVICE_REQUEST, refusal.status());
    }
}
