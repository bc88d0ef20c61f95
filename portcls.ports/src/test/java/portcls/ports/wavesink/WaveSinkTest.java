package portcls.ports.wavesink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.Filter;
import portcls.api.client.Removal;
import portcls.api.client.RemovalReason;
import portcls.api.time.ReferenceTime;
import portcls.api.wavert.HwLatency;
import portcls.conformance.Rule;
import portcls.ports.FakeWave;
import portcls.ports.TestHouse;
import portcls.ports.wavert.WaveRtPort;
import portcls.ports.wavesink.FakeSynth.Pull;
import portcls.ports.wavesink.SinkBench.Line;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Music that is heard. */
@Timeout(60)
class WaveSinkTest {
    /** Packets of 10 ms that a sink asks for. */
    private static final int PACKETS = 6;

    private static final int PACKET = SinkBench.PACKET;
    private final SinkBench bench = new SinkBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Rule({"SNK-2", "SNK-3"})
    void everyFrameIsRenderedIntoTheDevicesBufferAndPlayedInOrder() throws Exception {
        Line line = bench.plug("test:wave");
        bench.start();
        bench.packets(200);
        List<Integer> played = line.stream().played;
        assertEquals(200 * PACKET, played.size());
        List<Integer> sound = line.sound();
        // It runs on silence for the packets of its buffer.
        assertEquals((200 - PACKETS) * PACKET, sound.size());
        assertCounts(sound, 1);
        long memory = line.stream().memory().address();
        long position = 0;
        for (Pull pull : bench.synth.pulls) {
            assertEquals(position, pull.position());
            assertTrue(
                    pull.address() >= memory
                            && pull.address() < memory + line.stream().memory().byteSize(),
                    "not into the device's buffer: " + pull);
            position += pull.bytes();
        }
        assertEquals(0, bench.sink.lostFrames());
        assertEquals("test:wave", bench.sink.playing());
        assertEquals(200L * PACKET, counter("sink.frames"));
        assertEquals(0, counter("sink.late"));
    }

