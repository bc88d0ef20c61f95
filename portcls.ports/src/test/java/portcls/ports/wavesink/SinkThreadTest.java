package portcls.ports.wavesink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.wavert.NotificationEvent;
import portcls.api.wavert.StreamRegisters;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavesink.FakeSynth.Pull;
import portcls.ports.wavesink.SinkBench.Line;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A sink whose clock is no virtual one: its own thread pulls. */
@Timeout(60)
class SinkThreadTest {
    private static final int PACKET = SinkBench.PACKET;
    private final TestHouse house = new TestHouse();

    // Not the house's own clock, which would tell that it is virtual.
    private final SinkBench bench = new SinkBench(house, () -> house.clock.getTime());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aThreadOfItsOwnPullsWithHighPriorityAndEndsWithIt() throws Exception {
        Line line = bench.plug("test:wave");
        begin(line);
        packets(line, 20);
        Thread thread = bench.synth.thread.get();
        assertNotNull(thread);
        assertEquals("wave sink of test:synth", thread.getName());
        assertEquals(Thread.MAX_PRIORITY, thread.getPriority());
        assertTrue(thread.isDaemon());
        List<Integer> sound = line.sound();
        for (int i = 0; i < sound.size(); i++) {
            assertEquals(i + 1, sound.get(i));
        }
        bench.sink.close();
        assertFalse(thread.isAlive());
        assertFalse(line.isRunning());
        TestHouse.await(
                "no thread is left",
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(it -> it.getName().startsWith("wave sink of")));
    }

