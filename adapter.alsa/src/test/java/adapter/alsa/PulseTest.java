package adapter.alsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.lib.Alsa;
import adapter.alsa.pcm.PcmEngine;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.WaveEndpoint;
import portcls.api.ks.AudioDataRange;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.testkit.Await;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Streams over a sound server that runs in real time. */
class PulseTest {
    private static final int RATE = 48_000;
    private static final WaveFormat FLOAT = WaveFormat.float32(RATE, 2);

    private static Pulse pulse;

    private Alsa alsa;

    @BeforeAll
    static void start() {
        if (Parts.hasPulse()) {
            pulse = Pulse.start();
        }
    }

    @BeforeEach
    void demandParts() {
        Parts.demandPulse();
        alsa = Parts.alsa();
    }

    @AfterEach
    void letGo() {
        if (alsa != null) {
            alsa.close();
        }
    }

    @AfterAll
    static void stop() {
        if (pulse != null) {
            pulse.close();
        }
    }

    @Test
    @Rule({"WRT-10", "WRT-18"})
    void aSineThatIsPlayedIsRecordedWhole() throws IOException {
        // The server itself may be late and say nothing; it is not so twice.
        if (jumpsUnsaid()) {
            assertFalse(jumpsUnsaid(), "sound jumped, and no xrun was told of");
        }
    }

    /** Whether sound that was played and recorded jumped more than its xruns explain. */
    private static boolean jumpsUnsaid() throws IOException {
        PcmEngine speaker = Streams.engine("speaker", 1, 0);
        PcmEngine monitor = Streams.engine("monitor", 0, 1);
        try (Streams out = Streams.open(speaker, speaker.endpoints().getFirst(), FLOAT, RATE, 100);
                Streams in =
                        Streams.open(
                                monitor, monitor.endpoints().getFirst(), FLOAT, 8 * RATE, 800)) {
            out.buffer().sine(440, 0.5);
            assertEquals(0, out.buffer().position);
            long before = new RealClock().getTime();
            in.stream().start();
            out.stream().start();
            out.awaitFrames(RATE); // warm now
            long first = in.buffer().position;
            in.awaitFrames(first + 3 * RATE);
            long played = out.buffer().position;
            double seconds = (out.buffer().time100ns - before) / 1e7;
            int latency = out.stream().latency().fifoFrames();
            out.stream().pause();
            in.stream().pause();

            double[] all = in.buffer().samples(first, 3 * RATE);
            int xruns = out.buffer().xruns + in.buffer().xruns;
            List<Integer> jumps = Sound.jumps(all, 440, RATE, 1e-3);
            double[] sound = Sound.longestPart(all, jumps);
            System.out.printf(
                    "sine: frequency=%.3f level=%.4f frames=%d jumps=%d xruns=%d rate=%.0f"
                            + " latency=%d%n",
                    Sound.frequency(sound, RATE),
                    Sound.level(sound),
                    sound.length,
                    jumps.size(),
                    xruns,
                    played / seconds,
                    latency);
            assertEquals(0, out.buffer().missing);
            assertTrue(sound.length > RATE / 10, "frames=" + sound.length);
            assertEquals(0.5 / Math.sqrt(2), Sound.level(sound), 0.01);
            assertEquals(440, Sound.frequency(sound, RATE), jumps.isEmpty() ? 0.05 : 0.5);
            double slowest = jumps.isEmpty() ? 0.9 * RATE : 0;
            assertTrue(played / seconds > slowest && played / seconds < 1.1 * RATE);
            assertTrue(latency > 0 && latency < RATE, "latency=" + latency);
            assertEquals(List.of(), out.buffer().failures);
            // The server takes a while after an xrun.
            return jumps.size() > 10 * xruns;
        } finally {
            speaker.close();
            monitor.close();
        }
    }

    @Test
    void whateverIsAdvertisedOpensAndStreams() throws IOException {
        PcmEngine engine = Streams.engine("speaker", 4, 0);
        WaveEndpoint endpoint = engine.endpoints().getFirst();
        assertEquals(FLOAT, endpoint.preferred());
        Set<Integer> bits = new HashSet<>();
        for (AudioDataRange range : endpoint.formats()) {
            bits.add(range.maximumBitsPerSample());
            int most = range.maximumChannels();
            for (int channels : new int[] {1, 2, most}) {
                for (int rate :
                        new int[] {
                            range.minimumSampleFrequency(), 44_100, range.maximumSampleFrequency()
                        }) {
                    streams(engine, endpoint, format(range, rate, channels));
                }
            }
        }
        assertEquals(Set.of(8, 16, 24, 32), bits);
        engine.close();

        PcmEngine monitor = Streams.engine("monitor", 0, 1);
        for (AudioDataRange range : monitor.endpoints().getFirst().formats()) {
            streams(monitor, monitor.endpoints().getFirst(), format(range, 44_100, 2));
        }
        monitor.close();
    }

