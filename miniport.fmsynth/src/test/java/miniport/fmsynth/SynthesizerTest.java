package miniport.fmsynth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.ks.KsState;
import portcls.conformance.Rule;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** What MIDI messages make the chip sound like. */
final class SynthesizerTest {
    private static final int ORGAN = 16;
    private static final int PIANO = 0;
    private static final int OCARINA = 79;
    private static final int SQUARE = 80;
    private static final int SECOND = TestDevice.SECOND;

    private TestDevice device;

    @BeforeEach
    void open() throws IOException {
        device = new TestDevice();
    }

    @AfterEach
    void close() throws IOException {
        device.close();
    }

    @Test
    void notesHaveTheirPitch() throws IOException {
        for (int program : new int[] {PIANO, ORGAN, 33, 56, OCARINA}) {
            for (int key = 24; key <= 96; key += 3) {
                try (TestDevice fresh = new TestDevice()) {
                    int[] tone = fresh.program(0, program).on(0, key).left(SECOND / 2);
                    double cents = centsOff(tone, key);
                    assertEquals(0, cents, 3, "program " + program + ", key " + key);
                }
            }
        }
    }

    @Test
    void theBendIsTwoSemitonesUntilItIsSetOtherwise() throws IOException {
        device.program(2, OCARINA).on(2, 60);
        device.send(0xE2, 0x7F, 0x7F);
        assertEquals(0, centsOff(device.left(SECOND / 2), 62), 3);
        device.send(0xE2, 0x00, 0x00);
        assertEquals(0, centsOff(device.left(SECOND / 2), 58), 3);
        device.control(2, 101, 0).control(2, 100, 0).control(2, 6, 12).control(2, 38, 0);
        assertEquals(0, centsOff(device.left(SECOND / 2), 48), 3);
        device.control(2, 99, 0).control(2, 98, 0).control(2, 6, 1); // another parameter
        assertEquals(0, centsOff(device.left(SECOND / 2), 48), 3);
        device.send(0xE2, 0x00, 0x40);
        assertEquals(0, centsOff(device.left(SECOND / 2), 60), 3);
    }

    /** By the strongest of the first overtones: the tone itself may be weak. */
    private static double centsOff(int[] tone, double note) {
        double expected = TestDevice.hertz(note);
        for (int overtone = 2; overtone < 8; overtone++) {
            double other = TestDevice.hertz(note) * overtone;
            if (TestDevice.strength(tone, other) > TestDevice.strength(tone, expected)) {
                expected = other;
            }
        }
        return TestDevice.cents(TestDevice.pitchNear(tone, expected) / expected);
    }

    @Test
    void everyProgramSoundsAndNoTwoAreTheSame() throws IOException {
        Set<Integer> sounds = new HashSet<>();
        for (int program = 0; program < 128; program++) {
            try (TestDevice fresh = new TestDevice()) {
                int[] tone = fresh.program(0, program).on(0, 60).left(SECOND);
                assertTrue(TestDevice.peak(tone) > 500, "program " + program);
                assertTrue(sounds.add(Arrays.hashCode(tone)), "program " + program);
            }
        }
    }

    @Test
    void aPianoDecaysAnOrganDoesNotAndBrassSwells() throws IOException {
        assertTrue(growth(PIANO) < -8, "piano " + growth(PIANO));
        assertEquals(0, growth(ORGAN), 0.5);
        assertTrue(brightening(61) > 1.5, "brass " + brightening(61));
        assertTrue(brightening(PIANO) < 0.9, "piano " + brightening(PIANO));
    }

    /** How much louder a note is after a second, in decibels. */
    private static double growth(int program) throws IOException {
        try (TestDevice fresh = new TestDevice()) {
            int[] tone = fresh.program(0, program).on(0, 60).left(SECOND);
            return TestDevice.loudness(Arrays.copyOfRange(tone, SECOND * 9 / 10, SECOND))
                    - TestDevice.loudness(Arrays.copyOfRange(tone, SECOND / 100, SECOND / 10));
        }
    }

    /** How much brighter a note is after a tenth of a second than at its begin. */
    private static double brightening(int program) throws IOException {
        try (TestDevice fresh = new TestDevice()) {
            int[] tone = fresh.program(0, program).on(0, 60).left(SECOND / 2);
            return brightness(tone, SECOND / 10) / brightness(tone, 400);
        }
    }

    private static double brightness(int[] tone, int from) {
        double change = 0;
        double all = 0;
        for (int i = from; i < from + 1_000; i++) {
            change += Math.pow(tone[i + 1] - tone[i], 2);
            all += Math.pow(tone[i], 2);
        }
        return Math.sqrt(change / all);
    }

