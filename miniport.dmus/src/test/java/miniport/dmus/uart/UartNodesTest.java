package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import portcls.api.IMiniport;
import portcls.api.MiniportClass;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.dmus.SynthCaps;
import portcls.api.dmus.SynthPortParams;
import portcls.api.dmus.SynthProperty;
import portcls.api.dmus.SynthTarget;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.PendingRequest;
import portcls.api.ks.PropertyItem;
import portcls.api.ks.PropertyKey;
import portcls.api.ks.PropertyRequest;
import portcls.api.ks.PropertyVerb;
import portcls.conformance.Rule;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The properties of the synthesizer nodes. */
final class UartNodesTest {
    private final UartNodes nodes = new UartNodes(() -> 50_000);

    @Test
    void tellsThatTheSynthesizerIsOutside() throws IOException {
        assertEquals(
                new SynthCaps(
                        new KsId(MiniportClass.DMUS_UART.classId(), "DMUS_UART"),
                        SynthCaps.EXTERNAL,
                        0,
                        1,
                        -1,
                        -1,
                        0,
                        "DMusic MPU-401 Out"),
                get(nodes.output(), SynthProperty.CAPS, Request.of()));
        assertEquals(
                MiniportClass.DMUS_UART_CAPTURE.classId(),
                get(nodes.input(), SynthProperty.CAPS, Request.of()).guid().guid());
    }

    @Test
    void forcesOneChannelGroupAndTakesEveryOtherWish() throws IOException {
        Request<SynthPortParams> request = Request.of(SynthPortParams.of(32, 4));
        SynthPortParams given = get(nodes.output(), SynthProperty.PORTPARAMETERS, request);
        assertEquals(SynthPortParams.of(32, 1), given);
        assertEquals(Status.NOT_ALL_ASSIGNED, request.answer);
    }

    @Test
    void wishForOneGroupIsGrantedPlainly() throws IOException {
        SynthPortParams wish = new SynthPortParams(SynthPortParams.ALL, 64, 1, 2, 44_100, 1, true);
        Request<SynthPortParams> request = Request.of(wish);
        assertEquals(wish, get(nodes.input(), SynthProperty.PORTPARAMETERS, request));
        assertEquals(Status.SUCCESS, request.answer);
    }

    @Test
    void tellsOfTheOneGroupThatNobodyWishedFor() throws IOException {
        SynthPortParams wish = new SynthPortParams(SynthPortParams.VOICES, 8, 7, 0, 0, 0, false);
        Request<SynthPortParams> request = Request.of(wish);
        assertEquals(
                SynthPortParams.of(8, 1),
                get(nodes.output(), SynthProperty.PORTPARAMETERS, request));
        assertEquals(Status.SUCCESS, request.answer);
    }

    @Test
    void wishThatIsCutShortIsRefused() {
        PortClsException refusal =
                assertThrows(
                        PortClsException.class,
                        () -> get(nodes.output(), SynthProperty.PORTPARAMETERS, Request.of()));
        assertEquals(Status.INVALID_PARAMETER, refusal.status());
    }

    @Test
    void hasOneChannelGroupAndNoOtherNumber() throws IOException {
        PropertyItem<Integer> item = item(nodes.output(), SynthProperty.CHANNELGROUPS);
        assertEquals(1, get(nodes.output(), SynthProperty.CHANNELGROUPS, Request.of()));
        PropertyItem.Setter<Integer> setter = Objects.requireNonNull(item.setter());
        setter.set(Request.of(), 1);
        PortClsException refusal =
                assertThrows(PortClsException.class, () -> setter.set(Request.of(), 2));
        assertEquals(Status.UNSUCCESSFUL, refusal.status());
    }

    @Test
    @Rule("CLK-4")
    void latencyClockIsAheadOfTheMasterClock() throws IOException {
        assertEquals(
                50_000 + UartNodes.LATENCY_100NS,
                get(nodes.output(), SynthProperty.LATENCYCLOCK, Request.of()));
    }

    @Test
    void bothNodesTellWhatTheySupport() {
        for (NodeDescriptor node : List.of(nodes.output(), nodes.input())) {
            Set<PropertyVerb> get = Set.of(PropertyVerb.GET, PropertyVerb.BASIC_SUPPORT);
            assertEquals(get, item(node, SynthProperty.CAPS).verbs());
            assertEquals(get, item(node, SynthProperty.PORTPARAMETERS).verbs());
            assertEquals(get, item(node, SynthProperty.LATENCYCLOCK).verbs());
            assertEquals(
                    Set.of(PropertyVerb.values()), item(node, SynthProperty.CHANNELGROUPS).verbs());
            assertEquals(4, node.automation().properties().size());
        }
    }

    @SuppressWarnings("unchecked") // an item is of the type of its key
    private static <T> PropertyItem<T> item(NodeDescriptor node, PropertyKey<T> key) {
        return (PropertyItem<T>) node.automation().property(key.set(), key.id()).orElseThrow();
    }

    private static <T> T get(NodeDescriptor node, PropertyKey<T> key, Request<T> request)
            throws IOException {
        return Objects.requireNonNull(
                Objects.requireNonNull(item(node, key).getter()).get(request));
    }

    /** A request that knows what is behind its header, and how it was answered. */
    private static final class Request<T> implements PropertyRequest<T> {
        Status answer = Status.SUCCESS;
        private final Target target;

        private Request(Target target) {
            this.target = target;
        }

        static <T> Request<T> of() {
            return new Request<>(new Target(0, new byte[0]));
        }

        static Request<SynthPortParams> of(SynthPortParams wish) {
            return new Request<>(SynthTarget.portParams(0, wish));
        }

        @Override
        public IMiniport majorTarget() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Object> minorTarget() {
            return Optional.empty();
        }

        @Override
        public int node() {
            return target.node();
        }

        @Override
        public PropertyItem<T> item() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PropertyVerb verb() {
            return PropertyVerb.GET;
        }

        @Override
        public ByteBuffer instance() {
            return target.instanceBuffer();
        }

        @Override
        public void answerWith(Status status) {
            answer = status;
        }

        @Override
        public PendingRequest<T> pend() {
            throw new UnsupportedOperationException();
        }
    }
}
