package portcls.ports.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.Adapter;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.MixerView;
import portcls.api.client.MixerView.Line;
import portcls.api.client.Registration;
import portcls.api.client.Topology;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.ConnectionDescriptor;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;
import portcls.ports.service.ResourceList;
import portcls.ports.topology.FakeTopology;
import portcls.ports.topology.TopologyPort;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Filters that are wired to one another, as a client walks them. */
class GraphTest {
    private final TestHouse house = new TestHouse();
    private final TestWiring wiring = new TestWiring();
    private final List<TopologyPort> ports = new ArrayList<>();
    private final Topology topology = new TopologyService(wiring);

    @AfterEach
    void close() {
        house.close();
    }

    /** Two sources with a volume each, a sum and a master; the second filter has a jack. */
    private Filter render() {
        FakeTopology mixer = new FakeTopology("Mixer");
        int wave = mixer.in("Wave");
        int synth = mixer.in("Synth");
        int line = mixer.out("Line Out");
        int waveVolume = mixer.volume("Wave Volume");
        int waveMute = mixer.mute("Wave Mute");
        int synthVolume = mixer.volume("Synth Volume");
        int sum = mixer.sum("Sum");
        int master = mixer.volume("Master");
        mixer.connect(ConnectionDescriptor.pinToNode(wave, waveVolume))
                .connect(ConnectionDescriptor.nodeToNode(waveVolume, waveMute))
                .connect(ConnectionDescriptor.nodeToNode(waveMute, sum).intoLogicalPin(1))
                .connect(ConnectionDescriptor.pinToNode(synth, synthVolume))
                .connect(ConnectionDescriptor.nodeToNode(synthVolume, sum).intoLogicalPin(2))
                .connect(ConnectionDescriptor.nodeToNode(sum, master))
                .connect(ConnectionDescriptor.nodeToPin(master, line));
        return add("card:mixer", mixer);
    }

    private Filter speaker() {
        FakeTopology box = new FakeTopology("Box");
        int in = box.in("From the card");
        int jack = box.out("Jack");
        int loud = box.volume("Knob");
        box.connect(ConnectionDescriptor.pinToNode(in, loud))
                .connect(ConnectionDescriptor.nodeToPin(loud, jack));
        return add("box:speaker", box);
    }

    private FakeTopology capture;

    private Filter recorder() {
        capture = new FakeTopology("Recorder");
        int mic = capture.in("Microphone");
        int line = capture.in("Line In");
        int out = capture.out("Record");
        int micVolume = capture.volume("Microphone Volume");
        int lineVolume = capture.volume("Line Volume");
        int mux = capture.mux("Source");
        capture.connect(ConnectionDescriptor.pinToNode(mic, micVolume))
                .connect(ConnectionDescriptor.nodeToNode(micVolume, mux).intoLogicalPin(1))
                .connect(ConnectionDescriptor.pinToNode(line, lineVolume))
                .connect(ConnectionDescriptor.nodeToNode(lineVolume, mux).intoLogicalPin(2))
                .connect(ConnectionDescriptor.nodeToPin(mux, out));
        return add("card:recorder", capture);
    }

    private Filter add(String id, FakeTopology miniport) {
        Adapter device = TestHouse.device(id);
        TopologyPort port = new TopologyPort(house.system);
        port.init(device, miniport, ResourceList.of(List.of()));
        house.system.registerSubdevice(device, "", port);
        ports.add(port);
        Filter filter = port.filter().orElseThrow();
        wiring.filters.add(filter);
        return filter;
    }

    private static List<String> names(List<AudioControl> controls) {
        return controls.stream().map(AudioControl::name).toList();
    }

    @Test
    void aPathLeadsOverAllFiltersToTheJack() {
        Filter mixer = render();
        Filter box = speaker();
        wiring.wires.add(new Wire(mixer.id(), 2, box.id(), 0));
        try (AudioPath path = topology.path(mixer, 0)) {
            assertEquals(
                    List.of(
                            "Wave",
                            "Wave Volume",
                            "Wave Mute",
                            "Sum",
                            "Master",
                            "Line Out",
                            "From the card",
                            "Knob",
                            "Jack"),
                    path.elements().stream().map(AudioPath.Element::name).toList());
            assertEquals(
                    List.of("Jack"),
                    path.ends().stream()
                            .map(end -> end.filter().descriptor().pins().get(end.pinId()))
                            .map(pin -> pin.name().name())
                            .toList());
        }
    }

