package adapter.virtual.opl3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

/** What the chip sounds like, by measurement. */
final class Opl3Test {
    private static final double RATE = Opl3.SAMPLE_RATE;
    private static final int SECOND = 49_716;

    private final TestChip chip = new TestChip();

    @ParameterizedTest
    @CsvSource({"577,4", "345,1", "1023,7", "512,0", "690,3"})
    void theFrequencyIsFNumberTimesTheRate(int fNumber, int block) {
        chip.opl3().plain(0).keyOn(0, fNumber, block);
        double expected = fNumber * RATE / (1 << 20 - block);
        assertEquals(expected, TestChip.pitch(chip.left(2 * SECOND), RATE), expected / 1_000);
    }

    @ParameterizedTest
    @CsvSource({"0,0.5", "1,1", "2,2", "3,3", "7,7", "10,10", "11,10", "12,12", "13,12", "15,15"})
    void aMultipleRaisesTheFrequency(int register, double multiple) {
        chip.opl3().plain(0).write(0x23, 0x20 | register).keyOn(0, 512, 3);
        double expected = multiple * 512 * RATE / (1 << 17);
        assertEquals(expected, TestChip.pitch(chip.left(SECOND), RATE), expected / 1_000);
    }

    @Test
    void theLoudestSineHasThirteenBits() {
        chip.opl3().plain(0).keyOn(0, 577, 4);
        int[] samples = chip.left(4_000);
        assertEquals(4_084, Arrays.stream(samples).max().orElseThrow());
        assertEquals(-4_085, Arrays.stream(samples).min().orElseThrow());
    }

    @Test
    void aLevelStepIsThreeQuartersOfADecibel() {
        for (int level = 0; level < 40; level++) {
            TestChip next = new TestChip().opl3().plain(0);
            next.write(0x43, level).keyOn(0, 577, 4);
            double down = TestChip.decibels(TestChip.peak(next.left(4_000)) / 4_084.0);
            assertEquals(-0.75 * level, down, 0.1, "level=" + level);
        }
    }

    @Test
    void theSineIsExactToItsLogarithms() {
        chip.opl3().plain(0).keyOn(0, 512, 1); // one place of the wave per frame
        int[] samples = chip.left(1_024);
        for (int i = 0; i < samples.length; i++) {
            double ideal = 4_084.5 * Math.sin(2 * Math.PI * (i + 0.5) / 1_024) - 0.5;
            assertEquals(ideal, samples[i], 10, "frame " + i);
        }
    }

