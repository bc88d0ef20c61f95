package adapter.jdk.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.conformance.Rule;
import portcls.testkit.Await;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Streams through lines whose device keeps the pace of a clock that the test moves. */
@Timeout(60)
class LineStreamTest {
    private static final WaveFormat STEREO = WaveFormat.pcm(48_000, 16, 2);
    private static final long PACKET_TIME = 10 * ReferenceTime.MILLISECOND;
    private static final int PACKET = 480;

    private final TestClock clock = new TestClock();
    private final FakeMixer mixer = new FakeMixer("card", "maker", clock);
    private final MixerEngine engine = new MixerEngine("card", mixer, clock);
    private final List<WaveEngineStream> opened = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (WaveEngineStream stream : opened) {
            stream.close();
        }
        assertFalse(mixer.lines.stream().anyMatch(FakeLine::isOpen));
    }

    private WaveEngineStream open(boolean capture, SawBuffer buffer) throws IOException {
        WaveEndpoint endpoint =
                engine.endpoints().stream()
                        .filter(some -> some.isCapture() == capture)
                        .findFirst()
                        .orElseThrow();
        WaveEngineStream stream = engine.open(endpoint, buffer.format());
        opened.add(stream);
        stream.prepare(buffer);
        return stream;
    }

    private SawBuffer buffer() {
        return new SawBuffer(STEREO, 2 * PACKET, 2);
    }

    private FakeLine.Source source() {
        return (FakeLine.Source) mixer.lines.getLast();
    }

    /** Left samples of everything that was written to the line. */
    private short[] heard() {
        ByteBuffer bytes = ByteBuffer.wrap(source().heard()).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[bytes.remaining() / 4];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.getShort(i * 4);
        }
        return samples;
    }

    private void pass(SawBuffer buffer, int packets) {
        for (int i = 0; i < packets; i++) {
            long before = buffer.position;
            clock.advance(PACKET_TIME);
            Await.until("a packet more than " + before, () -> buffer.position == before + PACKET);
        }
    }

    @Test
    @Rule("PKT-5")
    void playing_takes_a_packet_in_the_time_of_a_packet_and_not_sooner() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        clock.advance(PACKET_TIME - 1_000);
        assertEquals(0, buffer.position);
        clock.advance(1_000);
        Await.until("a packet", () -> buffer.position == PACKET);
        assertEquals(clock.getTime(), buffer.time100ns);
        pass(buffer, 20);
        assertEquals(0, buffer.xruns);
    }

    @Test
    @Rule("WRT-10")
    void nothing_moves_before_the_start() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        clock.advance(10 * PACKET_TIME);
        assertEquals(0, source().heard().length);
        assertEquals(0, buffer.position);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 1);
    }

    @Test
    void what_is_in_the_buffer_is_heard_after_the_silence_of_the_latency() throws IOException {
        SawBuffer buffer = buffer();
        buffer.saw();
        WaveEngineStream stream = open(false, buffer);
        int latency = stream.latency().fifoFrames();
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 4);
        stream.pause();
        short[] heard = heard();
        short[] expected = new short[latency + 4 * PACKET];
        for (int i = 0; i < 4 * PACKET; i++) {
            expected[latency + i] = (short) (i % (2 * PACKET) + 1);
        }
        assertArrayEquals(expected, heard);
        assertEquals(4 * PACKET, latency); // 50 ms of line but for one packet
    }

    @Test
    void what_was_not_handed_over_is_silence() throws IOException {
        SawBuffer buffer = buffer();
        buffer.saw();
        buffer.committed = PACKET + 100;
        WaveEngineStream stream = open(false, buffer);
        int latency = stream.latency().fifoFrames();
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 3);
        stream.pause();
        short[] heard = heard();
        assertEquals(PACKET + 100, heard[latency + PACKET + 99]);
        assertTrue(
                IntStream.range(latency + PACKET + 100, heard.length).allMatch(i -> heard[i] == 0));
    }

    @Test
    void silence_of_8_bits_is_the_middle() throws IOException {
        SawBuffer buffer = new SawBuffer(WaveFormat.pcm(48_000, 8, 1), 2 * PACKET, 2);
        buffer.committed = 0;
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 2);
        stream.pause();
        for (byte sample : source().heard()) {
            assertEquals((byte) 0x80, sample);
        }
    }

    @Test
    @Rule("GLI-5")
    void a_line_that_ran_empty_is_a_glitch_and_goes_on() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 2);
        clock.advance(100 * PACKET_TIME);
        Await.until("an xrun", () -> buffer.xruns == 1);
        pass(buffer, 3);
        assertEquals(1, buffer.xruns);
    }

    @Test
    void a_pause_keeps_the_position_and_a_stop_does_not() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 3);
        stream.pause();
        clock.advance(10 * PACKET_TIME);
        assertEquals(3 * PACKET, buffer.position);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 1);
        assertEquals(4 * PACKET, buffer.position);
        stream.pause();
        stream.stop();
        buffer.position = 0;
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 1);
        assertEquals(0, buffer.xruns);
    }

    @Test
    void a_long_packet_is_moved_in_equal_blocks() throws IOException {
        SawBuffer buffer = new SawBuffer(STEREO, 2 * 9_600, 2);
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 40);
        assertEquals(0, buffer.xruns);
    }

    @Test
    void recording_brings_every_frame_once() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(true, buffer);
        stream.start();
        Await.until("the line runs", mixer.lines.getLast()::isRunning);
        pass(buffer, 7);
        stream.pause();
        for (int frame = 5 * PACKET; frame < 7 * PACKET; frame++) {
            assertEquals((short) frame, buffer.sample(frame));
        }
        assertEquals(0, buffer.xruns);
    }

    @Test
    @Rule("GLI-5")
    void a_full_line_is_a_glitch_of_recording() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(true, buffer);
        stream.start();
        Await.until("the line runs", mixer.lines.getLast()::isRunning);
        pass(buffer, 1);
        clock.advance(100 * PACKET_TIME);
        Await.until("an xrun", () -> buffer.xruns == 1);
    }

    @Test
    void a_device_that_stands_still_is_given_up() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(true, buffer);
        stream.start();
        FakeLine line = mixer.lines.getLast();
        Await.until("the line runs", line::isRunning);
        pass(buffer, 1);
        line.close(); // pulled out
        clock.advance(ReferenceTime.SECOND);
        assertFalse(engine.isInUse());
        clock.advance(2 * ReferenceTime.SECOND);
        Await.until("a failure", () -> !buffer.failures.isEmpty());
        assertEquals(
                "card stands still: no frame moved for 2000 ms; it was pulled out, or its sound"
                        + " server stopped",
                buffer.failures.getFirst().getMessage());
        stream.pause();
        assertThrows(IOException.class, stream::start);
        assertEquals(1, buffer.failures.size());
    }

    @Test
    void a_write_that_blocks_is_woken_by_the_stop_of_the_line() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        FakeLine.Source line = source();
        line.wakeable = true;
        line.hang = new CountDownLatch(1);
        clock.advance(PACKET_TIME);
        stream.pause();
        buffer.forbidden = true;
        stream.close();
        assertEquals(0, buffer.trespasses);
    }

    @Test
    void a_platform_that_hangs_is_left_alone_and_said_so() throws Exception {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        FakeLine.Source line = source();
        CountDownLatch hang = new CountDownLatch(1);
        line.hang = hang;
        long frames = buffer.position;
        clock.advance(PACKET_TIME);
        // Not before the thread is in the call that hangs.
        Await.until(
                "the thread hangs",
                () ->
                        Thread.getAllStackTraces().entrySet().stream()
                                .filter(e -> e.getKey().getName().equals("adapter.jdk stream card"))
                                .flatMap(e -> List.of(e.getValue()).stream())
                                .anyMatch(frame -> frame.getMethodName().equals("hang")));
        IOException why =
                assertTimeout(
                        Duration.ofMillis(1_900), // an abandoned driver has two seconds
                        () -> {
                            IOException hung = assertThrows(IOException.class, stream::pause);
                            stream.stop();
                            stream.close();
                            return hung;
                        });
        assertTrue(why.getMessage().startsWith("card hangs in the Java platform"));
        buffer.forbidden = true;
        hang.countDown();
        stream.close();
        assertEquals(frames, buffer.position);
        assertEquals(0, buffer.trespasses);
        assertThrows(IOException.class, stream::start);
    }

    @Test
    void an_interrupt_is_not_a_hang_and_stays() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        Await.until("the line runs", source()::isRunning);
        Thread.currentThread().interrupt();
        stream.pause();
        stream.stop();
        assertTrue(Thread.interrupted());
        stream.start();
        Await.until("the line runs", source()::isRunning);
        pass(buffer, 1);
        Thread.currentThread().interrupt();
        open(false, buffer());
        assertTrue(Thread.interrupted());
    }

    @Test
    void a_line_that_opens_late_is_closed_and_nobody_waited() throws IOException {
        WaveEndpoint endpoint = engine.endpoints().getFirst();
        CountDownLatch hang = new CountDownLatch(1);
        mixer.opens = format -> awaited(hang);
        IOException why =
                assertTimeout(
                        Duration.ofMillis(1_900),
                        () -> assertThrows(IOException.class, () -> engine.open(endpoint, STEREO)));
        assertTrue(why.getMessage().startsWith("card hangs in the Java platform"));
        FakeLine line = source();
        assertFalse(line.isOpen());
        hang.countDown();
        Await.until("it opened", () -> line.closings == 1);
        assertFalse(line.isOpen());
        mixer.opens = format -> true;
        open(false, buffer());
    }

    @Test
    void a_device_that_hangs_when_it_is_tried_is_believed() {
        CountDownLatch hang = new CountDownLatch(1);
        mixer.opens = format -> awaited(hang);
        List<WaveEndpoint> endpoints =
                assertTimeout(Duration.ofMillis(1_900), () -> engine.endpoints());
        assertEquals(2, endpoints.size());
        assertEquals(192_000, endpoints.getFirst().formats().getFirst().maximumSampleFrequency());
        hang.countDown();
        Await.until("it is closed", () -> mixer.lines.getFirst().closings > 0);
        Await.until("all are", () -> mixer.lines.stream().noneMatch(FakeLine::isOpen));
    }

    private static boolean awaited(CountDownLatch hang) {
        try {
            hang.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void a_stream_can_be_stopped_at_any_moment() throws IOException {
        Random random = new Random(42);
        for (int round = 0; round < 60; round++) {
            SawBuffer buffer = new SawBuffer(STEREO, 4 * PACKET, 4);
            WaveEngineStream stream = open(random.nextBoolean(), buffer);
            for (int step = random.nextInt(6); step >= 0; step--) {
                switch (random.nextInt(4)) {
                    case 0 -> stream.start();
                    case 1 -> stream.pause();
                    case 2 -> {
                        stream.pause();
                        stream.stop();
                    }
                    default -> clock.advance(random.nextInt(500_000));
                }
            }
            stream.close();
            opened.remove(stream);
            buffer.forbidden = true;
            clock.advance(PACKET_TIME);
            assertEquals(0, buffer.trespasses);
            assertEquals(List.of(), buffer.failures);
        }
        assertFalse(engine.isInUse());
    }

    @Test
    void a_device_that_left_fails_what_runs_and_opens_nothing() throws IOException {
        SawBuffer buffer = buffer();
        WaveEngineStream stream = open(false, buffer);
        stream.start();
        engine.close();
        assertEquals("card is gone", buffer.failures.getFirst().getMessage());
        assertThrows(IOException.class, () -> engine.open(engine.endpoints().getFirst(), STEREO));
    }

    @Test
    void a_busy_device_says_what_to_do() {
        mixer.opens = format -> false;
        IOException why =
                assertThrows(
                        IOException.class,
                        () -> engine.open(engine.endpoints().getFirst(), STEREO));
        assertEquals(
                "card cannot be opened now: another program may hold it, or it does not take the"
                        + " format; close the other or choose another format:"
                        + " format=PCM_SIGNED 48000.0 Hz, 16 bit, stereo, 4 bytes/frame,"
                        + " little-endian; busy",
                why.getMessage());
    }

    @Test
    void a_buffer_is_whole_packets_of_a_millisecond_at_least() throws IOException {
        WaveEngineStream stream = open(false, buffer());
        assertEquals(960, stream.shape(960, 2));
        assertEquals(963, stream.shape(961, 3));
        assertEquals(4 * 48, stream.shape(1, 4));
    }
}
