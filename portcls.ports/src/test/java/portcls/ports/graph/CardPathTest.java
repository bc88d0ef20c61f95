package portcls.ports.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.Adapter;
import portcls.api.client.AudioControl;
import portcls.api.client.AudioPath;
import portcls.api.client.Filter;
import portcls.api.client.Topology;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.conformance.Rule;
import portcls.ports.TestHouse;
import portcls.ports.service.ResourceList;
import portcls.ports.topology.FakeTopology;
import portcls.ports.topology.TopologyPort;

import java.util.List;

/** What belongs to a stream of a card whose mixer both plays and records. */
class CardPathTest {
    private final TestHouse house = new TestHouse();
    private final TestWiring wiring = new TestWiring();
    private final Topology topology = new TopologyService(wiring);

    private Filter wave;
    private int play;
    private int record;
    private int toMixer;
    private int fromMixer;
    private Filter synth;
    private int music;
    private int sound;

    /** A wave filter that plays and records, and a synthesizer. */
    @BeforeEach
    void makeStreams() {
        FakeTopology converters = new FakeTopology("Wave");
        play = converters.stream("Play", DataFlow.IN);
        record = converters.stream("Recording", DataFlow.OUT);
        toMixer = converters.out("To the mixer");
        fromMixer = converters.in("From the mixer");
        int dac = converters.sum("DAC");
        int adc = converters.sum("ADC");
        converters
                .connect(ConnectionDescriptor.pinToNode(play, dac))
                .connect(ConnectionDescriptor.nodeToPin(dac, toMixer))
                .connect(ConnectionDescriptor.pinToNode(fromMixer, adc))
                .connect(ConnectionDescriptor.nodeToPin(adc, record));
        wave = add("card:wave", converters);

        FakeTopology fm = new FakeTopology("FM");
        music = fm.stream("Music", DataFlow.IN);
        sound = fm.out("Sound");
        int voices = fm.sum("Voices");
        fm.connect(ConnectionDescriptor.pinToNode(music, voices))
                .connect(ConnectionDescriptor.nodeToPin(voices, sound));
        synth = add("card:fm", fm);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Filter add(String id, FakeTopology miniport) {
        Adapter device = TestHouse.device(id);
        TopologyPort port = new TopologyPort(house.system);
        port.init(device, miniport, ResourceList.of(List.of()));
        house.system.registerSubdevice(device, "", port);
        Filter filter = port.filter().orElseThrow();
        wiring.filters.add(filter);
        return filter;
    }

    private void wire(Filter from, int fromPin, Filter to, int toPin) {
        wiring.wires.add(new Wire(from.id(), fromPin, to.id(), toPin));
    }

    /** As the CT1745: what the synthesizer plays is heard, and recorded behind a switch. */
    private FakeTopology mixer(boolean withRecording) {
        FakeTopology mixer = new FakeTopology("Mixer");
        int voice = mixer.in("Voice");
        int midi = mixer.in("MIDI");
        int line = mixer.jack("Line In", DataFlow.IN);
        int lineOut = mixer.jack("Line Out", DataFlow.OUT);
        int recorded = mixer.out("Record");
        int voiceVolume = mixer.volume("Voice Volume");
        int midiVolume = mixer.volume("MIDI Volume");
        int midiRecordMute = mixer.mute("MIDI Record Mute");
        int lineVolume = mixer.volume("Line In Volume");
        int lineMute = mixer.mute("Line In Mute");
        int lineRecordMute = mixer.mute("Line In Record Mute");
        int mix = mixer.sum("Mix");
        int master = mixer.volume("Master Volume");
        int recordMix = mixer.sum("Record Mix");
        int recordGain = mixer.volume("Record Gain");
        // The branch into the recording comes first, as the worst case.
        mixer.connect(ConnectionDescriptor.pinToNode(voice, voiceVolume))
                .connect(ConnectionDescriptor.nodeToNode(voiceVolume, mix).intoLogicalPin(1))
                .connect(ConnectionDescriptor.pinToNode(midi, midiVolume))
                .connect(ConnectionDescriptor.nodeToNode(midiVolume, midiRecordMute))
                .connect(ConnectionDescriptor.nodeToNode(midiRecordMute, recordMix))
                .connect(ConnectionDescriptor.nodeToNode(midiVolume, mix).intoLogicalPin(2))
                .connect(ConnectionDescriptor.pinToNode(line, lineVolume))
                .connect(ConnectionDescriptor.nodeToNode(lineVolume, lineRecordMute))
                .connect(
                        ConnectionDescriptor.nodeToNode(lineRecordMute, recordMix)
                                .intoLogicalPin(2))
                .connect(ConnectionDescriptor.nodeToNode(lineVolume, lineMute))
                .connect(ConnectionDescriptor.nodeToNode(lineMute, mix).intoLogicalPin(3))
                .connect(ConnectionDescriptor.nodeToNode(mix, master))
                .connect(ConnectionDescriptor.nodeToPin(master, lineOut))
                .connect(ConnectionDescriptor.nodeToNode(recordMix, recordGain))
                .connect(ConnectionDescriptor.nodeToPin(recordGain, recorded));
        Filter filter = add("card:mixer", mixer);
        wire(wave, toMixer, filter, voice);
        wire(synth, sound, filter, midi);
        if (withRecording) {
            wire(filter, recorded, wave, fromMixer);
        }
        return mixer;
    }

    private static List<String> names(AudioPath path) {
        return path.elements().stream().map(AudioPath.Element::name).toList();
    }

    private static List<String> ends(AudioPath path) {
        return path.ends().stream()
                .map(end -> end.filter().descriptor().pins().get(end.pinId()).name().name())
                .toList();
    }

    private static List<String> controls(AudioPath path) {
        return path.controls().stream().map(AudioControl::name).toList();
    }

    @Test
    void whatIsRecordedOfThePlayedSoundIsNotOnItsWay() {
        mixer(true);
        try (AudioPath path = topology.path(synth, music)) {
            assertEquals(
                    List.of(
                            "Music",
                            "Voices",
                            "Sound",
                            "MIDI",
                            "MIDI Volume",
                            "Mix",
                            "Master Volume",
                            "Line Out"),
                    names(path));
            assertEquals(List.of("Line Out"), ends(path));
            assertTrue(path.mute().isEmpty(), "only what is recorded has one");
            assertEquals("MIDI Volume", path.volume().orElseThrow().name());
        }
        try (AudioPath path = topology.path(wave, play)) {
            assertEquals(List.of("Voice Volume", "Master Volume"), controls(path));
        }
    }

    @Test
    void aConnectorWhereNothingIsWiredIsNoJack() {
        mixer(false);
        try (AudioPath path = topology.path(synth, music)) {
            assertTrue(path.mute().isEmpty(), "the recorder is only not there yet");
            assertEquals(List.of("Line Out"), ends(path));
        }
    }

    @Test
    void aRecordingHasTheWayToAllThatItRecords() {
        mixer(true);
        try (AudioPath path = topology.path(wave, record)) {
            assertEquals(
                    List.of(
                            "Recording",
                            "ADC",
                            "From the mixer",
                            "Record",
                            "Record Gain",
                            "Record Mix",
                            "MIDI Record Mute",
                            "Line In Record Mute",
                            "MIDI Volume",
                            "Line In Volume",
                            "MIDI",
                            "Line In",
                            "Sound",
                            "Voices"),
                    names(path));
            assertEquals(List.of("Line In"), ends(path));
            assertEquals("Record Gain", path.volume().orElseThrow().name());
            assertTrue(path.mute().isEmpty(), "no switch silences all of the recording");
        }
    }

    @Test
    void whatIsOnlyRecordedHasTheWayIntoTheRecording() {
        FakeTopology cable = new FakeTopology("Cable");
        int in = cable.in("Into the cable");
        int out = cable.out("Out of the cable");
        int volume = cable.volume("Cable Volume");
        cable.connect(ConnectionDescriptor.pinToNode(in, volume))
                .connect(ConnectionDescriptor.nodeToPin(volume, out));
        Filter filter = add("card:cable", cable);
        wire(wave, toMixer, filter, in);
        wire(filter, out, wave, fromMixer);
        try (AudioPath path = topology.path(wave, play)) {
            assertEquals("Cable Volume", path.volume().orElseThrow().name());
            assertEquals(List.of(), ends(path));
        }
    }

    @Test
    @Rule("FLT-10")
    void theMixerOfTheDocumentsGivesEachStreamItsOwn() {
        FakeTopology mixer = new FakeTopology("FLT-10");
        int waveOut = mixer.in("waveout");
        int synthOut = mixer.in("synthout");
        int synthIn = mixer.in("synthin");
        int mic = mixer.jack("mic", DataFlow.IN);
        int lineOut = mixer.jack("lineout", DataFlow.OUT);
        int waveIn = mixer.out("wavein");
        int waveVolume = mixer.volume("waveout volume");
        int waveMute = mixer.mute("waveout mute");
        int synthVolume = mixer.volume("synthout volume");
        int synthMute = mixer.mute("synthout mute");
        int sum = mixer.sum("sum");
        int lineVolume = mixer.volume("lineout volume");
        int synthInVolume = mixer.volume("synthin volume");
        int micVolume = mixer.volume("mic volume");
        int mux = mixer.mux("mux");
        mixer.connect(ConnectionDescriptor.pinToNode(waveOut, waveVolume))
                .connect(ConnectionDescriptor.nodeToNode(waveVolume, waveMute))
                .connect(ConnectionDescriptor.nodeToNode(waveMute, sum).intoLogicalPin(1))
                .connect(ConnectionDescriptor.pinToNode(synthOut, synthVolume))
                .connect(ConnectionDescriptor.nodeToNode(synthVolume, synthMute))
                .connect(ConnectionDescriptor.nodeToNode(synthMute, sum).intoLogicalPin(2))
                .connect(ConnectionDescriptor.nodeToNode(sum, lineVolume))
                .connect(ConnectionDescriptor.nodeToPin(lineVolume, lineOut))
                .connect(ConnectionDescriptor.pinToNode(synthIn, synthInVolume))
                .connect(ConnectionDescriptor.nodeToNode(synthInVolume, mux).intoLogicalPin(1))
                .connect(ConnectionDescriptor.pinToNode(mic, micVolume))
                .connect(ConnectionDescriptor.nodeToNode(micVolume, mux).intoLogicalPin(2))
                .connect(ConnectionDescriptor.nodeToPin(mux, waveIn));
        Filter filter = add("card:mixer", mixer);
        wire(wave, toMixer, filter, waveOut);
        wire(synth, sound, filter, synthOut);
        wire(synth, sound, filter, synthIn);
        wire(filter, waveIn, wave, fromMixer);
        try (AudioPath path = topology.path(wave, play)) {
            assertEquals(
                    List.of("waveout volume", "waveout mute", "lineout volume"), controls(path));
            assertEquals("waveout mute", path.mute().orElseThrow().name());
        }
        try (AudioPath path = topology.path(synth, music)) {
            assertEquals(
                    List.of("synthout volume", "synthout mute", "lineout volume"), controls(path));
            assertEquals(List.of("lineout"), ends(path));
        }
        mixer.set(mux, 2);
        try (AudioPath path = topology.path(wave, record)) {
            assertEquals(List.of("mux", "mic volume"), controls(path));
            assertEquals(List.of("mic"), ends(path));
        }
        mixer.set(mux, 1);
        try (AudioPath path = topology.path(wave, record)) {
            assertEquals("synthin volume", path.volume().orElseThrow().name());
            assertEquals(List.of(), ends(path));
        }
    }

    @Test
    void aControlOnOneOfTwoBranchesIsNotTheStreams() {
        FakeTopology mixer = new FakeTopology("Two jacks");
        int in = mixer.in("In");
        int speaker = mixer.jack("Speaker", DataFlow.OUT);
        int phones = mixer.jack("Phones", DataFlow.OUT);
        int speakerVolume = mixer.volume("Speaker Volume");
        int phonesVolume = mixer.volume("Phones Volume");
        int phonesMute = mixer.mute("Phones Mute");
        int left = mixer.volume("Left way");
        int right = mixer.volume("Right way");
        int rightOn = mixer.sum("Further on the right way");
        int together = mixer.sum("Together");
        int volume = mixer.volume("Volume");
        mixer.connect(ConnectionDescriptor.pinToNode(in, left))
                .connect(ConnectionDescriptor.pinToNode(in, right))
                .connect(ConnectionDescriptor.nodeToNode(left, together))
                .connect(ConnectionDescriptor.nodeToNode(right, rightOn))
                .connect(ConnectionDescriptor.nodeToNode(rightOn, together))
                .connect(ConnectionDescriptor.nodeToNode(together, volume))
                .connect(ConnectionDescriptor.nodeToNode(volume, speakerVolume))
                .connect(ConnectionDescriptor.nodeToPin(speakerVolume, speaker))
                .connect(ConnectionDescriptor.nodeToNode(volume, phonesVolume))
                .connect(ConnectionDescriptor.nodeToNode(phonesVolume, phonesMute))
                .connect(ConnectionDescriptor.nodeToPin(phonesMute, phones));
        Filter filter = add("card:mixer", mixer);
        wire(wave, toMixer, filter, in);
        try (AudioPath path = topology.path(wave, play)) {
            assertEquals("Volume", path.volume().orElseThrow().name());
            assertTrue(path.mute().isEmpty(), "the speaker would go on");
            assertTrue(controls(path).contains("Phones Mute"), "it is there all the same");
            assertEquals(List.of("Speaker", "Phones"), ends(path));
        }
    }

    @Test
    void aWireOfAnotherStreamMakesWhatFollowsShared() {
        mixer(true);
        try (AudioPath path = topology.path(synth, music)) {
            assertFalse(path.volume().orElseThrow().isShared());
        }
        Filter mixer = wiring.find("card:mixer").orElseThrow();
        wiring.wires.add(new Wire("another card", 0, mixer.id(), 1));
        try (AudioPath path = topology.path(synth, music)) {
            assertTrue(path.volume().orElseThrow().isShared(), "that card is heard through it");
        }
    }

    @Test
    void aCircleBehindTheStreamEndsAndHasItsControls() {
        FakeTopology echo = new FakeTopology("Echo");
        int in = echo.in("In");
        int volume = echo.volume("Feedback");
        int back = echo.sum("Back");
        echo.connect(ConnectionDescriptor.pinToNode(in, volume))
                .connect(ConnectionDescriptor.nodeToNode(volume, back))
                .connect(ConnectionDescriptor.nodeToNode(back, volume));
        Filter filter = add("card:mixer", echo);
        wire(wave, toMixer, filter, in);
        try (AudioPath path = topology.path(wave, play)) {
            assertEquals("Feedback", path.volume().orElseThrow().name());
        }
    }

    @Test
    void theVolumeOfAStreamAsksItsOwnNodeAlone() {
        FakeTopology mixer = mixer(true);
        try (AudioPath path = topology.path(wave, play)) {
            assertEquals(List.of(), mixer.asked(), "nobody wants to know a control yet");
            AudioControl volume = path.volume().orElseThrow();
            assertEquals(List.of(volume.node()), mixer.asked());
            assertEquals(volume, path.control(AudioProperty.VOLUMELEVEL).orElseThrow());
            assertEquals(List.of(volume.node()), mixer.asked(), "asked once");
            assertEquals(2, path.controls().size());
            assertEquals(2, mixer.asked().size());
        }
    }
}
