package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Headers that are cut or changed: a reader either refuses the file or reads what is there. The
 * same files in every run.
 */
class WavFuzzTest {
    private static final int FRAMES = 40;
    private static final byte[] VALUES = {0, 1, 2, 4, 0x10, 0x7F, (byte) 0x80, (byte) 0xFF};

    private static List<byte[]> files() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (WaveFormat format : TestWav.FORMATS) {
            for (long largest : new long[] {GrowingHeader.LARGEST_RIFF, 0}) {
                MemoryFile file = new MemoryFile();
                try (WavWriter writer =
                        new WavWriter(
                                "test.wav",
                                format,
                                file,
                                () -> file,
                                new GrowingHeader(format, largest))) {
                    int bytes = FRAMES * format.blockAlign();
                    writer.write(MemorySegment.ofArray(TestWav.noise(bytes)), 0, FRAMES);
                }
                files.add(file.bytes());
            }
        }
        return files;
    }

    /** Whether it was read. */
    private static boolean check(byte... bytes) throws IOException {
        MemoryFile file = new MemoryFile(bytes);
        try (WavReader reader = WavReader.open(file, "test.wav")) {
            long soundBytes = reader.frames() * reader.format().blockAlign();
            assertTrue(soundBytes >= 0 && soundBytes < bytes.length, "frames in the file");
            assertEquals(reader.frames(), frames(reader));
            assertTrue(file.reads < 100, "reads=" + file.reads);
            return true;
        } catch (WavException e) {
            assertTrue(String.valueOf(e.getMessage()).startsWith("test.wav "), e::getMessage);
            assertTrue(file.reads < 100, "reads=" + file.reads);
            return false;
        }
    }

    private static long frames(WavReader reader) throws IOException {
        float[] samples = new float[16 * reader.format().channels()];
        long frames = 0;
        int count;
        do {
            count = reader.read(samples, 0, 16);
            frames += count;
        } while (count == 16);
        return frames;
    }

    @Test
    void aFileMayEndAtAnyByte() throws IOException {
        for (byte[] file : files()) {
            int header = new String(file, StandardCharsets.ISO_8859_1).indexOf("data") + 8;
            for (int length = 0; length <= file.length; length++) {
                assertEquals(
                        length >= header, check(Arrays.copyOf(file, length)), "length=" + length);
            }
        }
    }

    @Test
    void anyByteOfTheHeaderMayBeWrong() throws IOException {
        int read = 0;
        int refused = 0;
        for (byte[] file : files()) {
            for (int at = 0; at < 128 && at < file.length; at++) {
                byte right = file[at];
                for (byte value : VALUES) {
                    file[at] = value;
                    if (check(file)) {
                        read++;
                    } else {
                        refused++;
                    }
                }
                file[at] = right;
            }
        }
        assertTrue(read > 1_000 && refused > 1_000, "read=" + read + ", refused=" + refused);
    }

    @Test
    void manyBytesOfTheHeaderMayBeWrong() throws IOException {
        Random random = new Random(1);
        List<byte[]> files = files();
        for (int i = 0; i < 20_000; i++) {
            byte[] file = files.get(random.nextInt(files.size())).clone();
            for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
                int at = random.nextInt(12, Math.min(file.length, 124));
                file[at] =
                        random.nextBoolean()
                                ? VALUES[random.nextInt(VALUES.length)]
                                : (byte) random.nextInt();
            }
            check(file);
        }
    }
}
