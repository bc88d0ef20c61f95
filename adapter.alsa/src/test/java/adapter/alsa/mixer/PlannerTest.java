package adapter.alsa.mixer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.Parts;
import adapter.alsa.lib.Alsa;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.conformance.Rule;

import java.util.List;

/** Elements as cards have them. */
class PlannerTest {
    private static final Scale SCALE = new CubicScale(0, 31);
    private static final Part SWITCH = new Part(List.of(), null, List.of(0));
    private static final Part VOLUME = new Part(List.of(0, 1), SCALE, List.of());
    private static final Part BOTH = new Part(List.of(0, 1), SCALE, List.of(0));

    private Alsa alsa;

    @BeforeEach
    void library() {
        alsa = Parts.alsa();
    }

    @AfterEach
    void letGo() {
        alsa.close();
    }

    private static Element played(String name, Part part) {
        return new Element(new ElementId(name, 0), part, Part.NONE, Element.NO_GROUP, Choice.NONE);
    }

    private static Element recorded(String name, Part part) {
        return new Element(new ElementId(name, 0), Part.NONE, part, Element.NO_GROUP, Choice.NONE);
    }

    /** Each wire, as {@code from → to}. */
    private static List<String> wires(MixerLayout layout) {
        return layout.connections().stream()
                .map(
                        it ->
                                name(layout, it.fromNode(), it.fromPin())
                                        + " → "
                                        + name(layout, it.toNode(), it.toPin())
                                        + input(layout, it))
                .toList();
    }

    private static String name(MixerLayout layout, int node, int pin) {
        return node == ConnectionDescriptor.FILTER
                ? layout.lines().get(pin).name()
                : layout.controls().get(node).name();
    }

    private static String input(MixerLayout layout, ConnectionDescriptor wire) {
        boolean joins =
                wire.toNode() != ConnectionDescriptor.FILTER
                        && List.of(NodeTypes.SUM, NodeTypes.MUX)
                                .contains(layout.controls().get(wire.toNode()).type());
        return joins ? " " + wire.toPin() : "";
    }

