package miniport.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.MixerControl;
import portcls.api.adapter.MixerLayout;
import portcls.api.adapter.MixerLine;
import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.conformance.Rule;
import portcls.testkit.FakeResources;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What the filter of a mixer looks like. */
class FilterLayoutTest {
    /** Pins and nodes of the documented example. */
    private static final int WAVEOUT = 0;

    private static final int SYNTHOUT = 1;
    private static final int SYNTHIN = 2;
    private static final int MIC = 3;
    private static final int LINEOUT = 4;
    private static final int WAVEIN = 5;

    private static final int WAVEOUT_VOLUME = 0;
    private static final int WAVEOUT_MUTE = 1;
    private static final int SYNTHOUT_VOLUME = 2;
    private static final int SYNTHOUT_MUTE = 3;
    private static final int SUM = 4;
    private static final int LINEOUT_VOLUME = 5;
    private static final int SYNTHIN_VOLUME = 6;
    private static final int MIC_VOLUME = 7;
    private static final int MUX = 8;

    /** The mixer of {@code topology-filters}. */
    private static MixerLayout example() {
        return MixerLayout.of()
                .line(MixerLine.in("waveout", PinCategories.LEGACY_AUDIO_CONNECTOR))
                .line(MixerLine.in("synthout", PinCategories.LEGACY_AUDIO_CONNECTOR))
                .line(MixerLine.in("synthin", PinCategories.SYNTHESIZER))
                .line(MixerLine.in("mic", PinCategories.MICROPHONE))
                .line(MixerLine.out("lineout", PinCategories.LINE_CONNECTOR))
                .line(MixerLine.out("wavein", PinCategories.LEGACY_AUDIO_CONNECTOR))
                .control(MixerControl.volume("waveout volume", 2, Layouts.VOLUMES))
                .control(MixerControl.mute("waveout mute", 1))
                .control(MixerControl.volume("synthout volume", 2, Layouts.VOLUMES))
                .control(MixerControl.mute("synthout mute", 1))
                .control(MixerControl.sum("sum"))
                .control(MixerControl.volume("lineout volume", 2, Layouts.VOLUMES))
                .control(MixerControl.volume("synthin volume", 2, Layouts.VOLUMES))
                .control(MixerControl.volume("mic volume", 1, Layouts.VOLUMES))
                .control(MixerControl.mux("mux", 2))
                .path("waveout", "waveout volume", "waveout mute", "sum")
                .path("synthout", "synthout volume", "synthout mute", "sum")
                .path("sum", "lineout volume", "lineout")
                .path("synthin", "synthin volume", "mux")
                .path("mic", "mic volume", "mux", "wavein")
                .build();
    }

    @Test
    @Rule({"FLT-10", "TOP-8"})
    void theMixerOfTheDocumentsHasItsThirteenConnections() throws IOException {
        try (Rig rig = new Rig(new FakeMixer(example()))) {
            assertEquals(
                    List.of(
                            ConnectionDescriptor.pinToNode(WAVEOUT, WAVEOUT_VOLUME),
                            ConnectionDescriptor.nodeToNode(WAVEOUT_VOLUME, WAVEOUT_MUTE),
                            ConnectionDescriptor.nodeToNode(WAVEOUT_MUTE, SUM).intoLogicalPin(1),
                            ConnectionDescriptor.pinToNode(SYNTHOUT, SYNTHOUT_VOLUME),
                            ConnectionDescriptor.nodeToNode(SYNTHOUT_VOLUME, SYNTHOUT_MUTE),
                            ConnectionDescriptor.nodeToNode(SYNTHOUT_MUTE, SUM).intoLogicalPin(2),
                            ConnectionDescriptor.nodeToNode(SUM, LINEOUT_VOLUME),
                            ConnectionDescriptor.nodeToPin(LINEOUT_VOLUME, LINEOUT),
                            ConnectionDescriptor.pinToNode(SYNTHIN, SYNTHIN_VOLUME),
                            ConnectionDescriptor.nodeToNode(SYNTHIN_VOLUME, MUX).intoLogicalPin(1),
                            ConnectionDescriptor.pinToNode(MIC, MIC_VOLUME),
                            ConnectionDescriptor.nodeToNode(MIC_VOLUME, MUX).intoLogicalPin(2),
                            ConnectionDescriptor.nodeToPin(MUX, WAVEIN)),
                    rig.filter.connections());
            assertEquals(
                    List.of("waveout", "synthout", "synthin", "mic", "lineout", "wavein"),
                    rig.filter.pins().stream().map(pin -> pin.name().name()).toList());
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
                    rig.filter.nodes().stream().map(node -> node.type()).toList());
        }
    }

    @Test
    @Rule("TOP-1")
    void allPinsAreWires() throws IOException {
        try (Rig rig = new Rig(new FakeMixer(example()))) {
            for (PinDescriptor pin : rig.filter.pins()) {
                assertFalse(pin.isStreaming());
                assertEquals(0, pin.maxGlobalInstances());
            }
            assertEquals(DataFlow.IN, rig.filter.pins().get(MIC).dataFlow());
            assertEquals(PinCategories.MICROPHONE, rig.filter.pins().get(MIC).category());
            assertEquals(DataFlow.OUT, rig.filter.pins().get(LINEOUT).dataFlow());
            assertEquals("Fake card mixer", rig.filter.name());
            assertEquals(Set.of(Categories.AUDIO, Categories.TOPOLOGY), rig.filter.categories());
        }
    }

    @Test
    void namesGiveTheSameIdsEachTime() throws IOException {
        Rig one = new Rig(new FakeMixer(example()));
        Rig other = new Rig(new FakeMixer(example()));
        for (int i = 0; i < one.filter.pins().size(); i++) {
            assertEquals(one.filter.pins().get(i).name(), other.filter.pins().get(i).name());
        }
        for (int i = 0; i < one.filter.nodes().size(); i++) {
            assertEquals(one.filter.nodes().get(i).name(), other.filter.nodes().get(i).name());
        }
    }

    @Test
    void withoutAMixerTheReasonIsTold() {
        MixerMiniport miniport = new MixerMiniport();
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                miniport.init(
                                        Rig.device(),
                                        FakeResources.of(),
                                        new FakePort(new FakeRegistry())));
        assertEquals(Status.DEVICE_CONFIGURATION_ERROR, e.status());
        assertTrue(e.getMessage().contains("Fake card grants no mixer"), e.getMessage());
        miniport.close();
    }
}
