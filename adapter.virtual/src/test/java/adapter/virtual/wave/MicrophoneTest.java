package adapter.virtual.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import adapter.virtual.wave.TestDevice.Opened;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.AudioDataRange;
import portcls.api.ks.WaveFormat;
import portcls.api.time.ReferenceTime;
import portcls.testkit.TestClock;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What the microphone hears. */
@Timeout(60)
class MicrophoneTest {
    @TempDir Path folder = Path.of("");
    private final TestClock clock = new TestClock();

    private Opened hear(Map<String, Object> settings, WaveFormat format, int millis)
            throws IOException {
        TestDevice device = new TestDevice(clock, settings);
        int frames = format.samplesPerSecond() * millis / 1_000;
        Opened hearing = device.open("Microphone", format, frames, 10);
        hearing.stream().start();
        clock.advance(ReferenceTime.millis(millis));
        return hearing;
    }

    private static byte[] bytes(Opened stream) {
        return stream.buffer().memory().toArray(ValueLayout.JAVA_BYTE);
    }

    @Test
    void a_tone_has_its_frequency_and_its_level() throws IOException {
        WaveFormat format = WaveFormat.float32(48_000, 2);
        Opened hearing = hear(Map.of(), format, 1_000);
        float[] sound = hearing.buffer().memory().toArray(ValueLayout.JAVA_FLOAT);
        double amplitude = Math.pow(10, -12 / 20.0);
        int upwards = 0;
        float highest = 0;
        for (int frame = 0; frame < 48_000; frame++) {
            double expected = amplitude * Math.sin(2 * Math.PI * 440 * frame / 48_000.0);
            assertEquals(expected, sound[2 * frame], 1e-6);
            assertEquals(sound[2 * frame], sound[2 * frame + 1]);
            highest = Math.max(highest, sound[2 * frame]);
            boolean crosses = frame > 0 && sound[2 * frame - 2] < 0 && sound[2 * frame] >= 0;
            upwards += crosses ? 1 : 0;
        }
        assertTrue(Math.abs(upwards - 440) <= 1, "turns: " + upwards);
        assertEquals(amplitude, highest, 1e-3);
    }

    @Test
    void the_tone_can_be_another() throws IOException {
        WaveFormat format = WaveFormat.pcm(8_000, 16, 1);
        Map<String, Object> settings = Map.of("toneFrequency", 2_000, "toneLevel", 0);
        byte[] sound = bytes(hear(settings, format, 10));
        assertArrayEquals(
                new byte[] {0, 0, -1, 127, 0, 0, 0, -128}, Arrays.copyOf(sound, 8)); // 0 1 0 -1
    }

    @Test
    void silence_is_silent() throws IOException {
        byte[] sound =
                bytes(hear(Map.of("microphone", "silence"), WaveFormat.pcm(8_000, 8, 1), 50));
        for (byte sample : sound) {
            assertEquals((byte) 0x80, sample);
        }
    }

