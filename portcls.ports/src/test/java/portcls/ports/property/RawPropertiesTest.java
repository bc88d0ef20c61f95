package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import static portcls.ports.property.RawClient.BASIC_SUPPORT;
import static portcls.ports.property.RawClient.GET;
import static portcls.ports.property.RawClient.SET;
import static portcls.ports.property.RawClient.SET_SUPPORT;
import static portcls.ports.property.RawClient.TOPOLOGY;
import static portcls.ports.property.RawClient.request;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.KsReply;
import portcls.api.dmus.SynthProperty;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.AudioProperty;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.BasicSupport;
import portcls.api.ks.BasicSupport.Stepping;
import portcls.api.ks.ConnectionProperty;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataFormat;
import portcls.api.ks.DataRange;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.FormatIds;
import portcls.api.ks.KsLayout;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.api.ks.PinProperty;
import portcls.api.ks.PlainDataRange;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.TopologyProperty;
import portcls.api.ks.ValueType;
import portcls.api.ks.WaveDataFormat;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

class RawPropertiesTest {
    private static final PropertyKey<Integer> LEVEL = AudioProperty.VOLUMELEVEL;
    private static final PropertyKey<String> TEXT =
            new PropertyKey<>(AudioProperty.SET, 999, "TEXT", ValueType.STRING);
    private static final PropertyKey<Integer> SLOW =
            new PropertyKey<>(AudioProperty.SET, 998, "SLOW", ValueType.LONG);

    private final List<PropertyRequest<?>> seen = new ArrayList<>();
    private final List<PendingRequest<Integer>> pending = new ArrayList<>();
    private final FilterDescriptor descriptor =
            FilterDescriptor.builder("Card")
                    .automation(
                            AutomationTable.of(
                                    PropertyItem.of(TEXT).get(_ -> "text"),
                                    PropertyItem.of(SLOW)
                                            .get(
                                                    request -> {
                                                        pending.add(request.pend());
                                                        return null;
                                                    })))
                    .pin(PinDescriptor.midiRender())
                    .pin(
                            PinDescriptor.streaming(
                                    DataFlow.IN,
                                    PinCategories.LINE_CONNECTOR,
                                    new AudioDataRange(
                                            FormatIds.SUBTYPE_PCM,
                                            FormatIds.SPECIFIER_WAVEFORMATEX,
                                            2,
                                            8,
                                            16,
                                            8000,
                                            48000)))
                    .node(
                            NodeDescriptor.of(NodeTypes.VOLUME)
                                    .automation(
                                            AutomationTable.of(
                                                    PropertyItem.of(LEVEL)
                                                            .get(this::get)
                                                            .set(this::set)
                                                            .support(
                                                                    BasicSupport.channels(
                                                                            List.of(
                                                                                    new Stepping(
                                                                                            -96, 0,
                                                                                            1),
                                                                                    new Stepping(
                                                                                            -96, 0,
                                                                                            1)),
                                                                            false)))))
                    .build();
    private final FakeFilter filter = new FakeFilter(descriptor);
    private final RawClient client = new RawClient(filter, filter.handle);
    private int level = -7;

    private int get(PropertyRequest<Integer> request) {
        seen.add(request);
        return level;
    }

    private void set(PropertyRequest<Integer> request, int value) {
        seen.add(request);
        level = value;
    }

    @Test
    @Rule("PROP-2")
    void theTopologyFlagTellsTheHeader() {
        assertEquals(-7, client.get(LEVEL, request(LEVEL, GET | TOPOLOGY, 0, 0)));
        assertEquals(0, seen.getLast().node());
        assertEquals(Status.NOT_FOUND, client.send(request(LEVEL, GET, 0, 0), 4).status());
        assertEquals(Status.INVALID_PARAMETER, nodeStatus(5));
        assertEquals(Status.INVALID_PARAMETER, nodeStatus(-1));
        assertEquals(
                Status.INVALID_PARAMETER,
                client.send(request(LEVEL, GET | TOPOLOGY, 0), 4).status());
        client.get(TEXT);
    }

    private Status nodeStatus(int node) {
        return client.send(request(LEVEL, GET | TOPOLOGY, node, 0), 4).status();
    }

    @Test
    @Rule("PROP-11")
    void theInstanceIsWhatFollowsTheHeader() {
        client.send(request(LEVEL, GET | TOPOLOGY, 0, 0, 1, 0), 4);
        assertEquals(8, seen.getLast().instance().remaining());
        assertEquals(1, seen.getLast().channel());
        client.send(request(LEVEL, GET | TOPOLOGY, 0, 0), 4);
        assertEquals(0, seen.getLast().instance().remaining());
    }

