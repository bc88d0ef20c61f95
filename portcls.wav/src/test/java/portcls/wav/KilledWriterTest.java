package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.WaveFormat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A program that is killed while it writes leaves a file that can be read. */
@Timeout(60)
final class KilledWriterTest {
    private static final WaveFormat FORMAT = WaveFormat.float32(48_000, 2);
    private static final int BLOCK = 480;

    @TempDir Path folder = Path.of("");

    @Test
    void whatItWroteIsThereUpToTheLastQuarterOfASecond() throws Exception {
        Path file = folder.resolve("killed.wav");
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writing.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader told = writer.inputReader()) {
            assertEquals("written", told.readLine());
        } finally {
            writer.destroyForcibly();
        }
        writer.waitFor();
        try (WavReader reader = WavReader.open(file);
                AudioInputStream other = AudioSystem.getAudioInputStream(file.toFile())) {
            assertEquals(List.of(), reader.problems());
            int frames = (int) reader.frames();
            assertEquals(frames, other.getFrameLength(), "others see as much");
            assertTrue(frames > Writing.FRAMES - FORMAT.samplesPerSecond() / 4, "frames=" + frames);
            float[] samples = new float[2 * frames];
            assertEquals(frames, reader.read(samples, 0, frames));
            float[] expected = new float[2 * frames];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = Writing.sample(i);
            }
            assertArrayEquals(expected, samples);
        }
    }

    /** The program: writes less than a second, and waits. */
    static final class Writing {
        static final int FRAMES = 93 * BLOCK;

        private Writing() {}

        static float sample(int index) {
            return index % 1_000 / 1_000f;
        }

        /**
         * Begins.
         *
         * @param arguments the file
         */
        public static void main(String[] arguments) throws IOException {
            try (WavWriter writer = WavWriter.create(Path.of(arguments[0]), FORMAT)) {
                float[] block = new float[2 * BLOCK];
                for (int frame = 0; frame < FRAMES; frame += BLOCK) {
                    for (int i = 0; i < block.length; i++) {
                        block[i] = sample(2 * frame + i);
                    }
                    writer.write(block, 0, BLOCK);
                }
                System.out.println("written");
                int _ = System.in.read(); // until it is killed, or the test is gone
            }
        }
    }
}
