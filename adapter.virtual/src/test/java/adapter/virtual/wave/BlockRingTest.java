package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

class BlockRingTest {
    @Test
    void what_does_not_fit_is_refused() {
        BlockRing ring = new BlockRing(BlockRing.bytesFor(2, 100));
        int blocks = 0;
        while (ring.claim(100) >= 0) {
            blocks++;
            ring.commit(blocks);
        }
        assertTrue(blocks >= 2, () -> "room for two was asked for");
        assertEquals(1, ring.word());
        ring.release();
        assertTrue(ring.hasRoom(100) || ring.word() == 2);
        for (int i = 2; i <= blocks; i++) {
            assertEquals(i, ring.word());
            ring.release();
        }
        assertTrue(ring.isEmpty());
        assertEquals(0, ring.word());
        assertTrue(ring.claim(100) >= 0);
        assertTrue(ring.isEmpty(), "a claim alone hands nothing over");
        assertFalse(ring.claim(1 << 20) >= 0);
    }

    @Test
    @Timeout(60)
    void blocks_of_any_size_pass_from_thread_to_thread() throws InterruptedException {
        BlockRing ring = new BlockRing(4_096);
        int count = 60_000;
        AtomicReference<Throwable> problem = new AtomicReference<>();
        Thread consumer =
                Thread.ofPlatform()
                        .uncaughtExceptionHandler((t, e) -> problem.set(e))
                        .start(() -> consume(ring, count));
        Random sizes = new Random(1);
        for (int i = 1; i <= count; i++) {
            int size = sizes.nextInt(1_000);
            long at = ring.claim(size);
            while (at < 0) {
                Thread.onSpinWait();
                at = ring.claim(size);
            }
            for (int k = 0; k < size; k += 97) {
                ring.memory().set(ValueLayout.JAVA_BYTE, at + k, (byte) (i + k));
            }
            ring.commit(i);
        }
        consumer.join();
        assertNull(problem.get());
    }

    private static void consume(BlockRing ring, int count) {
        Random sizes = new Random(1);
        for (int i = 1; i <= count; i++) {
            while (ring.word() == 0) {
                Thread.onSpinWait();
            }
            assertEquals(i, ring.word());
            int size = sizes.nextInt(1_000);
            for (int k = 0; k < size; k += 97) {
                byte value = ring.memory().get(ValueLayout.JAVA_BYTE, ring.data() + k);
                assertEquals((byte) (i + k), value);
            }
            ring.release();
        }
    }
}
