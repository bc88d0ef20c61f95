package example.sb16;

import portcls.api.ks.AutomationTable;
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
import portcls.sb16.Ct1745Volume;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What the filter of the mixer looks like ({@code exposing-filter-topology}): each source has a
 * volume and a mute; their sum has both, too, and goes to the line out; a selector takes one of the
 * sources to the converter.
 *
 * <pre>
 * Voice ────── volume ─ mute ──┐
 * MIDI ─────── volume ─ mute ──┤
 * CD ───────── volume ─ mute ──┼─ sum ─ volume ─ mute ── Line Out
 * Line In ──── volume ─ mute ──┤
 * Microphone ─ volume ─ mute ──┘
 *                     └─ selector, all but Voice ─────── Record
 * </pre>
 */
final class MixerFilter {
    /** What the card plays comes in here. */
    static final int VOICE_PIN = MixerSource.VOICE.pin();

    /** What the FM synthesizer plays comes in here. */
    static final int MIDI_PIN = MixerSource.MIDI.pin();

    /** What is heard goes out here. */
    static final int LINE_OUT_PIN = MixerSource.ALL.size();

    /** What is recorded goes out here. */
    static final int RECORD_PIN = LINE_OUT_PIN + 1;

    // Nodes; before them each source has its volume and its mute.
    private static final int SUM = 2 * MixerSource.ALL.size();
    private static final int MASTER_VOLUME = SUM + 1;
    private static final int MASTER_MUTE = SUM + 2;
    private static final int SELECTOR = SUM + 3;

    private MixerFilter() {}

    /** The filter of a mixer with these controls. */
    static FilterDescriptor of(String name, MixerControls controls) {
        FilterDescriptorBuilder filter =
                FilterDescriptor.builder(name)
                        .category(Categories.AUDIO)
                        .category(Categories.TOPOLOGY)
                        .automation(MixerJacks.table());
        for (MixerSource source : MixerSource.ALL) {
            addSource(filter, source, controls);
        }
        filter.pin(bridge(DataFlow.OUT, PinCategories.SPEAKER, "Line Out"))
                .pin(bridge(DataFlow.OUT, PinCategories.LEGACY_AUDIO_CONNECTOR, "Record"))
                .node(node(NodeTypes.SUM, "Mix", AutomationTable.EMPTY))
                .node(node(NodeTypes.VOLUME, "Master Volume", controls.volume(Ct1745Volume.MASTER)))
                .node(node(NodeTypes.MUTE, "Master Mute", controls.mute(Ct1745Volume.MASTER)))
                .node(node(NodeTypes.MUX, "Record Source", controls.selector()))
                .connect(ConnectionDescriptor.nodeToNode(SUM, MASTER_VOLUME))
                .connect(ConnectionDescriptor.nodeToNode(MASTER_VOLUME, MASTER_MUTE))
                .connect(ConnectionDescriptor.nodeToPin(MASTER_MUTE, LINE_OUT_PIN))
                .connect(ConnectionDescriptor.nodeToPin(SELECTOR, RECORD_PIN));
        return filter.build();
    }

    private static void addSource(
            FilterDescriptorBuilder filter, MixerSource source, MixerControls controls) {
        int pin = source.pin();
        int volume = 2 * pin;
        int mute = volume + 1;
        filter.pin(bridge(DataFlow.IN, source.category(), source.name()))
                .node(
                        node(
                                NodeTypes.VOLUME,
                                source.name() + " Volume",
                                controls.volume(source.volume())))
                .node(node(NodeTypes.MUTE, source.name() + " Mute", controls.mute(source)))
                .connect(ConnectionDescriptor.pinToNode(pin, volume))
                .connect(ConnectionDescriptor.nodeToNode(volume, mute))
                .connect(ConnectionDescriptor.nodeToNode(mute, SUM).intoLogicalPin(1 + pin));
        // A switch of the chip lies behind the place from which the source is recorded.
        int tap = source.hasSwitch() ? volume : mute;
        source.recorded()
                .ifPresent(
                        recorded ->
                                filter.connect(
                                        ConnectionDescriptor.nodeToNode(tap, SELECTOR)
                                                .intoLogicalPin(MixerControls.input(recorded))));
    }

    private static PinDescriptor bridge(DataFlow flow, KsId category, String name) {
        return PinDescriptor.bridge(flow, category, DataRange.analog())
                .named(id("pin " + name, name));
    }

    private static NodeDescriptor node(KsId type, String name, AutomationTable automation) {
        return NodeDescriptor.of(type).named(id("node " + name, name)).automation(automation);
    }

    /** The same name gives the same id each time. */
    private static KsId id(String what, String name) {
        byte[] text = ("example.sb16 " + what).getBytes(StandardCharsets.UTF_8);
        return new KsId(UUID.nameUUIDFromBytes(text), name);
    }
}
