package portcls.shell.topology;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.PortClass;
import portcls.api.client.AudioControl;
import portcls.api.client.Topology.Wire;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.JackDescription;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.shell.command.Command;
import portcls.shell.command.CommandException;
import portcls.shell.command.ExitStatus;
import portcls.shell.command.FilterEntry;
import portcls.shell.command.UsageException;
import portcls.shell.fake.FakeAdapter;
import portcls.shell.fake.FakeHouse;
import portcls.shell.fake.FakeMixer;
import portcls.shell.fake.FakeTopology;
import portcls.shell.fake.Jars;
import portcls.shell.fake.Screen;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import javax.xml.parsers.DocumentBuilderFactory;

/** A card with a wave filter and a mixer: drawn, asked and set. */
class TopologyCommandTest {
    private static final Stepping LEVELS = new Stepping(-96 * AudioControl.DB, 0, 0x8000);
    private static final Stepping SWITCH = new Stepping(0, 1, 1);

    @TempDir Path folder;

    private FakeHouse house;
    private FakeTopology topology;
    private Screen screen;
    private FakeTopology.Control volume;
    private FakeTopology.Control mute;

    @BeforeEach
    void card() {
        house = new FakeHouse(folder);
        topology = (FakeTopology) house.topology;
        screen = new Screen(folder);
        FakeMixer wave =
                new FakeMixer(
                        "card:0",
                        PortClass.WAVERT,
                        FilterDescriptor.builder("Wave")
                                .pin(
                                        PinDescriptor.streaming(
                                                        DataFlow.IN,
                                                        Categories.AUDIO,
                                                        DataRange.analog())
                                                .named(id("Speaker")))
                                .pin(bridge(DataFlow.OUT, "Wave out"))
                                .node(NodeDescriptor.of(NodeTypes.DAC))
                                .connect(ConnectionDescriptor.pinToNode(0, 0))
                                .connect(ConnectionDescriptor.nodeToPin(0, 1))
                                .build());
        FakeMixer mixer =
                new FakeMixer(
                        "card:0/mixer",
                        PortClass.TOPOLOGY,
                        FilterDescriptor.builder("Mixer")
                                .pin(bridge(DataFlow.IN, "Wave"))
                                .pin(bridge(DataFlow.IN, "Synth"))
                                .pin(bridge(DataFlow.OUT, "Line Out"))
                                .node(node(NodeTypes.VOLUME, "Wave Volume"))
                                .node(node(NodeTypes.MUTE, "Wave Mute"))
                                .node(node(NodeTypes.SUM, "Sum"))
                                .connect(ConnectionDescriptor.pinToNode(0, 0))
                                .connect(ConnectionDescriptor.nodeToNode(0, 1))
                                .connect(ConnectionDescriptor.nodeToNode(1, 2).intoLogicalPin(1))
                                .connect(ConnectionDescriptor.pinToNode(1, 2).intoLogicalPin(2))
                                .connect(ConnectionDescriptor.nodeToPin(2, 2))
                                .build());
        topology.filters.addAll(List.of(wave, mixer));
        topology.wires.add(new Wire("card:0", 1, "card:0/mixer", 0));
        volume = topology.control(mixer, 0, AudioProperty.VOLUMELEVEL, LEVELS);
        volume.value = -6 * AudioControl.DB;
        mute = topology.control(mixer, 1, AudioProperty.MUTE, SWITCH);
        topology.jack(
                mixer,
                2,
                JackDescription.socket(
                        JackDescription.Connection.JACK_3_5_MM,
                        JackDescription.GeoLocation.REAR,
                        0x00FF00,
                        3));
        house.filters.add(wave.entry("card:0"));
        house.filters.add(mixer.entry("card:0"));
    }

