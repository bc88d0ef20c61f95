package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEndpoint.Role;
import portcls.api.ks.Categories;
import portcls.api.ks.Communication;
import portcls.api.ks.ConnectionDescriptor;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.SignalProcessing;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What the filter of an engine looks like. */
final class DescriptionTest {
    @Test
    void speakerIsAStreamingPinAConverterAndAConnector() {
        FilterDescriptor filter = new Rig(FakeEngine.SPEAKER).miniport.getDescription();
        assertEquals("Test device", filter.name());

        PinDescriptor stream = filter.pins().get(0);
        assertEquals(DataFlow.IN, stream.dataFlow());
        assertEquals(Communication.SINK, stream.communication());
        assertEquals(List.copyOf(FakeEngine.pcm()), stream.dataRanges());
        assertEquals(4, stream.maxFilterInstances());
        assertEquals(4, stream.maxGlobalInstances());
        assertEquals("Speaker", stream.name().name());

        PinDescriptor connector = filter.pins().get(1);
        assertEquals(DataFlow.OUT, connector.dataFlow());
        assertEquals(Communication.BRIDGE, connector.communication());
        assertEquals(PinCategories.SPEAKER, connector.category());
        assertEquals(List.of(DataRange.analog()), connector.dataRanges());

        assertEquals(
                List.of(NodeTypes.DAC), filter.nodes().stream().map(NodeDescriptor::type).toList());
        assertEquals(
                List.of(ConnectionDescriptor.pinToNode(0, 0), ConnectionDescriptor.nodeToPin(0, 1)),
                filter.connections());
    }

    @Test
    @Rule("WRT-20")
    void filterIsOfTheRealtimeCategory() {
        assertEquals(
                Set.of(Categories.AUDIO, Categories.RENDER, Categories.REALTIME),
                new Rig(FakeEngine.SPEAKER).miniport.getDescription().categories());
        assertEquals(
                Set.of(Categories.AUDIO, Categories.CAPTURE, Categories.REALTIME),
                new Rig(FakeEngine.MICROPHONE).miniport.getDescription().categories());
        assertEquals(
                Set.of(
                        Categories.AUDIO,
                        Categories.RENDER,
                        Categories.CAPTURE,
                        Categories.REALTIME),
                new Rig(FakeEngine.SPEAKER, FakeEngine.MICROPHONE)
                        .miniport
                        .getDescription()
                        .categories());
    }

    @Test
    void soundFlowsFromTheMicrophoneToItsPin() {
        FilterDescriptor filter =
                new Rig(FakeEngine.SPEAKER, FakeEngine.MICROPHONE).miniport.getDescription();
        assertEquals(DataFlow.OUT, filter.pins().get(1).dataFlow());
        assertEquals(DataFlow.IN, filter.pins().get(3).dataFlow());
        assertEquals(
                List.of(NodeTypes.DAC, NodeTypes.ADC),
                filter.nodes().stream().map(NodeDescriptor::type).toList());
        assertEquals(
                List.of(
                        ConnectionDescriptor.pinToNode(0, 0),
                        ConnectionDescriptor.nodeToPin(0, 2),
                        ConnectionDescriptor.pinToNode(3, 1),
                        ConnectionDescriptor.nodeToPin(1, 1)),
                filter.connections());
    }

    @Test
    void likePinsHaveNamesThatStay() {
        WaveEndpoint second =
                WaveEndpoint.render(
                        "Headphones", PinCategories.SPEAKER, FakeEngine.CD, FakeEngine.pcm());
        FilterDescriptor filter = new Rig(FakeEngine.SPEAKER, second).miniport.getDescription();
        assertNotEquals(filter.pins().get(0).name(), filter.pins().get(1).name());
        assertNotEquals(filter.pins().get(2).name(), filter.pins().get(3).name());
        assertEquals("Headphones", filter.pins().get(3).name().name());
        assertEquals(
                filter.pins().get(1).name(),
                new Rig(second).miniport.getDescription().pins().get(0).name());
    }