    @Test
    void theVolumeOfAStreamIsTheOneThatNoOtherSoundPasses() {
        Filter mixer = render();
        try (AudioPath path = topology.path(mixer, 1)) {
            AudioControl volume = path.volume().orElseThrow();
            assertEquals("Synth Volume", volume.name());
            assertFalse(volume.isShared());
            assertEquals(List.of("Synth Volume", "Master"), names(path.controls()));
            assertTrue(path.controls().get(1).isShared(), "the wave passes through it, too");
            assertTrue(path.mute().isEmpty(), "only the wave has a mute");
            assertEquals(Status.DEVICE_REMOVED, removed(() -> closeAndAsk(volume)).status());
        }
    }

    private void closeAndAsk(AudioControl volume) {
        ports.forEach(TopologyPort::close);
        var _ = volume.value(0);
    }

    private static PortClsException removed(Runnable call) {
        return assertThrows(PortClsException.class, call::run);
    }

    @Test
    void aControlIsSetInItsRangeAndTellsOfTheKnob() throws InterruptedException {
        FakeTopology fake = new FakeTopology("One");
        int in = fake.in("In");
        int out = fake.out("Out");
        int node = fake.volume("Volume");
        fake.connect(ConnectionDescriptor.pinToNode(in, node))
                .connect(ConnectionDescriptor.nodeToPin(node, out));
        Filter filter = add("one:mixer", fake);
        try (AudioPath path = topology.path(filter, in)) {
            AudioControl volume = path.volume().orElseThrow();
            assertEquals(FakeTopology.LOWEST, volume.range().minimum());
            assertEquals(1, volume.channels());
            volume.value(AudioControl.ALL, -6 * AudioControl.DB);
            assertEquals(-6 * AudioControl.DB, volume.value(0));
            CountDownLatch told = new CountDownLatch(1);
            try (Registration _ = volume.onChange(told::countDown)) {
                fake.turn(node, -3 * AudioControl.DB);
                house.time().advanceTo(1);
                assertTrue(told.await(TestHouse.LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
            assertEquals(-3 * AudioControl.DB, volume.value(0));
        }
    }

    @Test
    void aRecordingHasThePathOfTheSelectedSource() {
        Filter recorder = recorder();
        try (AudioPath path = topology.path(recorder, 2)) {
            assertEquals(List.of("Source", "Microphone Volume"), names(path.controls()));
        }
        try (AudioPath path = topology.path(recorder, 2)) {
            path.control(AudioProperty.MUX_SOURCE).orElseThrow().value(AudioControl.ALL, 2);
        }
        try (AudioPath path = topology.path(recorder, 2)) {
            assertEquals(List.of("Source", "Line Volume"), names(path.controls()));
            assertEquals(1, path.ends().getFirst().pinId(), "the line's pin");
        }
    }

    @Test
    void aWireToTheOutsideEndsThePathWithItsName() {
        Filter box = speaker();
        wiring.wires.add(new Wire(box.id(), 1, "the amplifier in the hall", 0));
        try (AudioPath path = topology.path(box, 0)) {
            assertEquals("the amplifier in the hall", path.ends().getFirst().beyond());
        }
    }

    @Test
    void aCircleOfWiresIsWalkedOnce() {
        Filter one = speaker();
        wiring.wires.add(new Wire(one.id(), 1, one.id(), 0));
        try (AudioPath path = topology.path(one, 0)) {
            assertEquals(3, path.elements().size());
        }
    }

    @Test
    void aWrongPinIsAClearError() {
        Filter box = speaker();
        PortClsException e = assertThrows(PortClsException.class, () -> topology.path(box, 7));
        assertEquals(Status.INVALID_PARAMETER, e.status());
        assertTrue(e.getMessage().contains("pins 0 … 1"), e.getMessage());
    }

    @Test
    @Rule("FLT-11")
    void aMixerShowsDestinationsWithTheirSources() {
        Filter mixer = render();
        try (MixerView view = topology.mixer(mixer)) {
            Line destination = view.destinations().getFirst();
            assertEquals("Line Out", destination.name());
            assertEquals(List.of("Master"), names(destination.controls()));
            assertEquals(
                    List.of("Wave", "Synth"),
                    destination.sources().stream().map(Line::name).toList());
            assertEquals(
                    List.of("Wave Volume", "Wave Mute"),
                    names(destination.sources().get(0).controls()));
            assertEquals(List.of("Synth Volume"), names(destination.sources().get(1).controls()));
        }
    }

    @Test
    @Rule("FLT-11")
    void aDestinationKeepsItsSelector() {
        Filter recorder = recorder();
        try (MixerView view = topology.mixer(recorder)) {
            Line destination = view.destinations().getFirst();
            assertEquals(List.of("Source"), names(destination.controls()));
            assertEquals(
                    List.of("Microphone", "Line In"),
                    destination.sources().stream().map(Line::name).toList());
        }
    }
}
