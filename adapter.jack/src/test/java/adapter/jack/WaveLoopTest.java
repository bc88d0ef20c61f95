package adapter.jack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;
import portcls.testkit.Await;
import portcls.testkit.RealClock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sound through a real server and back. */
class WaveLoopTest {
    private static final int PERIOD = 256;
    private static final int RATE = JackServer.SAMPLE_RATE;
    private static final int WARM_UP = RATE / 2;
    private static final int RECORDED = RATE;
    private static final double HERTZ = 440;

    private OpenServer open;

    @BeforeEach
    void start() throws IOException {
        open = new OpenServer(PERIOD, false);
    }

    @AfterEach
    void stop() {
        if (open != null) {
            open.close();
        }
    }

    /** A stream that plays, one that records, and cables between them. */
    private final class Loop {
        final WaveFormat format;
        final SineBuffer played;
        final RecordingBuffer recorded;
        final WaveEngineStream render;
        final WaveEngineStream capture;

        Loop(WaveFormat format, double hertz) throws IOException {
            this(format, hertz, 0);
        }

        /** With a buffer of so many frames, whatever the engine wants; 0 = as it wants. */
        Loop(WaveFormat format, double hertz, int wished) throws IOException {
            this.format = format;
            List<String> before = open.server.lines("jack_lsp");
            render = open.engine.open(open.playback(), format);
            capture = open.engine.open(open.capture(), format);
            List<String> mine = new ArrayList<>(open.server.lines("jack_lsp"));
            mine.removeAll(before);
            int channels = format.channels();
            assertEquals(2 * channels, mine.size(), mine.toString());
            for (int i = 0; i < channels; i++) {
                assertTrue(open.client.connect(mine.get(i), mine.get(channels + i)));
            }
            int frames = wished == 0 ? render.shape(1_000, 3) : wished;
            played = new SineBuffer(format, frames, 3, hertz);
            recorded = new RecordingBuffer(format, frames, 3, WARM_UP, RECORDED);
            render.prepare(played);
            capture.prepare(recorded);
        }

        void start() throws IOException {
            render.start();
            capture.start();
        }

        void check(double hertz, double tolerance) {
            Await.until("a second was recorded", recorded::isFull);
            for (int i = 0; i < format.channels(); i++) {
                int gaps = recorded.gaps(i, hertz * (i + 1), tolerance);
                assertTrue(
                        gaps <= played.xruns + recorded.xruns,
                        gaps + " gaps on channel " + i + ", but " + recorded.xruns + " xruns");
                assertEquals(SineBuffer.AMPLITUDE, recorded.peak(i), 0.01);
            }
            assertEquals(List.of(), recorded.failures);
        }

        void close() throws IOException {
            render.pause();
            capture.pause();
            render.close();
            capture.close();
        }
    }

    static Stream<WaveFormat> formats() {
        return Stream.of(
                WaveFormat.float32(RATE, 2),
                WaveFormat.pcm(RATE, 16, 2),
                WaveFormat.pcm(RATE, 24, 2),
                WaveFormat.pcm(RATE, 32, 2),
                new WaveFormat(FormatIds.SUBTYPE_PCM, 2, RATE, 32, 24, 0, true));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aSineComesBackAsItWasPlayedInEveryFormat(WaveFormat format) throws IOException {
        Loop loop = new Loop(format, HERTZ);
        loop.start();
        // The formula adds four roundings: of a 16-bit sample, or of a float near 1.
        double step = format.bitsPerSample() == 16 ? 0x1p-15 : 0x1p-23;
        loop.check(HERTZ, 4 * step);
        loop.close();
    }

    @Test
    void aPeriodThatIsCutByTheEndOfTheBufferIsWhole() throws IOException {
        Loop loop = new Loop(WaveFormat.float32(RATE, 2), HERTZ, 999);
        loop.start();
        loop.check(HERTZ, 0x1p-21);
        loop.close();
    }

    @Test
    void anotherPeriodInTheMiddleChangesNothing() throws IOException {
        Loop loop = new Loop(WaveFormat.float32(RATE, 2), HERTZ);
        loop.start();
        Await.until("it records", () -> loop.recorded.position > WARM_UP);
        open.server.lines("jack_bufsize", String.valueOf(2 * PERIOD));
        loop.check(HERTZ, 0x1p-21);
        assertEquals(2 * PERIOD, open.client.period());
        assertEquals(4 * PERIOD, loop.render.shape(3 * PERIOD, 1));
        loop.close();
    }

    @Test
    void samplesAreExact() throws IOException {
        WaveFormat format = WaveFormat.pcm(RATE, 24, 1);
        Loop loop = new Loop(format, HERTZ);
        loop.start();
        Await.until("a second was recorded", loop.recorded::isFull);
        loop.close();
        // Each recorded sample is one of those that were played: the frame follows from the place
        // of the first, unless an xrun lies between.
        double[] heard = loop.recorded.channel(0);
        double[] played = new double[2 * RATE + WARM_UP];
        for (int i = 0; i < played.length; i++) {
            double sine = SineBuffer.AMPLITUDE * Math.sin(2 * Math.PI * HERTZ * i / RATE);
            played[i] = Math.round(sine * 0x1p23) / 0x1p23;
        }
        int shift = -1;
        int jumps = -1;
        for (int i = 0; i + 8 < heard.length; i++) {
            if (shift < 0 || heard[i] != played[i + shift]) {
                shift = find(played, heard, i);
                jumps++;
            }
        }
        assertTrue(jumps <= loop.recorded.xruns, jumps + " jumps");
    }

    private static int find(double[] played, double[] heard, int at) {
        for (int shift = 0; at + shift + 8 < played.length; shift++) {
            int same = 0;
            while (same < 8 && heard[at + same] == played[at + shift + same]) {
                same++;
            }
            if (same == 8) {
                return shift;
            }
        }
        throw new AssertionError("sample " + at + " was never played: " + heard[at]);
    }

    @Test
    void severalStreamsSoundAtOnce() throws IOException {
        List<Loop> loops = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            loops.add(new Loop(WaveFormat.float32(RATE, 1 + i % 2), HERTZ * i));
        }
        for (Loop loop : loops) {
            loop.start();
        }
        for (int i = 1; i <= 3; i++) {
            loops.get(i - 1).check(HERTZ * i, 0x1p-21);
        }
        for (Loop loop : loops) {
            loop.close();
        }
        Await.until(
                "only the server's own ports stay",
                () -> open.server.lines("jack_lsp").size() == 4);
    }