    @Test
    void eachWaveformHasItsShape() {
        int quarter = 256;
        for (int wave = 0; wave < 8; wave++) {
            TestChip next = new TestChip().opl3().plain(wave);
            next.keyOn(0, 512, 1); // one place of the wave per frame
            int[] samples = next.left(1_024);
            int[] peaks = new int[4];
            for (int q = 0; q < 4; q++) {
                int[] part = Arrays.copyOfRange(samples, q * quarter, (q + 1) * quarter);
                int max = Arrays.stream(part).max().orElseThrow();
                int min = Arrays.stream(part).min().orElseThrow();
                peaks[q] = max > 100 && min < -100 ? 2 : max > 100 ? 1 : min < -100 ? -1 : 0;
            }
            int[] expected =
                    switch (wave) {
                        case 0 -> new int[] {1, 1, -1, -1};
                        case 1 -> new int[] {1, 1, 0, 0};
                        case 2 -> new int[] {1, 1, 1, 1};
                        case 3 -> new int[] {1, 0, 1, 0};
                        case 4 -> new int[] {1, -1, 0, 0};
                        case 5 -> new int[] {1, 1, 0, 0};
                        case 6 -> new int[] {1, 1, -1, -1};
                        default -> new int[] {1, 0, 0, -1}; // halves in 32 places
                    };
            assertArrayEquals(expected, peaks, "wave " + wave + Arrays.toString(peaks));
            if (wave == 6) {
                assertEquals(4_084, samples[1], "a square is as loud everywhere");
                assertEquals(4_084, samples[511]);
                assertEquals(-4_085, samples[512]);
            }
            if (wave == 7) {
                assertEquals(4_084 / 2, samples[32], 30, "a sawtooth of logarithms halves in 32");
                assertEquals(-4_084 / 2, samples[1_023 - 32], 30);
            }
            if (wave == 3) {
                assertEquals(4_084, TestChip.peak(samples, 200, 256), "a rising quarter");
            }
            if (wave == 5) {
                assertTrue(TestChip.peak(samples, 250, 262) < 400, "two humps");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4,1", "8,2", "12,3", "16,4", "18,4", "19,4", "32,8", "45,11", "52,13", "58,14"})
    void aDecayFallsEvenlyInDecibelsAtItsRate(int rate, int register) {
        // Key scale rate full: block 0 … 7 adds to the rate.
        int key = rate - 4 * register;
        chip.opl3().plain(0);
        chip.write(0x23, 0x31).write(0x63, 0xF0 | register).write(0x83, 0xFF);
        int fNumber = (key & 1) != 0 ? 600 : 400;
        chip.keyOn(0, fNumber, key >> 1);
        double stepsPerFrame = (4 + rate % 4) / 4.0 * Math.pow(2, rate / 4 - 13);
        int frames = Math.min((int) (64 / stepsPerFrame), 60_000);
        chip.left(frames);
        assertEquals(stepsPerFrame * frames, envelopeSteps(), 2);
    }

    /** Attenuation now in steps of 0.1875 dB, by making the wave a square and looking at it. */
    private double envelopeSteps() {
        chip.write(0xE3, 6);
        return -TestChip.decibels(TestChip.peak(chip.left(1)) / 4_084.0) / 0.1875;
    }

    @ParameterizedTest
    @CsvSource({"5,176.64", "8,22.08", "10,5.52", "12,1.38"})
    void anAttackTakesItsTime(int register, double milliseconds) {
        chip.opl3().plain(6).write(0x63, register << 4).keyOn(0, 100, 0);
        int[] samples = chip.left(2 * SECOND);
        int full = 0;
        while (Math.abs(samples[full]) < 4_000) {
            full++;
        }
        // The manual's times from 0 to 100 %.
        assertEquals(milliseconds, full * 1_000 / RATE, 0.03 * milliseconds);
        assertTrue(Math.abs(samples[full / 2]) > 1_000, "an attack is steepest at its begin");
    }

    @Test
    void theFastestAttackIsAtOnce() {
        chip.opl3().plain(6).keyOn(0, 577, 4);
        assertEquals(4_084, Math.abs(chip.left(1)[0]));
    }

    @Test
    void aHeldToneStaysAndGoesWithItsKey() {
        chip.opl3().plain(0).write(0x83, 0x28); // sustain at -6 dB, release 8
        chip.write(0x63, 0xFF).keyOn(0, 577, 4);
        int[] held = chip.left(SECOND);
        assertEquals(2_047, TestChip.peak(held, SECOND / 2, SECOND), 10);
        chip.keyOff(0);
        int[] released = chip.left(SECOND);
        assertTrue(TestChip.peak(released, 0, 200) > 1_500);
        assertEquals(0, TestChip.peak(released, SECOND / 2, SECOND));
        assertTrue(chip.chip.isSilent());
    }

    @Test
    void aToneThatIsNotHeldGoesByItself() {
        chip.opl3().plain(0).write(0x23, 0x01).write(0x63, 0xFF).write(0x83, 0x28);
        chip.keyOn(0, 577, 4);
        int[] samples = chip.left(2 * SECOND);
        assertTrue(TestChip.peak(samples, 0, 100) > 1_500);
        assertEquals(0, TestChip.peak(samples, SECOND, 2 * SECOND));
        assertEquals(0, chip.left(1)[0]);
    }

    @Test
    void aKeyThatIsPressedAgainBeginsItsWaveAnew() {
        chip.opl3().plain(0).keyOn(0, 577, 4);
        int[] first = chip.left(1_000);
        chip.keyOff(0).keyOn(0, 577, 4);
        assertArrayEquals(first, chip.left(1_000));
        chip.keyOn(0, 577, 4); // is pressed already
        assertNotEquals(Arrays.hashCode(first), Arrays.hashCode(chip.left(1_000)));
    }

    @Test
    void keyScaleLevelIsThatOfTheManual() {
        // 3 dB per octave: F-number 960 in block 7 is 21 dB down, 512 in block 4 is 9 dB down.
        assertEquals(-21, scaled(0x40, 960, 7), 0.2);
        assertEquals(-9, scaled(0x40, 512, 4), 0.2);
        assertEquals(-4.5, scaled(0x80, 512, 4), 0.2);
        assertEquals(-18, scaled(0xC0, 512, 4), 0.2);
        assertEquals(0, scaled(0x00, 960, 7), 0.2);
        assertEquals(0, scaled(0x40, 512, 1), 0.2);
    }

    private static double scaled(int level, int fNumber, int block) {
        TestChip next = new TestChip().opl3().plain(0).write(0x43, level);
        return TestChip.decibels(
                TestChip.peak(next.keyOn(0, fNumber, block).left(8_000)) / 4_084.0);
    }

    @ParameterizedTest
    @CsvSource({"0,1.1", "128,4.9"})
    void tremoloHasItsDepthAndRate(int depth, double decibels) {
        chip.opl3().plain(6).write(0xBD, depth).write(0x23, 0xA1).keyOn(0, 577, 4);
        int[] samples = chip.left(2 * SECOND);
        int lowest = 4_084;
        int quiet = 0;
        int times = 0;
        for (int sample : samples) {
            lowest = Math.min(lowest, Math.abs(sample));
        }
        boolean low = false;
        for (int sample : samples) {
            boolean now = Math.abs(sample) <= lowest + 3;
            times += now && !low ? 1 : 0;
            low = now;
            quiet += now ? 1 : 0;
        }
        assertEquals(-decibels, TestChip.decibels(lowest / 4_084.0), 0.15);
        assertTrue(quiet > 0);
        assertEquals(3.7 * 2, times, 1);
    }

    @ParameterizedTest
    @CsvSource({"0,7", "64,14"})
    void vibratoHasItsDepth(int depth, double cents) {
        chip.opl3().plain(0).write(0xBD, depth).write(0x23, 0x61).keyOn(0, 512, 7);
        double middle = 512 * RATE / (1 << 13);
        double highest = 0;
        for (int i = 0; i < 16; i++) {
            highest = Math.max(highest, TestChip.pitch(chip.left(1_024), RATE));
        }
        assertEquals(cents, 1_200 * Math.log(highest / middle) / Math.log(2), cents / 4);
    }

    @Test
    void modulationMakesOvertonesAndFeedbackMore() {
        double plain = brightness(63, 0);
        double modulated = brightness(16, 0);
        double fedBack = brightness(16, 7);
        assertTrue(plain < 0.03, "plain " + plain);
        assertTrue(modulated > 3 * plain, modulated + " is not more than " + plain);
        assertTrue(fedBack > 1.3 * modulated, fedBack + " is not more than " + modulated);
    }

    /** How much a frame differs from the next, compared with the sound itself. */
    private static double brightness(int level, int feedback) {
        TestChip next = new TestChip().opl3().tone(0, level, 0).tone(3, 0, 0);
        int[] samples = next.write(0xC0, 0x30 | feedback << 1).keyOn(0, 577, 2).left(8_000);
        double change = 0;
        double all = 0;
        for (int i = 1; i < samples.length; i++) {
            change += Math.abs(samples[i] - samples[i - 1]);
            all += Math.abs(samples[i]);
        }
        return change / all;
    }

    @Test
    void addedOperatorsAreBothHeard() {
        chip.opl3().tone(0, 0, 6).tone(3, 0, 6).write(0xC0, 0x31).keyOn(0, 577, 4);
        assertEquals(2 * 4_084, chip.left(10)[0]);
    }

    @ParameterizedTest
    @CsvSource({"0,0,1", "1,0,2", "0,1,2", "1,1,3"})
    void fourOperatorsAreConnectedInFourWays(int first, int second, int heard) {
        // Squares of different loudness: what is heard is the sum of some of them.
        chip.opl3().write(0x104, 1);
        int[] operators = {0, 3, 8, 11};
        for (int operator : operators) {
            chip.tone(operator, 0, 6);
        }
        chip.write(0xC0, 0x30 | first).write(0xC3, 0x30 | second).keyOn(0, 577, 4);
        // A modulator that is a square moves the place by whole waves and a little.
        assertEquals(heard * 4_084, TestChip.peak(chip.left(2_000)), 4 * heard);
        chip.keyOff(0).left(SECOND);
        assertTrue(chip.chip.isSilent());
    }

    @Test
    void theSecondOfAPairHasNoKeyOfItsOwn() {
        chip.opl3().write(0x104, 1).tone(8, 0, 6).tone(11, 0, 6).write(0xC3, 0x31);
        chip.keyOn(3, 577, 4);
        assertEquals(0, TestChip.peak(chip.left(1_000)));
        chip.write(0x104, 0).keyOn(3, 577, 4);
        assertTrue(TestChip.peak(chip.left(1_000)) > 0);
    }

    @Test
    void fourOperatorsOfTheSecondBankSound() {
        chip.opl3().write(0x104, 0x20); // channels 11 and 14
        for (int operator : new int[] {0x102, 0x105, 0x10A, 0x10D}) {
            chip.tone(operator, 0, 6);
        }
        chip.write(0x1C2, 0x31).write(0x1C5, 0x31).write(0x1A2, 0x41).write(0x1B2, 0x32);
        assertEquals(3 * 4_084, TestChip.peak(chip.left(100)), 12);
    }

    /** The last three operators of a voice of four, as a chain that is heard at its end. */
    private void chainOfFour() {
        chip.opl3().write(0x104, 1);
        for (int operator : new int[] {0, 3, 8, 11}) {
            chip.tone(operator, operator == 11 ? 0 : 63, 0);
        }
        chip.write(0xC0, 0x30).write(0xC3, 0x30).keyOn(0, 577, 4);
    }

    @Test
    void keyScalingLeavesTheSecondOfAPairItsPitch() {
        chainOfFour();
        chip.left(100);
        chip.write(0x08, 0x40);
        double expected = 577 * RATE / (1 << 16);
        assertEquals(expected, TestChip.pitch(chip.left(SECOND / 2), RATE), expected / 1_000);
    }

    @Test
    void withoutTheNewBitThereAreNoPairs() {
        chip.opl3().write(0x104, 1).write(0x105, 0);
        chip.tone(8, 0, 0).tone(11, 0, 0).write(0x68, 0).write(0xC3, 0x01);
        chip.keyOn(0, 577, 4);
        assertEquals(0, TestChip.peak(chip.left(1_000)), "has the key of another channel");
        chip.keyOn(3, 577, 4);
        assertTrue(TestChip.peak(chip.left(1_000)) > 4_000, "has no key of its own");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aHumpOfHalfAWaveFallsByTheStepsThatItRoseBy(int wave) {
        chip.opl3().plain(wave).keyOn(0, 512, 1); // one place of the wave per frame
        int[] samples = chip.left(1_024);
        for (int i = 0; i < 128; i++) {
            assertEquals(samples[i], samples[255 - i], "frame " + i);
            assertEquals(samples[256 + i], samples[511 - i], "frame " + (256 + i));
        }
        assertEquals(wave == 5 ? samples[100] : ~samples[100], samples[356]);
    }

    @Test
    void eachSideHasItsBit() {
        chip.opl3().plain(6).write(0xC0, 0x11).keyOn(0, 577, 4);
        short[] frames = chip.frames(500);
        assertTrue(TestChip.peak(TestChip.side(frames, 0)) > 0);
        assertEquals(0, TestChip.peak(TestChip.side(frames, 1)));
        frames = chip.write(0xC0, 0x21).frames(500);
        assertEquals(0, TestChip.peak(TestChip.side(frames, 0)));
        assertTrue(TestChip.peak(TestChip.side(frames, 1)) > 0);
        frames = chip.write(0xC0, 0x01).frames(500);
        assertEquals(0, TestChip.peak(TestChip.side(frames, 0)));
        assertEquals(0, TestChip.peak(TestChip.side(frames, 1)));
    }

    @Test
    void withoutTheNewBitItIsAnOpl2() {
        chip.plain(5).write(0xC0, 0x01).keyOn(0, 512, 1);
        short[] frames = chip.frames(1_024);
        int[] left = TestChip.side(frames, 0);
        assertArrayEquals(left, TestChip.side(frames, 1), "both sides sound");
        assertTrue(TestChip.peak(left, 520, 1_000) == 0, "waveform 5 is waveform 1");
        assertTrue(TestChip.peak(left, 250, 262) > 4_000, "waveform 5 is waveform 1");
        chip.write(0x1B0, 0); // an OPL2 has one bank: it is register 0xB0
        chip.left(SECOND);
        assertTrue(chip.chip.isSilent());
    }

    @Test
    void allEighteenChannelsSoundAndClipWithoutOverflow() {
        chip.opl3();
        for (int bank = 0; bank < 2; bank++) {
            for (int channel = 0; channel < 9; channel++) {
                int operator = 0x100 * bank + TestChip.operator(channel);
                chip.tone(operator, 0, 6).tone(operator + 3, 0, 6);
                chip.write(0x100 * bank + 0xC0 + channel, 0x31);
                chip.write(0x100 * bank + 0xA0 + channel, 0x41);
                chip.write(0x100 * bank + 0xB0 + channel, 0x32);
            }
        }
        int[] samples = chip.left(5_000);
        assertEquals(32_767, Arrays.stream(samples).max().orElseThrow());
        assertEquals(-32_768, Arrays.stream(samples).min().orElseThrow());
    }

    @Test
    void eachDrumSoundsAlone() {
        for (int drum : new int[] {0x10, 0x08, 0x04, 0x02, 0x01}) {
            TestChip next = new TestChip().opl3();
            for (int channel = 6; channel < 9; channel++) {
                int operator = TestChip.operator(channel);
                next.tone(operator, 0, 0).tone(operator + 3, 0, 0);
                next.write(0xC0 + channel, 0x30).write(0xA0 + channel, 0x41);
                next.write(0xB0 + channel, 0x0A);
            }
            next.write(0xBD, 0x20);
            assertEquals(0, TestChip.peak(next.left(1_000)));
            next.write(0xBD, 0x20 | drum);
            int[] samples = next.left(10_000);
            assertTrue(TestChip.peak(samples) > 5_000, "drum " + drum);
            next.write(0xBD, 0x20);
            assertEquals(0, TestChip.peak(next.left(SECOND), SECOND / 2, SECOND));
        }
    }

    @Test
    void snareAndHatAreNoiseAndTomIsNot() {
        assertTrue(rhythmPeriodicity(0x08) < 0.7, "snare");
        assertTrue(rhythmPeriodicity(0x01) < 0.95, "hi-hat " + rhythmPeriodicity(0x01));
        assertTrue(rhythmPeriodicity(0x04) > 0.99, "tom");
    }

    /** How much the sound is like itself one period of the tone later. */
    private static double rhythmPeriodicity(int drum) {
        TestChip next = new TestChip().opl3();
        for (int operator = 0x10; operator < 0x16; operator++) {
            next.tone(operator, 0, 0);
        }
        for (int channel = 6; channel < 9; channel++) {
            next.write(0xC0 + channel, 0x30).write(0xA0 + channel, 0);
            next.write(0xB0 + channel, 0x0E); // 512 in block 3: a period of 256 frames
        }
        int[] samples = next.write(0xBD, 0x20 | drum).left(8_192 + 256);
        double same = 0;
        double all = 0;
        for (int i = 0; i < 8_192; i++) {
            same += (double) samples[i] * samples[i + 256];
            all += (double) samples[i] * samples[i];
        }
        return same / all;
    }

    @Test
    void isSilentUntilAKeyIsPressed() {
        assertTrue(chip.chip.isSilent());
        chip.opl3().plain(0);
        assertFalse(chip.chip.isSilent(), "writes wait");
        assertEquals(0, TestChip.peak(chip.left(1_000)));
        assertTrue(chip.chip.isSilent());
    }

    @Test
    void aWriteIsHeardAtItsTime() {
        chip.opl3().plain(6);
        chip.left(10);
        chip.clock.advanceTo(chip.chip.origin100ns() + 1_000L * 1_408 / 7);
        chip.keyOn(0, 577, 4);
        int[] samples = chip.left(2_000);
        int first = 0;
        while (samples[first] == 0) {
            first++;
        }
        assertEquals(1_000 - 10, first, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyRegistersAtAllMakeSoundWithinBounds(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            chip.chip.write(random.nextInt(4), random.nextInt(256));
            chip.write(random.nextInt(512), random.nextInt(256));
            if (i % 20 == 0) {
                chip.frames(100); // an overflow would throw an index
            }
        }
        assertEquals(0, chip.chip.lostWrites());
        for (int register = 0xB0; register < 0xB9; register++) {
            chip.write(register, 0).write(0x100 + register, 0);
        }
        chip.write(0xBD, 0);
        for (int register = 0x80; register < 0x96; register++) {
            chip.write(register, 0x0F).write(0x100 + register, 0x0F);
        }
        chip.frames(SECOND);
        assertTrue(chip.chip.isSilent());
    }

    @Test
    void whatNobodyRendersIsLostAndCounted() {
        chip.opl3();
        for (int i = 0; i < 70_000; i++) {
            chip.write(0xA0, i & 0xFF);
        }
        assertTrue(chip.chip.lostWrites() > 4_000);
    }
}
