package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import static portcls.ports.property.RawClient.GET;
import static portcls.ports.property.RawClient.TOPOLOGY;
import static portcls.ports.property.RawClient.request;

import org.junit.jupiter.api.Test;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.KsReply;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsLayout;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyRequest;
import portcls.conformance.Rule;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** An answer that is given, and is not quite what was asked for. */
class AnswerWithTest {
    private static final int NODE = 0;
    private static final int MOST_VOICES = 64;

    private Status status = Status.NOT_ALL_ASSIGNED;
    private PendingRequest<SynthPortParams> pending;
    private boolean pends;
    private final FakeFilter filter =
            new FakeFilter(
                    FilterDescriptor.builder("Synth")
                            .node(
                                    NodeDescriptor.of(NodeTypes.SYNTHESIZER)
                                            .automation(
                                                    AutomationTable.of(
                                                            PropertyItem.of(
                                                                            SynthProperty
                                                                                    .PORTPARAMETERS)
                                                                    .get(this::setUp))))
                            .build());

    private SynthPortParams setUp(PropertyRequest<SynthPortParams> request) {
        SynthPortParams wish = SynthTarget.portParamsOf(request.instance());
        if (wish.voices() > MOST_VOICES) {
            request.answerWith(status);
        }
        if (pends) {
            pending = request.pend();
            return null;
        }
        return given(wish);
    }

    private static SynthPortParams given(SynthPortParams wish) {
        return SynthPortParams.of(Math.min(MOST_VOICES, wish.voices()), wish.channelGroups());
    }

    @Test
    @Rule("SYN-2")
    void theValueComesWithItsStatusOnTheRawRoad() {
        assertEquals(Status.SUCCESS, raw(32, 32).status());
        KsReply reply = raw(100, MOST_VOICES);
        assertEquals(new KsReply(Status.NOT_ALL_ASSIGNED, 28), reply);
    }

    @Test
    @Rule("SYN-2")
    void theTypedRoadGivesTheValue() {
        assertEquals(
                MOST_VOICES,
                filter.get(
                                SynthProperty.PORTPARAMETERS,
                                SynthTarget.portParams(NODE, SynthPortParams.of(100, 1)))
                        .voices());
    }

    @Test
    void anAnswerThatComesLaterHasItsStatusToo() {
        pends = true;
        RawProperties road = new RawProperties(filter.engine);
        ByteBuffer value = KsLayout.little(28);
        CompletableFuture<RawAnswer> answer =
                road.serve(filter.handle, RawRequest.copyOf(asking(100), value));
        pending.complete(SynthPortParams.of(5, 1));
        assertEquals(Status.NOT_ALL_ASSIGNED, FakeFilter.now(answer).writeTo(value).status());
        assertEquals(5, SynthProperty.PORTPARAMETERS.type().decode(value).voices());
    }

    @Test
    void aFailureIsThrownAndNotAnswered() {
        status = Status.NOT_FOUND;
        PortClsException e =
                assertThrows(
                        PortClsException.class,
                        () ->
                                filter.get(
                                        SynthProperty.PORTPARAMETERS,
                                        SynthTarget.portParams(NODE, SynthPortParams.of(100, 1))));
        assertEquals(Status.UNSUCCESSFUL, e.status());
    }

    private KsReply raw(int voices, int expected) {
        ByteBuffer value = KsLayout.little(28);
        KsReply reply = new RawClient(filter, filter.handle).send(asking(voices), value);
        assertEquals(expected, SynthProperty.PORTPARAMETERS.type().decode(value).voices());
        return reply;
    }

    private static ByteBuffer asking(int voices) {
        return request(
                SynthProperty.PORTPARAMETERS,
                GET | TOPOLOGY,
                NODE,
                0,
                SynthPortParams.VOICES | SynthPortParams.CHANNELGROUPS,
                voices,
                1,
                0,
                0,
                0,
                0);
    }
}