    @Test
    void aHeldStreamGoesOnWhereItWasAndAStoppedOneFromTheStart() throws IOException {
        Loop loop = new Loop(WaveFormat.float32(RATE, 1), HERTZ);
        loop.start();
        Await.until("it moves", () -> loop.played.position > 10 * PERIOD);
        loop.render.pause();
        long held = loop.played.position;
        long cycles = open.client.cycles();
        Await.until("cycles pass", () -> open.client.cycles() > cycles + 10);
        assertEquals(held, loop.played.position);
        loop.render.start();
        Await.until("it goes on", () -> loop.played.position > held);
        assertEquals(0, (loop.played.position - held) % PERIOD);
        loop.render.pause();
        loop.render.stop();
        loop.render.start();
        Await.until("it begins again", () -> loop.played.position <= held);
        loop.close();
    }

    @Test
    void timeStampsFollowTheMasterClock() throws IOException {
        Loop loop = new Loop(WaveFormat.float32(RATE, 1), HERTZ);
        loop.start();
        Await.until("a second was recorded", loop.recorded::isFull);
        long least = Long.MAX_VALUE; // how late we look depends on who else wants the processor
        for (int i = 0; i < 20; i++) {
            long before = loop.recorded.position;
            Await.until("another cycle", () -> loop.recorded.position != before);
            long stamp = loop.recorded.time100ns;
            long behind = new RealClock().getTime() - stamp;
            assertTrue(behind >= 0, "ahead by " + -behind + " × 100 ns");
            least = Math.min(least, behind);
        }
        assertTrue(least < 1_000_000, "behind by " + least + " × 100 ns");
        loop.close();
    }

    @Test
    void aBufferIsMadeOfWholePeriods() throws IOException {
        try (WaveEngineStream stream =
                open.engine.open(open.playback(), WaveFormat.float32(RATE, 2))) {
            assertEquals(2 * PERIOD, stream.shape(1, 1));
            assertEquals(2 * PERIOD, stream.shape(1, 2));
            assertEquals(4 * PERIOD, stream.shape(3 * PERIOD + 1, 2));
            assertEquals(3 * PERIOD, stream.shape(3 * PERIOD, 3));
            String text =
                    assertThrows(IOException.class, () -> stream.shape(1 << 30, 2)).getMessage();
            assertTrue(text.startsWith("the buffer would be too large: frames=1073741824"), text);
        }
    }

    @Test
    void aFormatThatIsNotOfferedIsRefusedWithWhatIs() {
        String text =
                assertThrows(
                                IOException.class,
                                () ->
                                        open.engine.open(
                                                open.playback(), WaveFormat.pcm(44_100, 16, 2)))
                        .getMessage();
        assertEquals(
                "JACK cannot have 44100 Hz 2ch int16 at \"System playback\"; use 16, 24 or 32 bits"
                        + " or float, 48000 Hz, at most 2 channels",
                text);
    }

    @Test
    void latencyIsTheServersAndThePeriodThatWaits() throws IOException {
        open.close();
        open = new OpenServer(PERIOD, true);
        try (WaveEngineStream render =
                        open.engine.open(open.playback(), WaveFormat.float32(RATE, 2));
                WaveEngineStream capture =
                        open.engine.open(open.capture(), WaveFormat.float32(RATE, 2))) {
            List<String> connections = open.server.lines("jack_lsp", "-c");
            assertTrue(connections.contains("   portcls:render1_2"), connections.toString());
            // The dummy driver: two periods out, one in.
            Await.until(
                    "the server has computed latencies",
                    () -> render.latency().fifoFrames() == 3 * PERIOD);
            assertEquals(0, capture.latency().fifoFrames());
        }
        assertFalse(open.client.isOver());
    }
}
