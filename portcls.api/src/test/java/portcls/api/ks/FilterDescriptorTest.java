package portcls.api.ks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import portcls.conformance.Rule;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

class FilterDescriptorTest {
    private static final KsId OTHER = KsId.of("00000000-0000-0000-0000-000000000001", "Other");

    private static @Nullable String error(Supplier<?> making) {
        return assertThrows(IllegalArgumentException.class, making::get).getMessage();
    }

    private static FilterDescriptorBuilder mixer() {
        return FilterDescriptor.builder("Mixer")
                .pin(PinDescriptor.midiRender())
                .pin(PinDescriptor.midiCapture())
                .node(NodeDescriptor.of(NodeTypes.VOLUME))
                .node(NodeDescriptor.of(NodeTypes.SUM));
    }

    @Test
    @Rule("FLT-1")
    void anIdIsTheIndex() {
        FilterDescriptor mixer = mixer().build();
        assertEquals(PinCategories.MIDI_CAPTURE, mixer.pins().get(1).category());
        assertEquals(NodeTypes.SUM, mixer.nodes().get(1).type());
    }

    @Test
    @Rule("FLT-5")
    void pinsOfEqualCategoryNeedNames() {
        FilterDescriptorBuilder twins = mixer().pin(PinDescriptor.midiRender());
        assertEquals(
                "pins of equal category need distinct names: give pins[2] a name of its own,"
                        + " category=AUDIO",
                error(twins::build));
        assertEquals(3, mixer().pin(PinDescriptor.midiRender().named(OTHER)).build().pins().size());
    }

    @Test
    @Rule("FLT-5")
    void nodesOfEqualTypeNeedNames() {
        FilterDescriptorBuilder twins = mixer().node(NodeDescriptor.of(NodeTypes.SUM));
        assertEquals(
                "nodes of equal type need distinct names: give nodes[2] a name of its own,"
                        + " type=SUM",
                error(twins::build));
        assertEquals(
                3,
                mixer().node(NodeDescriptor.of(NodeTypes.SUM).named(OTHER)).build().nodes().size());
    }

    @Test
    @Rule("FLT-6")
    void anEndWithoutNodeIsAPinOfTheFilter() {
        ConnectionDescriptor in = ConnectionDescriptor.pinToNode(1, 0);
        assertEquals(new ConnectionDescriptor(-1, 1, 0, 1), in);
        assertEquals(List.of(in), mixer().connect(in).build().connections());
        assertEquals(
                "a connection names a pin or node that the filter does not have (pins=2, nodes=2):"
                        + " ConnectionDescriptor[fromNode=-1, fromPin=2, toNode=0, toPin=1]",
                error(mixer().connect(ConnectionDescriptor.pinToNode(2, 0))::build));
        error(mixer().connect(ConnectionDescriptor.nodeToNode(0, 2))::build);
        error(mixer().connect(ConnectionDescriptor.nodeToNode(-2, 1))::build);
        error(mixer().connect(ConnectionDescriptor.nodeToNode(0, 1).intoLogicalPin(-1))::build);
    }

    @Test
    @Rule("FLT-7")
    void aLogicalPinMayHaveSeveralConnections() {
        FilterDescriptor split =
                mixer().connect(ConnectionDescriptor.pinToNode(0, 0))
                        .connect(ConnectionDescriptor.nodeToNode(0, 1))
                        .connect(ConnectionDescriptor.nodeToPin(0, 1))
                        .build();
        assertEquals(split.connections().get(1).fromPin(), split.connections().get(2).fromPin());
    }

    @Test
    @Rule("FLT-8")
    void aSimpleNodeHasInputOneAndOutputZero() {
        assertEquals(new ConnectionDescriptor(0, 0, 1, 1), ConnectionDescriptor.nodeToNode(0, 1));
        assertEquals(new ConnectionDescriptor(0, 0, -1, 5), ConnectionDescriptor.nodeToPin(0, 5));
        assertEquals(3, ConnectionDescriptor.nodeToNode(0, 1).intoLogicalPin(3).toPin());
    }

    @Test
    void aFilterNeedsAName() {
        assertEquals(
                "a filter needs a name that people can read: name=\" \"",
                error(() -> FilterDescriptor.midi(" ")));
    }

    @Test
    void theMidiShapes() {
        FilterDescriptor render = FilterDescriptor.midiRender("Out");
        assertTrue(render.pins().get(0).isStreaming());
        assertFalse(render.pins().get(1).isStreaming());
        assertEquals(Set.of(Categories.AUDIO, Categories.RENDER), render.categories());
        assertEquals(List.of(ConnectionDescriptor.pinToPin(0, 1)), render.connections());
        FilterDescriptor capture = FilterDescriptor.midiCapture("In");
        assertEquals(DataFlow.OUT, capture.pins().get(0).dataFlow());
        FilterDescriptor both = FilterDescriptor.midi("Both").withCategory(Categories.SYNTHESIZER);
        assertEquals(4, both.pins().size());
        assertTrue(both.categories().contains(Categories.SYNTHESIZER));
    }

    @Test
    void theTechnologyGoesIntoEveryMusicRange() {
        FilterDescriptor synth =
                FilterDescriptor.midiRender("Synth").withTechnology(MusicTechnology.SWSYNTH);
        assertEquals(
                List.of(DataRange.midi().withTechnology(MusicTechnology.SWSYNTH)),
                synth.pins().get(0).dataRanges());
        assertEquals(List.of(DataRange.midiBus()), synth.pins().get(1).dataRanges());
    }

    @Test
    void instanceCountsAreChecked() {
        assertEquals(
                "instance counts are UNLIMITED (-1), 0 or more: maxGlobalInstances=1,"
                        + " maxFilterInstances=-2, minFilterInstances=0",
                error(() -> PinDescriptor.midiRender().instances(-2, 1)));
        assertEquals(
                "a bridge pin cannot be opened: its instance counts must be 0",
                error(
                        () ->
                                PinDescriptor.bridge(
                                                DataFlow.OUT,
                                                PinCategories.SPEAKER,
                                                DataRange.analog())
                                        .instances(1, 1)));
    }

    @Test
    void aTableHoldsEachPropertyOnce() {
        PropertyItem<Boolean> mute = PropertyItem.of(AudioProperty.MUTE);
        assertEquals(
                "a table holds each property once: [KSPROPSETID_Audio/MUTE [BASIC_SUPPORT],"
                        + " KSPROPSETID_Audio/MUTE [GET, BASIC_SUPPORT]]",
                error(() -> AutomationTable.of(mute, mute.get(_ -> true))));
    }
}
