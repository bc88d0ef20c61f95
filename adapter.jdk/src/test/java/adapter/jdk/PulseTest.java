package adapter.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.jdk.platform.PlatformSound;
import adapter.jdk.wave.WaveRecorder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.adapter.Adapter;
import portcls.api.adapter.WaveEndpoint;
import portcls.api.adapter.WaveEngine;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.testkit.Await;
import portcls.testkit.FakeFramework;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Java platform's own lines, with a real sound server behind them. */
@Timeout(120)
class PulseTest {
    private static final int RATE = 48_000;
    private static final WaveFormat STEREO = WaveFormat.pcm(RATE, 16, 2);
    private static final double TONE = 1_000;
    private static final String ID = "jdk:default-default";

    private static final MasterClock CLOCK =
            new MasterClock() {
                @Override
                public long getTime() {
                    return System.nanoTime() / 100;
                }

                @Override
                public Alarm newAlarm(String name, Runnable routine) {
                    throw new UnsupportedOperationException();
                }
            };

    /** Stands for a bundle's class loader, which no thread of the platform may keep. */
    private static final ClassLoader BUNDLE = new ClassLoader(PulseTest.class.getClassLoader()) {};

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final FakeFramework framework = new FakeFramework();
    private final DeviceScan scan =
            new DeviceScan(
                    framework.context(),
                    CLOCK,
                    new PlatformSound(),
                    FakeFramework.settings(JdkSettings.class, Map.of()));
    private PrivatePulse pulse;

    @BeforeEach
    void start() throws IOException {
        pulse = PrivatePulse.start();
        Thread.currentThread().setContextClassLoader(BUNDLE);
        scan.look();
    }

    @AfterEach
    void stop() {
        Thread.currentThread().setContextClassLoader(before);
        scan.close();
        if (pulse != null) {
            pulse.close();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.getName().startsWith("junit")) {
                assertNotSame(BUNDLE, thread.getContextClassLoader(), thread.getName());
            }
        }
    }

    private WaveEngine engine() {
        List<String> ids = framework.devices.stream().map(Adapter::id).toList();
        assertTrue(ids.contains(ID), ids.toString());
        return (WaveEngine) framework.devices.get(ids.indexOf(ID)).resources().getFirst();
    }

    private static WaveEndpoint endpoint(WaveEngine engine, boolean capture) {
        return engine.endpoints().stream()
                .filter(some -> some.isCapture() == capture)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Frequency of the first channel of 16-bit stereo: by the mean distance of its rises through
     * zero, without those that are far from the median, which are gaps.
     */
    private static double frequency(byte[] bytes) {
        ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> periods = new ArrayList<>();
        int last = -1;
        for (int frame = 1; frame < bytes.length / 4; frame++) {
            if (samples.getShort(frame * 4 - 4) < 0 && samples.getShort(frame * 4) >= 0) {
                if (last >= 0) {
                    periods.add(frame - last);
                }
                last = frame;
            }
        }
        assertTrue(periods.size() > 100, "no sound: periods=" + periods.size());
        periods.sort(null);
        int median = periods.get(periods.size() / 2);
        return RATE
                / periods.stream()
                        .filter(period -> Math.abs(period - median) <= median / 10)
                        .mapToInt(period -> period)
                        .average()
                        .orElseThrow();
    }

    /** Bytes that the streaming thread has allocated. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("adapter.jdk stream"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
                .sum();
    }

    @Test
    void a_tone_that_is_played_comes_out_of_the_sound_server() throws Exception {
        WaveEngine engine = engine();
        WaveRecorder buffer = new WaveRecorder(STEREO, 960, 2);
        buffer.tone(TONE);
        try (PulseRecording recording = pulse.record("test.monitor", RATE);
                WaveEngineStream stream = engine.open(endpoint(engine, false), STEREO)) {
            stream.prepare(buffer);
            Await.until("it records", () -> recording.bytes() > RATE / 10 * 4);
            long before = recording.bytes();
            long start = CLOCK.getTime();
            stream.start();
            Await.until("it plays", () -> buffer.position >= RATE / 2);
            long allocated = allocated();
            Await.until("two seconds are played", () -> buffer.position >= 2 * RATE);
            double seconds = (CLOCK.getTime() - start) / 1e7;
            assertEquals(allocated, allocated());
            Await.until("they are recorded", () -> recording.bytes() >= before + 2 * RATE * 4);
            stream.pause();
            // The second in the middle: without the silence of the latency in front.
            byte[] heard = recording.bytes(before + RATE / 2 * 4, RATE * 4);
            assertEquals(TONE, frequency(heard), 5);
            // A busy machine makes it slower, with xruns; nothing makes it faster.
            assertTrue(seconds > 1.9 && seconds < 6, "seconds=" + seconds);
            assertTrue(buffer.xruns < 20, "xruns=" + buffer.xruns);
        }
        assertEquals(List.of(), buffer.failures);
    }

    @Test
    void what_the_sound_server_plays_is_recorded() throws Exception {
        WaveEngine engine = engine();
        WaveRecorder played = new WaveRecorder(STEREO, 960, 2);
        played.tone(TONE);
        WaveRecorder recorded = new WaveRecorder(STEREO, 4 * RATE, 400);
        try (WaveEngineStream out = engine.open(endpoint(engine, false), STEREO);
                WaveEngineStream in = engine.open(endpoint(engine, true), STEREO)) {
            out.prepare(played);
            in.prepare(recorded);
            out.start();
            Await.until("it plays", () -> played.position >= RATE / 2);
            in.start();
            Await.until("a second is recorded", () -> recorded.position >= RATE * 3 / 2);
            in.pause();
            out.pause();
        }
        assertEquals(TONE, frequency(recorded.bytes(RATE / 2, RATE)), 5);
        assertEquals(List.of(), recorded.failures);
    }

    @Test
    void the_device_goes_with_the_server_and_comes_back_with_it() throws Exception {
        WaveEngine engine = engine();
        WaveRecorder buffer = new WaveRecorder(STEREO, 960, 2);
        try (WaveEngineStream stream = engine.open(endpoint(engine, false), STEREO)) {
            stream.prepare(buffer);
            stream.start();
            Await.until("it plays", () -> buffer.position > RATE / 10);
            pulse.close();
            Await.until("the stream fails", () -> !buffer.failures.isEmpty());
            scan.look();
            assertEquals(List.of(ID + " gone"), framework.removals);
        }
        pulse = PrivatePulse.start();
        scan.look();
        engine();
    }
}
