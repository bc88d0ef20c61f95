package adapter.virtual.opl3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;

/** The chip's sound at rates that others use. */
final class Opl3SoundTest {
    private final TestChip chip = new TestChip();

    private static int[] left(Opl3Sound sound, int frames) {
        short[] stereo = new short[2 * frames];
        sound.generate(stereo, 0, frames);
        return TestChip.side(stereo, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 96_000})
    void aToneKeepsItsPitchAndLevel(int rate) {
        Opl3Sound sound = new Opl3Sound(chip.chip, rate);
        chip.opl3().plain(0).keyOn(0, 577, 4);
        left(sound, 1_000); // the low-pass rings where the tone begins
        int[] samples = left(sound, rate);
        double expected = 577 * Opl3.SAMPLE_RATE / (1 << 16);
        assertEquals(expected, TestChip.pitch(samples, rate), expected / 10_000);
        assertEquals(4_084, TestChip.peak(samples, rate / 2, rate), 20);
    }

    @Test
    void whatLiesAboveTheLowerRateIsTakenOut() {
        Opl3Sound sound = new Opl3Sound(chip.chip, 44_100);
        chip.opl3().plain(0).write(0x23, 0x2F).keyOn(0, 1_000, 5); // 22 756 Hz
        int[] samples = left(sound, 44_100);
        assertTrue(TestChip.peak(samples, 1_000, 44_100) < 1_000);
        TestChip low = new TestChip().opl3().plain(0).write(0x23, 0x2F);
        Opl3Sound lowSound = new Opl3Sound(low.chip, 44_100);
        low.keyOn(0, 700, 5); // 15 930 Hz
        assertEquals(4_084, TestChip.peak(left(lowSound, 44_100), 1_000, 44_100), 100);
    }

    @Test
    void silenceCanBeLeftOut() {
        Opl3Sound sound = new Opl3Sound(chip.chip, 48_000);
        chip.opl3().plain(0).keyOn(0, 577, 4);
        left(sound, 100);
        assertFalse(sound.isSilent());
        chip.keyOff(0);
        left(sound, 48_000);
        assertTrue(sound.isSilent());
        long before = chip.chip.frame();
        sound.skip(48_000L * 86_400);
        assertEquals(86_400 * Opl3.SAMPLE_RATE, chip.chip.frame() - before, 1);
        assertEquals(0, TestChip.peak(left(sound, 1_000)));
    }

    @Test
    void renderingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Opl3Sound sound = new Opl3Sound(chip.chip, 48_000);
        chip.opl3().plain(0).write(0xBD, 0xE0).keyOn(0, 577, 4);
        short[] stereo = new short[2 * 480];
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 5 && fewest > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                chip.write(0x43, i % 64);
                sound.generate(stereo, 0, 480);
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, fewest);
    }

    @Test
    void aRateThatIsTooLowIsRefused() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Opl3Sound(chip.chip, 8_000));
        assertEquals("sampleRate=8000 is out of range; use 44100 to 192000", refusal.getMessage());
    }
}
