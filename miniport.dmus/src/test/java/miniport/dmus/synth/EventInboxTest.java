package miniport.dmus.synth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.dmus.DMusKernelEvent;
import portcls.conformance.Rule;

class EventInboxTest {
    private static final int WRITERS = 3;
    private static final int EVENTS = 2_000;

    private final EventInbox inbox = new EventInbox();

    @Test
    @Rule("DMU-10")
    void chainsComeOutInTheOrderOfArrival() {
        FakeAllocator allocator = new FakeAllocator(8);
        DMusKernelEvent first = allocator.event(5, 0, 1);
        DMusKernelEvent second = allocator.event(5, 0, 2);
        DMusKernelEvent third = allocator.event(5, 0, 3);
        first.setNext(second);
        inbox.put(first);
        inbox.put(third);
        assertEquals(first, inbox.takeAll());
        assertEquals(second, first.next());
        assertEquals(third, second.next());
        assertNull(third.next());
        assertNull(inbox.takeAll());
    }

    @Test
    void nothingIsLostAndNothingOvertakesWhileManyPut() throws InterruptedException {
        Thread[] writers = new Thread[WRITERS];
        for (int w = 0; w < WRITERS; w++) {
            int writer = w;
            writers[w] =
                    new Thread(
                            () -> {
                                for (int i = 0; i < EVENTS; i++) {
                                    DMusKernelEvent event = new FakeEvent();
                                    event.setChannelGroup(writer);
                                    event.setBytePosition(i);
                                    inbox.put(event);
                                }
                            });
            writers[w].start();
        }
        long[] last = {-1, -1, -1};
        int count = 0;
        long end = System.nanoTime() + 20_000_000_000L;
        while (count < WRITERS * EVENTS && System.nanoTime() < end) {
            for (DMusKernelEvent e = inbox.takeAll(); e != null; e = e.next()) {
                assertTrue(e.bytePosition() > last[e.channelGroup()]);
                last[e.channelGroup()] = e.bytePosition();
                count++;
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertEquals(WRITERS * EVENTS, count);
    }
}