    @Test
    void everyPercussionKeySoundsHoweverShortItIsAndEnds() throws IOException {
        for (int key = 35; key <= 81; key++) {
            try (TestDevice fresh = new TestDevice()) {
                fresh.on(9, key).off(9, key);
                int[] sound = fresh.left(4 * SECOND);
                assertTrue(TestDevice.peak(sound) > 500, "key " + key);
                assertEquals(0, sound[sound.length - 1], 30, "key " + key);
            }
        }
        device.on(9, 34).on(9, 82);
        assertEquals(0, TestDevice.peak(device.left(SECOND / 10)), "nothing is on these keys");
    }

    @Test
    void aHatThatIsClosedSilencesTheOpenOne() throws IOException {
        device.on(9, 46).left(1_000);
        device.on(9, 42).left(SECOND);
        assertEquals(0, TestDevice.peak(device.left(1_000)));
    }

    @Test
    void velocityVolumeAndExpressionAreSquares() throws IOException {
        double full = peakOf(127, 127, 127);
        assertEquals(-12, decibels(peakOf(64, 127, 127) / full), 0.5);
        assertEquals(-12, decibels(peakOf(127, 64, 127) / full), 0.5);
        assertEquals(-12, decibels(peakOf(127, 127, 64) / full), 0.5);
        assertEquals(0, peakOf(127, 0, 127));
        assertEquals(0, peakOf(127, 127, 0));
        assertTrue(peakOf(1, 64, 64) < 40);
    }

    private static double peakOf(int velocity, int volume, int expression) throws IOException {
        try (TestDevice fresh = new TestDevice()) {
            fresh.program(0, SQUARE).send(0x90, 60, velocity);
            // Also what sounds already follows.
            fresh.control(0, 7, volume).control(0, 11, expression);
            return TestDevice.peak(fresh.left(4_000));
        }
    }

    private static double decibels(double ratio) {
        return 20 * Math.log10(ratio);
    }

    @Test
    void panChoosesTheSides() throws IOException {
        device.program(0, SQUARE).on(0, 60);
        assertSides(true, true);
        device.control(0, 10, 0);
        assertSides(true, false);
        device.control(0, 10, 127);
        assertSides(false, true);
        device.control(0, 10, 64);
        assertSides(true, true);
    }

    private void assertSides(boolean left, boolean right) {
        short[] frames = device.frames(2_000);
        assertEquals(left, TestDevice.peak(TestDevice.side(frames, 0)) > 0);
        assertEquals(right, TestDevice.peak(TestDevice.side(frames, 1)) > 0);
    }

    @Test
    void theWheelMakesVibrato() throws IOException {
        device.program(0, OCARINA).on(0, 72);
        assertTrue(wobble() < 1, "without " + wobble());
        device.control(0, 1, 100);
        assertTrue(wobble() > 8, "with " + wobble());
        device.control(0, 1, 0);
        assertTrue(wobble() < 1, "without again");
    }

    /** Cents between the highest and the lowest pitch of a quarter of a second. */
    private double wobble() {
        double lowest = Double.MAX_VALUE;
        double highest = 0;
        for (int i = 0; i < 12; i++) {
            double pitch = TestDevice.pitchNear(device.left(1_024), TestDevice.hertz(72));
            lowest = Math.min(lowest, pitch);
            highest = Math.max(highest, pitch);
        }
        return TestDevice.cents(highest / lowest);
    }

    @Test
    void thePedalHoldsNotesUntilItComesUp() throws IOException {
        device.program(0, ORGAN).on(0, 60).control(0, 64, 127).off(0, 60);
        assertTrue(sounds());
        device.control(0, 64, 0);
        assertFalse(sounds());
        device.control(0, 64, 127).on(0, 60).control(0, 64, 0);
        assertTrue(sounds(), "the key is still down");
        device.off(0, 60);
        assertFalse(sounds());
    }

    @Test
    void aNoteOnWithoutVelocityIsANoteOff() throws IOException {
        device.program(0, ORGAN).send(0x90, 60, 100, 64, 100); // running status
        assertTrue(sounds());
        device.send(0x90, 60, 0, 64, 0);
        assertFalse(sounds());
    }

    @Test
    void notesAndSoundCanBeEndedAllAtOnce() throws IOException {
        device.program(0, 48).program(1, ORGAN).on(0, 60).on(0, 64).on(1, 67);
        assertTrue(sounds());
        device.control(0, 120, 0).control(1, 120, 0);
        device.left(200);
        assertEquals(0, TestDevice.peak(device.left(1_000)), "sound off is at once");
        device.on(0, 60).on(0, 64).on(1, 67).control(1, 64, 127);
        device.control(0, 123, 0).control(1, 123, 0);
        assertTrue(sounds(), "the pedal holds channel 1");
        device.control(1, 121, 0);
        assertFalse(sounds(), "resetting controllers lifts the pedal");
    }

    @Test
    void controllersCanBeReset() throws IOException {
        device.program(0, OCARINA).on(0, 60).send(0xE0, 0, 0).control(0, 11, 10);
        device.control(0, 7, 90).control(0, 121, 0);
        assertEquals(0, centsOff(device.left(SECOND / 2), 60), 3);
        int peak = TestDevice.peak(device.left(4_000));
        device.control(0, 7, 127);
        assertEquals(6, decibels((double) TestDevice.peak(device.left(4_000)) / peak), 0.5);
    }

