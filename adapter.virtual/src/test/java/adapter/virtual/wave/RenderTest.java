package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import portcls.api.adapter.Recording;
import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.testkit.TestClock;
import portcls.wav.WavReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What is played is in the recording. */
@Timeout(60)
class RenderTest {
    @TempDir Path folder = Path.of("");
    private final TestClock clock = new TestClock();

    static WaveFormat in32(int validBits) {
        return new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 48_000, 32, validBits, 3, true);
    }

    static Stream<WaveFormat> formats() {
        return Stream.of(
                WaveFormat.pcm(8_000, 8, 1),
                WaveFormat.pcm(44_100, 8, 2),
                WaveFormat.pcm(44_100, 16, 1),
                WaveFormat.pcm(48_000, 16, 2),
                WaveFormat.pcm(48_000, 16, 6),
                WaveFormat.pcm(96_000, 24, 2),
                WaveFormat.pcm(11_025, 24, 3),
                WaveFormat.pcm(48_000, 32, 2),
                in32(24),
                WaveFormat.float32(48_000, 2),
                WaveFormat.float32(384_000, 32));
    }

    static byte[] noise(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] read(Path file, WaveFormat format) throws IOException {
        try (WavReader reader = WavReader.open(file)) {
            assertEquals(format.samplesPerSecond(), reader.format().samplesPerSecond());
            assertTrue(Samples.same(format, reader.format()), () -> reader.format().text());
            byte[] bytes = new byte[(int) reader.frames() * format.blockAlign()];
            reader.read(MemorySegment.ofArray(bytes), 0, (int) reader.frames());
            return bytes;
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_stream_alone_is_recorded_by_the_bit(WaveFormat format) throws IOException {
        Path file = folder.resolve("exact.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened playing = device.open("Speaker", format, format.samplesPerSecond() / 25, 4);
            int frames = playing.buffer().frames();
            byte[] sound = noise(frames * format.blockAlign(), 42);
            playing.buffer().put(sound);
            Recording recording = device.engine.record(file);
            playing.stream().start();
            clock.advance(ReferenceTime.SECOND);
            playing.stream().pause();
            recording.close();
            byte[] expected = new byte[format.samplesPerSecond() * format.blockAlign()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = sound[i % sound.length];
            }
            assertArrayEquals(expected, read(file, format));
            assertEquals(format.samplesPerSecond(), recording.frames());
            assertEquals(format.samplesPerSecond(), recording.sampleRate());
        }
    }

    @Test
    void what_was_not_written_is_silent() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 8, 2);
        Path file = folder.resolve("under.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened playing = device.open("Speaker", format, 1_000, 2);
            playing.buffer().put(new byte[] {1});
            playing.buffer().committed = 700;
            Recording recording = device.engine.record(file);
            playing.stream().start();
            clock.advance(ReferenceTime.millis(20));
            recording.close();
            byte[] bytes = read(file, format);
            assertEquals(960 * 2, bytes.length);
            for (int i = 0; i < bytes.length; i++) {
                assertEquals(i < 1_400 ? 1 : (byte) 0x80, bytes[i]);
            }
        }
    }

    @Test
    void two_streams_are_added_and_clipped() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        Path file = folder.resolve("sum.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened one = device.open("Speaker", format, 4_800, 10);
            Opened two = device.open("Speaker", format, 4_800, 10);
            byte[] first = noise(4_800 * 4, 1);
            byte[] second = noise(4_800 * 4, 2);
            one.buffer().put(first);
            two.buffer().put(second);
            one.stream().start();
            two.stream().start();
            Recording recording = device.engine.record(file);
            clock.advance(ReferenceTime.millis(100));
            recording.close();
            byte[] bytes = read(file, format);
            assertEquals(first.length, bytes.length);
            for (int i = 0; i < bytes.length; i += 2) {
                int sum = sample(first, i) + sample(second, i);
                assertEquals(Math.clamp(sum, -32_768, 32_767), sample(bytes, i), "at " + i);
            }
        }
    }

    private static int sample(byte[] bytes, int at) {
        return bytes[at] & 0xFF | bytes[at + 1] << 8;
    }

    @Test
    void channels_go_to_those_of_their_number_and_mono_to_all() throws IOException {
        WaveFormat stereo = WaveFormat.pcm(48_000, 16, 2);
        WaveFormat mono = WaveFormat.pcm(48_000, 16, 1);
        WaveFormat three = WaveFormat.pcm(48_000, 16, 3);
        Path file = folder.resolve("channels.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened one = device.open("Speaker", mono, 960, 2);
            Opened two = device.open("Speaker", three, 960, 2);
            Opened three2 = device.open("Speaker", stereo, 960, 2);
            one.buffer().put(new byte[] {1, 0});
            two.buffer().put(new byte[] {10, 0, 20, 0, 40, 0});
            three2.buffer().put(new byte[] {0, 1, 0, 2});
            two.stream().start();
            one.stream().start();
            three2.stream().start();
            Recording recording = device.engine.record(file); // of the stream that began last
            clock.advance(ReferenceTime.millis(10));
            recording.close();
            byte[] bytes = read(file, stereo);
            assertEquals(480 * 4, bytes.length);
            assertEquals(256 + 1 + (10 + 40) / 2, sample(bytes, 0));
            assertEquals(512 + 1 + 20 / 2, sample(bytes, 2));
        }
    }

    @Test
    void full_scale_stays_full_scale_where_there_are_fewer_channels() throws IOException {
        WaveFormat stereo = WaveFormat.float32(48_000, 2);
        WaveFormat mono = WaveFormat.float32(48_000, 1);
        try (TestDevice device = new TestDevice(clock, Map.of("channels", 1))) {
            Opened playing = device.open("Speaker", stereo, 960, 2);
            Opened hearing = device.open("Loopback", mono, 480, 1);
            for (int i = 0; i < 2 * 960; i++) {
                playing.buffer().memory().setAtIndex(ValueLayout.JAVA_FLOAT, i, 0.75f);
            }
            playing.stream().start();
            hearing.stream().start();
            clock.advance(ReferenceTime.millis(10));
            assertEquals(0.75f, hearing.buffer().memory().get(ValueLayout.JAVA_FLOAT, 0));
        }
    }

    @Test
    void a_recording_is_one_time_line_with_silence_in_its_gaps() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 1);
        Path file = folder.resolve("gaps.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened playing = device.open("Speaker", format, 960, 2);
            playing.buffer().put(new byte[] {5, 0});
            Recording recording = device.engine.record(file);
            clock.advance(ReferenceTime.millis(10));
            playing.stream().start();
            clock.advance(ReferenceTime.millis(20));
            playing.stream().pause();
            clock.advance(ReferenceTime.millis(30));
            playing.stream().start();
            clock.advance(ReferenceTime.millis(10));
            playing.stream().pause();
            playing.stream().stop();
            clock.advance(ReferenceTime.millis(40));
            recording.close();
            byte[] bytes = read(file, format);
            assertEquals(110 * 48 * 2, bytes.length);
            for (int i = 0; i < bytes.length / 2; i++) {
                int millis = i / 48;
                boolean sounds = millis >= 10 && millis < 30 || millis >= 60 && millis < 70;
                assertEquals(sounds ? 5 : 0, sample(bytes, i * 2), "frame " + i);
            }
        }
    }

    @Test
    void a_recording_of_nothing_is_silent_for_its_time() throws IOException {
        Path file = folder.resolve("nothing.wav");
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Recording recording = device.engine.record(file);
            assertTrue(Files.exists(file));
            clock.advance(ReferenceTime.SECOND);
            recording.close();
            recording.close();
            assertEquals(48_000, recording.frames());
            byte[] bytes = read(file, WaveFormat.float32(48_000, 2));
            assertArrayEquals(new byte[48_000 * 8], bytes);
        }
    }

    @Test
    void there_is_one_recording_at_a_time_and_its_folder_must_be_there() throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Path file = folder.resolve("one.wav");
            Recording recording = device.engine.record(file);
            IOException busy =
                    assertThrows(
                            IOException.class, () -> device.engine.record(folder.resolve("b")));
            assertTrue(busy.getMessage().contains("already; end that recording first"));
            recording.close();
            device.engine.record(file).close();
            IOException missing =
                    assertThrows(
                            IOException.class,
                            () -> device.engine.record(folder.resolve("no/such.wav")));
            assertTrue(missing.getMessage().contains("its folder is not there; make it first"));
        }
    }

    @Test
    void a_stream_of_another_rate_has_to_wait() throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened slow = device.open("Speaker", WaveFormat.pcm(44_100, 16, 2), 882, 2);
            Opened fast = device.open("Speaker", WaveFormat.pcm(48_000, 16, 2), 960, 2);
            fast.stream().start();
            IOException refused = assertThrows(IOException.class, slow.stream()::start);
            assertEquals(
                    "virtual:test runs at 48000 Hz for other streams, and has one clock for all:"
                            + " rate=44100 cannot be had. Use 48000 Hz, or wait until they have"
                            + " stopped.",
                    refused.getMessage());
            assertThrows(
                    IOException.class,
                    () -> device.open("Speaker", WaveFormat.pcm(44_100, 16, 2), 882, 2));
            Opened microphone =
                    device.open("Microphone", WaveFormat.pcm(16_000, 16, 1), 320, 2); // its own
            microphone.stream().start();
            clock.advance(ReferenceTime.millis(10));
            assertEquals(160, microphone.buffer().position);
            fast.stream().pause();
            slow.stream().start();
            clock.advance(ReferenceTime.millis(20));
            assertEquals(882, slow.buffer().position);
        }
    }

    @Test
    void another_rate_ends_a_recording_and_says_so() throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
            Opened fast = device.open("Speaker", format, 960, 2);
            Opened slow = device.open("Speaker", WaveFormat.pcm(44_100, 16, 2), 882, 2);
            fast.stream().start();
            Path file = folder.resolve("rate.wav");
            Recording recording = device.engine.record(file);
            clock.advance(ReferenceTime.millis(10));
            fast.stream().pause();
            slow.stream().start();
            clock.advance(ReferenceTime.millis(10));
            IOException early = assertThrows(IOException.class, recording::close);
            assertTrue(
                    early.getMessage().contains("went on at rate=44100 where the file has 48000"));
            assertEquals(441, slow.buffer().position);
            read(file, format);
        }
    }

    @Test
    void streams_are_counted() throws IOException {
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            WaveFormat format = WaveFormat.float32(48_000, 2);
            Opened last = device.open("Speaker offload", format, 960, 2);
            device.open("Speaker offload", format, 960, 2);
            device.open("Speaker offload", format, 960, 2);
            assertEquals(
                    "all 3 streams of \"Speaker offload\" of virtual:test are in use; close one"
                            + " first",
                    assertThrows(
                                    IOException.class,
                                    () -> device.open("Speaker offload", format, 960, 2))
                            .getMessage());
            last.stream().close();
            device.open("Speaker offload", format, 960, 2);
        }
    }

    @Test
    void a_device_can_write_each_take_to_a_file() throws IOException {
        String pattern = folder.resolve("take-{number}.wav").toString();
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        byte[] sound = noise(960 * 4, 5);
        Map<String, Object> settings = Map.of("output", "file", "file", pattern);
        try (TestDevice device = new TestDevice(clock, settings)) {
            for (int take = 0; take < 2; take++) {
                Opened playing = device.open("Speaker", format, 960, 2);
                playing.buffer().put(sound);
                playing.stream().start();
                clock.advance(ReferenceTime.millis(20));
                playing.stream().pause();
                playing.stream().close();
            }
        }
        assertArrayEquals(sound, read(folder.resolve("take-0001.wav"), format));
        assertArrayEquals(sound, read(folder.resolve("take-0002.wav"), format));
    }

    @Test
    void what_is_left_of_a_recording_is_complete_when_the_device_goes() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        Path file = folder.resolve("unplugged.wav");
        byte[] sound = noise(960 * 4, 5);
        TestDevice device = new TestDevice(clock, Map.of());
        Opened playing = device.open("Speaker", format, 960, 2);
        playing.buffer().put(sound);
        playing.stream().start();
        device.engine.record(file);
        clock.advance(ReferenceTime.millis(20));
        device.close();
        assertArrayEquals(sound, read(file, format));
        assertEquals(
                "virtual:test is gone: it was unplugged",
                playing.buffer().failures.getFirst().getMessage());
        assertEquals(0, clock.openAlarms());
        assertThrows(IOException.class, playing.stream()::start);
        playing.stream().close();
        assertThrows(IOException.class, () -> device.open("Speaker", format, 960, 2));
    }

    @Test
    void loopback_hears_what_is_played_by_the_bit() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 32, 2);
        try (TestDevice device = new TestDevice(clock, Map.of())) {
            Opened hearing = device.open("Loopback", format, 1_920, 4);
            Opened playing = device.open("Speaker", format, 1_920, 4);
            byte[] sound = noise(1_920 * 8, 3);
            playing.buffer().put(sound);
            hearing.stream().start();
            playing.stream().start();
            clock.advance(ReferenceTime.millis(40));
            byte[] heard = hearing.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
            assertArrayEquals(sound, heard);
            playing.stream().pause();
            clock.advance(ReferenceTime.millis(40));
            heard = hearing.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
            assertArrayEquals(new byte[heard.length], heard);
            assertEquals(3_840, hearing.buffer().position);
        }
    }
}
