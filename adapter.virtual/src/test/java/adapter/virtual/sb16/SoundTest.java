package adapter.virtual.sb16;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import portcls.api.adapter.Recording;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What the card sounds, as its recording has it. */
final class SoundTest {
    @TempDir Path folder;
    private TestCard card = new TestCard();

    @AfterEach
    void takeAway() {
        card.close();
    }

    @Test
    void wordsOfStereoAreSoundedByTheBit() throws IOException {
        MemorySegment played = TestCard.ramp(4_410);
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            play(played);
                            card.advanceMillis(60);
                        });
        int start = TestCard.start(heard);
        assertArrayEquals(
                played.toArray(TestCard.WORD),
                Arrays.copyOfRange(heard, 2 * start, 2 * start + 4_410));
    }

    @Test
    void recordingLastsAsLongAsItsTime() throws IOException {
        short[] heard = recorded(() -> card.advanceMillis(1_000));
        assertEquals(88_200, heard.length);
    }

    @Test
    void bytesOfMonoAreOnBothSides() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            byte[] played = new byte[1_000];
                            Arrays.fill(played, (byte) 0xC0);
                            card.bytes.start(MemorySegment.ofArray(played), true);
                            card.command(0x41, 0xAC, 0x44, 0xC6, 0x00, 0xFF, 0x00);
                            card.advanceMillis(20);
                        });
        int start = TestCard.start(heard);
        assertEquals(0x4000, heard[2 * start]);
        assertEquals(0x4000, heard[2 * start + 1]);
        assertEquals(0x4000, heard[2 * start + 500]);
    }

    @Test
    void lowerRateLastsLonger() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            card.words.start(TestCard.ramp(2_000), true);
                            // 11025 Hz mono, 1000 samples in a single cycle
                            card.command(0x41, 0x2B, 0x11, 0xB0, 0x10, 0xE7, 0x03);
                            card.advanceMillis(200);
                        });
        int start = TestCard.start(heard);
        int end = heard.length;
        while (heard[end - 1] == 0) {
            end--;
        }
        assertEquals(4_000, end / 2.0 - start, 8);
        // straight lines: the ramp goes up by 7 in four frames
        assertEquals(heard[2 * start + 400] + 7, heard[2 * start + 408]);
    }

    @Test
    void volumesHaveStepsOfTwoDecibelsForEachSide() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            card.mixer(0x30, 21 << 3); // master left: -20 dB
                            card.mixer(0x33, 28 << 3); // voice right: -6 dB
                            playConstant(10_000);
                            card.advanceMillis(20);
                        });
        int at = 2 * TestCard.start(heard) + 200;
        assertEquals(1_000, heard[at]);
        assertEquals(Math.round(10_000 * Math.pow(10, -6 / 20.0)), heard[at + 1]);
    }

    @Test
    void afterPowerOnAllIsSofterBy28Decibels() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            playConstant(32_000);
                            card.advanceMillis(20);
                        });
        int at = 2 * TestCard.start(heard) + 200;
        assertEquals(Math.round(32_000 * Math.pow(10, -28 / 20.0)), heard[at]);
    }

    @Test
    void volumeTakesEffectAtItsFrame() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            playConstant(10_000);
                            card.advanceFrames(301);
                            card.mixer(0x30, 21 << 3);
                            card.advanceFrames(500);
                        });
        int start = 2 * TestCard.start(heard);
        int changed = start;
        while (heard[changed] == 10_000) {
            changed += 2;
        }
        assertEquals(300, (changed - start) / 2, 1);
        assertEquals(1_000, heard[changed]);
    }

    @Test
    void outputGainIsClipped() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            card.mixer(0x41, 0xC0); // 18 dB
                            playConstant(-10_000);
                            card.advanceMillis(20);
                        });
        int at = 2 * TestCard.start(heard) + 200;
        assertEquals(Short.MIN_VALUE, heard[at]);
        assertEquals(-10_000, heard[at + 1]);
    }

    @Test
    void bassLiftsWhatIsSlow() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            card.mixer(0x46, 0xB0); // 6 dB
                            playConstant(1_000);
                            card.advanceMillis(100);
                        });
        int at = 2 * TestCard.start(heard) + 2 * 4_000;
        assertEquals(1_000 * Math.pow(10, 6 / 20.0), heard[at], 2);
        assertEquals(1_000, heard[at + 1]);
    }

    @Test
    void registersOfAnOldCardStandForTheNewOnes() {
        card.mixer(0x22, 0x5A);
        assertEquals(0x58, card.mixer(0x30));
        assertEquals(0xA8, card.mixer(0x31));
        assertEquals(0x5A, card.mixer(0x22));
        card.mixer(0x00, 0);
        assertEquals(24 << 3, card.mixer(0x30));
    }

    @Test
    void fmSynthesizerIsHeardByItsVolume() throws IOException {
        double full = fmLevel(0xF8);
        double softer = fmLevel(21 << 3);
        assertTrue(full > 1_000, "full=" + full);
        assertEquals(10, full / softer, 0.1);
    }

    @Test
    void cardThatIsRecordedWhileNothingPlaysIsSilent() throws IOException {
        short[] heard =
                recorded(
                        () -> {
                            card.advanceMillis(300);
                            card.fullVolume();
                            playConstant(5_000);
                            card.advanceMillis(10);
                            card.words.stop();
                            card.advanceMillis(300);
                        });
        int start = TestCard.start(heard);
        assertEquals(13_230, start, 3);
        assertEquals(0, heard[heard.length - 1]);
    }

    private double fmLevel(int volume) throws IOException {
        card.close();
        card = new TestCard(Map.of());
        short[] heard =
                recorded(
                        () -> {
                            card.fullVolume();
                            card.mixer(0x34, volume);
                            card.mixer(0x35, volume);
                            note();
                            card.advanceMillis(200);
                        });
        double sum = 0;
        for (int i = heard.length / 2; i < heard.length; i++) {
            sum += (double) heard[i] * heard[i];
        }
        return Math.sqrt(sum / (heard.length / 2.0));
    }

    /** A sine that holds. */
    private void note() {
        int[][] writes = {
            {0x20, 0x21}, {0x40, 0x3F}, {0x60, 0xF0}, {0x80, 0x0F},
            {0x23, 0x21}, {0x43, 0x00}, {0x63, 0xF0}, {0x83, 0x0F},
            {0xC0, 0x31}, {0xA0, 0x44}, {0xB0, 0x32}
        };
        for (int[] write : writes) {
            card.registers.write(0, write[0]);
            card.registers.write(1, write[1]);
        }
    }

    private void play(MemorySegment memory) {
        card.words.start(memory, true);
        card.command(0x41, 0xAC, 0x44, 0xB6, 0x30, 0x71, 0x03);
    }

    private void playConstant(int value) {
        MemorySegment memory = MemorySegment.ofArray(new byte[4_096]);
        for (int i = 0; i < 2_048; i++) {
            memory.set(TestCard.WORD, 2L * i, (short) value);
        }
        play(memory);
    }

    private short[] recorded(Runnable what) throws IOException {
        Path file = folder.resolve("heard.wav");
        Recording recording = card.record(file);
        what.run();
        recording.close();
        return TestCard.samples(file);
    }
}