    private static MixerLine line(MixerLayout layout, String name) {
        return layout.lines().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MixerControl control(MixerLayout layout, String name) {
        return layout.controls().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSoundServerHasOneVolumeEachWay() {
        MixerLayout layout =
                Planner.plan(List.of(played("Master", BOTH), recorded("Capture", BOTH))).layout();
        assertEquals(
                List.of(
                        "Playback → Master Volume",
                        "Master Volume → Master Mute",
                        "Master Mute → Speaker",
                        "Input → Capture Volume",
                        "Capture Volume → Capture Mute",
                        "Capture Mute → Capture"),
                wires(layout));
        assertEquals(PinCategories.SPEAKER, line(layout, "Speaker").category());
        assertEquals(2, control(layout, "Master Volume").channels());
        assertEquals(1, control(layout, "Master Mute").channels());
    }

    @Test
    @Rule("TOP-8")
    void whatIsPlayedIsMixedAndWhatIsRecordedIsSelected() {
        Plan plan =
                Planner.plan(
                        List.of(
                                played("Master", BOTH),
                                played("Headphone", BOTH),
                                played("Treble", VOLUME),
                                played("PCM", BOTH),
                                new Element(new ElementId("Line", 0), BOTH, SWITCH, 7, Choice.NONE),
                                new Element(new ElementId("Mic", 0), BOTH, SWITCH, 7, Choice.NONE),
                                new Element(
                                        new ElementId("Mix", 0), Part.NONE, SWITCH, 7, Choice.NONE),
                                played("External Amplifier", SWITCH),
                                played("IEC958", SWITCH),
                                recorded("Capture", BOTH)));
        assertEquals(
                List.of(
                        "Playback → Treble",
                        "Treble → PCM Volume",
                        "PCM Volume → PCM Mute",
                        "PCM Mute → Mix 1",
                        "Mix → Master Volume",
                        "Master Volume → Master Mute",
                        "Master Mute → Headphone Volume",
                        "Headphone Volume → Headphone Mute",
                        "Headphone Mute → Headphone",
                        "Line → Line Volume",
                        "Line Volume → Line Mute",
                        "Line Mute → Mix 2",
                        "Mic → Mic Volume",
                        "Mic Volume → Mic Mute",
                        "Mic Mute → Mix 3",
                        "Capture Volume → Capture Mute",
                        "Capture Mute → Capture",
                        "Line → Capture Source 1",
                        "Mic → Capture Source 2",
                        "Mix 2 → Capture Source 3",
                        "Capture Source → Capture Volume"),
                wires(plan.layout()));
        assertEquals(NodeTypes.TONE, control(plan.layout(), "Treble").type());
        assertEquals(PinCategories.MICROPHONE, line(plan.layout(), "Mic").category());
        Knob.Selector selector =
                assertInstanceOf(
                        Knob.Selector.class,
                        plan.knobs().get(control(plan.layout(), "Capture Source")));
        assertEquals("Mic", selector.inputs().get(1).element().name());
    }

    @Test
    void aCardWithSeveralSocketsHasALineForEach() {
        MixerLayout layout =
                Planner.plan(
                                List.of(
                                        played("Master", BOTH),
                                        played("Headphone", BOTH),
                                        played("Speaker", SWITCH),
                                        played("Line Out", BOTH),
                                        played("PCM", VOLUME)))
                        .layout();
        assertTrue(
                wires(layout)
                        .containsAll(
                                List.of(
                                        "PCM Volume → Master Volume",
                                        "Master Mute → Headphone Volume",
                                        "Master Mute → Speaker Mute",
                                        "Speaker Mute → Speaker",
                                        "Master Mute → Line Out Volume")),
                wires(layout).toString());
        assertEquals(PinCategories.HEADPHONES, line(layout, "Headphone").category());
        assertEquals(PinCategories.LINE_CONNECTOR, line(layout, "Line Out").category());
    }

    @Test
    void microphonesThatAreNotSelectedAreMixed() {
        MixerLayout one = Planner.plan(List.of(recorded("Mic", BOTH))).layout();
        assertEquals(
                List.of(
                        "Mic → Mic Capture Volume",
                        "Mic Capture Volume → Mic Capture Mute",
                        "Mic Capture Mute → Capture"),
                wires(one));
        MixerLayout two =
                Planner.plan(
                                List.of(
                                        recorded("Mic", BOTH),
                                        new Element(
                                                new ElementId("Mic", 1),
                                                Part.NONE,
                                                VOLUME,
                                                Element.NO_GROUP,
                                                Choice.NONE)))
                        .layout();
        assertEquals(
                List.of(
                        "Capture Mix → Capture",
                        "Mic → Mic Capture Volume",
                        "Mic Capture Volume → Mic Capture Mute",
                        "Mic Capture Mute → Capture Mix 1",
                        "Mic,1 → Mic,1 Capture Volume",
                        "Mic,1 Capture Volume → Capture Mix 2"),
                wires(two));
    }

    private static Element choice(String name, String... items) {
        return new Element(
                new ElementId(name, 0),
                Part.NONE,
                Part.NONE,
                Element.NO_GROUP,
                new Choice(List.of(items), 1));
    }

    @Test
    @Rule("TOP-8")
    void aChoiceByNameSelectsAmongLinesWithTheirBoosts() {
        Plan plan =
                Planner.plan(
                        List.of(
                                played("Master", BOTH),
                                played("Mic", BOTH),
                                recorded("Mic Boost", VOLUME),
                                recorded("Capture", BOTH),
                                choice("Auto-Mute Mode", "Disabled", "Enabled"),
                                choice("Input Source", "Front Mic", "Mic", "Line")));
        assertEquals(
                List.of(
                        "Playback → Mix 1",
                        "Mix → Master Volume",
                        "Master Volume → Master Mute",
                        "Master Mute → Speaker",
                        "Mic → Mic Volume",
                        "Mic Volume → Mic Mute",
                        "Mic Mute → Mix 2",
                        "Capture Volume → Capture Mute",
                        "Capture Mute → Capture",
                        "Front Mic → Input Source 1",
                        "Mic → Mic Boost Capture Volume",
                        "Mic Boost Capture Volume → Input Source 2",
                        "Line → Input Source 3",
                        "Input Source → Capture Volume"),
                wires(plan.layout()));
        assertEquals(PinCategories.MICROPHONE, line(plan.layout(), "Front Mic").category());
        assertEquals(NodeTypes.MUX, control(plan.layout(), "Input Source").type());
        assertInstanceOf(
                Knob.Choices.class, plan.knobs().get(control(plan.layout(), "Input Source")));
    }

    @Test
    void everyItemOfAChoiceHasAnInputOfItsOwn() {
        MixerLayout layout =
                Planner.plan(
                                List.of(
                                        recorded("Capture", BOTH),
                                        choice("Input Source", "Mic", "", "Mic"),
                                        choice("ADC Mux", "Mic", "Line")))
                        .layout();
        assertEquals(
                List.of(
                        "Capture Mix → Capture Volume",
                        "Capture Volume → Capture Mute",
                        "Capture Mute → Capture",
                        "Mic → Input Source 1",
                        "Input → Input Source 2",
                        "Mic 2 → Input Source 3",
                        "Input Source → Capture Mix 1",
                        "Mic → ADC Mux 1",
                        "Line → ADC Mux 2",
                        "ADC Mux → Capture Mix 2"),
                wires(layout));
    }

    @Test
    void aChoiceOfHowTheHardwareWorksOrWithNothingToChooseIsLeftOut() {
        assertEquals(
                List.of(),
                Planner.plan(
                                List.of(
                                        choice("Auto-Mute Mode", "Disabled", "Enabled"),
                                        choice("IEC958 Playback Source", "PCM", "ADC"),
                                        choice("DAC Mux", "Left", "Right"),
                                        choice("Input Source", "Mic")))
                        .layout()
                        .controls());
    }

    @Test
    void switchesOfTheHardwareAloneMakeNoMixer() {
        Plan plan = Planner.plan(List.of(played("IEC958", SWITCH), played("3D Control", BOTH)));
        assertEquals(List.of(), plan.layout().controls());
        assertEquals(List.of(), plan.layout().lines());
    }

    @Test
    void aWordThatOnlyBeginsLikeAPlaceIsNone() {
        assertEquals(Place.WAY, Place.of("Sidetone"));
        assertEquals(Place.OUTPUT, Place.of("Side"));
        assertEquals(Place.SOURCE, Place.of("Front Mic Boost"));
        assertEquals(Place.SOURCE, Place.of("Line In"));
        assertEquals(Place.OUTPUT, Place.of("Line Out"));
    }
}
