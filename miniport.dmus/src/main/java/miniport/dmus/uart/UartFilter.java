package miniport.dmus.uart;

import portcls.api.ks.Categories;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FilterDescriptorBuilder;
import portcls.api.ks.KsId;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;

/**
 * What the filter is made of ({@code midi-and-directmusic-filters}): two pins into the output, the
 * cables, a pin out of the input, and a synthesizer node for each direction. It is in no
 * synthesizer category, as the synthesizer is at the other end of the cable.
 */
final class UartFilter {
    /** KSAUDFNAME_DMUSIC_MPU_OUT, and its counterpart. */
    static final KsId OUT =
            KsId.of("a4df0eb5-bac9-11d2-b7a8-0060083316c1", "DirectMusic MPU-401 Out");

    static final KsId IN =
            KsId.of("b2ec0a7d-bac9-11d2-b7a8-0060083316c1", "DirectMusic MPU-401 In");

    private static final KsId CABLE_OUT =
            KsId.of("2fd4a3b2-7b6a-4ad0-9b9e-0d6d1ce1b4a1", "MIDI Out");
    private static final KsId CABLE_IN = KsId.of("2fd4a3b2-7b6a-4ad0-9b9e-0d6d1ce1b4a2", "MIDI In");

    private UartFilter() {}

    /**
     * Both directions: pin 0 takes MIDI, pin 1 DirectMusic, pins 2 and 3 are the cables, pin 4
     * captures.
     */
    static FilterDescriptor both(String name, UartNodes nodes) {
        return output(name, nodes)
                .pin(cable(DataFlow.IN))
                .pin(captures())
                .node(nodes.input())
                .connect(ConnectionDescriptor.pinToNode(3, 1))
                .connect(ConnectionDescriptor.nodeToPin(1, 4))
                .category(Categories.CAPTURE)
                .build();
    }

    /** Output alone: pins 0 … 2 as in {@link #both}. */
    static FilterDescriptor render(String name, UartNodes nodes) {
        return output(name, nodes).build();
    }

    /** Input alone: pin 0 captures, pin 1 is the cable. */
    static FilterDescriptor capture(String name, UartNodes nodes) {
        return FilterDescriptor.builder(name)
                .pin(captures())
                .pin(cable(DataFlow.IN))
                .node(nodes.input())
                .connect(ConnectionDescriptor.pinToNode(1, 0))
                .connect(ConnectionDescriptor.nodeToPin(0, 0))
                .category(Categories.AUDIO)
                .category(Categories.CAPTURE)
                .build();
    }

    private static FilterDescriptorBuilder output(String name, UartNodes nodes) {
        return FilterDescriptor.builder(name)
                .pin(PinDescriptor.midiRender())
                .pin(
                        PinDescriptor.streaming(
                                        DataFlow.IN,
                                        PinCategories.MIDI_RENDER,
                                        DataRange.directMusic())
                                .named(OUT))
                .pin(cable(DataFlow.OUT))
                .node(nodes.output())
                .connect(ConnectionDescriptor.pinToNode(0, 0))
                .connect(ConnectionDescriptor.pinToNode(1, 0))
                .connect(ConnectionDescriptor.nodeToPin(0, 2))
                .category(Categories.AUDIO)
                .category(Categories.RENDER);
    }

    private static PinDescriptor captures() {
        return PinDescriptor.streaming(
                        DataFlow.OUT,
                        PinCategories.MIDI_CAPTURE,
                        DataRange.midi(),
                        DataRange.directMusic())
                .named(IN);
    }

    private static PinDescriptor cable(DataFlow flow) {
        return PinDescriptor.bridge(flow, PinCategories.LEGACY_AUDIO_CONNECTOR, DataRange.midiBus())
                .named(flow == DataFlow.OUT ? CABLE_OUT : CABLE_IN);
    }
}
