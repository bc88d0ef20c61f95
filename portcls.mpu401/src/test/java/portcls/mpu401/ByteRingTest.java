package portcls.mpu401;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The ring between interrupt and port. */
@Timeout(60)
final class ByteRingTest {
    private final ByteRing ring = new ByteRing();

    @Test
    void clearMakesRoom() {
        for (int i = 0; i < ByteRing.CAPACITY; i++) {
            ring.put(i, 0);
        }
        ring.clear();
        ring.put(42, 0);
        ByteBuffer buffer = ByteBuffer.allocate(2);
        assertEquals(1, ring.take(buffer));
        assertEquals(42, buffer.get(0));
        assertEquals(0, ring.lost());
    }

    @Test
    void takesWhatFitsBehindThePosition() {
        for (int i = 1; i <= 5; i++) {
            ring.put(i, 0);
        }
        ByteBuffer buffer = ByteBuffer.allocate(4).position(2);
        assertEquals(2, ring.take(buffer));
        assertEquals(ByteBuffer.wrap(new byte[] {0, 0, 1, 2}), buffer.rewind());
        assertEquals(3, ring.take(buffer));
    }

    @Test
    void takesOneByteAtATime() {
        ring.put(0xFE, 0);
        ring.put(1, 0);
        assertEquals(2, ring.available());
        assertEquals(0xFE, ring.take());
        assertEquals(1, ring.take());
        assertEquals(0, ring.available());
    }

    @Test
    void burstHasTheTimeOfItsFirstByteUntilAllIsTaken() {
        ring.put(1, 100);
        ring.put(2, 200);
        assertEquals(100, ring.burst100ns());
        ring.take();
        ring.put(3, 300);
        assertEquals(100, ring.burst100ns(), "there is still a byte of that burst");
        ring.take();
        ring.take();
        ring.put(4, 400);
        assertEquals(400, ring.burst100ns());
    }

    @Test
    void passesBytesBetweenTwoThreadsInOrder() throws InterruptedException {
        int total = 300_000;
        AtomicInteger received = new AtomicInteger();
        Thread producer =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 0; i < total; i++) {
                                        while (i - received.get() >= ByteRing.CAPACITY) {
                                            LockSupport.parkNanos(1);
                                        }
                                        ring.put(i, 0);
                                    }
                                });
        ByteBuffer buffer = ByteBuffer.allocate(300);
        int wrong = 0;
        int next = 0;
        while (next < total && ring.lost() == 0) {
            int count = ring.take(buffer.clear());
            for (int i = 0; i < count; i++) {
                wrong += buffer.get(i) == (byte) next++ ? 0 : 1;
            }
            received.set(next);
        }
        received.set(total); // lets the producer end in any case
        producer.join();
        assertEquals(0, wrong);
        assertEquals(0, ring.lost());
        assertEquals(total, next);
    }
}
