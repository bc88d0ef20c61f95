package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When frames move. */
@Timeout(120)
class PacingTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(44_100, 16, 2);

    private static final BigInteger SECOND = BigInteger.valueOf(ReferenceTime.SECOND);

    @TempDir Path folder = Path.of("");
    private final StepClock clock = new StepClock(true);
    private final long start = clock.getTime();

    private static long exact(long origin, long frames, int rate, int driftPpm) {
        BigInteger speed = BigInteger.valueOf(rate * (1_000_000L + driftPpm));
        BigInteger time = BigInteger.valueOf(frames * 1_000_000).multiply(SECOND);
        return origin + time.add(speed).subtract(BigInteger.ONE).divide(speed).longValueExact();
    }

    @Test
    void each_packet_ends_at_its_time() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened playing = device.open("Speaker", FORMAT, 3 * 147, 3);
        List<Long> positions = new ArrayList<>();
        playing.buffer().onAdvance =
                moved -> {
                    long position = playing.buffer().position;
                    positions.add(position);
                    assertEquals(exact(start, position, 44_100, 0), playing.buffer().time100ns);
                    assertEquals(clock.getTime(), playing.buffer().time100ns);
                };
        playing.stream().start();
        clock.advance(100 * ReferenceTime.SECOND);
        assertEquals(30_000, positions.size());
        for (int i = 0; i < positions.size(); i++) {
            assertEquals((i + 1) * 147L, positions.get(i));
        }
        assertEquals(start + 100 * ReferenceTime.SECOND, playing.buffer().time100ns);
    }

    @Test
    void a_long_packet_is_told_of_every_10_ms() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened playing = device.open("Speaker", FORMAT, 44_100, 1);
        playing.stream().start();
        clock.advance(ReferenceTime.SECOND);
        assertEquals(100, playing.buffer().advances);
        assertEquals(44_100, playing.buffer().position);
    }

    @Test
    void drift_is_measured_exactly() throws IOException {
        for (int drift : new int[] {-100_000, -37, 250, 100_000}) {
            long origin = clock.getTime();
            TestDevice device = new TestDevice(clock, Map.of("drift", drift));
            Opened playing = device.open("Speaker", FORMAT, 882, 2);
            playing.buffer().onAdvance =
                    moved ->
                            assertEquals(
                                    exact(origin, playing.buffer().position, 44_100, drift),
                                    playing.buffer().time100ns);
            playing.stream().start();
            clock.advance(1_000 * ReferenceTime.SECOND);
            playing.stream().pause();
            long speed = 44_100L * (1_000_000 + drift);
            assertEquals(speed / 1_000, playing.buffer().position);
            playing.stream().close();
            device.close();
        }
    }

    @Test
    void streams_of_one_device_are_told_at_the_ends_of_their_own_packets() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened one = device.open("Speaker", FORMAT, 2 * 441, 2);
        Opened two = device.open("Speaker", FORMAT, 2 * 100, 2);
        boolean[] ends = new boolean[10_000];
        two.buffer().onAdvance = moved -> ends[(int) two.buffer().position] = true;
        one.stream().start();
        clock.advance(12_345); // in the middle of a frame of the first
        one.buffer().advances = 0;
        two.stream().start();
        long second = clock.getTime();
        clock.advance(ReferenceTime.millis(100));
        for (int end = 100; end <= 4_400; end += 100) {
            assertTrue(ends[end], "no end of a packet was told at frame " + end);
        }
        long frameTime =
                two.buffer().time100ns - two.buffer().position * ReferenceTime.SECOND / 44_100;
        assertTrue(frameTime >= second - 1 && frameTime <= second + 227, "within a frame");
        clock.advance(ReferenceTime.millis(1));
        one.stream().pause();
        two.stream().pause();
        assertEquals(exact(start, one.buffer().position, 44_100, 0), one.buffer().time100ns);
        assertEquals(one.buffer().time100ns, two.buffer().time100ns);
    }

    @Test
    void a_pause_holds_at_the_frame_and_a_stop_begins_anew() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened playing = device.open("Speaker", FORMAT, 882, 2);
        playing.stream().start();
        clock.advance(ReferenceTime.millis(25));
        playing.stream().pause();
        assertEquals(1_102, playing.buffer().position); // 1102.5
        clock.advance(ReferenceTime.SECOND);
        assertEquals(1_102, playing.buffer().position);
        long again = clock.getTime();
        playing.stream().start();
        clock.advance(ReferenceTime.millis(10));
        playing.stream().pause();
        assertEquals(1_102 + 441, playing.buffer().position);
        assertEquals(exact(again, 441, 44_100, 0), playing.buffer().time100ns);
        playing.stream().stop();
        playing.stream().start();
        clock.advance(ReferenceTime.millis(10));
        assertEquals(441, playing.buffer().position);
    }

    @Test
    void who_is_held_up_catches_up_and_loses_only_what_is_more_than_the_buffer()
            throws IOException {
        StepClock late = new StepClock(false);
        TestDevice device = new TestDevice(late, Map.of());
        Opened large = device.open("Speaker", FORMAT, 4_410, 10);
        Opened small = device.open("Speaker", FORMAT, 882, 2);
        Path file = folder.resolve("late.wav");
        large.stream().start();
        small.stream().start();
        Recording recording = device.engine.record(file);
        late.holdUp(ReferenceTime.millis(100));
        late.advance(0);
        assertEquals(4_410, large.buffer().position);
        assertEquals(0, large.buffer().xruns);
        assertEquals(882, small.buffer().position);
        assertEquals(4_410 - 882, small.buffer().lostFrames);
        late.holdUp(ReferenceTime.millis(300));
        late.advance(0);
        assertEquals(8_820, large.buffer().position);
        assertEquals(8_820, large.buffer().lostFrames);
        assertEquals(late.getTime(), large.buffer().time100ns);
        late.advance(ReferenceTime.millis(10));
        assertEquals(8_820 + 441, large.buffer().position);
        recording.close();
        assertEquals(441 * 41, recording.frames());
    }

    @Test
    void a_late_start_is_half_a_second_late() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of("fault", new String[] {"late"}));
        Opened playing = device.open("Speaker", FORMAT, 882, 2);
        playing.stream().start();
        clock.advance(ReferenceTime.millis(500));
        assertEquals(0, playing.buffer().position);
        clock.advance(ReferenceTime.millis(10));
        assertEquals(441, playing.buffer().position);
        assertEquals(exact(start, 22_050 + 441, 44_100, 0), playing.buffer().time100ns);
    }

    @Test
    void a_stalled_stream_stands_still_and_says_nothing() throws IOException {
        Map<String, Object> stall = Map.of("fault", new String[] {"stall"}, "faultFrames", 1_000);
        TestDevice device = new TestDevice(clock, stall);
        Opened playing = device.open("Speaker", FORMAT, 882, 2);
        playing.stream().start();
        clock.advance(ReferenceTime.SECOND);
        assertEquals(1_000, playing.buffer().position);
        assertEquals(0, playing.buffer().xruns);
        Opened other = device.open("Speaker", FORMAT, 882, 2);
        other.stream().start();
        clock.advance(ReferenceTime.millis(10));
        assertEquals(441, other.buffer().position);
        playing.stream().pause();
        playing.stream().stop();
        playing.buffer().position = 0;
        playing.stream().start();
        clock.advance(ReferenceTime.SECOND);
        assertEquals(1_000, playing.buffer().position);
    }

    @Test
    void a_packet_is_lost_every_so_many_frames() throws IOException {
        Map<String, Object> xrun = Map.of("fault", new String[] {"xrun"}, "faultFrames", 4_410);
        TestDevice device = new TestDevice(clock, xrun);
        Opened playing = device.open("Speaker", FORMAT, 882, 2);
        playing.stream().start();
        clock.advance(ReferenceTime.millis(110 * 10)); // 100 ms and a packet, ten times
        assertEquals(44_100, playing.buffer().position);
        assertEquals(10, playing.buffer().xruns);
        assertEquals(4_410, playing.buffer().lostFrames);
    }

    @Test
    void a_device_that_breaks_tells_all_streams() throws IOException, InterruptedException {
        Map<String, Object> gone = Map.of("fault", new String[] {"gone"}, "faultFrames", 1_000);
        TestDevice device = new TestDevice(clock, gone);
        Opened playing = device.open("Speaker", FORMAT, 882, 2);
        Opened other = device.open("Loopback", FORMAT, 882, 2);
        Opened microphone = device.open("Microphone", WaveFormat.float32(8_000, 1), 160, 2);
        playing.stream().start();
        clock.advance(ReferenceTime.millis(1));
        other.stream().start();
        microphone.stream().start();
        clock.advance(ReferenceTime.SECOND);
        device.failed.await();
        assertEquals(1_000, playing.buffer().position);
        for (Opened stream : List.of(playing, other, microphone)) {
            assertEquals(
                    "virtual:test is gone: it broke after frames=1000, since it has fault=gone",
                    stream.buffer().failures.getFirst().getMessage());
            stream.stream().pause();
            stream.stream().stop();
            stream.stream().close();
        }
        assertThrows(IOException.class, () -> device.open("Speaker", FORMAT, 882, 2));
        assertThrows(IOException.class, () -> device.engine.record(folder.resolve("gone.wav")));
        device.close();
    }

    @Test
    void a_buffer_that_throws_ends_its_stream_and_no_other() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened bad = device.open("Speaker", FORMAT, 882, 2);
        Opened good = device.open("Speaker", FORMAT, 882, 2);
        bad.buffer().onAdvance =
                moved -> {
                    throw new IllegalStateException("no");
                };
        bad.stream().start();
        good.stream().start();
        clock.advance(ReferenceTime.SECOND);
        assertEquals(44_100, good.buffer().position);
        assertEquals(441, bad.buffer().position);
        assertEquals(
                "a stream of virtual:test was ended at frame=441, since its buffer failed:"
                        + " java.lang.IllegalStateException: no",
                bad.buffer().failures.getFirst().getMessage());
        bad.stream().close();
    }

    @Test
    void a_buffer_has_the_shape_that_is_wished_for_when_it_can() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        var stream = device.engine.open(device.endpoint("Speaker"), FORMAT);
        assertEquals(882, stream.shape(882, 2));
        assertEquals(884, stream.shape(882, 4));
        assertEquals(2 * 23, stream.shape(1, 2));
        assertEquals(1 << 26, stream.shape(Integer.MAX_VALUE, 1));
        assertThrows(IOException.class, () -> stream.shape(1_000, 0));
        assertEquals(
                "virtual:test cannot have a buffer of packets=10000000 at 44100 Hz 2ch int16; use 1"
                        + " to 2917776",
                assertThrows(IOException.class, () -> stream.shape(1_000, 10_000_000))
                        .getMessage());
        assertThrows(IOException.class, stream::start);
    }

    @Test
    void a_million_ticks_allocate_nothing() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened one = device.open("Speaker", FORMAT, 96, 4);
        Opened two = device.open("Speaker offload", WaveFormat.float32(44_100, 1), 882, 2);
        Opened three = device.open("Loopback", WaveFormat.pcm(44_100, 24, 1), 882, 2);
        Opened four = device.open("Microphone", WaveFormat.pcm(44_100, 16, 2), 882, 2);
        two.controls().level(0, -65_536, ReferenceTime.SECOND);
        Path file = folder.resolve("ticks.wav");
        Recording recording = device.engine.record(file);
        for (Opened stream : List.of(one, two, three, four)) {
            stream.stream().start();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        clock.advance(100 * ReferenceTime.SECOND);
        long ticks = clock.fired;
        long before = threads.getCurrentThreadAllocatedBytes();
        while (clock.fired - ticks < 1_000_000) {
            clock.advance(ReferenceTime.SECOND);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 4_096, () -> "bytes allocated in a million ticks: " + bytes);
        recording.close();
        assertFalse(recording.frames() < 1_000_000);
        assertArrayEquals(
                new long[4],
                new long[] {
                    one.buffer().lostFrames,
                    two.buffer().lostFrames,
                    three.buffer().lostFrames,
                    four.buffer().lostFrames
                });
    }
}
