package portcls.ports.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.ports.property.FakeFilter.failure;

import com.sun.management.ThreadMXBean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import portcls.api.IMiniport;
import portcls.api.Status;
import portcls.api.client.Target;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.DataFlow;
import portcls.api.ks.DataRange;
import portcls.api.ks.EventEntry;
import portcls.api.ks.EventItem;
import portcls.api.ks.EventKey;
import portcls.api.ks.EventRequest;
import portcls.api.ks.EventRequest.Verb;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsEvents;
import portcls.api.ks.KsId;
import portcls.api.ks.NodeDescriptor;
import portcls.api.ks.NodeTypes;
import portcls.api.ks.PinCategories;
import portcls.api.ks.PinDescriptor;
import portcls.conformance.Rule;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class EventListTest {
    private static final EventKey CHANGE = KsEvents.CONTROL_CHANGE;
    private static final EventKey FORMAT = KsEvents.FORMATCHANGE;
    private static final EventKey JACK = KsEvents.JACKINFOCHANGE;
    private static final Target NODE = Target.node(0);

    private final List<EventRequest> requests = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Queue<Runnable> listeners = new ArrayDeque<>();
    private final Queue<Runnable> worker = new ArrayDeque<>();
    private int dispatches;
    private @Nullable Verb refused;
    private boolean forgetful;
    private boolean addBeforeRefusing;

    private final FilterDescriptor descriptor =
            FilterDescriptor.builder("Card")
                    .automation(AutomationTable.EMPTY.withEvents(item(JACK)))
                    .pin(midi("A"))
                    .pin(midi("B"))
                    .pin(
                            PinDescriptor.bridge(
                                    DataFlow.OUT, PinCategories.SPEAKER, DataRange.analog()))
                    .node(node(NodeTypes.VOLUME, item(CHANGE)))
                    .node(node(NodeTypes.MUTE, item(CHANGE)))
                    .node(node(NodeTypes.SUM, new EventItem(CHANGE, false, true, this::handle)))
                    .node(node(NodeTypes.MUX, new EventItem(CHANGE, true, false, this::handle)))
                    .build();
    private final IMiniport miniport = () -> descriptor;
    private final EventList events =
            new EventList(
                    miniport,
                    descriptor,
                    "test.driver 1.0",
                    listeners::add,
                    worker::add,
                    () -> dispatches++);
    private final FakeFilter.Handle handle = new FakeFilter.Handle();

    private EventItem item(EventKey key) {
        return EventItem.of(key).handledBy(this::handle);
    }

    private PinDescriptor midi(String name) {
        return PinDescriptor.midiRender()
                .named(KsId.of("00000000-0000-0000-0002-00000000000" + name, name))
                .automation(AutomationTable.EMPTY.withEvents(item(FORMAT)));
    }

    private static NodeDescriptor node(KsId type, EventItem item) {
        return NodeDescriptor.of(type).automation(AutomationTable.EMPTY.withEvents(item));
    }

    private void handle(EventRequest request) throws IOException {
        requests.add(request);
        if (request.verb() == Verb.ADD && addBeforeRefusing) {
            request.events().addEventToEventList(request.entry());
        }
        if (request.verb() == refused) {
            throw new IOException("not now");
        }
        if (request.verb() == Verb.ADD && !forgetful) {
            request.events().addEventToEventList(request.entry());
        }
    }

    private EventEntry enable(Scope scope, EventKey key, Target target, String name) {
        return events.enable(scope, key, target, false, () -> heard.add(name));
    }

    private List<String> signal(EventKey key) {
        events.generateEventList(key.set(), key.id(), false, 0, false, 0);
        return delivered();
    }

    private List<String> delivered() {
        heard.clear();
        events.deliver();
        drain(listeners);
        return List.copyOf(heard);
    }

    private static void drain(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private List<Verb> verbs() {
        return requests.stream().map(EventRequest::verb).toList();
    }

    @Test
    @Rule("EVT-1")
    void eventsBelongToNodesAndOpenPins() {
        FakeFilter.Pin pin = new FakeFilter.Pin(handle, 1);
        enable(handle, CHANGE, NODE, "node");
        enable(pin, FORMAT, Target.self(), "pin");

        assertSame(miniport, requests.get(0).majorTarget());
        assertEquals(0, requests.get(0).node());
        assertTrue(requests.get(0).minorTarget().isEmpty());
        assertEquals("stream of pin 1", requests.get(1).minorTarget().orElseThrow());
        assertEquals(
                "the filter does not have KSEVENTSETID_PinCapsChange/FORMATCHANGE; ask open pin 0,"
                        + " open pin 1",
                failure(Status.NOT_FOUND, () -> enable(handle, FORMAT, Target.self(), "filter"))
                        .getMessage());
    }

    @Test
    @Rule({"EVT-1", "EVT-9"})
    void theFiltersOwnTableMaySpeakOfAPin() {
        enable(handle, JACK, Target.pin(2), "jack 2");
        enable(handle, JACK, Target.self(), "filter");
        events.generateEventList(JACK.set(), JACK.id(), true, 2, false, 0);
        assertEquals(List.of("jack 2"), delivered());
        assertEquals(List.of("jack 2", "filter"), signal(JACK));
        failure(Status.INVALID_PARAMETER, () -> enable(handle, JACK, Target.pin(3), "no such pin"));
    }

    @Test
    @Rule("EVT-2")
    void theHandlerChecksAndAddsTheSameEntry() {
        EventEntry entry = enable(handle, CHANGE, NODE, "a");
        assertEquals(List.of(Verb.ADD), verbs());
        assertSame(entry, requests.getFirst().entry());
        assertEquals(List.of("a"), signal(CHANGE));
    }

    @Test
    @Rule("EVT-2")
    void anEntryThatIsNotAddedIsNotActive() {
        forgetful = true;
        assertEquals(
                "driver test.driver 1.0 failed to ADD event"
                        + " KSEVENTSETID_AudioControlChange/CONTROL_CHANGE of node 0 (VOLUME): it"
                        + " did not add the entry to the event list",
                failure(Status.UNSUCCESSFUL, () -> enable(handle, CHANGE, NODE, "a")).getMessage());
        assertEquals(List.of(), signal(CHANGE));
        assertThrows(
                IllegalStateException.class,
                () -> events.addEventToEventList(requests.getFirst().entry()));
    }

    @Test
    @Rule("EVT-2")
    void aRefusalIsToldAndLeavesNothing() {
        refused = Verb.ADD;
        failure(Status.IO_DEVICE_ERROR, () -> enable(handle, CHANGE, NODE, "a"));
        assertEquals(0, events.size());
        addBeforeRefusing = true;
        failure(Status.IO_DEVICE_ERROR, () -> enable(handle, CHANGE, NODE, "b"));
        assertEquals(0, events.size());
    }

    @Test
    void anEntryIsAddedOnceAndComesFromARequest() {
        EventEntry entry = enable(handle, CHANGE, NODE, "a");
        assertEquals(
                "an entry is added once, by the handler for the ADD verb:"
                        + " event=KSEVENTSETID_AudioControlChange/CONTROL_CHANGE",
                assertThrows(IllegalStateException.class, () -> events.addEventToEventList(entry))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> events.addEventToEventList(new EventEntry() {}));
    }

    @Test
    @Rule("EVT-3")
    void afterDisableThereAreNoSignals() {
        EventEntry entry = enable(handle, CHANGE, NODE, "a");
        events.generateEventList(null, CHANGE.id(), false, 0, false, 0);
        events.deliver();
        events.disable(entry);
        drain(listeners);
        assertEquals(List.of(), heard);
        assertEquals(List.of(), signal(CHANGE));
        assertEquals(List.of(Verb.ADD, Verb.REMOVE), verbs());
        events.disable(entry);
        assertEquals(2, requests.size());
    }

    @Test
    @Rule("EVT-4")
    void supportIsTheHandlersAnswer() {
        assertTrue(events.supports(handle, CHANGE, NODE));
        assertEquals(List.of(Verb.SUPPORT), verbs());
        refused = Verb.SUPPORT;
        assertFalse(events.supports(handle, CHANGE, NODE));
        assertFalse(events.supports(handle, FORMAT, Target.self()));
        assertEquals(0, events.size());
    }

    @Test
    @Rule("EVT-5")
    void aSignalReachesWhatMatches() {
        enable(new FakeFilter.Pin(handle, 0), FORMAT, Target.self(), "pin 0");
        enable(new FakeFilter.Pin(handle, 1), FORMAT, Target.self(), "pin 1");
        enable(handle, CHANGE, NODE, "node 0");
        enable(handle, CHANGE, Target.node(1), "node 1");
        enable(new FakeFilter.Pin(handle, 1), CHANGE, Target.node(1), "pin 1 node 1");

        assertEquals(List.of("pin 0", "pin 1"), signal(FORMAT));
        assertEquals(List.of("pin 1"), matching(FORMAT.set(), 0, 1, -1));
        assertEquals(List.of("node 1", "pin 1 node 1"), matching(CHANGE.set(), 0, -1, 1));
        assertEquals(List.of("pin 1 node 1"), matching(CHANGE.set(), 0, 1, 1));
        assertEquals(
                List.of("pin 0", "pin 1", "node 0", "node 1", "pin 1 node 1"),
                matching(null, 0, -1, -1));
        assertEquals(List.of(), matching(null, 1, -1, -1));
        assertEquals(List.of(), matching(NodeTypes.DAC, 0, -1, -1));
    }

    private List<String> matching(@Nullable KsId set, int id, int pin, int node) {
        events.generateEventList(set, id, pin >= 0, pin, node >= 0, node);
        return delivered();
    }

    @Test
    @Rule("EVT-6")
    void aOneShotFiresOnce() {
        events.enable(handle, CHANGE, NODE, true, () -> heard.add("once"));
        enable(handle, CHANGE, NODE, "always");
        assertEquals(List.of("once", "always"), signal(CHANGE));
        assertEquals(List.of("always"), signal(CHANGE));
        assertEquals(List.of("always"), signal(CHANGE));
        drain(worker);
        assertEquals(List.of(Verb.ADD, Verb.ADD, Verb.REMOVE), verbs());
        assertEquals(1, events.size());
    }

    @Test
    @Rule("EVT-6")
    void anItemSaysHowItMayBeEnabled() {
        assertEquals(
                "KSEVENTSETID_AudioControlChange/CONTROL_CHANGE of node 2 (SUM) can only be enabled"
                        + " with oneShot=true: oneShot=false",
                failure(Status.NOT_SUPPORTED, () -> enable(handle, CHANGE, Target.node(2), "a"))
                        .getMessage());
        failure(
                Status.NOT_SUPPORTED,
                () -> events.enable(handle, CHANGE, Target.node(3), true, () -> {}));
        assertEquals(List.of(), requests);
    }

    @Test
    @Rule("EVT-7")
    void signalsOnlyMarkAndBecomeOne() {
        enable(handle, CHANGE, NODE, "a");
        for (int i = 0; i < 5; i++) {
            events.generateEventList(CHANGE.set(), CHANGE.id(), false, 0, true, 0);
        }
        assertEquals(List.of(), heard);
        assertEquals(1, dispatches);
        assertEquals(List.of("a"), delivered());
        assertEquals(List.of("a"), signal(CHANGE));
        assertEquals(2, dispatches);
    }

    @Test
    @Rule("EVT-7")
    void aSignalAllocatesNothing() {
        enable(handle, CHANGE, NODE, "a");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < 1000; i++) {
                events.generateEventList(CHANGE.set(), CHANGE.id(), false, 0, true, 0);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(self) - before);
        }
        assertTrue(least < 1000, "bytes for 1000 signals: " + least);
    }

    @Test
    @Rule("EVT-7")
    void theLastSignalOfManyThreadsIsNeverLost() throws InterruptedException {
        AtomicInteger changes = new AtomicInteger();
        AtomicInteger lastSeen = new AtomicInteger();
        try (ExecutorService listener = Executors.newSingleThreadExecutor()) {
            EventList concurrent =
                    new EventList(miniport, descriptor, "test", listener, Runnable::run, () -> {});
            concurrent.enable(handle, CHANGE, NODE, false, () -> lastSeen.set(changes.get()));
            CountDownLatch signalled = new CountDownLatch(4);
            for (int t = 0; t < 4; t++) {
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    for (int i = 0; i < 20_000; i++) {
                                        changes.incrementAndGet();
                                        concurrent.generateEventList(
                                                CHANGE.set(), CHANGE.id(), false, 0, true, 0);
                                    }
                                    signalled.countDown();
                                });
            }
            while (signalled.getCount() > 0) {
                concurrent.deliver();
            }
            assertTrue(signalled.await(1, TimeUnit.SECONDS));
            concurrent.deliver();
        }
        assertEquals(80_000, lastSeen.get());
    }

    @Test
    @Rule("EVT-8")
    void aControlChangeTellsItsNode() {
        enable(handle, CHANGE, NODE, "volume");
        enable(handle, CHANGE, Target.node(1), "mute");
        events.generateEventList(CHANGE.set(), CHANGE.id(), false, 0, true, 1);
        assertEquals(List.of("mute"), delivered());
    }

    @Test
    @Rule("EVT-10")
    void aClosedPinTakesItsEntriesAlong() {
        FakeFilter.Pin pin = new FakeFilter.Pin(handle, 0);
        FakeFilter.Pin other = new FakeFilter.Pin(handle, 0);
        enable(pin, FORMAT, Target.self(), "closed");
        enable(pin, CHANGE, NODE, "closed too");
        enable(other, FORMAT, Target.self(), "open");
        events.disableAll(pin);
        assertEquals(List.of("open"), signal(FORMAT));
        assertEquals(List.of(), signal(CHANGE).stream().filter("closed too"::equals).toList());
        assertEquals(2, verbs().stream().filter(Verb.REMOVE::equals).count());
        events.disableAll(handle);
        assertEquals(0, events.size());
    }

    @Test
    @Rule("EVT-10")
    void aFailingHandlerKeepsNoEntry() {
        FakeFilter.Pin pin = new FakeFilter.Pin(handle, 0);
        enable(pin, FORMAT, Target.self(), "a");
        enable(pin, CHANGE, NODE, "b");
        refused = Verb.REMOVE;
        assertEquals(
                1,
                failure(Status.IO_DEVICE_ERROR, () -> events.disableAll(pin))
                        .getSuppressed()
                        .length);
        assertEquals(0, events.size());
    }
}
