package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.api.ks.ConnectionDescriptor.nodeToNode;
import static portcls.api.ks.ConnectionDescriptor.nodeToPin;
import static portcls.api.ks.ConnectionDescriptor.pinToNode;
import static portcls.ports.property.FakeFilter.failure;

import org.junit.jupiter.api.Test;

import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.TopologyProperty;
import portcls.conformance.Rule;

import java.util.List;

/** The mixer of the documents: three render sources into a sum, two capture sources into a mux. */
class TopologyTest {
    private static final int WAVE_OUT = 0;
    private static final int SYNTH_OUT = 1;
    private static final int SYNTH_IN = 2;
    private static final int MIC = 3;
    private static final int LINE_OUT = 4;
    private static final int WAVE_IN = 5;

    private static final int WAVE_OUT_VOLUME = 0;
    private static final int WAVE_OUT_MUTE = 1;
    private static final int SYNTH_OUT_VOLUME = 2;
    private static final int SYNTH_OUT_MUTE = 3;
    private static final int SUM = 4;
    private static final int LINE_OUT_VOLUME = 5;
    private static final int SYNTH_IN_VOLUME = 6;
    private static final int MIC_VOLUME = 7;
    private static final int MUX = 8;

    private static final List<ConnectionDescriptor> CONNECTIONS =
            List.of(
                    pinToNode(WAVE_OUT, WAVE_OUT_VOLUME),
                    nodeToNode(WAVE_OUT_VOLUME, WAVE_OUT_MUTE),
                    nodeToNode(WAVE_OUT_MUTE, SUM),
                    pinToNode(SYNTH_OUT, SYNTH_OUT_VOLUME),
                    nodeToNode(SYNTH_OUT_VOLUME, SYNTH_OUT_MUTE),
                    nodeToNode(SYNTH_OUT_MUTE, SUM).intoLogicalPin(2),
                    nodeToNode(SUM, LINE_OUT_VOLUME),
                    nodeToPin(LINE_OUT_VOLUME, LINE_OUT),
                    pinToNode(SYNTH_IN, SYNTH_IN_VOLUME),
                    nodeToNode(SYNTH_IN_VOLUME, MUX),
                    pinToNode(MIC, MIC_VOLUME),
                    nodeToNode(MIC_VOLUME, MUX).intoLogicalPin(2),
                    nodeToPin(MUX, WAVE_IN));

    private final FakeFilter filter = new FakeFilter(mixer());
    private final RawClient client = new RawClient(filter, filter.handle);

    private static FilterDescriptor mixer() {
        FilterDescriptorBuilder builder =
                FilterDescriptor.builder("Mixer")
                        .category(Categories.AUDIO)
                        .category(Categories.TOPOLOGY)
                        .pin(jack(DataFlow.IN, PinCategories.LEGACY_AUDIO_CONNECTOR))
                        .pin(jack(DataFlow.IN, PinCategories.SYNTHESIZER).named(name("Synth out")))
                        .pin(jack(DataFlow.IN, PinCategories.SYNTHESIZER).named(name("Synth in")))
                        .pin(jack(DataFlow.IN, PinCategories.MICROPHONE))
                        .pin(jack(DataFlow.OUT, PinCategories.SPEAKER))
                        .pin(
                                jack(DataFlow.OUT, PinCategories.LEGACY_AUDIO_CONNECTOR)
                                        .named(name("Wave in")))
                        .node(node(NodeTypes.VOLUME, "Wave volume"))
                        .node(node(NodeTypes.MUTE, "Wave mute"))
                        .node(node(NodeTypes.VOLUME, "Synth volume"))
                        .node(node(NodeTypes.MUTE, "Synth mute"))
                        .node(NodeDescriptor.of(NodeTypes.SUM))
                        .node(node(NodeTypes.VOLUME, "Master volume"))
                        .node(node(NodeTypes.VOLUME, "Synth record volume"))
                        .node(node(NodeTypes.VOLUME, "Mic record volume"))
                        .node(NodeDescriptor.of(NodeTypes.MUX));
        CONNECTIONS.forEach(builder::connect);
        return builder.build();
    }

    private static PinDescriptor jack(DataFlow flow, KsId category) {
        return PinDescriptor.bridge(flow, category, DataRange.analog());
    }

    private static NodeDescriptor node(KsId type, String name) {
        return NodeDescriptor.of(type).named(name(name));
    }

    private static KsId name(String name) {
        return KsId.of("00000000-0000-0000-0001-" + String.format("%012x", name.hashCode()), name);
    }

    @Test
    @Rule({"FLT-9", "FLT-10"})
    void theThirteenConnectionsAreReadBackInOrder() {
        assertEquals(13, CONNECTIONS.size());
        assertEquals(CONNECTIONS, client.get(TopologyProperty.CONNECTIONS));
        assertEquals(CONNECTIONS, filter.get(TopologyProperty.CONNECTIONS, Target.self()));
    }

    @Test
    @Rule({"FLT-9", "FLT-10"})
    void nodesAndCategoriesAreReadBackInOrder() {
        assertEquals(
                List.of(
                        NodeTypes.VOLUME,
                        NodeTypes.MUTE,
                        NodeTypes.VOLUME,
                        NodeTypes.MUTE,
                        NodeTypes.SUM,
                        NodeTypes.VOLUME,
                        NodeTypes.VOLUME,
                        NodeTypes.VOLUME,
                        NodeTypes.MUX),
                client.get(TopologyProperty.NODES));
        assertEquals(
                List.of(Categories.AUDIO, Categories.TOPOLOGY),
                client.get(TopologyProperty.CATEGORIES));
        assertEquals(6, client.get(PinProperty.CTYPES));
        assertEquals(DataFlow.OUT, client.get(PinProperty.DATAFLOW, LINE_OUT, 0));
    }

    @Test
    @Rule({"FLT-9", "PROP-6"})
    void aNodesNameIsItsOwnOrItsType() {
        assertEquals("Mic record volume", filter.get(TopologyProperty.NAME, Target.node(7)));
        assertEquals("SUM", filter.get(TopologyProperty.NAME, Target.node(SUM)));
        assertEquals(
                "Wave mute",
                client.get(
                        TopologyProperty.NAME,
                        RawClient.request(
                                TopologyProperty.NAME,
                                RawClient.GET | RawClient.TOPOLOGY,
                                WAVE_OUT_MUTE,
                                0)));
        assertEquals("MUX", client.get(TopologyProperty.NAME, MUX, 0));
    }

    @Test
    @Rule("PROP-6")
    void aNodeHasNoOtherBuiltInProperty() {
        failure(Status.NOT_FOUND, () -> filter.get(TopologyProperty.NODES, Target.node(SUM)));
        assertEquals(
                "KSPROPSETID_Topology/NAME is asked of a node: give a node id",
                failure(
                                Status.INVALID_PARAMETER,
                                () -> filter.get(TopologyProperty.NAME, Target.self()))
                        .getMessage());
    }
}
