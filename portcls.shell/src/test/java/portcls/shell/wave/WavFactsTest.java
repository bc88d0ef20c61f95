package portcls.shell.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

final class WavFactsTest {
    @TempDir Path folder;

    @Test
    void measuresSixteenBits() throws IOException {
        ByteBuffer samples = little(4 * 40_000);
        for (int i = 0; i < 40_000; i++) {
            samples.putShort((short) (i % 2 == 0 ? 16384 : -16384)).putShort((short) 0);
        }
        samples.putShort(4 * 39_999, Short.MIN_VALUE);
        WavFacts facts = WavFacts.read(wav(1, 2, 16, samples)).orElseThrow();
        assertEquals(40_000, facts.frames());
        assertEquals(44_100, facts.sampleRate());
        assertEquals(2, facts.channels());
        assertEquals(1.0, facts.peak());
        assertEquals(0.5 / Math.sqrt(2), facts.rms(), 1e-3);
    }

    @Test
    void measuresFloats() throws IOException {
        ByteBuffer samples = little(8).putFloat(0.25f).putFloat(-0.5f);
        WavFacts facts = WavFacts.read(wav(3, 1, 32, samples)).orElseThrow();
        assertEquals(2, facts.frames());
        assertEquals(0.5, facts.peak());
    }

    @Test
    void measuresTwentyFourBits() throws IOException {
        ByteBuffer samples = little(6).put(new byte[] {0, 0, 0x40, 0, 0, -0x20});
        WavFacts facts = WavFacts.read(wav(1, 1, 24, samples)).orElseThrow();
        assertEquals(2, facts.frames());
        assertEquals(0.5, facts.peak());
        assertEquals(Math.sqrt((0.25 + 0.0625) / 2), facts.rms(), 1e-6);
    }

    @Test
    void whatItCannotMeasureIsNoFailure() throws IOException {
        Path text = folder.resolve("text");
        Files.writeString(text, "no sound at all");
        assertTrue(WavFacts.read(text).isEmpty());
        Files.writeString(text, "");
        assertTrue(WavFacts.read(text).isEmpty());
    }

    private Path wav(int tag, int channels, int bits, ByteBuffer samples) throws IOException {
        int frame = channels * bits / 8;
        ByteBuffer file = little(12 + 8 + 16 + 8 + 3 + 1 + 8 + samples.capacity());
        text(file, "RIFF").putInt(0);
        text(file, "WAVE");
        text(file, "fmt ").putInt(16).putShort((short) tag).putShort((short) channels);
        file.putInt(44_100).putInt(44_100 * frame).putShort((short) frame).putShort((short) bits);
        text(file, "odd ").putInt(3).put(new byte[4]);
        text(file, "data").putInt(samples.capacity()).put(samples.rewind());
        return Files.write(folder.resolve("sound.wav"), file.array());
    }

    private static ByteBuffer text(ByteBuffer file, String text) {
        return file.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