    private static KsId id(String name) {
        return new KsId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), name);
    }

    private static NodeDescriptor node(KsId type, String name) {
        return NodeDescriptor.of(type).named(id(name));
    }

    private static PinDescriptor bridge(DataFlow flow, String name) {
        return PinDescriptor.bridge(flow, PinCategories.LEGACY_AUDIO_CONNECTOR, DataRange.analog())
                .named(id(name));
    }

    private String run(String... words) throws Exception {
        TopologyCommand command = new TopologyCommand(house);
        assertEquals(
                ExitStatus.OK,
                command.run(command.syntax().parse(List.of(words)), screen.console()));
        return screen.out();
    }

    @Test
    void theWayOfTheSoundIsALineOverAllFilters() throws Exception {
        // Lines are broken where the screen ends.
        String drawn = run("card:0").replace("\n      ", " ");
        assertTrue(
                drawn.contains(
                        "  play \"Speaker\" ──▶ [DAC] ══▶ [Wave Volume -6.0 dB] ──▶ [Wave Mute"
                                + " off]"),
                drawn);
        assertTrue(drawn.contains("[Sum] ──▶ jack \"Line Out\", green"), drawn);
        assertTrue(drawn.contains("  \"Synth\" ──▶ [Sum] …"), drawn);
        assertTrue(drawn.contains("card:0/mixer  topology  Mixer"), drawn);
        assertEquals(0, topology.open, "paths left open");
    }

    @Test
    void graphvizGetsEveryNodeAndEdge() throws Exception {
        String dot = run("card:0", "--dot");
        assertTrue(dot.startsWith("digraph topology {"), dot);
        assertEquals(8, dot.lines().filter(line -> line.contains(" -> ")).count(), dot);
        assertEquals(9, dot.lines().filter(line -> line.contains("shape=")).count() - 1, dot);
        assertTrue(dot.contains("label=\"Wave Volume\\n-6.0 dB\""), dot);
    }

    @Test
    void aNameCannotBreakThePictures() throws Exception {
        topology.filters.set(
                0,
                new FakeMixer(
                        "card:0",
                        PortClass.WAVERT,
                        FilterDescriptor.builder("<b>\"&\\\u001b[2J")
                                .pin(bridge(DataFlow.OUT, "\"]; evil [\\"))
                                .pin(bridge(DataFlow.OUT, "x"))
                                .build()));
        String dot = run("card:0", "--dot");
        assertTrue(dot.contains("\\\"]; evil [\\\\"), dot);
        var _ = run("card:0", "--svg", "card.svg");
        parse(folder.resolve("card.svg"));
    }

    @Test
    void thePictureIsWellFormedAndHasEveryName() throws Exception {
        assertTrue(run("card:0", "--svg", "card.svg").contains("wrote    card.svg"));
        Path file = folder.resolve("card.svg");
        parse(file);
        String svg = Files.readString(file);
        for (String name :
                List.of("Wave Volume", "-6.0 dB", "Wave Mute", "Sum", "DAC", "card:0/mixer")) {
            assertTrue(svg.contains(name), name);
        }
    }

    private static void parse(Path file) throws Exception {
        var _ =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    @Test
    void aCircleIsDrawnOnce() throws Exception {
        topology.wires.add(new Wire("card:0/mixer", 2, "card:0/mixer", 1));
        String drawn = run("card:0");
        assertTrue(drawn.contains("Sum"), drawn);
        var _ = run("card:0", "--svg", "circle.svg");
    }

    @Test
    void volumeShowsAndSets() throws Exception {
        VolumeCommand command = new VolumeCommand(house);
        command.run(command.syntax().parse(List.of("card:0")), screen.console());
        assertTrue(
                screen.out()
                        .contains(
                                "card:0  Wave Volume -6.0 dB  (-96.0 dB … 0.0 dB in steps of 0.50"
                                        + " dB)"),
                screen.out());
        for (String written : List.of("-3", "-3dB", "-3 dB", "70.7946%")) {
            volume.value = 0;
            command.run(command.syntax().parse(List.of("card:0", written)), screen.console());
            assertEquals(-3, Math.round(volume.value / (double) AudioControl.DB), written);
        }
        volume.value = 0;
        command.run(command.syntax().parse(List.of("card:0", "-3", "dB")), screen.console());
        assertEquals(-3 * AudioControl.DB, volume.value);
        command.run(command.syntax().parse(List.of("card:0", "0%")), screen.console());
        assertEquals(LEVELS.minimum(), volume.value);
        assertEquals(0, topology.open, "paths left open");
    }

    @Test
    void aVolumeBeyondItsRangeIsSaidToBeAtTheEnd() throws Exception {
        VolumeCommand command = new VolumeCommand(house);
        command.run(command.syntax().parse(List.of("card:0", "40")), screen.console());
        command.run(command.syntax().parse(List.of("card:0", "0%")), screen.console());
        command.run(command.syntax().parse(List.of("card:0", "0")), screen.console());
        List<String> lines = screen.lines();
        assertTrue(lines.get(0).endsWith("0.50 dB); that is its maximum"), lines.get(0));
        assertTrue(lines.get(1).endsWith("0.50 dB); that is its minimum"), lines.get(1));
        assertTrue(lines.get(2).endsWith("0.50 dB)"), lines.get(2));
    }

    @Test
    void aFunctionThatIsNotThereIsSaid() {
        CommandException e = assertThrows(CommandException.class, () -> run("card:0/none"));
        assertEquals(
                "card:0 has no function \"none\"; it has mixer.\n"
                        + "  What to do: name one of them, or the device alone: card:0",
                e.getMessage());
    }

    @Test
    void aDeviceThatIsNotThereIsSaidOnce() {
        CommandException e = assertThrows(CommandException.class, () -> run("nothing"));
        assertEquals(
                "There is no device \"nothing\".\n"
                        + "  What to do: `devices` lists what is there.",
                e.getMessage());
    }

    private String level(Command command, String... words) throws Exception {
        screen = new Screen(folder);
        command.run(command.syntax().parse(List.of(words)), screen.console());
        assertEquals(0, topology.open, "paths left open");
        return screen.out();
    }

    private String fails(Command command, String... words) {
        CommandException e = assertThrows(CommandException.class, () -> level(command, words));
        assertEquals(0, topology.open, "paths left open");
        return String.valueOf(e.getMessage());
    }

    /** A card whose filters are functions: MIDI comes first by name. */
    private FakeTopology.Control functions(boolean wave) {
        topology.filters.clear();
        topology.controls.clear();
        topology.apart = true;
        house.filters.clear();
        for (String name : List.of("Fm", "Uart", "Wave")) {
            PortClass kind = name.equals("Wave") ? PortClass.WAVECYCLIC : PortClass.MIDI;
            FilterDescriptor described =
                    FilterDescriptor.builder(name)
                            .pin(
                                    PinDescriptor.streaming(
                                            DataFlow.IN, Categories.AUDIO, DataRange.analog()))
                            .node(node(NodeTypes.VOLUME, name + " Volume"))
                            .connect(ConnectionDescriptor.pinToNode(0, 0))
                            .build();
            FakeMixer filter = new FakeMixer("card:1/" + name, kind, described);
            if (wave || kind == PortClass.MIDI) {
                topology.filters.add(filter);
                house.filters.add(filter.entry("card:1"));
            }
            if (!name.equals("Uart")) {
                topology.control(filter, 0, AudioProperty.VOLUMELEVEL, LEVELS);
            }
        }
        return topology.controls.getLast();
    }

    @Test
    void theVolumeOfACardIsThatOfItsWavesAndNotOfItsMidi() throws Exception {
        FakeTopology.Control wave = functions(true);
        String said = level(new VolumeCommand(house), "card:1", "-20");
        assertEquals(-20 * AudioControl.DB, wave.value);
        assertEquals(0, topology.controls.getFirst().value);
        assertTrue(said.startsWith("card:1/Wave  Wave Volume -20.0 dB"), said);
        said = level(new VolumeCommand(house), "card:1/Fm", "-3");
        assertEquals(-3 * AudioControl.DB, topology.controls.getFirst().value);
        assertTrue(said.startsWith("card:1/Fm  Fm Volume"), said);
    }

    @Test
    void ofACardWithoutWavesOneOfSeveralMustBeNamed() {
        functions(false);
        assertEquals(
                "card:1 plays with any of these; write its id:\n    card:1/Fm\n    card:1/Uart",
                fails(new VolumeCommand(house), "card:1", "-20"));
        topology.filters.removeLast();
        house.filters.removeLast();
        assertDoesNotThrow(
                () -> {
                    String said = level(new VolumeCommand(house), "card:1", "-20");
                    assertTrue(said.startsWith("card:1/Fm  Fm Volume -20.0 dB"), said);
                });
    }

    @Test
    void ofADeviceThatIsOnlyAMixerItsOwnControlsAreMeant() throws Exception {
        topology.apart = true;
        topology.filters.removeFirst();
        assertTrue(
                level(new VolumeCommand(house), "card:0", "-10")
                        .startsWith("card:0/mixer  Wave Volume -10.0 dB"));
        assertEquals(-10 * AudioControl.DB, volume.value);
        assertTrue(level(new MuteCommand(house), "card:0").contains("Wave Mute off"));
        FakeTopology.Control other =
                topology.control(topology.filters.getFirst(), 2, AudioProperty.VOLUMELEVEL, LEVELS);
        assertEquals(
                "card:0 has more than one volume that could be meant.\n"
                        + "  What to do: add --control NAME, or a part of it:\n"
                        + "    Wave Volume  -10.0 dB\n"
                        + "    Sum  0.0 dB",
                fails(new VolumeCommand(house), "card:0", "-3"));
        var _ = level(new VolumeCommand(house), "card:0", "-3", "--control", "SU");
        assertEquals(-3 * AudioControl.DB, other.value);
        assertEquals(
                "card:0 has no volume \"bass\".\n"
                        + "  What to do: name one of these, or a part of it:\n"
                        + "    Wave Volume  -10.0 dB\n"
                        + "    Sum  -3.0 dB",
                fails(new VolumeCommand(house), "card:0", "--control", "bass"));
        topology.controls.clear();
        assertTrue(fails(new VolumeCommand(house), "card:0").startsWith("card:0 has no volume."));
    }

    @Test
    void aControlOfADeviceWithStreamsCanBeNamed() throws Exception {
        FakeTopology.Control sum =
                topology.control(topology.filters.getLast(), 2, AudioProperty.VOLUMELEVEL, LEVELS);
        var _ = level(new VolumeCommand(house), "card:0", "-5", "--control", "sum");
        assertEquals(-5 * AudioControl.DB, sum.value);
        assertEquals(-6 * AudioControl.DB, volume.value);
    }

    @Test
    void withoutADeviceAllAreListed() throws Exception {
        assertEquals(
                List.of("DEVICE  CONTROL      VALUE", "card:0  Wave Volume  -6.0 dB"),
                level(new VolumeCommand(house)).lines().toList());
        assertTrue(level(new MuteCommand(house)).contains("card:0  Wave Mute  off"));
        assertEquals(
                "No device with a driver has a volume for what it records.\n",
                level(new VolumeCommand(house), "--record"));
        topology.filters.removeFirst();
        topology.control(topology.filters.getLast(), 2, AudioProperty.VOLUMELEVEL, LEVELS);
        assertEquals(3, level(new VolumeCommand(house)).lines().count(), "a mixer has two");
        assertThrows(
                UsageException.class, () -> level(new VolumeCommand(house), "--control", "sum"));
    }

    @Test
    void whatIsDoneMeanwhileIsNotInTheDataForGraphviz() throws Exception {
        house.adapters.add(new FakeAdapter("card:0", List.of("mpu401")));
        var _ = Jars.bundle(folder.resolve("drivers/m.jar"), "miniport.midi", "1.0");
        house.filters.clear();
        house.life = () -> house.filters.add(waveEntry());
        String dot = run("card:0", "--dot");
        assertTrue(dot.startsWith("digraph"), dot);
        assertEquals(
                "driver   m.jar dropped into the running container", screen.errors().getFirst());
    }

    private FilterEntry waveEntry() {
        return ((FakeMixer) topology.filters.getFirst()).entry("card:0");
    }

    @Test
    void socketsOfTheSoundCardsHaveColorsThatPeopleKnow() {
        assertEquals("jack \"Line Out\", green", jack(0x70AD47));
        assertEquals("jack \"Line Out\", blue", jack(0x4472C4));
        assertEquals("jack \"Line Out\", pink", jack(0xE06C9F));
        assertEquals("jack \"Line Out\", #123456", jack(0x123456));
    }

    private static String jack(int color) {
        return JackText.of(
                "Line Out",
                List.of(
                        JackDescription.socket(
                                JackDescription.Connection.JACK_3_5_MM,
                                JackDescription.GeoLocation.REAR,
                                color,
                                3)));
    }

    @Test
    void muteShowsAndSets() throws Exception {
        MuteCommand command = new MuteCommand(house);
        command.run(command.syntax().parse(List.of("card:0", "on")), screen.console());
        assertEquals(1, mute.value);
        assertTrue(screen.out().contains("Wave Mute on"), screen.out());
        command.run(command.syntax().parse(List.of("card:0", "off")), screen.console());
        assertEquals(0, mute.value);
    }

    @Test
    void whatIsWrittenWrongIsSaid() {
        for (String written :
                List.of("loud", "NaN", "1e9", "-5%", "%", "+5%", "+3", "+3dB", "-5 %")) {
            VolumeCommand command = new VolumeCommand(house);
            UsageException e =
                    assertThrows(
                            UsageException.class,
                            () ->
                                    command.run(
                                            command.syntax().parse(List.of("card:0", written)),
                                            screen.console()),
                            written);
            assertTrue(String.valueOf(e.getMessage()).contains("VALUE=" + written));
        }
        assertEquals(-6 * AudioControl.DB, volume.value, "nothing was set");
    }

    @Test
    void whereNothingCanBeMutedTheVolumeIsNamed() {
        topology.controls.remove(mute);
        MuteCommand command = new MuteCommand(house);
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () ->
                                command.run(
                                        command.syntax().parse(List.of("card:0")),
                                        screen.console()));
        assertEquals(
                "card:0 has no mute for what it plays, but a volume.\n"
                        + "  What to do: `volume card:0 0%` makes it as quiet as it can be.",
                e.getMessage());
        assertEquals(0, topology.open, "paths left open");
    }

    @Test
    void aDeviceWithoutAMixerSaysSo() {
        topology.controls.clear();
        VolumeCommand command = new VolumeCommand(house);
        CommandException e =
                assertThrows(
                        CommandException.class,
                        () ->
                                command.run(
                                        command.syntax().parse(List.of("card:0")),
                                        screen.console()));
        assertTrue(
                String.valueOf(e.getMessage()).contains("card:0 has no volume for what it plays"),
                e.getMessage());
        assertEquals(0, topology.open, "paths left open");
    }
}
