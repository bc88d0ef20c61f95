package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.wav.TestWav.hex;
import static portcls.wav.TestWav.noise;
import static portcls.wav.TestWav.readAll;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

class WavWriterTest {
    private static final WaveFormat CD = WaveFormat.pcm(44_100, 16, 2);
    private static final WaveFormat BYTES = WaveFormat.pcm(8_000, 8, 1);

    @TempDir Path folder = Path.of("");

    private static WavWriter writer(MemoryFile file, WaveFormat format) throws IOException {
        return new WavWriter(
                "test.wav",
                format,
                file,
                () -> file,
                new GrowingHeader(format, GrowingHeader.LARGEST_RIFF));
    }

    private static WavReader reader(MemoryFile file) throws IOException {
        return WavReader.open(file.again(), "test.wav");
    }

    private static long framesIn(MemoryFile file) throws IOException {
        try (WavReader reader = reader(file)) {
            assertEquals(List.of(), reader.problems());
            return reader.frames();
        }
    }

    private static String header(WaveFormat format) {
        byte[] bytes = new byte[new GrowingHeader(format, 0xFFFF).size()];
        new GrowingHeader(format, 0xFFFF).render(240).get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void assertHeader(String digits, WaveFormat format) {
        assertEquals(HexFormat.of().formatHex(hex(digits)), header(format));
    }

    @Test
    void theHeaderIsTheDocumentedOne() {
        String junk = "4a554e4b 1c000000" + "00".repeat(28);
        assertHeader( // 16-bit stereo
                "52494646 38010000 57415645"
                        + junk
                        + "666d7420 10000000 0100 0200 44ac0000 10b10200 0400 1000"
                        + "64617461 f0000000",
                CD);
        assertHeader( // float stereo: a cbSize of 0 and a fact chunk
                "52494646 46010000 57415645"
                        + junk
                        + "666d7420 12000000 0300 0200 80bb0000 00dc0500 0800 2000 0000"
                        + "66616374 04000000 1e000000"
                        + "64617461 f0000000",
                TestWav.floats(48_000, 32, 2));
        assertHeader( // 24 of 32 bits
                "52494646 50010000 57415645"
                        + junk
                        + "666d7420 28000000 feff 0200 80bb0000 00dc0500 0800 2000"
                        + "1600 1800 03000000 01000000 0000 1000 8000 00aa00389b71"
                        + "64617461 f0000000",
                TestWav.extensible(FormatIds.SUBTYPE_PCM, 2, 48_000, 32, 24, 3));
    }

    @Test
    void theLongFormIsUsedWhereTheShortOneCannotTell() {
        Predicate<WaveFormat> longForm =
                format -> FormatChunk.toBytes(format)[0] == (byte) 0xFE; // the tag is 0xFFFE
        assertFalse(longForm.test(CD));
        assertFalse(longForm.test(TestWav.floats(48_000, 64, 2)));
        assertTrue(longForm.test(WaveFormat.pcm(48_000, 16, 3)));
        assertTrue(longForm.test(WaveFormat.pcm(48_000, 24, 2)));
        assertTrue(longForm.test(TestWav.floats(48_000, 32, 6)));
        WaveFormat masked = new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 48_000, 16, 16, 3, false);
        assertTrue(longForm.test(masked));
        WaveFormat narrow = new WaveFormat(FormatIds.SUBTYPE_PCM, 2, 48_000, 16, 12, 0, false);
        assertTrue(longForm.test(narrow));
    }

    @Test
    void everyFormatComesBackAsItWasWritten() throws IOException {
        for (WaveFormat format : TestWav.FORMATS) {
            MemoryFile file = new MemoryFile();
            int frames = 70_001 / format.blockAlign();
            byte[] sound = noise(frames * format.blockAlign());
            try (WavWriter writer = writer(file, format)) {
                assertEquals(format, writer.format());
                writer.write(MemorySegment.ofArray(sound), 0, frames - 10);
                writer.write(
                        MemorySegment.ofArray(sound), (frames - 10L) * format.blockAlign(), 10);
                assertEquals(frames, writer.frames());
            }
            assertEquals(0, file.size() % 2);
            try (WavReader reader = reader(file)) {
                assertEquals(format, reader.format());
                assertArrayEquals(sound, readAll(reader));
                assertEquals(List.of(), reader.problems());
            }
        }
    }