    private static WaveFormat format(AudioDataRange range, int rate, int channels) {
        return range.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT)
                ? WaveFormat.float32(rate, channels)
                : WaveFormat.pcm(rate, range.maximumBitsPerSample(), channels);
    }

    private static void streams(PcmEngine engine, WaveEndpoint endpoint, WaveFormat format)
            throws IOException {
        int packet = format.samplesPerSecond() / 100;
        try (Streams out = Streams.open(engine, endpoint, format, 2 * packet, 2)) {
            out.stream().start();
            out.awaitFrames(4L * packet);
            out.stream().pause();
            long held = out.buffer().position;
            out.stream().start();
            out.awaitFrames(held + packet);
            out.stream().pause();
            out.stream().stop();
        }
    }

    @Test
    @Rule("WRT-10")
    void pauseHoldsThePositionAndStopBeginsAnew() throws IOException {
        PcmEngine engine = Streams.engine("speaker", 1, 0);
        try (Streams out = Streams.open(engine, engine.endpoints().getFirst(), FLOAT, 960, 2)) {
            out.stream().start();
            out.awaitFrames(4_800);
            out.stream().pause();
            long held = out.buffer().position;
            long advances = out.buffer().advances;
            assertTrue(streamingThreads().isEmpty(), "no thread is left");
            out.stream().start();
            out.awaitFrames(held + 960);
            out.stream().pause();
            assertTrue(out.buffer().advances > advances);
            assertEquals(List.of(), out.buffer().failures); // nor did it go back
            out.stream().stop();
            out.buffer().position = 0;
            out.stream().start();
            out.awaitFrames(1);
            assertTrue(out.buffer().position < held, "from frame 0");
        }
        assertTrue(streamingThreads().isEmpty());
    }

    @Test
    void theStreamingThreadAllocatesNothing() throws IOException {
        PcmEngine speaker = Streams.engine("speaker", 1, 0);
        PcmEngine monitor = Streams.engine("monitor", 0, 1);
        try (Streams out = Streams.open(speaker, speaker.endpoints().getFirst(), FLOAT, 960, 2);
                Streams in = Streams.open(monitor, monitor.endpoints().getFirst(), FLOAT, 960, 2)) {
            in.stream().start();
            out.stream().start();
            out.awaitFrames(2 * RATE);
            in.awaitFrames(RATE);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] ids = streamingThreads().stream().mapToLong(Thread::threadId).toArray();
            assertEquals(2, ids.length);
            int xruns = out.buffer().xruns + in.buffer().xruns;
            long[] before = threads.getThreadAllocatedBytes(ids);
            long turns = out.buffer().advances;
            long position = out.buffer().position;
            out.awaitFrames(position + 2 * RATE);
            long[] after = threads.getThreadAllocatedBytes(ids);
            int more = out.buffer().xruns + in.buffer().xruns - xruns;
            long bytes = IntStream.range(0, ids.length).mapToLong(i -> after[i] - before[i]).sum();
            System.out.printf(
                    "allocation: bytes=%d turns=%d xruns=%d%n",
                    bytes, out.buffer().advances - turns, more);
            assertTrue(out.buffer().advances - turns > 50);
            assertEquals(0, bytes);
        }
    }

    @Test
    void aProgramThatIsLateGetsSilenceAndNoRepetition() throws IOException {
        PcmEngine speaker = Streams.engine("speaker", 1, 0);
        PcmEngine monitor = Streams.engine("monitor", 0, 1);
        try (Streams out = Streams.open(speaker, speaker.endpoints().getFirst(), FLOAT, RATE, 100);
                Streams in =
                        Streams.open(
                                monitor, monitor.endpoints().getFirst(), FLOAT, 4 * RATE, 400)) {
            out.buffer().sine(440, 0.5);
            out.buffer().committed = RATE / 2;
            in.stream().start();
            out.stream().start();
            out.awaitFrames(RATE);
            in.awaitFrames(3 * RATE / 2);
            in.stream().pause();
            assertTrue(out.buffer().missing >= RATE / 2);
            double[] sound = in.buffer().samples(0, 3 * RATE / 2);
            long loud = IntStream.range(0, sound.length).filter(i -> sound[i] != 0).count();
            assertTrue(loud < 0.52 * RATE, "half a second of sound: " + loud);
            assertTrue(loud > 0.2 * RATE, "and what the start leaves of it: " + loud);
        }
    }

    @Test
    void aServerThatHangsHoldsNobodyUp() throws IOException {
        PcmEngine engine = Streams.engine("speaker", 1, 0);
        Streams out = Streams.open(engine, engine.endpoints().getFirst(), FLOAT, 960, 2);
        out.stream().start();
        out.awaitFrames(4_800);
        pulse.freeze(true);
        try {
            assertTimeout(
                    Duration.ofMillis(1_900), // an abandoned driver has two seconds
                    () -> {
                        String why =
                                assertThrows(IOException.class, () -> out.stream().pause())
                                        .getMessage();
                        assertTrue(why.startsWith("alsa:speaker does not come back"), why);
                        assertThrows(IOException.class, () -> out.stream().stop());
                        assertThrows(IOException.class, () -> out.stream().close());
                    });
        } finally {
            pulse.freeze(false);
        }
        Await.until("its thread comes home", () -> streamingThreads().isEmpty());
        try (Streams again = Streams.open(engine, engine.endpoints().getFirst(), FLOAT, 960, 2)) {
            again.stream().start();
            again.awaitFrames(960);
        }
    }

    private static List<Thread> streamingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("alsa test "))
                .toList();
    }
}
