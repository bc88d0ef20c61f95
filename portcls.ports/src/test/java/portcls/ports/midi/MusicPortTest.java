package portcls.ports.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.api.client.MidiMessages.noteOn;
import static portcls.api.time.ReferenceTime.millis;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.IMasterClock;
import portcls.api.IResourceList;
import portcls.api.IServiceGroup;
import portcls.api.PortClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.Filter;
import portcls.api.client.MidiCapturePin;
import portcls.api.client.MidiEvent;
import portcls.api.client.MidiPin;
import portcls.api.dmus.DMusStream;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.IMiniportDMus;
import portcls.api.dmus.IPortDMus;
import portcls.api.dmus.StreamType;
import portcls.api.ks.DataFormat;
import portcls.conformance.Rule;
import portcls.ports.FakeDMus;
import portcls.ports.FakeMidi;
import portcls.ports.TestHouse;

import java.io.IOException;
import java.util.List;

/** Either class of port, with either kind of miniport. */
class MusicPortTest {
    private final TestHouse house = new TestHouse();
    private final Adapter device = TestHouse.device("test:one");
    private final FakeMidi midi = new FakeMidi();
    private final FakeDMus music = new FakeDMus();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("SUB-9")
    void aMidiPortTakesAMidiMiniport() {
        assertSame(house.bind(PortClass.MIDI, device, midi), midi.port);
        notesGoBothWaysAsBytes();
    }

    @Test
    @Rule("SUB-9")
    void aDMusPortTakesAMidiMiniport() {
        assertSame(house.bind(PortClass.DMUS, device, midi), midi.port);
        notesGoBothWaysAsBytes();
    }

    @Test
    @Rule("SUB-9")
    void aMidiPortTakesADMusMiniport() {
        assertSame(house.bind(PortClass.MIDI, device, music), music.port);
        notesGoBothWaysAsEvents();
    }

    @Test
    @Rule("SUB-9")
    void aDMusPortTakesADMusMiniport() {
        assertSame(house.bind(PortClass.DMUS, device, music), music.port);
        notesGoBothWaysAsEvents();
    }

    @Test
    @Rule("SUB-9")
    void theClassThatWasAskedForDecidesOverAMiniportOfBothKinds() {
        Both asBytes = new Both();
        house.bind(PortClass.MIDI, device, asBytes);
        assertEquals(List.of("init", "getDescription"), asBytes.calls);
        assertFilterIs(PortClass.MIDI);
        Both asEvents = new Both();
        house.bind(PortClass.DMUS, TestHouse.device("test:two"), asEvents);
        assertEquals(List.of("getDescription"), asEvents.calls);
        assertEquals(List.of("init"), asEvents.music.calls);
        assertEquals("dmus", house.publishedProperties.get(1).get(Filter.KIND));
    }

    @Test
    @Rule("SUB-10")
    void aPortOfEitherClassNamesBothInterfacesToAMiniportOfNeitherKind() {
        for (PortClass portClass : List.of(PortClass.MIDI, PortClass.DMUS)) {
            PortClsException e =
                    assertThrows(
                            PortClsException.class,
                            () ->
                                    house.bind(
                                            portClass,
                                            device,
                                            () -> {
                                                throw new AssertionError("it is not to be called");
                                            }));
            assertEquals(Status.INVALID_PARAMETER, e.status());
            assertTrue(
                    e.getMessage()
                            .startsWith(
                                    "a "
                                            + portClass.key()
                                            + " port binds miniports that implement IMiniportMidi"
                                            + " or IMiniportDMus; this one does not: "),
                    e.getMessage());
        }
    }

    @Test
    void onlyADMusMiniportNamesAWaveOutput() {
        IPortDMus port = house.bind(PortClass.DMUS, device, midi);
        PortClsException e =
                assertThrows(PortClsException.class, () -> port.setWaveOutput("test:speaker"));
        assertEquals(Status.INVALID_DEVICE_REQUEST, e.status());
        assertEquals(
                "a MIDI miniport has no synthesizer whose sound a wave filter could play; only an"
                        + " IMiniportDMus may name one: filterId=test:speaker",
                e.getMessage());
        house.bind(PortClass.MIDI, TestHouse.device("test:two"), music)
                .setWaveOutput("test:speaker");
    }

    private void notesGoBothWaysAsBytes() {
        assertFilterIs(PortClass.MIDI);
        MidiCapturePin in = playAndListen();
        assertEquals(List.of("5: 90 3c 64"), midi.written);
        midi.arrive(new byte[] {(byte) 0x90, 61, 99});
        assertHeard(in);
        assertTrue(midi.calls.contains("service"));
    }

    private void notesGoBothWaysAsEvents() {
        assertFilterIs(PortClass.DMUS);
        house.published.getFirst().openDirectMusic().close();
        MidiCapturePin in = playAndListen();
        assertEquals(List.of("5/5 0:903c64"), music.delivered);
        music.arrive(stream -> stream.send(millis(5), 0, 0, (byte) 0x90, (byte) 61, (byte) 99));
        assertHeard(in);
    }

    private void assertFilterIs(PortClass kind) {
        assertEquals(kind, house.published.getFirst().kind());
        assertEquals(kind.key(), house.publishedProperties.getFirst().get(Filter.KIND));
    }

    private MidiCapturePin playAndListen() {
        Filter filter = house.published.getFirst();
        MidiCapturePin in = filter.openMidiCapture();
        in.run();
        MidiPin out = filter.openMidi();
        out.run();
        out.send(millis(5), noteOn(0, 60, 100));
        house.time().advanceTo(millis(5));
        return in;
    }

    private void assertHeard(MidiCapturePin in) {
        house.time().advance(0);
        MidiEvent event = new MidiEvent();
        assertTrue(in.receive(event));
        assertEquals("90 3d 63", event.toString());
    }

    /** A miniport that can be either. */
    private static final class Both extends FakeMidi implements IMiniportDMus {
        final FakeDMus music = new FakeDMus();

        @Override
        public void init(Adapter adapter, IResourceList resources, IPortDMus port)
                throws IOException {
            music.init(adapter, resources, port);
        }

        @Override
        public @Nullable IServiceGroup serviceGroup() {
            return null;
        }

        @Override
        public DMusStream newStream(
                int pin,
                StreamType type,
                DataFormat format,
                IAllocatorMXF allocator,
                IMasterClock masterClock)
                throws IOException {
            return music.newStream(pin, type, format, allocator, masterClock);
        }

        @Override
        public void service() {
            calls.add("service");
        }
    }
}
