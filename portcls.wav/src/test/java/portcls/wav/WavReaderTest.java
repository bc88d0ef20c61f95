package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static portcls.wav.TestWav.ascii;
import static portcls.wav.TestWav.cd;
import static portcls.wav.TestWav.chunk;
import static portcls.wav.TestWav.fmt;
import static portcls.wav.TestWav.hex;
import static portcls.wav.TestWav.int32;
import static portcls.wav.TestWav.int64;
import static portcls.wav.TestWav.join;
import static portcls.wav.TestWav.noise;
import static portcls.wav.TestWav.open;
import static portcls.wav.TestWav.readAll;
import static portcls.wav.TestWav.riff;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.FormatIds;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

class WavReaderTest {
    private static final byte[] SOUND = noise(4_000);

    @TempDir Path folder = Path.of("");

    private static void assertSound(WaveFormat format, byte... file) throws IOException {
        try (WavReader reader = open(file)) {
            assertEquals(format, reader.format());
            assertEquals(SOUND.length / format.blockAlign(), reader.frames());
            assertArrayEquals(SOUND, readAll(reader));
            assertEquals(List.of(), reader.problems());
        }
    }

    @Test
    void theShortFormTellsPcmAndFloat() throws IOException {
        byte[] data = chunk("data", SOUND.length, SOUND);
        assertSound(WaveFormat.pcm(44_100, 16, 2), riff(cd(), data));
        assertSound(WaveFormat.pcm(8_000, 8, 1), riff(fmt(1, 1, 8_000, 1, 8), data));
        assertSound(WaveFormat.pcm(7, 32, 1), riff(fmt(1, 1, 7, 4, 32), data));
        assertSound(TestWav.floats(48_000, 32, 2), riff(fmt(3, 2, 48_000, 8, 32), data));
        assertSound(TestWav.floats(48_000, 64, 1), riff(fmt(3, 1, 48_000, 8, 64), data));
    }

    @Test
    void theLongFormTellsValidBitsAndSpeakers() throws IOException {
        byte[] format =
                hex(
                        "feff 0200 80bb0000 00dc0500 0800 2000 1600 1400 03000000"
                                + "01000000 0000 1000 8000 00aa00389b71");
        assertSound(
                TestWav.extensible(FormatIds.SUBTYPE_PCM, 2, 48_000, 32, 20, 3),
                riff(chunk("fmt ", 40, format), chunk("data", SOUND.length, SOUND)));
        format[18] = 0; // valid bits not told
        format[24] = 3; // float
        assertSound(
                TestWav.extensible(FormatIds.SUBTYPE_IEEE_FLOAT, 2, 48_000, 32, 32, 3),
                riff(chunk("fmt ", 40, format), chunk("data", SOUND.length, SOUND)));
    }

    @Test
    void chunksThatItDoesNotKnowAreSkipped() throws IOException {
        assertSound(
                WaveFormat.pcm(44_100, 16, 2),
                riff(
                        chunk("LIST", 5, noise(6)), // padded
                        chunk("ds64", 28, noise(28)), // means nothing outside of RF64
                        cd(),
                        chunk("fmt ", 16, noise(16)), // one is enough
                        chunk("data", SOUND.length, SOUND),
                        chunk("id3 ", 10, noise(10))));
    }

    @Test
    void anRf64FileTellsItsSizesApart() throws IOException {
        byte[] sizes = join(int64(4_080), int64(SOUND.length), int64(1_000), int32(0));
        for (String id : List.of("RF64", "BW64")) {
            byte[] file =
                    join(
                            chunk(id, 0xFFFF_FFFFL, ascii("WAVE")),
                            chunk("ds64", 28, sizes),
                            cd(),
                            chunk("data", 0xFFFF_FFFFL, SOUND),
                            chunk("LIST", 4, noise(4)));
            assertSound(WaveFormat.pcm(44_100, 16, 2), file);
            System.arraycopy(int32(SOUND.length), 0, file, 76, 4); // told by the data chunk
            assertSound(WaveFormat.pcm(44_100, 16, 2), file);
        }
    }

