package miniport.wavert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.Status;
import portcls.api.wavert.NotificationEvent;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is told of the ends of packets. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PacketEventsTest {
    private final Rig rig = new Rig(FakeEngine.SPEAKER);
    private final AtomicInteger told = new AtomicInteger();

    @Test
    @Rule("WRT-8")
    void eventsAreSignalledAtTheEndOfEachPacket() throws IOException {
        WaveStream stream = rig.open();
        rig.buffer(stream, 2);
        stream.registerNotificationEvent(() -> told.incrementAndGet());
        stream.registerNotificationEvent(() -> told.addAndGet(100));
        Rig.run(stream);
        rig.engine.last().move(Rig.PACKET - 1);
        assertEquals(0, told.get());
        rig.engine.last().move(1);
        assertEquals(101, told.get(), "middle of the buffer");
        rig.engine.last().move(Rig.PACKET);
        assertEquals(202, told.get(), "end of the buffer");
        rig.engine.last().move(5 * Rig.PACKET);
        assertEquals(303, told.get(), "once for each time the device tells");
    }

    @Test
    @Rule("WRT-9")
    void eventIsRegisteredOnceAndRemovedOnce() throws IOException {
        WaveStream stream = rig.open();
        NotificationEvent event = told::incrementAndGet;
        stream.registerNotificationEvent(event);
        Rig.refused(Status.UNSUCCESSFUL, () -> stream.registerNotificationEvent(event));
        stream.unregisterNotificationEvent(event);
        Rig.refused(Status.NOT_FOUND, () -> stream.unregisterNotificationEvent(event));
        stream.registerNotificationEvent(event);
    }

    @Test
    void removedEventIsNotSignalledAnyMore() throws InterruptedException {
        PacketEvents events = new PacketEvents();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        NotificationEvent slow =
                () -> {
                    inside.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    left.set(true);
                };
        events.add(slow);
        Thread streaming = Thread.ofPlatform().start(events::signal);
        inside.await();
        AtomicBoolean leftWhenRemoved = new AtomicBoolean();
        Thread removing =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    events.remove(slow);
                                    leftWhenRemoved.set(left.get());
                                });
        while (removing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        removing.join();
        streaming.join();
        assertTrue(leftWhenRemoved.get());
    }
}