    @Test
    void a_loop_hears_what_is_played() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 24, 2);
        TestDevice device = new TestDevice(clock, Map.of("microphone", "loop"));
        Opened hearing = device.open("Microphone", format, 960, 2);
        Opened playing = device.open("Speaker", format, 960, 2);
        playing.buffer().put(RenderTest.noise(960 * 6, 4));
        hearing.stream().start();
        playing.stream().start();
        clock.advance(ReferenceTime.millis(20));
        assertArrayEquals(bytes(playing), bytes(hearing));
    }

    private Map<String, Object> file(WaveFormat format, byte[] sound) throws IOException {
        Path file = folder.resolve("voice.wav");
        try (WavWriter writer = WavWriter.replace(file, format)) {
            writer.write(MemorySegment.ofArray(sound), 0, sound.length / format.blockAlign());
        }
        return Map.of("microphone", "file", "microphoneFile", file.toString());
    }

    @Test
    void a_file_is_heard_by_the_bit_then_silence() throws IOException {
        WaveFormat format = WaveFormat.pcm(44_100, 24, 3);
        byte[] sound = RenderTest.noise(400_000 * 9, 6);
        Map<String, Object> settings = file(format, sound);
        Opened hearing = hear(settings, format, 10_000);
        byte[] heard = bytes(hearing);
        assertArrayEquals(sound, Arrays.copyOf(heard, sound.length));
        for (int i = sound.length; i < heard.length; i++) {
            assertEquals(0, heard[i]);
        }
        assertEquals(0, hearing.buffer().lostFrames);
        hearing.stream().pause();
        hearing.stream().stop();
        hearing.buffer().memory().fill((byte) 1);
        hearing.buffer().position = 0;
        hearing.stream().start();
        clock.advance(ReferenceTime.SECOND);
        hearing.stream().close();
        heard = Arrays.copyOf(bytes(hearing), 44_100 * 9);
        assertArrayEquals(Arrays.copyOf(sound, heard.length), heard); // again from its start
    }

    @Test
    void a_file_in_another_format_is_converted_and_keeps_its_rate() throws IOException {
        Map<String, Object> settings =
                file(WaveFormat.pcm(16_000, 16, 1), new byte[] {0, 64, 0, -64});
        TestDevice device = new TestDevice(clock, settings);
        for (AudioDataRange range : device.endpoint("Microphone").formats()) {
            assertEquals(16_000, range.minimumSampleFrequency());
            assertEquals(16_000, range.maximumSampleFrequency());
        }
        assertEquals(WaveFormat.pcm(16_000, 16, 1), device.endpoint("Microphone").preferred());
        IOException refused =
                assertThrows(
                        IOException.class,
                        () -> device.open("Microphone", WaveFormat.float32(48_000, 2), 960, 2));
        assertTrue(refused.getMessage().contains("cannot have format=48000 Hz 2ch float32"));
        Opened hearing = device.open("Microphone", WaveFormat.float32(16_000, 2), 160, 1);
        hearing.stream().start();
        clock.advance(ReferenceTime.millis(10));
        float[] sound = hearing.buffer().memory().toArray(ValueLayout.JAVA_FLOAT);
        assertArrayEquals(new float[] {0.5f, 0.5f, -0.5f, -0.5f, 0, 0}, Arrays.copyOf(sound, 6));
        hearing.stream().close();
    }

    @Test
    void a_file_that_cannot_be_heard_is_refused_at_once() throws IOException {
        Path broken = folder.resolve("broken.wav");
        Files.writeString(broken, "RIFF and nothing more");
        String message = refused(Map.of("microphone", "file", "microphoneFile", broken.toString()));
        assertTrue(message.startsWith("microphoneFile=" + broken + " cannot be heard: "), message);
        assertEquals(
                "microphoneFile=no/such.wav cannot be heard: it is not there; name a WAV file, or"
                        + " use microphone=tone",
                refused(Map.of("microphone", "file", "microphoneFile", "no/such.wav")));
    }

    private String refused(Map<String, Object> settings) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> new TestDevice(clock, settings))
                        .getMessage());
    }

    @Test
    void a_file_that_goes_away_is_told_when_a_stream_starts() throws IOException {
        WaveFormat format = WaveFormat.pcm(16_000, 16, 1);
        Map<String, Object> settings = file(format, new byte[] {1, 0});
        TestDevice device = new TestDevice(clock, settings);
        Opened hearing = device.open("Microphone", format, 160, 1);
        Files.delete(folder.resolve("voice.wav"));
        assertThrows(IOException.class, hearing.stream()::start);
        clock.advance(ReferenceTime.SECOND);
        assertEquals(0, hearing.buffer().position);
        hearing.stream().close();
    }

    @Test
    void a_file_that_becomes_shorter_ends_there() throws IOException {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 2);
        byte[] sound = RenderTest.noise(4_000_000, 6);
        Map<String, Object> settings = file(format, sound);
        TestDevice device = new TestDevice(clock, settings);
        Opened hearing = device.open("Microphone", format, 960, 2);
        hearing.stream().start();
        clock.advance(ReferenceTime.millis(20));
        assertArrayEquals(Arrays.copyOf(sound, 960 * 4), bytes(hearing));
        Path file = folder.resolve("voice.wav");
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(2_000);
        }
        clock.advance(ReferenceTime.seconds(30));
        assertArrayEquals(new byte[960 * 4], bytes(hearing));
        assertEquals(48_000 * 30 + 960, hearing.buffer().position);
        hearing.stream().close();
    }
}