    @Test
    @Rule("PROP-12")
    void theSizeOfTheValueDecides() {
        ByteBuffer text = request(TEXT, GET);
        assertEquals(new KsReply(Status.BUFFER_OVERFLOW, 10), client.send(text, 0));
        assertEquals(Status.BUFFER_TOO_SMALL, client.send(text, 9).status());
        ByteBuffer value = KsLayout.little(12);
        assertEquals(new KsReply(Status.SUCCESS, 10), client.send(text, value));
        assertEquals("text\0\0", StandardCharsets.UTF_16LE.decode(value.duplicate()).toString());
        assertEquals(0, value.position());
    }

    @Test
    @Rule("PROP-12")
    void askingForAFixedSizeDoesNotAskTheDriver() {
        ByteBuffer request = request(LEVEL, GET | TOPOLOGY, 0, 0);
        assertEquals(new KsReply(Status.BUFFER_OVERFLOW, 4), client.send(request, 0));
        assertEquals(Status.BUFFER_TOO_SMALL, client.send(request, 3).status());
        assertEquals(List.of(), seen);
    }

    @Test
    @Rule({"BAS-1", "BAS-2", "BAS-3", "BAS-4"})
    void basicSupportHasThreeSizes() {
        ByteBuffer request = request(LEVEL, BASIC_SUPPORT | TOPOLOGY, 0, 0);
        int all = 40 + 16 + 2 * 16;

        ByteBuffer flags = KsLayout.little(4);
        assertEquals(new KsReply(Status.SUCCESS, 4), client.send(request, flags));
        assertEquals(0x203, flags.getInt());

        ByteBuffer description = KsLayout.little(40);
        assertEquals(new KsReply(Status.SUCCESS, 40), client.send(request, description));
        assertEquals(0x203, description.getInt());
        assertEquals(all, description.getInt());

        ByteBuffer whole = KsLayout.little(all + 5);
        assertEquals(new KsReply(Status.SUCCESS, all), client.send(request, whole));
        assertEquals(2, whole.getInt(48), "MembersCount");

        for (int size : new int[] {0, 1, 3, 5, 39, 41, all - 1}) {
            assertEquals(
                    Status.BUFFER_TOO_SMALL,
                    client.send(request, size).status(),
                    () -> "size=" + size);
        }
    }

    @Test
    @Rule({"BAS-1", "BAS-5"})
    void aPropertyWithoutRangesTellsItsVerbs() {
        ByteBuffer whole = KsLayout.little(40);
        assertEquals(
                new KsReply(Status.SUCCESS, 40),
                client.send(request(PinProperty.CTYPES, BASIC_SUPPORT), whole));
        assertEquals(0x201, whole.getInt());
        assertEquals(40, whole.getInt());
    }

    @Test
    @Rule("BAS-7")
    void aSetIsDecodedAndClamped() {
        ByteBuffer request = request(LEVEL, SET | TOPOLOGY, 0, 0, 1, 0);
        ByteBuffer value = KsLayout.little(4).putInt(0, 1000);
        assertEquals(new KsReply(Status.SUCCESS, 0), client.send(request, value));
        assertEquals(0, level);
        assertEquals(Status.BUFFER_TOO_SMALL, client.send(request, 2).status());
    }

    @Test
    @Rule("PROP-9")
    void verbsAreChecked() {
        assertEquals(Status.NOT_SUPPORTED, client.send(request(TEXT, SET), 10).status());
        assertEquals(Status.NOT_SUPPORTED, client.send(request(TEXT, 0x400), 10).status());
        assertEquals(Status.INVALID_PARAMETER, client.send(request(TEXT, 0), 10).status());
        assertEquals(Status.INVALID_PARAMETER, client.send(request(TEXT, GET | SET), 10).status());
    }

    @Test
    void aSetIsSupportedWhereAnyOfItsPropertiesIs() {
        KsReply yes = new KsReply(Status.SUCCESS, 0);
        assertEquals(yes, client.send(request(PinProperty.NAME, SET_SUPPORT), 0));
        assertEquals(yes, client.send(request(TEXT, SET_SUPPORT), 8));
        assertEquals(yes, client.send(request(TEXT, SET_SUPPORT | TOPOLOGY, 0, 0), 0));
        assertEquals(yes, client.send(request(TopologyProperty.NAME, SET_SUPPORT), 0));
        for (PropertyKey<?> other : List.of(ConnectionProperty.STATE, SynthProperty.VOLUME)) {
            assertEquals(
                    new KsReply(Status.NOT_FOUND, 0),
                    client.send(request(other, SET_SUPPORT), 0),
                    "the filter has nothing of " + other);
        }
        RawClient pin = new RawClient(filter, new FakeFilter.Pin(filter.handle, 0));
        assertEquals(yes, pin.send(request(ConnectionProperty.STATE, SET_SUPPORT), 0));
        assertEquals(
                Status.INVALID_PARAMETER,
                client.send(request(TEXT, SET_SUPPORT | TOPOLOGY, 1, 0), 0).status());
        assertEquals(List.of(), seen, "no handler runs");
    }

