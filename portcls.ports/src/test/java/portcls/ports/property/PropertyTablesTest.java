package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.property.FakeFilter.failure;

import org.junit.jupiter.api.Test;

import portcls.api.IMiniport;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.dmus.SynthProperty;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsState;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.TopologyProperty;
import portcls.api.ks.ValueType;
import portcls.conformance.Rule;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class PropertyTablesTest {
    private static final PropertyKey<Integer> LEVEL = AudioProperty.VOLUMELEVEL;

    private final List<PropertyRequest<?>> seen = new ArrayList<>();
    private final FilterDescriptor descriptor =
            FilterDescriptor.builder("Synth")
                    .automation(
                            AutomationTable.of(
                                    answering(LEVEL, 1), answering(AudioProperty.CPU_RESOURCES, 4)))
                    .pin(
                            PinDescriptor.midiRender()
                                    .automation(
                                            AutomationTable.of(
                                                    answering(LEVEL, 2),
                                                    answering(AudioProperty.SAMPLING_RATE, 5))))
                    .pin(PinDescriptor.midiCapture())
                    .node(node(answering(LEVEL, 3)))
                    .build();
    private final IMiniport miniport = () -> descriptor;
    private final FakeFilter filter = new FakeFilter(descriptor, miniport);

    private PropertyItem<Integer> answering(PropertyKey<Integer> key, int value) {
        return PropertyItem.of(key)
                .get(
                        request -> {
                            seen.add(request);
                            return value;
                        });
    }

    private static NodeDescriptor node(PropertyItem<?>... items) {
        return NodeDescriptor.of(NodeTypes.VOLUME).automation(AutomationTable.of(items));
    }

    @Test
    @Rule({"PROP-1", "PROP-3"})
    void theTargetChoosesTheTable() {
        assertEquals(1, filter.get(LEVEL, Target.self()));
        assertEquals(2, filter.get(filter.openPin(0), LEVEL, Target.self()));
        assertEquals(3, filter.get(LEVEL, Target.node(0)));
        assertEquals(3, filter.get(filter.openPin(0), LEVEL, Target.node(0)));
    }

    @Test
    @Rule("PROP-16")
    void theVolumeOfASynthesizerIsListedByItsNodeAndAskedOfThePin() {
        FilterDescriptor synth =
                FilterDescriptor.builder("Synth")
                        .pin(PinDescriptor.midiRender())
                        .node(
                                NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                                        .automation(
                                                AutomationTable.of(
                                                        answering(SynthProperty.VOLUME, -600),
                                                        answering(SynthProperty.VOLUMEBOOST, 300))))
                        .build();
        FakeFilter other = new FakeFilter(synth, () -> synth);
        FakeFilter.Pin pin = other.openPin(0);
        assertEquals(-600, other.get(pin, SynthProperty.VOLUME, Target.self()));
        assertEquals(PropertyRequest.NO_NODE, seen.getLast().node());
        assertEquals(-600, other.get(pin, SynthProperty.VOLUME, Target.node(0)));
        assertEquals(300, other.get(pin, SynthProperty.VOLUMEBOOST, Target.node(0)));
        failure(Status.NOT_FOUND, () -> other.get(pin, SynthProperty.VOLUMEBOOST, Target.self()));
        failure(Status.NOT_FOUND, () -> filter.get(SynthProperty.VOLUME, Target.self()));
    }

    @Test
    @Rule("PROP-10")
    void theHandlerSeesMiniportAndStream() {
        filter.get(LEVEL, Target.self());
        filter.get(filter.openPin(0), LEVEL, Target.self());

        assertSame(miniport, seen.get(0).majorTarget());
        assertEquals(Optional.empty(), seen.get(0).minorTarget());
        assertEquals(PropertyRequest.NO_NODE, seen.get(0).node());
        assertEquals(Optional.of("stream of pin 0"), seen.get(1).minorTarget());
        assertEquals(LEVEL, seen.get(1).item().key());
    }

    @Test
    @Rule("PROP-11")
    void instanceDataIsWhatFollowsTheHeader() {
        filter.get(LEVEL, Target.node(0));
        assertEquals(0, seen.getLast().instance().remaining());
        assertEquals(-1, seen.getLast().channel());

        filter.get(LEVEL, Target.node(0).channel(1));
        assertEquals(8, seen.getLast().instance().remaining());
        assertEquals(ByteOrder.LITTLE_ENDIAN, seen.getLast().instance().order());
        assertTrue(seen.getLast().instance().isReadOnly());
        assertEquals(1, seen.getLast().channel());
    }

    @Test
    @Rule({"PROP-15", "PROP-17"})
    void aPinIsGoodEnoughForFilterAndNode() {
        FakeFilter.Pin other = filter.openPin(1);
        assertEquals(4, filter.get(other, AudioProperty.CPU_RESOURCES, Target.self()));
        assertEquals(3, filter.get(other, LEVEL, Target.node(0)));
        assertEquals(Optional.of("stream of pin 1"), seen.getLast().minorTarget());
        assertEquals(2, filter.get(other, PinProperty.CTYPES, Target.self()));
        assertEquals(DataFlow.OUT, filter.get(other, PinProperty.DATAFLOW, Target.self()));
    }

    @Test
    @Rule("PROP-15")
    void aHandleIsNotEnoughForAPin() {
        assertEquals(
                "the filter does not have KSPROPSETID_Audio/SAMPLING_RATE; ask open pin 0",
                failure(
                                Status.NOT_FOUND,
                                () -> filter.get(AudioProperty.SAMPLING_RATE, Target.self()))
                        .getMessage());
        failure(Status.NOT_FOUND, () -> filter.get(ConnectionProperty.STATE, Target.self()));
    }

    @Test
    @Rule("PROP-8")
    void anUnknownPropertyIsNotFound() {
        assertEquals(
                "node 0 (VOLUME) does not have KSPROPSETID_Audio/MUTE",
                failure(Status.NOT_FOUND, () -> filter.get(AudioProperty.MUTE, Target.node(0)))
                        .getMessage());
        failure(
                Status.NOT_FOUND,
                () -> filter.get(PinProperty.CONSTRAINEDDATARANGES, Target.pin(0)));
    }

    @Test
    @Rule("PROP-7")
    void theDriversHandlerComesBeforeThePorts() {
        FilterDescriptor own =
                FilterDescriptor.builder("Own")
                        .automation(
                                AutomationTable.of(
                                        PropertyItem.of(PinProperty.CTYPES).get(_ -> 77),
                                        PropertyItem.of(TopologyProperty.NODES)
                                                .get(_ -> List.of())))
                        .pin(
                                PinDescriptor.midiRender()
                                        .automation(
                                                AutomationTable.of(
                                                        PropertyItem.of(ConnectionProperty.STATE)
                                                                .get(_ -> KsState.RUN),
                                                        PropertyItem.of(
                                                                        ConnectionProperty
                                                                                .DATAFORMAT)
                                                                .set((_, _) -> {}))))
                        .node(node(PropertyItem.of(TopologyProperty.NAME).get(_ -> "mine")))
                        .build();
        FakeFilter owned = new FakeFilter(own);
        FakeFilter.Pin pin = owned.openPin(0);

        assertEquals(77, owned.get(PinProperty.CTYPES, Target.self()));
        assertEquals(List.of(NodeTypes.VOLUME), owned.get(TopologyProperty.NODES, Target.self()));
        assertEquals("VOLUME", owned.get(TopologyProperty.NAME, Target.node(0)));
        assertEquals(KsState.STOP, owned.get(pin, ConnectionProperty.STATE, Target.self()));
        owned.set(pin, ConnectionProperty.DATAFORMAT, Target.self(), DataFormat.midi());
        assertEquals(List.of("format"), pin.calls);
    }

    @Test
    void wrongIdsAreToldWithTheirRange() {
        assertEquals(
                "node must lie in 0 … 0: node=7",
                failure(Status.INVALID_PARAMETER, () -> filter.get(LEVEL, Target.node(7)))
                        .getMessage());
        assertEquals(
                "pin must lie in 0 … 1: pin=9",
                failure(
                                Status.INVALID_PARAMETER,
                                () -> filter.get(PinProperty.CATEGORY, Target.pin(9)))
                        .getMessage());
        assertEquals(
                "KSPROPSETID_Pin/CATEGORY is asked with a pin id: KSP_PIN needs 8 bytes behind its"
                        + " header: bytes=0",
                failure(
                                Status.INVALID_PARAMETER,
                                () -> filter.get(PinProperty.CATEGORY, Target.self()))
                        .getMessage());
        assertEquals(
                "the filter has no nodes: node=0",
                failure(
                                Status.INVALID_PARAMETER,
                                () ->
                                        new FakeFilter(FilterDescriptor.midi("Cable"))
                                                .get(LEVEL, Target.node(0)))
                        .getMessage());
    }

    @Test
    void aKeyOfAnotherTypeIsRefused() {
        PropertyKey<Boolean> wrong =
                new PropertyKey<>(LEVEL.set(), LEVEL.id(), "X", ValueType.BOOL);
        assertEquals(
                "KSPROPSETID_Audio/X has values of type LONG here: type=BOOL",
                failure(Status.INVALID_PARAMETER, () -> filter.get(wrong, Target.self()))
                        .getMessage());
    }
}