    @Test
    void readingGoesOnWhereItEndedAndCanBeMoved() throws IOException {
        byte[] sound = noise(400_000);
        MemoryFile file = new MemoryFile(riff(cd(), chunk("data", sound.length, sound)));
        try (WavReader reader = WavReader.open(file, "test.wav")) {
            MemorySegment into = MemorySegment.ofArray(new byte[2_000]);
            for (int frame = 0; frame < 100_000; frame += 400) {
                assertEquals(frame, reader.position());
                assertEquals(400, reader.read(into, 400, 400));
                assertArrayEquals(
                        Arrays.copyOfRange(sound, frame * 4, frame * 4 + 1_600),
                        into.asSlice(400).toArray(ValueLayout.JAVA_BYTE));
            }
            assertEquals(0, reader.read(into, 0, 1));
            assertTrue(file.reads < 20, "reads ahead: reads=" + file.reads);

            for (long frame : new long[] {99_990, 0, 30_000, 29_999}) {
                reader.position(frame);
                int count = reader.read(into, 0, 20);
                assertEquals(Math.min(20, 100_000 - frame), count);
                assertEquals(
                        -1,
                        MemorySegment.ofArray(sound)
                                .asSlice(frame * 4, count * 4L)
                                .mismatch(into.asSlice(0, count * 4L)));
            }
            reader.position(100_000);
            assertEquals(0, reader.read(into, 0, 1));
            assertEquals(
                    "the position must lie in 0 … 100000: frame=100001",
                    assertThrows(IllegalArgumentException.class, () -> reader.position(100_001))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> reader.position(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> reader.read(into, 1, 500));
            assertEquals(List.of(), reader.problems());
        }
    }

    @Test
    void everyKindOfMemoryIsFilled() throws IOException {
        byte[] file = riff(cd(), chunk("data", SOUND.length, SOUND));
        try (Arena arena = Arena.ofConfined();
                WavReader reader = open(file)) {
            for (MemorySegment into :
                    List.of(
                            arena.allocate(4_000),
                            MemorySegment.ofArray(new short[2_000]),
                            MemorySegment.ofArray(new float[1_000]))) {
                reader.position(0);
                assertEquals(1_000, reader.read(into, 0, 1_000));
                assertEquals(-1, into.mismatch(MemorySegment.ofArray(SOUND)));
            }
        }
    }

    @Test
    void framesCanBeReadAsFloats() throws IOException {
        byte[] sound = hex("0000 0040 0080 ff7f");
        try (WavReader reader = open(riff(cd(), chunk("data", 8, sound)))) {
            float[] into = new float[7];
            assertEquals(2, reader.read(into, 1, 3));
            assertArrayEquals(new float[] {0, 0, .5f, -1, 32_767 / 32_768f, 0, 0}, into);
            assertThrows(IndexOutOfBoundsException.class, () -> reader.read(into, 2, 3));
        }
    }

    @Test
    void aFileIsReadFromDisk() throws IOException {
        Path path = folder.resolve("a.wav");
        Files.write(path, riff(cd(), chunk("data", SOUND.length, SOUND)));
        try (WavReader reader = WavReader.open(path)) {
            assertArrayEquals(SOUND, readAll(reader));
        }
        assertEquals(
                folder + " is a folder. Choose a WAV file in it.",
                assertThrows(WavException.class, () -> WavReader.open(folder)).getMessage());
        assertThrows(
                NoSuchFileException.class, () -> WavReader.open(folder.resolve("missing.wav")));
    }

    @Test
    void aFileThatIsRefusedIsClosed() {
        MemoryFile file = new MemoryFile(ascii("nothing"));
        assertThrows(WavException.class, () -> WavReader.open(file, "test.wav"));
        assertEquals(false, file.isOpen());
    }
}
