package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.locks.LockSupport;

class ByteRingTest {
    @Test
    void keeps_order_and_times_and_counts_what_does_not_fit() {
        ByteRing ring = new ByteRing(4);
        for (int i = 0; i < 6; i++) {
            ring.offer(100 + i, 250 + i);
        }
        assertEquals(2, ring.lost());
        for (int i = 0; i < 4; i++) {
            assertEquals(100 + i, ring.firstTime100ns());
            assertEquals(250 + i, ring.remove());
        }
        assertTrue(ring.isEmpty());
    }

    @Test
    void has_a_capacity_of_a_power_of_two() {
        assertThrows(IllegalArgumentException.class, () -> new ByteRing(6));
    }

    @Test
    void loses_nothing_between_two_threads() throws InterruptedException {
        ByteRing ring = new ByteRing(256);
        int count = 200_000;
        Thread producer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int sent = 0; sent < count; ) {
                                        long lost = ring.lost();
                                        ring.offer(sent, sent & 0xFF);
                                        if (ring.lost() == lost) {
                                            sent++;
                                        } else {
                                            LockSupport.parkNanos(
                                                    1_000); // does not keep the other one from
                                            // running
                                        }
                                    }
                                });
        for (int i = 0; i < count; i++) {
            while (ring.isEmpty()) {
                LockSupport.parkNanos(1_000); // does not keep the other one from running
            }
            assertEquals(i, ring.firstTime100ns());
            assertEquals(i & 0xFF, ring.remove());
        }
        producer.join();
        assertTrue(ring.isEmpty());
    }
}