    @Test
    @Rule({"SNK-2", "SNK-3"})
    void whatIsLateIsRenderedAllTheSameSoThatTheMusicKeepsItsPlace() throws Exception {
        Line line = bench.plug("test:wave");
        begin(line);
        packets(line, 20);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        bench.synth.inRender =
                () -> {
                    inside.countDown();
                    try {
                        boolean _ = gate.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        bench.packet();
        assertTrue(inside.await(20, TimeUnit.SECONDS));
        bench.packets(12);
        bench.synth.inRender = () -> {};
        long before = SinkBench.committed(line);
        gate.countDown();
        TestHouse.await("it catches up", () -> SinkBench.committed(line) >= before + 2 * PACKET);
        packets(line, 20);
        List<Integer> played = line.stream().played;
        long position = 0;
        for (Pull pull : bench.synth.pulls) {
            assertEquals(position, pull.position());
            position += pull.bytes();
        }
        int first = played.size() - SinkBench.withoutSilence(played).size();
        int silent = 0;
        for (int frame = first; frame < played.size(); frame++) {
            if (played.get(frame) == 0) {
                silent++;
            } else {
                assertEquals(frame - first + 1, played.get(frame));
            }
        }
        assertTrue(silent >= 7 * PACKET && silent <= 10 * PACKET, "silent=" + silent);
        assertTrue(bench.sink.lostFrames() >= 7 * PACKET - PACKET);
        assertTrue(bench.sink.lostFrames() <= silent);
    }

    @Test
    void afterTheFirstPacketsItsThreadAllocatesNothingAndWaitsForNoLock() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Line line = bench.plug("test:wave");
        bench.synth.records = false;
        bench.synth.impulses = List.of();
        begin(line);
        packets(line, 5);
        Thread thread = bench.synth.thread.get();
        assertNotNull(thread);
        StreamRegisters registers = line.stream().registers();
        NotificationEvent signal = line.stream().events.getFirst();
        long[] moved = {registers.transferred()};
        long blocked = threads.getThreadInfo(thread.threadId()).getBlockedCount();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 8 && least > 0; attempt++) {
            long before = threads.getThreadAllocatedBytes(thread.threadId());
            for (int i = 0; i < 2_000; i++) {
                long committed = registers.committed();
                moved[0] += PACKET;
                house.time().advance(100_000);
                registers.publish(moved[0], house.clock.getTime(), moved[0] % (3 * PACKET) * 4);
                signal.set();
                TestHouse.await("packet", () -> registers.committed() >= committed + PACKET);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread.threadId()) - before);
        }
        assertEquals(0, least, "bytes in 2000 packets");
        assertEquals(blocked, threads.getThreadInfo(thread.threadId()).getBlockedCount());
        assertEquals(0, bench.sink.lostFrames());
    }

    @Test
    void aSynthesizerThatIsRenderingIsNotInterruptedByStop() throws Exception {
        Line line = bench.plug("test:wave");
        begin(line);
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        bench.synth.inRender =
                () -> {
                    inside.countDown();
                    SinkThreadTest.await(gate);
                    interrupted.set(Thread.interrupted());
                };
        bench.packet();
        assertTrue(inside.await(20, TimeUnit.SECONDS));
        Thread stopping = Thread.ofPlatform().start(bench.sink::stop);
        TestHouse.await("stop waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        stopping.join();
        assertFalse(interrupted.get());
    }

    @Test
    void aFilterThatHangsWhileItIsOpenedHoldsUpNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        FakeWave stuck = new FakeWave();
        stuck.inNewStream = () -> await(gate);
        bench.plug(TestHouse.device("test:stuck"), stuck);
        bench.sink.start();
        TestHouse.await("it hangs", () -> !stuck.calls("newStream").isEmpty());
        TestHouse.await(
                "the music goes on",
                () -> {
                    house.time().advance(100_000);
                    return bench.synth.rendered > 20_000;
                });
        Line good = bench.plug("test:good");
        bench.sink.retarget();
        TestHouse.await("the other one runs", good::isRunning);
        bench.playUntil("test:good");
        bench.output = house.published.getFirst();
        bench.sink.retarget();
        packets(good, 5);
        assertEquals("test:good", bench.sink.playing());
        long start = System.nanoTime();
        bench.sink.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.toMillis() < 3_500, "took " + took);
        int pulls = bench.synth.pulls.size();
        gate.countDown();
        TestHouse.await(
                "what was opened too late is closed",
                () -> stuck.calls("closeStream").size() == stuck.calls("newStream").size());
        assertEquals(pulls, bench.synth.pulls.size());
    }

    @Test
    void aFilterThatHangsWhileItIsClosedDoesNotHoldStop() throws Exception {
        Line line = bench.plug("test:wave");
        begin(line);
        packets(line, 5);
        CountDownLatch gate = new CountDownLatch(1);
        line.driver.inSetState = () -> await(gate);
        long start = System.nanoTime();
        bench.sink.stop();
        assertTrue(System.nanoTime() - start < 1_000_000_000L);
        bench.sink.close();
        assertTrue(System.nanoTime() - start < 3_500_000_000L);
        gate.countDown();
    }

    @Test
    void aSynthesizerThatThrowsMayStopTheSinkThatTellsOfIt() throws Exception {
        Line line = bench.plug("test:wave");
        begin(line);
        bench.synth.inRender =
                () -> {
                    bench.sink.stop();
                    throw new IllegalStateException("out of tune");
                };
        bench.packet();
        TestHouse.await("the output is closed", () -> !line.isRunning());
        assertTrue(bench.broken.size() <= 1);
    }

    private void begin(Line line) throws InterruptedException {
        bench.start();
        TestHouse.await("it runs", line::isRunning);
        // One packet, so that none is late before the thread has seen the first.
        bench.packet();
        TestHouse.await("the first packets", () -> bench.synth.rendered >= PACKET);
    }

    /** Each as soon as there is a packet again. */
    private void packets(Line line, int count) {
        for (int i = 0; i < count; i++) {
            long committed = SinkBench.committed(line);
            bench.packet();
            TestHouse.await("packet", () -> SinkBench.committed(line) >= committed + PACKET);
        }
    }

    private static void await(CountDownLatch gate) {
        boolean interrupted = false;
        while (true) {
            try {
                boolean _ = gate.await(30, TimeUnit.SECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