    @Test
    void framesCanBeWrittenAsFloats() throws IOException {
        MemoryFile file = new MemoryFile();
        float[] sound = new float[100_003];
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (i % 65_536 - 32_768) / 32_768f;
        }
        try (WavWriter writer = writer(file, CD)) {
            writer.write(sound, 3, 50_000);
            assertThrows(IndexOutOfBoundsException.class, () -> writer.write(sound, 4, 50_000));
        }
        try (WavReader reader = reader(file)) {
            float[] read = new float[100_003];
            assertEquals(50_000, reader.read(read, 3, 50_000));
            assertArrayEquals(
                    Arrays.copyOfRange(sound, 3, 100_003), Arrays.copyOfRange(read, 3, 100_003));
        }
    }

    @Test
    void theFileIsValidFromTheStartAndEachQuarterOfASecond() throws IOException {
        MemoryFile file = new MemoryFile();
        try (WavWriter writer = writer(file, BYTES)) {
            assertEquals(0, framesIn(file));
            MemorySegment sound = MemorySegment.ofArray(noise(3_001));
            writer.write(sound, 0, 2_000);
            assertEquals(2_000, framesIn(file));
            writer.write(sound, 0, 3_001 - 2_000);
            for (int i = 1; i <= 3; i++) {
                if (i > 1) {
                    writer.write(sound, 0, 3_001);
                }
                assertEquals(3_001L * i, writer.frames());
            }
            assertEquals(9_002, framesIn(file), "an even number of bytes");
        }
        assertEquals(9_003, framesIn(file));
        assertEquals(80 + 9_004, file.size());
        assertArrayEquals(
                TestWav.int32(9_004 + 80 - 8),
                Arrays.copyOfRange(file.bytes(), 4, 8),
                "the size of RIFF counts the pad byte");
    }

    @Test
    void whatWasWrittenBeforeTheDiskWasFullStaysValid() throws IOException {
        MemoryFile file = new MemoryFile();
        file.room = 80 + 1_002;
        WavWriter writer = writer(file, CD);
        MemorySegment sound = MemorySegment.ofArray(noise(800));
        writer.write(sound, 0, 200);
        IOException full = assertThrows(IOException.class, () -> writer.write(sound, 0, 200));
        assertEquals(
                "writing test.wav failed: No space left on device. Its first 250 frames are valid"
                        + " once it is closed. Look at its disk: is there room?",
                full.getMessage());
        assertEquals(250, writer.frames());
        file.room = 80 + 1_004; // a little room
        writer.write(sound, 0, 1);
        writer.close();
        assertEquals(251, framesIn(file));
        assertEquals(80 + 1_004, file.size());
    }

    @Test
    void thePadByteThatHasNoRoomCostsAFrame() throws IOException {
        MemoryFile file = new MemoryFile();
        file.room = 80 + 101;
        WavWriter writer = writer(file, BYTES);
        writer.write(MemorySegment.ofArray(noise(101)), 0, 101);
        assertEquals(
                "writing test.wav failed: No space left on device. Its first 100 frames are valid"
                        + " once it is closed. Look at its disk: is there room?",
                assertThrows(IOException.class, writer::close).getMessage());
        writer.close();
        assertEquals(100, framesIn(file));
        assertEquals(80 + 100, file.size());
        assertFalse(file.isOpen());
    }

    @Test
    void aFileWithoutRoomForItsHeaderIsClosed() {
        MemoryFile file = new MemoryFile();
        file.room = 40;
        assertThrows(IOException.class, () -> writer(file, CD));
        assertFalse(file.isOpen());
    }

    @Test
    void anInterruptDoesNotSpoilTheFile() throws IOException {
        Path path = folder.resolve("interrupted.wav");
        byte[] sound = noise(4_000);
        WavWriter writer = WavWriter.create(path, CD);
        writer.write(MemorySegment.ofArray(sound), 0, 1_000);
        Thread.currentThread().interrupt();
        IOException failure =
                assertThrows(
                        IOException.class,
                        () -> writer.write(MemorySegment.ofArray(sound), 0, 1_000));
        assertEquals(
                "writing "
                        + path
                        + " failed: the thread was interrupted. Its first 1000 frames are valid"
                        + " once it is closed.",
                failure.getMessage());
        writer.close();
        assertTrue(Thread.interrupted());
        try (WavReader reader = WavReader.open(path)) {
            assertArrayEquals(sound, readAll(reader));
        }
    }

    @Test
    void aClosedFileTakesNothing() throws IOException {
        MemoryFile file = new MemoryFile();
        WavWriter writer = writer(file, CD);
        writer.write(new float[20], 0, 10);
        writer.close();
        writer.close();
        assertEquals(
                "test.wav is closed; its 10 frames are complete",
                assertThrows(IOException.class, () -> writer.write(new float[2], 0, 1))
                        .getMessage());
    }

    @Test
    void aFileIsOnlyReplacedOnPurpose() throws IOException {
        Path path = folder.resolve("a.wav");
        Files.write(path, noise(10_000));
        assertThrows(FileAlreadyExistsException.class, () -> WavWriter.create(path, CD));
        assertEquals(10_000, Files.size(path));
        WavWriter.replace(path, CD).close();
        assertEquals(80, Files.size(path));
    }

    @Test
    void aFormatThatNobodyCouldReadIsRefused() {
        Path path = folder.resolve("never.wav");
        assertEquals(
                "a WAV file has at most 32 channels here: channels=33",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WavWriter.create(path, WaveFormat.pcm(48_000, 16, 33)))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> WavWriter.create(path, WaveFormat.pcm(48_000, 40, 1)));
        assertFalse(Files.exists(path));
    }
}