    @Test
    @Rule("OFF-1")
    void audioEngineStandsBetweenItsThreePinsAndTheConverter() {
        Rig rig =
                new Rig(
                        FakeEngine.SPEAKER,
                        FakeEngine.OFFLOAD,
                        FakeEngine.LOOPBACK,
                        FakeEngine.MICROPHONE);
        FilterDescriptor filter = rig.miniport.getDescription();
        assertEquals(6, filter.pins().size(), "offload and loopback have no connector");
        assertEquals(
                List.of(NodeTypes.AUDIO_ENGINE, NodeTypes.DAC, NodeTypes.ADC),
                filter.nodes().stream().map(NodeDescriptor::type).toList());
        assertEquals(
                List.of(
                        ConnectionDescriptor.pinToNode(0, 0),
                        ConnectionDescriptor.pinToNode(1, 0).intoLogicalPin(2),
                        new ConnectionDescriptor(0, 3, ConnectionDescriptor.FILTER, 2),
                        ConnectionDescriptor.nodeToNode(0, 1),
                        ConnectionDescriptor.nodeToPin(1, 4),
                        ConnectionDescriptor.pinToNode(5, 2),
                        ConnectionDescriptor.nodeToPin(2, 3)),
                filter.connections());
        assertEquals(DataFlow.OUT, filter.pins().get(2).dataFlow());
    }

    @Test
    void offloadPinAloneHasTheConnector() {
        FilterDescriptor filter = new Rig(FakeEngine.OFFLOAD).miniport.getDescription();
        assertEquals(
                List.of(
                        ConnectionDescriptor.pinToNode(0, 0).intoLogicalPin(2),
                        ConnectionDescriptor.nodeToNode(0, 1),
                        ConnectionDescriptor.nodeToPin(1, 1)),
                filter.connections());
    }

    @Test
    void preferredFormatComesFirst() throws IOException {
        WaveFormat studio = WaveFormat.float32(96_000, 2);
        WaveEndpoint endpoint =
                WaveEndpoint.render(
                        "Line",
                        PinCategories.LINE_CONNECTOR,
                        studio,
                        List.of(
                                FakeEngine.pcm().getFirst(),
                                FakeEngine.range(
                                        FormatIds.SUBTYPE_IEEE_FLOAT, 8, 32, 44_100, 192_000)));
        Rig rig = new Rig(endpoint);
        List<DataRange> ranges = rig.miniport.getDescription().pins().get(0).dataRanges();
        assertEquals(3, ranges.size());
        assertEquals(
                FakeEngine.range(FormatIds.SUBTYPE_IEEE_FLOAT, 2, 32, 96_000, 96_000),
                ranges.getFirst());
        assertEquals(
                WaveDataFormat.of(studio),
                FakeRequest.ask(rig.miniport, PinProperty.PROPOSEDATAFORMAT, 0));
        assertEquals(ranges, FakeRequest.ask(rig.miniport, PinProperty.CONSTRAINEDDATARANGES, 0));
    }

    @Test
    void bridgePinPrefersNothing() {
        WaveMiniport miniport = new Rig(FakeEngine.SPEAKER).miniport;
        Rig.refused(
                Status.NOT_SUPPORTED,
                () -> FakeRequest.ask(miniport, PinProperty.PROPOSEDATAFORMAT, 1));
        Rig.refused(
                Status.INVALID_PARAMETER,
                () -> FakeRequest.ask(miniport, PinProperty.PROPOSEDATAFORMAT, 2));
    }

    @Test
    void streamingPinsHaveModesAndOthersNot() {
        WaveMiniport miniport =
                new Rig(FakeEngine.SPEAKER, FakeEngine.MICROPHONE, FakeEngine.LOOPBACK).miniport;
        List<?> modes = List.of(SignalProcessing.RAW, SignalProcessing.DEFAULT);
        assertEquals(modes, miniport.getModes(0));
        assertEquals(modes, miniport.getModes(1));
        Rig.refused(Status.NOT_SUPPORTED, () -> miniport.getModes(2));
        Rig.refused(Status.NOT_SUPPORTED, () -> miniport.getModes(3));
        Rig.refused(Status.INVALID_PARAMETER, () -> miniport.getModes(5));
        Rig.refused(Status.INVALID_PARAMETER, () -> miniport.getModes(-1));
    }

    @Test
    void refusesAnEngineThatMakesNoSense() {
        PortClsException none =
                Rig.refused(Status.DEVICE_CONFIGURATION_ERROR, () -> Rig.init(new WaveMiniport()));
        assertEquals(
                "Test device grants no wave engine: its adapter must have a WaveEngine among its"
                        + " resources",
                none.getMessage());
        for (FakeEngine engine :
                List.of(
                        new FakeEngine(),
                        new FakeEngine(FakeEngine.SPEAKER, FakeEngine.SPEAKER),
                        new FakeEngine(FakeEngine.SPEAKER.role(Role.LOOPBACK)),
                        new FakeEngine(FakeEngine.MICROPHONE.role(Role.OFFLOAD)))) {
            Rig.refused(
                    Status.DEVICE_CONFIGURATION_ERROR, () -> Rig.init(new WaveMiniport(), engine));
        }
        assertThrows(PortClsException.class, () -> new WaveMiniport().getDescription());
    }
}
