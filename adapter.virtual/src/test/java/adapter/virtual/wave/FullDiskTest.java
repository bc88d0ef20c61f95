package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recording;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.testkit.TestClock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A disk that is full ends a recording and nothing else. */
@Timeout(60)
class FullDiskTest {
    private static final WaveFormat FORMAT = WaveFormat.pcm(48_000, 16, 2);

    @TempDir Path folder = Path.of("");
    private final TestClock clock = new TestClock();

    @Test
    void the_file_is_valid_up_to_there_and_the_device_plays_on() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of());
        Opened playing = device.open("Speaker", FORMAT, 960, 2);
        byte[] sound = RenderTest.noise(960 * 4, 8);
        playing.buffer().put(sound);
        Path file = folder.resolve("full.wav");
        Recording recording = device.engine.record(new SmallDisk(300_001, 0).path(file));
        playing.stream().start();
        clock.advance(ReferenceTime.seconds(20));
        IOException full = assertThrows(IOException.class, recording::close);
        String message = String.valueOf(full.getMessage());
        assertTrue(message.contains("No space left on device"), message);
        assertTrue(message.contains("it holds " + recording.frames() + " frames"), message);
        assertEquals(960_000, playing.buffer().position);
        byte[] written = RenderTest.read(file, FORMAT);
        assertEquals(recording.frames() * 4, written.length);
        assertTrue(written.length > 290_000 && written.length <= 300_000, "" + written.length);
        for (int at = 0; at < written.length; at += sound.length) {
            int length = Math.min(sound.length, written.length - at);
            assertArrayEquals(
                    Arrays.copyOf(sound, length), Arrays.copyOfRange(written, at, at + length));
        }
        assertThrows(IOException.class, recording::close);
        device.engine.record(folder.resolve("next.wav")).close();
        device.close();
    }

    @Test
    void where_not_even_a_file_can_begin_it_says_so_at_once() {
        TestDevice device = new TestDevice(clock, Map.of());
        Path file = new SmallDisk(10, 0).path(folder.resolve("none.wav"));
        String message =
                String.valueOf(
                        assertThrows(IOException.class, () -> device.engine.record(file))
                                .getMessage());
        assertTrue(message.startsWith("cannot record to " + file + ": "), message);
        device.close();
    }

    @Test
    void a_slow_disk_loses_nothing_where_time_is_virtual() throws IOException {
        TestDevice device = new TestDevice(clock, Map.of("channels", 8));
        WaveFormat format = WaveFormat.pcm(192_000, 32, 8);
        Opened playing = device.open("Speaker", format, 1_920, 1);
        byte[] sound = RenderTest.noise(1_920 * 32, 8);
        playing.buffer().put(sound);
        Path file = folder.resolve("long.wav");
        Recording recording = device.engine.record(file);
        playing.stream().start();
        clock.advance(ReferenceTime.seconds(5)); // 31 MB, more than waits in memory
        recording.close();
        assertEquals(192_000 * 5, recording.frames());
        byte[] written = RenderTest.read(file, format);
        for (int at = 0; at < written.length; at += sound.length) {
            assertEquals(
                    -1, Arrays.mismatch(sound, Arrays.copyOfRange(written, at, at + sound.length)));
        }
        device.close();
    }

    @Test
    void what_a_real_disk_cannot_take_in_time_is_silent_counted_and_told() throws IOException {
        StepClock real = new StepClock(false);
        TestDevice device = new TestDevice(real, Map.of("channels", 32));
        WaveFormat format = WaveFormat.pcm(384_000, 32, 32);
        Opened playing = device.open("Speaker", format, 3_840, 1);
        playing.buffer().put(new byte[] {1, 2, 3, 4});
        Path file = folder.resolve("slow.wav");
        Recording recording =
                device.engine.record(new SmallDisk(Long.MAX_VALUE, 1_000_000).path(file));
        playing.stream().start();
        real.advance(ReferenceTime.seconds(3)); // at once: 147 MB
        IOException slow = assertThrows(IOException.class, recording::close);
        assertTrue(String.valueOf(slow.getMessage()).contains("too slow: lostFrames="));
        assertEquals(384_000 * 3, recording.frames()); // the time line is whole
        assertEquals(384_000 * 3, playing.buffer().position);
        device.close();
    }
}
