package adapter.virtual.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class WavFileTest {
    private static final int RATE = 44_100;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder = Path.of("");

    private Path file() {
        return folder.resolve("test.wav");
    }

    private SeekableByteChannel channel() throws IOException {
        return Files.newByteChannel(
                file(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Test
    void is_valid_from_the_start_and_each_second() throws IOException {
        try (WavFile wav = new WavFile(channel(), RATE, WavFile.MAX_DATA_BYTES)) {
            assertEquals(0, Wav.read(file()).frames);
            for (int i = 0; i < 150; i++) { // 1.02 s
                wav.write(new byte[1_204], 4, 1_200);
            }
            assertEquals(45_000, wav.frames());
            assertTrue(Wav.read(file()).frames >= RATE);
        }
        assertEquals(45_000, Wav.read(file()).frames);
        assertEquals(RATE, Wav.read(file()).rate);
    }

    @Test
    void ends_clearly_when_it_is_full() throws IOException {
        WavFile wav = new WavFile(channel(), RATE, 1_002);
        wav.write(new byte[800], 0, 800);
        IOException full = assertThrows(IOException.class, () -> wav.write(new byte[800], 0, 800));
        assertEquals(
                "a WAV file cannot be longer than 44 + 1000 bytes; record the rest into another"
                        + " file",
                full.getMessage());
        wav.close();
        assertEquals(250, Wav.read(file()).frames);
    }

    @Test
    void sizes_beyond_two_gigabytes_stay_positive() {
        assertTrue(WavFile.MAX_DATA_BYTES + 36 <= 0xFFFF_FFFFL);
        assertEquals(0, WavFile.MAX_DATA_BYTES % WavFile.FRAME_BYTES);
    }

    @Test
    void what_was_written_before_the_disk_was_full_stays_valid() throws IOException {
        WavFile wav = new WavFile(new SmallDisk(channel(), 1_002), RATE, WavFile.MAX_DATA_BYTES);
        wav.write(new byte[800], 0, 800);
        assertThrows(IOException.class, () -> wav.write(new byte[800], 0, 800));
        wav.close();
        assertEquals(239, Wav.read(file()).frames); // (1002 - 44) / 4
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(file()));
        assertEquals(956, header.order(ByteOrder.LITTLE_ENDIAN).getInt(40), "whole frames");
    }

    /** A disk that is full after some bytes. */
    private record SmallDisk(SeekableByteChannel channel, long size)
            implements SeekableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            long room = size - channel.position();
            if (room <= 0) {
                throw new IOException("No space left on device");
            }
            ByteBuffer part = bytes.slice();
            part.limit((int) Math.min(part.limit(), room));
            int written = channel.write(part);
            bytes.position(bytes.position() + written);
            return written;
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return channel.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public SeekableByteChannel truncate(long newSize) throws IOException {
            channel.truncate(newSize);
            return this;
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
