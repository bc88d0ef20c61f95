package miniport.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.ResourceType;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.MusicDataRange;
import portcls.api.ks.MusicTechnology;
import portcls.api.midi.IMiniportMidiStream;
import portcls.conformance.Rule;
import portcls.testkit.FakeInterruptSync;
import portcls.testkit.FakeMpu401;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Init, power, streams and close of the UART. */
@Timeout(20)
final class UartMiniportTest {
    private static final List<Integer> START = List.of(0xFF, 0xFF, 0x3F);

    private final FakeSystem system = new FakeSystem();
    private final FakeMpu401 device = new FakeMpu401();
    private final UartMiniport miniport = new UartMiniport();

    private void init() throws IOException {
        init(FakeResources.of(device, FakeResources.any(ResourceType.INTERRUPT)));
    }

    private void init(FakeResources resources) throws IOException {
        miniport.init(system.adapter, resources, system.port);
    }

    @Test
    @Rule("SUB-14")
    void groupIsRegisteredBeforeTheFirstInterruptCanCome() throws IOException {
        device.input.add(0x90); // raises the interrupt as soon as it is connected
        init();
        assertEquals(List.of("group", "register first", "connect"), system.events);
        assertSame(system.group, miniport.serviceGroup());
    }

    @Test
    void deviceIsStartedWhileTheInterruptIsHeldOff() throws IOException {
        device.onCommand = () -> assertTrue(system.sync.held);
        init();
        assertEquals(START, device.commands);
    }

    @Test
    void describesBothDirectionsUnderTheNameOfTheDevice() throws IOException {
        init();
        assertEquals(FilterDescriptor.midi("Test device"), miniport.getDescription());
    }

    @Test
    void hasOnlyOutputWithoutAnInterrupt() throws IOException {
        init(FakeResources.of(device));
        assertEquals(FilterDescriptor.midiRender("Test device"), miniport.getDescription());
        assertNull(miniport.serviceGroup());
        assertEquals(START, device.commands);
        assertRefused(true);
    }

    @ParameterizedTest
    @MethodSource("wrongResources")
    void refusesResourcesThatAreNotItsOwn(FakeResources resources) {
        PortClsException refusal = assertThrows(PortClsException.class, () -> init(resources));
        assertEquals(Status.DEVICE_CONFIGURATION_ERROR, refusal.status());
        assertTrue(refusal.toString().contains("resources=["), refusal.toString());
        miniport.close();
        assertEquals(List.of(), system.events);
    }

    static List<FakeResources> wrongResources() {
        FakeMpu401 port = new FakeMpu401();
        FakeMpu401 half = new FakeMpu401();
        half.length = 1;
        return List.of(
                FakeResources.of(),
                FakeResources.of(port, port),
                FakeResources.of(half),
                FakeResources.of(FakeResources.any(ResourceType.PORT)),
                FakeResources.of(
                        port,
                        FakeResources.any(ResourceType.INTERRUPT),
                        FakeResources.any(ResourceType.INTERRUPT)),
                FakeResources.of(port, FakeResources.any(ResourceType.DMA)));
    }

    @Test
    void closesAfterAnInitThatFailed() {
        device.dumb = true;
        IOException failure = assertThrows(IOException.class, this::init);
        assertEquals(
                "Test device does not answer to a reset: see whether the device is there and on,"
                        + " whether its address is right (I/O 0x330-0x331), and whether another"
                        + " program has it",
                failure.getMessage());
        miniport.close();
        assertFalse(system.sync.connected);
    }

    @Test
    void closeDisconnectsAndLeavesUartMode() throws IOException {
        init();
        miniport.close();
        assertFalse(system.sync.connected);
        assertFalse(device.uart);
    }

    @Test
    void usesTheSyncOfTheAdapterAndLeavesItConnected() throws IOException {
        FakeInterruptSync own = new FakeInterruptSync(system.events);
        own.connected = true;
        system.adapterSync = Optional.of(own);
        init();
        assertEquals(List.of("group", "register first"), system.events);
        device.input.add(0x90);
        assertTrue(own.raise());

        miniport.close();
        device.input.add(0x90);
        assertTrue(own.connected);
        assertFalse(own.raise(), "a closed miniport claims nothing");
        assertEquals(1, device.input.size(), "and does not touch the device");
    }

    @Test
    @Rule("SUB-19")
    void technologyGoesIntoEveryMusicRange() throws IOException {
        miniport.setTechnology(MusicTechnology.FMSYNTH);
        init();
        List<DataRange> music =
                miniport.getDescription().pins().stream()
                        .flatMap(pin -> pin.dataRanges().stream())
                        .filter(MusicDataRange.class::isInstance)
                        .toList();
        assertEquals(2, music.size());
        for (DataRange range : music) {
            assertEquals(MusicTechnology.FMSYNTH, ((MusicDataRange) range).technology());
        }
    }

    @Test
    @Rule("SUB-19")
    void technologyIsRefusedAfterInit() throws IOException {
        init();
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> miniport.setTechnology(MusicTechnology.FMSYNTH));
        assertEquals(Status.UNSUCCESSFUL, refusal.status());
        assertEquals(FilterDescriptor.midi("Test device"), miniport.getDescription());
    }

    @Test
    void hasOneStreamForEachDirection() throws IOException {
        init();
        for (boolean capture : new boolean[] {false, true}) {
            IMiniportMidiStream stream = miniport.newStream(0, capture, DataFormat.midi());
            assertRefused(capture);
            stream.close();
            miniport.newStream(0, capture, DataFormat.midi()).close();
        }
    }

    @Test
    void wakingUpStartsTheDeviceAgain() throws IOException {
        init();
        device.commands.clear();
        miniport.powerChangeNotify(DevicePowerState.D3);
        miniport.powerChangeNotify(DevicePowerState.D2);
        assertEquals(List.of(), device.commands, "only D0 is awake");

        device.uart = false; // it lost its power
        device.onCommand = () -> assertTrue(system.sync.held);
        miniport.powerChangeNotify(DevicePowerState.D0);
        assertEquals(START, device.commands);

        miniport.powerChangeNotify(DevicePowerState.D0);
        assertEquals(START, device.commands, "it was awake already");
    }

    @Test
    void wakingUpIsTriedAgainAfterAFailure() throws IOException {
        init();
        miniport.powerChangeNotify(DevicePowerState.D3);
        device.uart = false;
        device.dumb = true;
        assertThrows(IOException.class, () -> miniport.powerChangeNotify(DevicePowerState.D0));

        device.dumb = false;
        device.uart = false;
        miniport.powerChangeNotify(DevicePowerState.D0);
        assertTrue(device.uart);
    }

    @Test
    void closeDoesNotTouchADeviceThatSleeps() throws IOException {
        init();
        miniport.powerChangeNotify(DevicePowerState.D3);
        device.commands.clear();
        miniport.close();
        assertEquals(List.of(), device.commands);
    }

    private void assertRefused(boolean capture) {
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> miniport.newStream(0, capture, DataFormat.midi()));
        assertEquals(Status.INVALID_DEVICE_REQUEST, refusal.status());
    }
}