    @Test
    void resetsMakeEverythingAsAtPowerOn() throws IOException {
        int[][] resets = {{0xFF}, {0xF0, 0x7E, 0x7F, 0x09, 0x01, 0xF7}};
        int[] expected = device.on(0, 60).left(SECOND);
        for (int[] reset : resets) {
            try (TestDevice fresh = new TestDevice()) {
                fresh.program(0, ORGAN).control(0, 7, 20).control(0, 10, 0).on(0, 50);
                fresh.send(0xE0, 0, 0).send(reset);
                fresh.left(SECOND);
                int[] tone = fresh.on(0, 60).left(SECOND);
                assertEquals(TestDevice.loudness(expected), TestDevice.loudness(tone), 0.3);
                assertEquals(0, centsOff(tone, 60), 3);
            }
        }
    }

    @Test
    void eighteenNotesSoundAtOnceAndTheNineteenthStealsTheOldest() throws IOException {
        device.program(0, OCARINA);
        for (int i = 0; i < 18; i++) {
            device.on(0, 40 + 3 * i);
        }
        int[] all = device.left(SECOND);
        for (int i = 0; i < 18; i++) {
            assertTrue(heard(all, 40 + 3 * i), "note " + i);
        }
        assertFalse(heard(all, 41));
        device.on(0, 95);
        device.left(SECOND / 4);
        all = device.left(SECOND);
        assertTrue(heard(all, 95));
        assertFalse(heard(all, 40), "the oldest");
        for (int i = 1; i < 18; i++) {
            assertTrue(heard(all, 40 + 3 * i), "note " + i);
        }
    }

    @Test
    void aQuietNoteIsStolenBeforeAnOlderLoudOne() throws IOException {
        device.program(0, OCARINA);
        for (int i = 0; i < 18; i++) {
            device.send(0x90, 40 + 3 * i, i == 10 ? 20 : 120);
        }
        device.on(0, 95);
        device.left(SECOND / 4);
        int[] all = device.left(SECOND);
        assertTrue(heard(all, 40));
        assertFalse(heard(all, 70));
    }

    @Test
    void aNoteThatWasLetGoIsStolenFirst() throws IOException {
        device.program(0, OCARINA).program(1, 91); // a pad with a long end
        device.on(1, 64);
        device.left(SECOND / 2);
        for (int i = 0; i < 17; i++) {
            device.on(0, 40 + 3 * i);
        }
        device.off(1, 64).on(0, 95);
        device.left(SECOND / 4);
        int[] all = device.left(SECOND);
        for (int i = 0; i < 17; i++) {
            assertTrue(heard(all, 40 + 3 * i), "note " + i);
        }
        assertTrue(heard(all, 95));
    }

    private static boolean heard(int[] sound, int key) {
        return TestDevice.strength(sound, TestDevice.hertz(key)) > 250;
    }

    @Test
    void aKeyThatIsStruckAgainTakesItsOwnVoice() throws IOException {
        device.program(0, ORGAN);
        for (int i = 0; i < 100; i++) {
            device.on(0, 60);
        }
        device.off(0, 60);
        assertFalse(sounds());
    }

    @Test
    @Rule("MID-16")
    void stopSilences() throws IOException {
        device.program(0, ORGAN).control(0, 64, 127);
        for (int i = 0; i < 30; i++) {
            device.on(0, 40 + i);
        }
        device.on(9, 49);
        device.send(0x90, 60); // a message that was cut short
        device.stream.setState(KsState.PAUSE);
        device.stream.setState(KsState.ACQUIRE);
        device.stream.setState(KsState.STOP);
        device.left(300);
        assertEquals(0, TestDevice.peak(device.left(SECOND)));
        assertTrue(device.chip.isSilent());
    }

    @Test
    void whatDoesNotChangeIsNotWritten() throws IOException {
        device.program(0, ORGAN).on(0, 60).off(0, 60);
        device.left(SECOND);
        for (int i = 0; i < 17; i++) { // back to the first voice
            device.on(0, 61 + i).off(0, 61 + i);
        }
        device.writes.clear();
        device.on(0, 60);
        assertArrayEquals(
                new int[] {0xB0},
                device.writes.stream().mapToInt(write -> write >> 8).toArray(),
                "only the key");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseOnTheWireNeverFails(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            device.send(random.nextInt(256));
            if (i % 100 == 0) {
                device.frames(50);
            }
        }
        device.send(0xFF);
        device.left(300);
        assertEquals(0, TestDevice.peak(device.left(1_000)));
    }

    private boolean sounds() {
        device.left(SECOND / 4);
        return TestDevice.peak(device.left(2_000)) > 0;
    }
}
