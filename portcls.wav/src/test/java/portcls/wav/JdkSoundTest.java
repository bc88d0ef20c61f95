package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.wav.TestWav.noise;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** What the Java platform writes is read, and what is written here the platform reads. */
class JdkSoundTest {
    private static final int FRAMES = 1_001;
    private static final List<WaveFormat> FORMATS =
            List.of(
                    WaveFormat.pcm(8_000, 8, 1),
                    WaveFormat.pcm(44_100, 16, 2),
                    WaveFormat.pcm(48_000, 24, 1),
                    WaveFormat.pcm(96_000, 32, 2),
                    TestWav.floats(48_000, 32, 2));

    @TempDir Path folder = Path.of("");

    private static AudioFormat jdk(WaveFormat format) {
        boolean floats = format.subFormat().equals(FormatIds.SUBTYPE_IEEE_FLOAT);
        Encoding encoding =
                format.bitsPerSample() == 8 ? Encoding.PCM_UNSIGNED : Encoding.PCM_SIGNED;
        return new AudioFormat(
                floats ? Encoding.PCM_FLOAT : encoding,
                format.samplesPerSecond(),
                format.bitsPerSample(),
                format.channels(),
                format.blockAlign(),
                format.samplesPerSecond(),
                false);
    }

    @Test
    void thePlatformReadsWhatIsWrittenHere() throws IOException, UnsupportedAudioFileException {
        for (WaveFormat format : FORMATS) {
            Path path = folder.resolve("a.wav");
            byte[] sound = noise(FRAMES * format.blockAlign());
            try (WavWriter writer = WavWriter.replace(path, format)) {
                writer.write(MemorySegment.ofArray(sound), 0, FRAMES);
            }
            try (AudioInputStream in = AudioSystem.getAudioInputStream(path.toFile())) {
                assertEquals(FRAMES, in.getFrameLength());
                assertEquals(jdk(format).toString(), in.getFormat().toString());
                assertArrayEquals(sound, in.readAllBytes());
            }
        }
    }

    @Test
    void whatThePlatformWritesIsReadHere() throws IOException {
        for (WaveFormat format : FORMATS) {
            Path path = folder.resolve("b.wav");
            byte[] sound = noise(FRAMES * format.blockAlign());
            try (AudioInputStream out =
                    new AudioInputStream(new ByteArrayInputStream(sound), jdk(format), FRAMES)) {
                AudioSystem.write(out, AudioFileFormat.Type.WAVE, path.toFile());
            }
            try (WavReader reader = WavReader.open(path)) {
                assertEquals(format, reader.format());
                assertEquals(FRAMES, reader.frames());
                assertArrayEquals(sound, TestWav.readAll(reader));
                assertEquals(List.of(), reader.problems());
            }
        }
    }
}
