package miniport.dmus.uart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import portcls.api.dmus.DMusKernelEvent;
import portcls.conformance.Rule;

import java.util.ArrayList;
import java.util.List;

/** The queue of a render stream. */
final class EventQueueTest {
    private final FakeAllocator allocator = new FakeAllocator();
    private final EventQueue queue = new EventQueue();

    @Test
    @Rule("DMU-10")
    void chainsAndPackagesAreTakenApartInOrder() {
        queue.add(event(0));
        queue.add(
                allocator.chain(
                        event(1),
                        allocator.packageOf(
                                event(2),
                                allocator.packageOf(event(3), event(4)),
                                allocator.packageOf(allocator.packageOf(event(5), event(6))),
                                event(7)),
                        event(8)));
        queue.add(allocator.packageOf(event(9)));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), played());
    }

    @Test
    void everyEntryIsGivenBackByItself() {
        queue.add(
                allocator.chain(
                        allocator.packageOf(event(1), allocator.packageOf(event(2), event(3))),
                        event(4)));
        assertEquals(6, allocator.outstanding);
        played();
        assertEquals(0, allocator.outstanding);
        assertNull(queue.remove());
    }

    @Test
    void isOfUseAgainWhenItWasEmpty() {
        queue.add(event(1));
        assertEquals(List.of(1), played());
        queue.add(event(2));
        queue.add(event(3));
        assertEquals(List.of(2, 3), played());
    }

    private FakeEvent event(int value) {
        return allocator.message(value);
    }

    private List<Integer> played() {
        List<Integer> played = new ArrayList<>();
        for (DMusKernelEvent entry = queue.remove(); entry != null; entry = queue.remove()) {
            assertNull(entry.next());
            played.add(EventQueue.played(entry).byteAt(0));
            allocator.putMessage(entry);
        }
        return played;
    }
}
