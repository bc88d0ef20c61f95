package miniport.wavepci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import miniport.wavepci.FakeClient.Given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

import portcls.api.DevicePowerState;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.WaveDataFormat;
import portcls.api.wavepci.WavePciStream;
import portcls.conformance.Rule;
import portcls.ports.service.ResourceList;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The driver and its device: what it needs, what it says when something is wrong. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class DeviceTest {
    @Test
    void aCodecThatIsNotReadyIsToldWithWhatWasSeen() {
        try (House house = new House(Map.of("fault", "no-codec"))) {
            Ac97Miniport miniport = new Ac97Miniport();
            IOException failure =
                    assertThrows(
                            IOException.class,
                            () ->
                                    miniport.init(
                                            house.device,
                                            ResourceList.of(house.device.resources()),
                                            FakePort.of(house)));
            assertTrue(
                    failure.getMessage()
                            .startsWith(
                                    "Virtual AC'97: the codec is not ready after 1 s:"
                                            + " GLOB_STA=0x0 at NABM"),
                    failure.getMessage());
            assertDoesNotThrowOnClose(miniport);
        }
    }

    private static void assertDoesNotThrowOnClose(Ac97Miniport miniport) {
        miniport.close();
    }

    @Test
    void aCodecThatIsInUseKeepsItsVolumes() throws IOException {
        try (House house = new House(Map.of())) {
            house.codec().writeWord(0x02, 0x0505);
            Ac97Miniport miniport = new Ac97Miniport();
            miniport.init(
                    house.device, ResourceList.of(house.device.resources()), FakePort.of(house));
            assertEquals(0x0505, house.codec().readWord(0x02));
            miniport.close();
            // One that is held in reset is let out of it.
            house.controller().writeDoubleWord(0x2C, 0);
            Ac97Miniport other = new Ac97Miniport();
            other.init(house.device, ResourceList.of(house.device.resources()), FakePort.of(house));
            assertEquals(0x8000, house.codec().readWord(0x02));
            other.close();
        }
    }

    @Test
    void resourcesThatAreMissingAreNamed() {
        try (House house = new House(Map.of())) {
            PortClsException failure =
                    assertThrows(
                            PortClsException.class,
                            () ->
                                    new Ac97Miniport()
                                            .init(
                                                    house.device,
                                                    ResourceList.of(List.of(house.controller())),
                                                    FakePort.of(house)));
            assertEquals(Status.DEVICE_CONFIGURATION_ERROR, failure.status());
            assertTrue(failure.getMessage().contains("NABM of 64"), failure.getMessage());
        }
    }

    @Test
    void aFilterHasAPinAndAConnectorForEachConverter() throws IOException {
        try (Rig rig = new Rig()) {
            FilterDescriptor filter = rig.miniport.getDescription();
            assertEquals(
                    List.of("PCM Out", "PCM In", "Mic In", "PCM Out", "PCM In", "Mic In"),
                    filter.pins().stream().map(pin -> pin.name().name()).toList());
            assertEquals(
                    List.of(true, true, true, false, false, false),
                    filter.pins().stream().map(PinDescriptor::isStreaming).toList());
        }
    }

    @Test
    @Rule("WPC-10")
    void withoutAnInterruptThePortAsksByItsTimer() throws IOException {
        try (Rig rig = new Rig()) {
            Ac97Miniport polled = new Ac97Miniport();
            polled.init(
                    rig.house.device,
                    ResourceList.of(
                            List.of(rig.house.controller(), rig.house.codec(), rig.house.bus())),
                    FakePort.of(rig.house));
            FakeClient client = rig.client;
            WavePciStream made =
                    polled.newStream(client, 0, false, WaveDataFormat.pcm(48_000, 16, 2));
            assertNull(made.serviceGroup());
            assertNotNull(made.dmaChannel());
            client.stream = made.stream();
            client.give(FakeClient.sound(1_920, 0));
            for (KsState state : new KsState[] {KsState.ACQUIRE, KsState.PAUSE, KsState.RUN}) {
                made.stream().setState(state);
            }
            rig.house.millis(20);
            assertEquals(0, client.released.size());
            made.stream().service();
            assertEquals(1, client.released.size());
            polled.close();
        }
    }

    @Test
    void formatsAndStreamsThatCannotBeHadAreRefusedWithWhatCan() throws IOException {
        try (Rig rig = new Rig()) {
            PortClsException mono =
                    assertThrows(
                            PortClsException.class,
                            () ->
                                    rig.miniport.newStream(
                                            rig.client,
                                            0,
                                            false,
                                            WaveDataFormat.pcm(48_000, 16, 1)));
            assertEquals(Status.INVALID_PARAMETER, mono.status());
            assertTrue(mono.getMessage().contains("channels=2"), mono.getMessage());
            PortClsException wrong =
                    assertThrows(
                            PortClsException.class,
                            () ->
                                    rig.miniport.newStream(
                                            rig.client,
                                            1,
                                            false,
                                            WaveDataFormat.pcm(48_000, 16, 2)));
            assertEquals(Status.INVALID_PARAMETER, wrong.status());
            rig.open(0, 48_000);
            PortClsException second =
                    assertThrows(PortClsException.class, () -> rig.open(0, 48_000));
            assertEquals(Status.INVALID_DEVICE_REQUEST, second.status());
            assertEquals(48_000, rig.house.codec().readWord(0x2C));
        }
    }

    @Test
    void memoryThatGoesAwayUnderTheDeviceStopsTheStreamAndIsTold() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 48_000);
            Given given = rig.client.give(FakeClient.sound(192_00, 0));
            rig.go(KsState.RUN);
            rig.house.millis(20);
            long before = rig.position();
            rig.house.bus().unmap(given.address());
            rig.house.millis(100);
            assertEquals(1, rig.house.device.busFaults());
            assertEquals(before, rig.position(), 4);
            rig.go(KsState.PAUSE);
            IOException told = assertThrows(IOException.class, () -> rig.go(KsState.RUN));
            assertTrue(told.getMessage().contains("could not reach memory"), told.getMessage());
            rig.stop();
            rig.client.give(FakeClient.sound(1_920, 0));
            rig.go(KsState.RUN);
            rig.house.millis(50);
            assertEquals(1_920, rig.position());
            assertEquals(1, rig.house.device.busFaults());
        }
    }

    @Test
    void aStreamGoesOnAfterTheDeviceSlept() throws IOException {
        try (Rig rig = new Rig()) {
            rig.open(0, 44_100);
            rig.client.give(FakeClient.sound(44_100 * 4, 0));
            rig.go(KsState.RUN);
            rig.house.millis(100);
            rig.go(KsState.PAUSE);
            rig.miniport.powerChangeNotify(DevicePowerState.D3);
            long before = rig.position();
            assertEquals(4_410 * 4, before, 8);
            rig.house.controller().write(0x1B, 2); // it forgets everything
            rig.house.controller().writeDoubleWord(0x2C, 0);
            rig.miniport.powerChangeNotify(DevicePowerState.D0);
            assertEquals(44_100, rig.house.codec().readWord(0x2C));
            assertEquals(before, rig.position());
            rig.go(KsState.RUN);
            rig.house.millis(1_000);
            assertEquals(44_100 * 4, rig.position());
            assertEquals(1, rig.client.released.size());
        }
    }
}