    @Test
    @Rule("SNK-4")
    void theClockIsStartedOnceAndToldTheTimeBeforeEachRender() throws Exception {
        bench.plug("test:wave");
        bench.start();
        bench.packets(50);
        List<Pull> pulls = List.copyOf(bench.synth.pulls);
        assertTrue(pulls.getFirst().start());
        assertEquals(0, pulls.getFirst().position());
        for (Pull pull : pulls.subList(1, pulls.size())) {
            assertFalse(pull.start());
            assertTime(
                    pulls.getFirst().time100ns() + pull.position() / 4 * 10_000_000 / 48_000,
                    pull.time100ns());
        }
        // When it was first asked the device had all packets but one of silence left.
        assertTime(bench.house.clock.getTime() - (50 - PACKETS) * 100_000L, first().time100ns());
        bench.sink.stop();
        int before = bench.synth.pulls.size();
        bench.packets(5);
        assertEquals(before, bench.synth.pulls.size());
        bench.start();
        bench.packets(5);
        Pull again = bench.synth.pulls.get(before);
        assertTrue(again.start());
        assertEquals(0, again.position());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "200, 0", "-200, 0", "0, 5000", "200, 5000", "-200, 5000"})
    @Rule({"SNK-5", "SNK-7"})
    void anEventIsHeardAtItsTimeWhateverTheDevicesClock(int ppm, int jitter) throws Exception {
        FakeWave driver = new FakeWave();
        driver.latency = new HwLatency(96 * FakeWave.FRAME_BYTES, 30_000, 50_000);
        Line line = bench.plug(TestHouse.device("test:wave"), driver);
        long begin = bench.house.clock.getTime();
        List<Long> times = new ArrayList<>();
        Random random = new Random(ppm + jitter);
        for (long time = begin + 2_000_000; time < begin + 600_000_000; ) {
            times.add(time);
            time += 100_000 + random.nextInt(500_000);
        }
        bench.synth.impulses = times;
        bench.synth.records = false;
        bench.start();
        double period = 10_000_000.0 / 48_000 * (1 + ppm * 1e-6);
        long packet = 0;
        while (bench.house.clock.getTime() < begin + 610_000_000) {
            packet++;
            long now = begin + Math.round(packet * PACKET * period);
            bench.house.time().advanceTo(now + (jitter == 0 ? 0 : random.nextInt(jitter)));
            line.stream().move(PACKET, bench.house.clock.getTime());
        }
        List<Integer> played = line.stream().played;
        int next = 0;
        for (int frame = 0; frame < played.size(); frame++) {
            if (played.get(frame) == FakeSynth.IMPULSE) {
                long heard = begin + Math.round(frame * period) + 20_000 + 80_000;
                long off = heard - times.get(next);
                assertTrue(Math.abs(off) < 10_000, "impulse " + next + " off by " + off);
                next++;
            }
        }
        assertEquals(times.size(), next);
        assertEquals(0, bench.sink.lostFrames());
    }

    @Test
    @Rule({"SNK-8", "CLK-4", "CLK-6"})
    void theLatencyClockIsTheFirstFrameThatIsNotRenderedAndAheadOfTheMaster() throws Exception {
        Line line = bench.plug("test:wave");
        long begin = bench.house.clock.getTime();
        bench.synth.impulses = new ArrayList<>();
        assertTrue(bench.sink.latencyTime() > begin);
        bench.start();
        bench.packets(10);
        List<Long> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long now = bench.house.clock.getTime();
            long latency = bench.sink.latencyTime();
            assertTrue(
                    latency > now + (PACKETS - 1) * 100_000L - 10_000
                            && latency <= now + PACKETS * 100_000L + 100,
                    latency - now + "");
            asked.add(latency);
            bench.synth.impulses.add(latency);
            bench.packet();
        }
        bench.packets(PACKETS + 2);
        List<Integer> played = line.stream().played;
        int next = 0;
        for (int frame = 0; frame < played.size(); frame++) {
            if (played.get(frame) == FakeSynth.IMPULSE) {
                assertTime(asked.get(next), begin + frame * 10_000_000L / 48_000);
                next++;
            }
        }
        assertEquals(50, next);
    }

    @Test
    void withoutAnOutputTheMusicGoesOnByTheMasterClock() throws Exception {
        bench.start();
        long begin = bench.house.clock.getTime();
        for (int i = 0; i < 500; i++) {
            bench.house.time().advance(ReferenceTime.millis(i % 40));
            long due = (bench.house.clock.getTime() - begin) * 48_000 / 10_000_000;
            if (bench.synth.rendered > 0) {
                assertTrue(bench.synth.rendered >= due, "too late by " + due);
                assertTrue(bench.synth.rendered <= due + 1_500, "too early");
                assertTrue(bench.sink.latencyTime() > bench.house.clock.getTime());
            }
        }
        assertTrue(bench.synth.rendered > 400_000);
        assertEquals(bench.synth.rendered, bench.sink.lostFrames());
        assertEquals("", bench.sink.playing());
        assertTrue(first().start());
        assertEquals(1, bench.synth.pulls.stream().filter(Pull::start).count());
    }

    @Test
    void anOutputThatGoesAndComesBackIsHeardAtTheRightPlaceOfTheMusic() throws Exception {
        Line line = bench.plug("test:wave");
        long begin = bench.house.clock.getTime();
        bench.start();
        bench.packets(100);
        FakeWave.Stream before = line.stream();
        line.unplug();
        bench.output = null;
        bench.house.time().advance(ReferenceTime.millis(20));
        assertEquals("", bench.sink.playing());
        bench.house.time().advance(ReferenceTime.millis(777));
        Line again = bench.plug(TestHouse.device("test:wave"), new FakeWave());
        bench.sink.retarget();
        TestHouse.await("it runs again", again::isRunning);
        long second = bench.house.clock.getTime();
        bench.playUntil("test:wave");
        bench.packets(100);
        // Each frame that is rendered is heard, or counted.
        List<Integer> first = SinkBench.withoutSilence(before.played);
        assertCounts(first, 1);
        List<Integer> all = again.stream().played;
        int last = all.size() - 1;
        int silent = all.size() - again.sound().size();
        List<Integer> clear = all.subList(silent + 240, all.size());
        assertCounts(clear, clear.getFirst());
        // The first frame is faded to silence.
        int heardFirst = clear.getFirst() - 241;
        assertEquals(heardFirst - 1 - first.getLast(), bench.sink.lostFrames());
        // 1 ms = 48 frames: the music is where it would be if it had been heard all the time.
        long inFirst = begin + PACKETS * 100_000L;
        long lag = second + last * 10_000_000L / 48_000 - inFirst;
        assertEquals(lag * 48_000 / 10_000_000 + 1, all.get(last), 48);
        // After the gap it begins softly.
        int softly = (short) (int) all.get(silent);
        assertTrue(Math.abs(softly) <= 32_768 / 240, "begins with " + softly);
        List<Pull> starts = bench.synth.pulls.stream().filter(Pull::start).toList();
        assertEquals(2, starts.size());
        assertEquals(0, starts.getLast().position());
        assertEquals(1, counter("sink.gaps"));
    }

    @Test
    void anotherOutputGoesOnExactlyWhereTheFirstOneEnds() throws Exception {
        Line one = bench.plug("test:one");
        bench.start();
        bench.packets(30);
        Line two = bench.plug("test:two");
        bench.packets(3);
        assertEquals("test:one", bench.sink.playing());
        bench.sink.retarget();
        TestHouse.await("the other one runs", two::isRunning);
        bench.playUntil("test:two");
        bench.packets(20);
        List<Integer> first = one.sound();
        int end = first.indexOf(0);
        List<Integer> heard = first.subList(0, end < 0 ? first.size() : end);
        assertCounts(heard, 1);
        List<Integer> second = two.sound();
        List<Integer> clear = second.subList(240, second.size());
        assertCounts(clear, clear.getFirst());
        // The first frame is faded to silence.
        assertEquals(heard.getLast() + 1 + 241, clear.getFirst());
        assertEquals(0, bench.sink.lostFrames());
        TestHouse.await("the first one is closed", () -> !one.isRunning());
    }

    @Test
    void aSynthesizerThatThrowsIsToldOnceAndPulledNoMore() throws Exception {
        Line line = bench.plug("test:wave");
        bench.start();
        bench.packets(20);
        bench.synth.inRender =
                () -> {
                    throw new IllegalStateException("out of tune");
                };
        bench.packets(20);
        assertEquals(List.of("render out of tune"), bench.broken);
        assertEquals("", bench.sink.playing());
        TestHouse.await("the output is closed", () -> !line.isRunning());
        bench.synth.inRender = () -> {};
        bench.sink.stop();
        bench.start();
        int before = bench.synth.pulls.size();
        bench.packets(20);
        assertTrue(bench.synth.pulls.size() > before);
    }

    @Test
    void aDeviceThatStandsStillIsAnOutputThatWent() throws Exception {
        bench.plug("test:wave");
        bench.start();
        bench.packets(20);
        long rendered = bench.synth.rendered;
        bench.house.time().advance(ReferenceTime.millis(2_000));
        assertEquals("", bench.sink.playing());
        assertTrue(bench.synth.rendered > rendered + 60_000, "rendered=" + bench.synth.rendered);
    }

    @Test
    void anOutputThatCannotBeOpenedLeavesTheMusicToTheNextBest() throws Exception {
        Line spare = bench.plug("test:spare");
        FakeWave busy = new FakeWave();
        busy.inNewStream =
                () -> {
                    throw new PortClsException(Status.DEVICE_BUSY, "another program has it");
                };
        bench.plug(TestHouse.device("test:busy"), busy);
        bench.otherwise = spare.filter;
        bench.start();
        bench.packets(20);
        assertEquals("test:spare", bench.sink.playing());
        assertCounts(spare.sound(), 1);
        assertEquals(0, bench.sink.lostFrames());
        // It is not asked again and again for what it refuses.
        int asked = busy.calls("newStream").size();
        bench.sink.retarget();
        TestHouse.await("it is asked anew", () -> busy.calls("newStream").size() > asked);
        bench.packets(5);
        assertEquals("test:spare", bench.sink.playing());
    }

    @Test
    void anOutputThatStandsStillLeavesTheMusicToTheNextBest() throws Exception {
        Line spare = bench.plug("test:spare");
        bench.plug("test:wave");
        bench.otherwise = spare.filter;
        bench.start();
        bench.packets(20);
        assertEquals("test:wave", bench.sink.playing());
        bench.house.time().advance(ReferenceTime.millis(600));
        bench.playUntil("test:spare");
    }

    @Test
    void aSinkThatStandsKeepsNoWaveFilterThatWent() throws Exception {
        WeakReference<Filter> went = playThroughOneThatGoes();
        TestHouse.await(
                "the filter is forgotten",
                () -> {
                    System.gc();
                    return went.get() == null;
                });
        assertEquals("", bench.sink.playing());
    }

    private WeakReference<Filter> playThroughOneThatGoes() throws Exception {
        FakeWave card = new FakeWave();
        WaveRtPort port = bench.house.bindWave(TestHouse.device("test:brief"), card);
        Filter filter = bench.house.published.getLast();
        bench.output = filter;
        bench.start();
        for (int i = 0; i < 10; i++) {
            bench.packet();
            card.stream().moveIfRunning(PACKET);
        }
        assertEquals("test:brief", bench.sink.playing());
        bench.sink.stop();
        TestHouse.await("it is closed", () -> !card.calls("closeStream").isEmpty());
        bench.output = null;
        port.depart(new Removal(RemovalReason.SURPRISE, "pulled out", Instant.now()));
        return new WeakReference<>(filter);
    }

    @Test
    void aClosedSinkStaysClosed() throws Exception {
        Line line = bench.plug("test:wave");
        bench.start();
        bench.packets(10);
        bench.sink.close();
        assertFalse(line.isRunning());
        assertThrows(PortClsException.class, bench.sink::start);
        bench.sink.retarget();
        assertEquals("", bench.sink.playing());
        bench.sink.close();
    }

    private Pull first() {
        return bench.synth.pulls.getFirst();
    }

    private long counter(String id) {
        return bench.sink.counters().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static void assertTime(long expected, long actual) {
        assertEquals(expected, actual, 10_000_000.0 / 48_000 + 1);
    }

    private static void assertCounts(List<Integer> frames, int from) {
        for (int i = 0; i < frames.size(); i++) {
            assertEquals(from + i, frames.get(i), "frame " + i);
        }
    }
}
