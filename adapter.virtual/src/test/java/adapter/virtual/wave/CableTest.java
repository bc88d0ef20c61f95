package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Random;

/** What goes into a cable comes out again. */
@Timeout(60)
class CableTest {
    private final TestClock clock = new TestClock();

    @ParameterizedTest
    @MethodSource("adapter.virtual.wave.RenderTest#formats")
    void every_sample_comes_out_with_its_packet(WaveFormat format) throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of("kind", "cable"))) {
            int packet = format.samplesPerSecond() / 1_000;
            Opened in = device.open("Cable in", format, 4 * packet, 4);
            Opened out = device.open("Cable out", format, 7 * packet, 7);
            Random sent = new Random(9);
            Random expected = new Random(9);
            fill(in.buffer(), 0, 4 * packet, sent);
            in.buffer().onAdvance =
                    moved -> fill(in.buffer(), in.buffer().position - moved, moved, sent);
            long[] wrong = new long[1];
            out.buffer().onAdvance =
                    moved -> {
                        long from = out.buffer().position - moved;
                        wrong[0] += differences(out.buffer(), from, moved, expected);
                    };
            in.stream().start();
            out.stream().start();
            clock.advance(ReferenceTime.SECOND / 2);
            out.stream().pause(); // brings it up to the present
            assertEquals(0, wrong[0]);
            assertEquals(format.samplesPerSecond() / 2, out.buffer().position);
            assertEquals(in.buffer().position, out.buffer().position);
            assertEquals(in.buffer().time100ns, out.buffer().time100ns);
        }
    }

    private static void fill(WatchedBuffer buffer, long frame, int count, Random sound) {
        each(buffer, frame, count, at -> put(buffer.memory(), at, (byte) sound.nextInt()));
    }

    private static long differences(WatchedBuffer buffer, long frame, int count, Random sound) {
        long[] wrong = new long[1];
        each(
                buffer,
                frame,
                count,
                at -> {
                    byte value = buffer.memory().get(ValueLayout.JAVA_BYTE, at);
                    wrong[0] += value == (byte) sound.nextInt() ? 0 : 1;
                });
        return wrong[0];
    }

    private static void put(MemorySegment memory, long at, byte value) {
        memory.set(ValueLayout.JAVA_BYTE, at, value);
    }

    private interface Bytes {
        void at(long offset);
    }

    private static void each(WatchedBuffer buffer, long frame, int count, Bytes action) {
        int frameBytes = buffer.format().blockAlign();
        for (long f = frame; f < frame + count; f++) {
            for (int i = 0; i < frameBytes; i++) {
                action.at(buffer.offset(f) + i);
            }
        }
    }
}
