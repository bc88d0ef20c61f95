package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.testkit.Await;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Whatever happens when, a buffer that was given back is not touched. */
@Timeout(120)
class AnyMomentTest {
    private static final WaveFormat[] FORMATS = {
        WaveFormat.pcm(48_000, 16, 2), WaveFormat.float32(48_000, 1), WaveFormat.pcm(48_000, 24, 3)
    };
    private static final String[] ENDPOINTS = {
        "Speaker", "Speaker offload", "Loopback", "Microphone"
    };
    private static final int ROUNDS = 150;

    /** Two seconds: nobody is held up that long. */
    private static final int FRAMES = 96_000;

    @TempDir Path folder = Path.of("");

    @Test
    void threads_start_pause_stop_and_close_at_random() throws Exception {
        try (ThreadClock clock = new ThreadClock();
                TestDevice device = new TestDevice(clock, Map.of("microphone", "loop"));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(100 + i);
                String endpoint = ENDPOINTS[i];
                all.add(threads.submit((Callable<Integer>) () -> live(device, endpoint, random)));
            }
            Random random = new Random(5);
            for (int i = 0; i < 20; i++) {
                try (Recording recording = device.engine.record(folder.resolve("r" + i + ".wav"))) {
                    LockSupport.parkNanos(random.nextLong(20_000_000));
                    assertEquals(48_000, recording.sampleRate());
                }
            }
            int moved = 0;
            for (Future<Integer> one : all) {
                moved += one.get(100, TimeUnit.SECONDS);
            }
            assertTrue(moved > ROUNDS, "streams that moved: " + moved);
            assertNull(clock.problem);
        }
    }

    /** The lives of some streams, one after the other; how often one moved. */
    private static int live(TestDevice device, String endpoint, Random random) throws IOException {
        int moved = 0;
        for (int round = 0; round < ROUNDS; round++) {
            WaveFormat format = FORMATS[random.nextInt(FORMATS.length)];
            int packets = random.nextInt(1, 5);
            Opened opened = device.open(endpoint, format, random.nextInt(100, 900), packets);
            WatchedBuffer buffer = opened.buffer();
            for (int step = random.nextInt(1, 6); step > 0; step--) {
                buffer.forbidden = false;
                opened.stream().start();
                LockSupport.parkNanos(random.nextLong(3_000_000));
                opened.stream().pause();
                moved += buffer.advances > 0 ? 1 : 0;
                leftAlone(buffer, random);
                if (random.nextBoolean()) {
                    opened.stream().stop();
                    buffer.position = 0;
                }
            }
            if (random.nextBoolean()) {
                buffer.forbidden = false;
                opened.stream().start();
            }
            opened.stream().close();
            leftAlone(buffer, random);
            buffer.arena.close(); // fails while somebody is at it
            assertEquals(List.of(), buffer.failures);
        }
        return moved;
    }

    private static void leftAlone(WatchedBuffer buffer, Random random) {
        buffer.forbidden = true;
        buffer.memory().fill((byte) 0x55);
        LockSupport.parkNanos(random.nextLong(1_000_000));
        assertEquals(0, buffer.trespasses);
        for (long i = 0; i < buffer.memory().byteSize(); i++) {
            assertEquals(0x55, buffer.memory().get(ValueLayout.JAVA_BYTE, i));
        }
    }

    @Test
    void the_thread_that_moves_the_clock_may_end_any_stream_of_it() throws IOException {
        Random random = new Random(77);
        TestClock clock = new TestClock();
        TestDevice device = new TestDevice(clock, Map.of("microphone", "loop"));
        for (int round = 0; round < 300; round++) {
            List<Opened> streams = new ArrayList<>();
            for (String endpoint : ENDPOINTS) {
                streams.add(device.open(endpoint, FORMATS[0], random.nextInt(100, 900), 3));
            }
            for (Opened stream : streams) {
                stream.buffer().onAdvance =
                        moved -> {
                            if (random.nextInt(4) == 0) {
                                end(streams.get(random.nextInt(streams.size())), random);
                            }
                        };
                stream.stream().start();
            }
            clock.advance(random.nextLong(ReferenceTime.millis(50)));
            for (Opened stream : streams) {
                stream.stream().close();
                stream.buffer().forbidden = true;
            }
            clock.advance(ReferenceTime.millis(20));
            for (Opened stream : streams) {
                assertEquals(0, stream.buffer().trespasses);
                assertEquals(List.of(), stream.buffer().failures);
            }
        }
        device.close();
        assertEquals(0, clock.openAlarms());
    }

    private static void end(Opened stream, Random random) {
        try {
            stream.stream().pause();
            if (random.nextBoolean()) {
                stream.stream().stop();
            }
            stream.buffer().forbidden = true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_real_clock_paces_a_recording_too() throws Exception {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        try (ThreadClock clock = new ThreadClock();
                TestDevice device = new TestDevice(clock, Map.of())) {
            Opened playing = device.open("Speaker", format, FRAMES, 200);
            byte[] sound = RenderTest.noise(FRAMES * 4, 3);
            playing.buffer().put(sound);
            Path file = folder.resolve("real.wav");
            playing.stream().start();
            Await.until("sound moves", () -> playing.buffer().position > 4_800);
            Recording recording = device.engine.record(file);
            long begin = clock.getTime();
            Await.until("a second", () -> clock.getTime() - begin > ReferenceTime.SECOND);
            recording.close();
            assertTrue(recording.frames() >= 47_900, () -> "frames: " + recording.frames());
            byte[] written = RenderTest.read(file, format);
            assertEquals(0, playing.buffer().lostFrames);
            int matches = 0;
            for (int offset = 0; offset < FRAMES; offset++) {
                matches += matches(written, sound, offset) ? 1 : 0;
            }
            assertEquals(1, matches, "the sound is whole");
        }
    }

    private static boolean matches(byte[] written, byte[] sound, int offset) {
        for (int i = 0; i < written.length; i++) {
            if (written[i] != sound[(i + offset * 4) % sound.length]) {
                return false;
            }
        }
        return true;
    }
}
