package portcls.gervill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

/** A queue that never runs empty. */
class MessageQueueTest {
    @Test
    void messagesThatNeverCeaseAllocateNothing() {
        MessageQueue queue = new MessageQueue();
        pass(queue, 0, 1_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        pass(queue, 1_000, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1_024, () -> "allocated=" + allocated);
    }

    @Test
    void itGrowsAndKeepsTheOrder() {
        MessageQueue queue = new MessageQueue();
        for (int i = 0; i < 100; i++) {
            queue.add(i, i, MessageQueue.NONE);
        }
        for (int i = 0; i < 90; i++) {
            queue.remove();
        }
        for (int i = 100; i < 1_000; i++) {
            queue.add(i, i, i % 7 == 0 ? new byte[i] : MessageQueue.NONE);
        }
        for (int i = 90; i < 1_000; i++) {
            assertEquals(i, queue.frame());
            assertEquals(i, queue.packed());
            assertEquals(i >= 100 && i % 7 == 0 ? i : 0, queue.bytes().length);
            queue.remove();
        }
        assertTrue(queue.isEmpty());
    }

    /** There are always one or two in it. */
    private static void pass(MessageQueue queue, int from, int to) {
        if (from == 0) {
            queue.add(0, 0, MessageQueue.NONE);
        }
        for (int i = from + 1; i <= to; i++) {
            queue.add(i, i, MessageQueue.NONE);
            queue.remove();
        }
    }
}
