package adapter.alsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.alsa.lib.Alsa;
import adapter.alsa.pcm.PcmEngine;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.conformance.Rule;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Streams over PCMs that nothing paces: ALSA's null PCM, and a file. */
class FileTest {
    private static final int RATE = 48_000;
    private static final WaveFormat S16 = WaveFormat.pcm(RATE, 16, 2);
    private static final Path WRITTEN = Parts.WORK.resolve("written.raw");

    private Alsa alsa;

    @BeforeEach
    void library() {
        alsa = Parts.alsa();
    }

    @AfterEach
    void letGo() {
        alsa.close();
    }

    @Test
    @Rule("WRT-18")
    void everySampleReachesTheFile() throws IOException {
        PcmEngine engine = Streams.engine("written", 1, 0);
        byte[] expected;
        int played;
        try (Streams out = Streams.open(engine, engine.endpoints().getFirst(), S16, RATE, 100)) {
            out.buffer().sine(441, 0.5);
            out.stream().start();
            out.awaitFrames(RATE / 2);
            out.stream().pause();
            out.stream().start(); // a pause leaves no trace
            out.awaitFrames(RATE + RATE / 10); // once around
            out.stream().pause();
            played = (int) out.buffer().position;
            assertEquals(0, out.buffer().xruns);
            assertEquals(EngineLatency.NONE, out.stream().latency());
            byte[] once = out.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
            expected = Arrays.copyOf(once, played * S16.blockAlign());
            for (int i = once.length; i < expected.length; i++) {
                expected[i] = once[i % once.length];
            }
        }
        byte[] file = Files.readAllBytes(WRITTEN);
        assertArrayEquals(expected, file);
    }

    @Test
    void aSampleOf32BitsStaysAsItIs() throws IOException {
        PcmEngine engine = Streams.engine("written", 1, 0);
        WaveFormat wave = WaveFormat.pcm(RATE, 32, 1);
        try (Streams out = Streams.open(engine, engine.endpoints().getFirst(), wave, 480, 2)) {
            out.buffer().memory().setAtIndex(ValueLayout.JAVA_INT, 7, 0x8123_4500);
            out.stream().start();
            out.awaitFrames(480);
        }
        byte[] file = Files.readAllBytes(WRITTEN);
        assertArrayEquals(
                new byte[] {0, 0x45, 0x23, (byte) 0x81}, Arrays.copyOfRange(file, 28, 32));
    }

    @Test
    void masterTimePacesWhatHasNoClock() throws IOException {
        for (boolean capture : new boolean[] {false, true}) {
            PcmEngine engine = Streams.engine("nothing", capture ? 0 : 1, capture ? 1 : 0);
            try (Streams stream =
                    Streams.open(engine, engine.endpoints().getFirst(), S16, RATE, 100)) {
                ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                long begin = new RealClock().getTime();
                stream.stream().start();
                stream.awaitFrames(RATE / 2);
                long id =
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(t -> t.getName().equals("alsa test nothing"))
                                .findFirst()
                                .orElseThrow()
                                .threadId();
                long cpuMillis = threads.getThreadCpuTime(id) / 1_000_000;
                stream.stream().pause();
                SineBuffer buffer = stream.buffer();
                double seconds = (buffer.time100ns - begin) / 1e7;
                // A machine that is busy makes it late, nothing makes it early.
                assertTrue(buffer.position <= RATE * (seconds + 0.1), buffer.position + " frames");
                assertTrue(
                        buffer.advances <= buffer.position / 480 + 2,
                        "one turn a period: " + buffer.advances);
                assertTrue(cpuMillis < 400, "it does not spin: " + cpuMillis + " ms of 500");
                assertEquals(List.of(), buffer.failures);
            }
        }
    }

    @Test
    void aLargeBufferIsGrantedAndDoesNotMakeTheDeviceLate() throws IOException {
        PcmEngine engine = Streams.engine("nothing", 1, 0);
        try (WaveEngineStream stream = engine.open(engine.endpoints().getFirst(), S16)) {
            assertEquals(10 * RATE, stream.shape(10 * RATE, 1));
            assertEquals(96, stream.shape(1, 1), "two periods of a millisecond");
            assertEquals(1_002, stream.shape(1_000, 3));
            assertThrows(IOException.class, () -> stream.shape(2, 3));
        }
        try (Streams out = Streams.open(engine, engine.endpoints().getFirst(), S16, 10 * RATE, 1)) {
            out.stream().start();
            out.awaitFrames(1);
            assertTrue(out.buffer().position < RATE, "position=" + out.buffer().position);
        }
    }

    @Test
    void aFormatThatIsNotThereIsRefusedWithTheReason() throws IOException {
        PcmEngine engine = Streams.engine("nothing", 1, 0);
        String refusal =
                assertThrows(
                                IOException.class,
                                () ->
                                        engine.open(
                                                engine.endpoints().getFirst(),
                                                WaveFormat.pcm(RATE, 40, 2)))
                        .getMessage();
        assertEquals(
                "alsa:nothing does not do 48000 Hz 2ch int40; its own format is 48000 Hz 2ch"
                        + " float32",
                refusal);
    }
}
