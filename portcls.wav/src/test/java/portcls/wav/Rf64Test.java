package portcls.wav;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import static portcls.wav.TestWav.noise;
import static portcls.wav.TestWav.readAll;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

class Rf64Test {
    private static final WaveFormat FORMAT = TestWav.floats(1_000, 64, 1);

    @TempDir Path folder = Path.of("");

    private static String start(MemoryFile file) {
        return new String(file.bytes(), 0, 16, StandardCharsets.ISO_8859_1)
                .replaceAll("[^A-Za-z0-9]+", " ");
    }

    private static ByteBuffer littleEndian(byte... bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void aFileThatGrowsTooLargeTurnsIntoRf64InPlace() throws IOException {
        MemoryFile file = new MemoryFile();
        int headerSize = 94;
        byte[] sound = noise(8_000);
        GrowingHeader header = new GrowingHeader(FORMAT, headerSize - 8 + 16_000);
        try (WavWriter writer = new WavWriter("test.wav", FORMAT, file, () -> file, header)) {
            for (int seconds = 1; seconds <= 3; seconds++) {
                writer.write(MemorySegment.ofArray(sound), 0, 1_000);
                assertEquals(seconds < 3 ? "RIFF WAVEJUNK" : "RF64 WAVEds64", start(file));
                try (WavReader reader = WavReader.open(file.again(), "test.wav")) {
                    assertEquals(1_000 * seconds, reader.frames());
                    assertEquals(List.of(), reader.problems());
                    assertArrayEquals(
                            sound,
                            Arrays.copyOfRange(
                                    readAll(reader), 8_000 * (seconds - 1), 8_000 * seconds));
                }
            }
        }
        ByteBuffer bytes = littleEndian(file.bytes());
        assertEquals(headerSize + 24_000, bytes.limit());
        assertEquals(-1, bytes.getInt(4));
        assertEquals(28, bytes.getInt(16));
        assertEquals(bytes.limit() - 8, bytes.getLong(20), "size of RIFF");
        assertEquals(24_000, bytes.getLong(28), "size of data");
        assertEquals(3_000, bytes.getLong(36), "frames");
        assertEquals(0, bytes.getInt(44), "length of the table");
        assertEquals(-1, bytes.getInt(82), "frames in the fact chunk");
        assertEquals(-1, bytes.getInt(90), "size in the data chunk");
    }

    @Test
    void theBorderIsWhatThirtyTwoBitsCanSay() {
        WaveFormat format = WaveFormat.pcm(48_000, 16, 1);
        GrowingHeader header = new GrowingHeader(format, GrowingHeader.LARGEST_RIFF);
        long largest = 0xFFFF_FFFEL - 72;
        ByteBuffer riff = header.render(largest);
        assertEquals(WavHeader.id("RIFF"), riff.getInt(0));
        assertEquals(0xFFFF_FFFEL, Integer.toUnsignedLong(riff.getInt(4)));
        assertEquals(largest, Integer.toUnsignedLong(riff.getInt(76)));
        assertEquals(WavHeader.id("RF64"), header.render(largest + 2).getInt(0));
        assertEquals(largest + 2, header.render(largest + 2).getLong(28));
    }

    @Test
    void aFileOfMoreThanFourGigabytesIsRead() throws IOException {
        Path path = folder.resolve("large.wav");
        long dataBytes = 5_000_000_000L; // sparse: nothing of it is on the disk
        byte[] end = noise(80);
        try (FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.WRITE)) {
            ByteBuffer header =
                    new GrowingHeader(FORMAT, GrowingHeader.LARGEST_RIFF).render(dataBytes);
            int headerSize = header.remaining();
            file.write(header, 0);
            file.write(ByteBuffer.wrap(end), headerSize + dataBytes - end.length);
        }
        try (WavReader reader = WavReader.open(path)) {
            assertEquals(625_000_000, reader.frames());
            assertEquals(List.of(), reader.problems());
            reader.position(reader.frames() - 10);
            byte[] read = new byte[80];
            assertEquals(10, reader.read(MemorySegment.ofArray(read), 0, 10));
            assertArrayEquals(end, read);
        }
    }
}
