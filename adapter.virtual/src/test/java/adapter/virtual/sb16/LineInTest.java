package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.ks.WaveFormat;
import portcls.wav.WavWriter;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What the card's converter records of what is plugged in. */
final class LineInTest {
    @TempDir Path folder;

    @Test
    void fileIsRecordedByTheBitFromItsStartEachTime() throws IOException {
        MemorySegment sound = TestCard.ramp(2_000);
        try (TestCard card = cardWith(file(sound, WaveFormat.pcm(44_100, 16, 2)))) {
            card.fullVolume();
            card.advanceMillis(100);
            for (int i = 0; i < 2; i++) {
                short[] taken = record(card, 2_200);
                assertArrayEquals(sound.toArray(TestCard.WORD), Arrays.copyOf(taken, 2_000));
                assertArrayEquals(new short[200], Arrays.copyOfRange(taken, 2_000, 2_200));
            }
        }
    }

    @Test
    void slowerFileIsStretchedAndMonoIsOnBothSides() throws IOException {
        Path file = file(TestCard.ramp(1_000), WaveFormat.pcm(22_050, 16, 1));
        try (TestCard card = cardWith(file)) {
            card.fullVolume();
            short[] taken = record(card, 2_000);
            assertEquals(taken[800], taken[801]);
            assertEquals(7 * 200 + 1, taken[800]);
            assertEquals(7 * 201 + 1, taken[804]);
            assertEquals(7 * 200 + 4, taken[802], 1);
        }
    }

    @Test
    void afterPowerOnTheLineIsSofterBy62Decibels() throws IOException {
        try (TestCard card = new TestCard(Map.of("toneLevel", 0))) {
            assertTrue(peak(record(card, 4_000)) < 30);
            card.fullVolume();
            assertEquals(Short.MAX_VALUE, peak(record(card, 4_000)), 20);
        }
    }

    @Test
    void switchesCrossTheSidesAndGainLifts() throws IOException {
        MemorySegment left = MemorySegment.ofArray(new byte[4_000]);
        for (int i = 0; i < 1_000; i++) {
            left.set(TestCard.WORD, 4L * i, (short) 1_000);
        }
        try (TestCard card = cardWith(file(left, WaveFormat.pcm(44_100, 16, 2)))) {
            card.fullVolume();
            card.mixer(0x3D, 0x08); // the left converter hears the right side
            card.mixer(0x3E, 0x10);
            card.mixer(0x40, 0x40); // 6 dB
            short[] taken = record(card, 400);
            assertEquals(0, taken[200]);
            assertEquals(Math.round(1_000 * Math.pow(10, 6 / 20.0)), taken[201]);
        }
    }

    private TestCard cardWith(Path file) {
        return new TestCard(Map.of("lineIn", "file", "lineInFile", file.toString()));
    }

    private Path file(MemorySegment sound, WaveFormat format) throws IOException {
        Path file = folder.resolve("sound.wav");
        try (WavWriter writer = WavWriter.replace(file, format)) {
            writer.write(sound, 0, (int) sound.byteSize() / format.blockAlign());
        }
        return file;
    }

    /** Records words of stereo in a single cycle. */
    private static short[] record(TestCard card, int words) {
        MemorySegment memory = MemorySegment.ofArray(new byte[2 * words]);
        card.words.start(memory, false);
        int samples = words - 1;
        card.command(0x42, 0xAC, 0x44, 0xB8, 0x30, samples & 0xFF, samples >> 8);
        card.advanceFrames(words);
        card.words.stop();
        return memory.toArray(TestCard.WORD);
    }

    private static int peak(short[] samples) {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs((int) sample));
        }
        return peak;
    }
}