    @Test
    @Rule("PROP-16")
    void theSetOfASynthesizerIsSupportedWithoutItsNode() {
        FakeFilter synth =
                new FakeFilter(
                        FilterDescriptor.builder("Synth")
                                .node(
                                        NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                                                .automation(
                                                        AutomationTable.of(
                                                                PropertyItem.of(
                                                                                SynthProperty
                                                                                        .VOLUME)
                                                                        .get(_ -> 0))))
                                .build());
        assertEquals(
                new KsReply(Status.SUCCESS, 0),
                new RawClient(synth, synth.handle)
                        .send(request(SynthProperty.VOLUME, SET_SUPPORT), 0));
    }

    @Test
    @Rule("PROP-8")
    void anUnknownPropertyIsNotFound() {
        PropertyKey<Integer> unknown =
                new PropertyKey<>(NodeTypes.DAC, 1, "UNKNOWN", ValueType.LONG);
        assertEquals(Status.NOT_FOUND, client.send(request(unknown, GET), 4).status());
    }

    @Test
    @Rule("FMT-5")
    void anIntersectionKeepsTheRulesOfSizes() {
        PropertyKey<DataFormat> key = PinProperty.DATAINTERSECTION;
        ByteBuffer request = RawClient.intersection(key, 1, PlainDataRange.ANY);
        assertEquals(new KsReply(Status.BUFFER_OVERFLOW, 82), client.send(request, 0));
        assertEquals(Status.BUFFER_TOO_SMALL, client.send(request, 81).status());
        assertEquals(WaveDataFormat.pcm(48000, 16, 2), client.get(key, request));
        assertEquals(
                DataFormat.midi(),
                client.get(key, RawClient.intersection(key, 0, DataRange.midi())));
    }

    @Test
    @Rule("FMT-4")
    void anIntersectionMayFail() {
        ByteBuffer none = RawClient.intersection(PinProperty.DATAINTERSECTION, 1, DataRange.midi());
        assertEquals(new KsReply(Status.NO_MATCH, 0), client.send(none, 100));
        assertEquals(
                Status.INVALID_PARAMETER,
                client.send(request(PinProperty.DATAINTERSECTION, GET, 0, 0), 100).status());
        assertEquals(
                Status.INVALID_PARAMETER,
                client.send(request(PinProperty.DATAINTERSECTION, GET), 100).status());
    }

    @Test
    @Rule("FMT-12")
    void aFormatIsProposedInBytes() {
        ByteBuffer request = request(PinProperty.PROPOSEDATAFORMAT, SET, 0, 0);
        ByteBuffer midi = ByteBuffer.wrap(ValueType.FORMAT.encode(DataFormat.midi()));
        assertEquals(Status.SUCCESS, client.send(request, midi).status());
        assertEquals(Status.INVALID_PARAMETER, client.send(request, 10).status());
    }

    @Test
    @Rule("PROP-13")
    void aPromisedAnswerCompletesTheRequest() {
        RawProperties raw = new RawProperties(filter.engine);
        ByteBuffer value = KsLayout.little(4);
        CompletableFuture<RawAnswer> answer =
                raw.serve(filter.handle, RawRequest.copyOf(request(SLOW, GET), value));
        assertFalse(answer.isDone());
        pending.getFirst().complete(5);
        assertEquals(new KsReply(Status.SUCCESS, 4), FakeFilter.now(answer).writeTo(value));
        assertEquals(5, value.getInt());

        answer = raw.serve(filter.handle, RawRequest.copyOf(request(SLOW, GET), value.rewind()));
        filter.engine.close(new PortClsException(Status.DEVICE_REMOVED, "unplugged"));
        assertEquals(new KsReply(Status.DEVICE_REMOVED, 0), FakeFilter.now(answer).writeTo(value));
    }

    @Test
    void malformedRequestsAreAnswered() {
        assertEquals(Status.INVALID_PARAMETER, client.send(KsLayout.little(23), 4).status());
        assertEquals(
                Status.INVALID_PARAMETER,
                client.send(request(PinProperty.CTYPES, GET), KsLayout.little(4).asReadOnlyBuffer())
                        .status());
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24, 200)];
            random.nextBytes(bytes);
            ByteBuffer request = KsLayout.little(bytes.length).put(bytes).rewind();
            KsLayout.putGuid(request, PinProperty.SET.guid());
            request.putInt(random.nextInt(16)).putInt(1 << random.nextInt(2));
            if (request.remaining() >= 16) {
                request.putInt(random.nextInt(3)).putInt(0).putInt(0).putInt(random.nextInt(3));
            }
            client.send(request.rewind(), random.nextInt(100));
        }
    }
}
