package portcls.ports.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import portcls.api.client.Buffer;
import portcls.api.client.FilterHandle;
import portcls.api.client.Target;
import portcls.api.client.WavePin;
import portcls.api.ks.AutomationTable;
import portcls.api.ks.EventItem;
import portcls.api.ks.EventRequest;
import portcls.api.ks.FilterDescriptor;
import portcls.api.ks.KsEvents;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavert.WaveRtPort;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was asked of a pin to be told ends when the pin closes, by itself or with its handle. */
class ClosedPinEventsTest {
    private final TestHouse house = new TestHouse();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Rule("EVT-10")
    void theEntriesOfAPinGoWithItAndNoOthers() {
        FakeWave driver = new FakeWave();
        driver.descriptor =
                FakeWave.descriptor(
                        AutomationTable.EMPTY.withEvents(
                                EventItem.of(KsEvents.FORMATCHANGE).handledBy(this::handle)));
        WaveRtPort port = house.bindWave(TestHouse.device("test:events"), driver);
        FilterHandle handle = house.published.getFirst().open();
        try (FilterHandle other = house.published.getFirst().open()) {
            WavePin closed = open(handle, 0, "closed");
            open(handle, 1, "closed with its handle");
            assertEquals(List.of("ADD", "ADD"), calls);
            signal(port, "closed", "closed with its handle");
            closed.close();
            assertEquals(List.of("ADD", "ADD", "REMOVE"), calls);
            signal(port, "closed with its handle");
            open(other, 0, "open");
            handle.close();
            assertEquals(List.of("ADD", "ADD", "REMOVE", "ADD", "REMOVE"), calls);
            signal(port, "open");
        }
        assertEquals(6, calls.size());
    }

    @Test
    @Rule("EVT-10")
    void theEntriesOfAHandleGoWithIt() {
        FakeWave driver = new FakeWave();
        driver.descriptor =
                FilterDescriptor.builder("Jacks")
                        .automation(
                                AutomationTable.EMPTY.withEvents(
                                        EventItem.of(KsEvents.JACKINFOCHANGE)
                                                .handledBy(this::handle)))
                        .build();
        house.bindWave(TestHouse.device("test:handles"), driver);
        FilterHandle handle = house.published.getFirst().open();
        handle.enable(KsEvents.JACKINFOCHANGE, Target.self(), false, () -> heard.add("handle"));
        handle.close();
        assertEquals(List.of("ADD", "REMOVE"), calls);
    }

    private WavePin open(FilterHandle handle, int pinId, String name) {
        WavePin pin = handle.openWave(pinId, FakeWave.FORMAT, Buffer.ofMillis(10));
        pin.enable(KsEvents.FORMATCHANGE, Target.self(), false, () -> heard.add(name));
        return pin;
    }

    private void handle(EventRequest request) {
        calls.add(request.verb().name());
        if (request.verb() == EventRequest.Verb.ADD) {
            request.events().addEventToEventList(request.entry());
        }
    }

    /** All of these are told, and nobody else. */
    private void signal(WaveRtPort port, String... listeners) {
        heard.clear();
        port.generateEventList(
                KsEvents.FORMATCHANGE.set(), KsEvents.FORMATCHANGE.id(), false, 0, false, 0);
        house.time().advance(0);
        TestHouse.await("they are told", () -> heard.size() >= listeners.length);
        assertEquals(Set.of(listeners), Set.copyOf(heard));
    }
}
