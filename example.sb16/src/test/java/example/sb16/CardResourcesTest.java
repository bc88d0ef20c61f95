package example.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

import portcls.api.IResourceList;
import portcls.api.MiniportClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.adapter.Resource;
import portcls.api.client.Buffer;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.MidiMessages;
import portcls.api.client.MidiPin;
import portcls.api.client.WavePin;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.ports.service.ResourceList;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the resources of a card are divided among its subdevices. */
@Timeout(120)
final class CardResourcesTest {
    @TempDir private Path folder;
    private CardHouse it;

    @BeforeEach
    void open() throws BundleException {
        it = new CardHouse(folder);
    }

    @AfterEach
    void close() throws BundleException {
        it.close();
    }

    @Test
    @Rule("SUB-5")
    void eachSubdeviceGetsWhatItNeedsAndNothingElse() {
        CardResources resources =
                new CardResources(it.system, it.card.device(), granted(it.card.device()));
        assertEquals(
                List.of("I/O 0x220-0x22F", "IRQ 5", "DMA 1", "DMA 5"),
                descriptions(resources.wave()));
        assertEquals(List.of("I/O 0x224-0x225"), descriptions(resources.topology()));
        assertEquals(
                List.of("I/O 0x330-0x331", "IRQ 9"), descriptions(resources.uart().orElseThrow()));
        assertEquals(List.of("I/O 0x388-0x38B"), descriptions(resources.fm().orElseThrow()));
    }

    @Test
    void aCardThatIsWavesAloneHasNoUartAndNoFmSynthesizer() {
        OtherCard waves = new OtherCard(it.card.device(), false);
        CardResources resources = new CardResources(it.system, waves, granted(waves));
        assertEquals(List.of("I/O 0x220-0x22F"), descriptions(resources.topology()));
        assertEquals(Optional.empty(), resources.uart());
        assertEquals(Optional.empty(), resources.fm());
    }

    @Test
    void aCardWithoutRegistersIsRefused() {
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                new CardResources(
                                        it.system, it.card.device(), ResourceList.of(List.of())));
        assertSame(Status.DEVICE_CONFIGURATION_ERROR, e.status());
        assertTrue(e.getMessage().contains("virtual:sb16 grants no registers"), e.getMessage());
    }

    @Test
    void wavesAndUartShareOneInterrupt() {
        OtherCard card = new OtherCard(it.card.device(), true);
        it.offer(MiniportClass.UART);
        it.insertCard(card);
        it.plug(new SoundBlaster());
        it.awaitSubdevices("Wave", "Topology", "Uart");
        try (WavePin wave =
                        it.filter("Wave")
                                .openRender(
                                        WaveFormat.pcm(44_100, 16, 2),
                                        Buffer.ofMillis(100).packets(4));
                MidiPin out = it.filter("Uart").openMidi();
                MidiCapturePin in = it.filter("Uart").openMidiCapture()) {
            in.run();
            out.run();
            wave.run();
            out.send(MidiMessages.noteOn(0, 60, 100));
            it.advance(500);
            assertTrue(wave.transferredFrames() > 10_000, "frames=" + wave.transferredFrames());
            MidiEvent heard = new MidiEvent();
            assertTrue(in.receive(heard), "what was sent came in again");
            assertEquals("90 3c 64", heard.toString());
        }
        assertTrue(card.line().isConnected());
        it.removeCard(); // the second of the two disconnected the line
        assertFalse(card.line().isConnected());
    }

    private static IResourceList granted(Adapter device) {
        List<Resource> all = new ArrayList<>(device.resources());
        device.subdevices().forEach(function -> all.addAll(function.resources()));
        return ResourceList.of(all);
    }

    private static List<String> descriptions(IResourceList list) {
        return list.translatedList().stream().map(Resource::description).toList();
    }
}
