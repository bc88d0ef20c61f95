package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.dmus.DMusKernelEvent;
import portcls.conformance.Rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The order in which events are heard. */
class EventLineTest {
    private final EventLine line = new EventLine();
    private final Random random = new Random(7);

    @Test
    @Rule("CLK-7")
    void onlyTheStampOrdersAndEqualOnesKeepTheOrderOfArrival() {
        FakeAllocator allocator = new FakeAllocator(5_000);
        List<DMusKernelEvent> expected = new ArrayList<>();
        int number = 0;
        for (int batch = 0; batch < 200; batch++) {
            List<DMusKernelEvent> chain = new ArrayList<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                chain.add(allocator.event(random.nextInt(300), 0, number++));
            }
            link(chain);
            line.addAll(chain.isEmpty() ? null : chain.getFirst());
            expected.addAll(chain);
            expected.sort(Comparator.comparingLong(DMusKernelEvent::presentationTime100ns));
            for (int i = random.nextInt(15); i > 0 && !expected.isEmpty(); i--) {
                assertEquals(expected.removeFirst(), line.removeFirst());
            }
        }
        for (DMusKernelEvent event : expected) {
            assertEquals(event, line.removeFirst());
        }
        assertNull(line.removeFirst());
    }

    @Test
    void aFloodInAnyOrderIsTakenInLittleTime() {
        int count = 200_000;
        FakeAllocator allocator = new FakeAllocator(count);
        assertTimeout(
                Duration.ofSeconds(10),
                () -> {
                    for (int taken = 0; taken < count; taken += 5_000) {
                        List<DMusKernelEvent> chain = new ArrayList<>();
                        for (int i = 0; i < 5_000; i++) {
                            chain.add(allocator.event(random.nextInt(1_000_000), 0, i));
                        }
                        link(chain);
                        line.addAll(chain.getFirst());
                    }
                });
        long last = 0;
        for (int i = 0; i < count; i++) {
            DMusKernelEvent event = line.removeFirst();
            assertTrue(event != null && event.presentationTime100ns() >= last);
            last = event.presentationTime100ns();
        }
        assertNull(line.first());
    }

    private static void link(List<DMusKernelEvent> chain) {
        for (int i = 0; i < chain.size(); i++) {
            chain.get(i).setNext(i + 1 < chain.size() ? chain.get(i + 1) : null);
        }
    }
}
