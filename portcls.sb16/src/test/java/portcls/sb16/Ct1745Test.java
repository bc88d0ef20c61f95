package portcls.sb16;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What the mixer is told, and what its values mean. */
final class Ct1745Test {
    private static final int DB = Ct1745Levels.DECIBEL;

    private final FakeCard card = new FakeCard();
    private final Ct1745 mixer = new Ct1745(card, Ct1745.OFFSET);
    private final Ct1745Levels levels = new Ct1745Levels(mixer);

    @Test
    void registerIsWrittenInOneAccess() {
        mixer.write(0x30, 0x1F8);
        assertEquals(List.of("mixer 30:f8"), card.trace);
    }

    @Test
    void registerIsReadAgainWhenSomebodyGotInBetween() {
        card.mixer[0x30] = 0xC0;
        card.mixer[Ct1745.INTERRUPT_STATUS] = 0x02;
        int[] reads = {0};
        card.onMixerRead =
                () -> {
                    if (reads[0]++ == 0) {
                        card.write(4, Ct1745.INTERRUPT_STATUS);
                    }
                };
        assertEquals(0xC0, mixer.read(0x30));
        assertEquals(2, reads[0]);
    }

    @Test
    void cardIsToldItsChannels() {
        mixer.useDma(1, 5);
        assertEquals(0x22, card.mixer[Ct1745.DMA_SETUP]);
    }

    @Test
    void volumesHave32StepsOf2Decibels() {
        for (Ct1745Volume volume : Ct1745Volume.values()) {
            for (int channel = 0; channel < volume.channels(); channel++) {
                for (int step = 0; step < 32; step++) {
                    int level = -2 * step * DB;
                    levels.volume(volume, channel, level);
                    assertEquals(31 - step << 3, card.mixer[volume.register() + channel]);
                    assertEquals(level, levels.volume(volume, channel));
                }
            }
        }
    }

    @Test
    void volumesGoToTheStepBelow() {
        levels.volume(Ct1745Volume.MASTER, 0, -3 * DB);
        assertEquals(-4 * DB, levels.volume(Ct1745Volume.MASTER, 0));
        levels.volume(Ct1745Volume.MASTER, 0, Integer.MIN_VALUE);
        assertEquals(Ct1745Levels.LOWEST_VOLUME, levels.volume(Ct1745Volume.MASTER, 0));
        levels.volume(Ct1745Volume.MASTER, 0, DB);
        assertEquals(0, levels.volume(Ct1745Volume.MASTER, 0));
    }

    @Test
    void muteIsTheLowestVolumeAndRemembersWhatWasSet() {
        levels.volume(Ct1745Volume.VOICE, 0, -10 * DB);
        levels.volume(Ct1745Volume.VOICE, 1, -20 * DB);
        levels.mute(Ct1745Volume.VOICE, true);
        levels.mute(Ct1745Volume.VOICE, true);
        assertTrue(levels.isMuted(Ct1745Volume.VOICE));
        assertEquals(0, card.mixer[0x32]);
        assertEquals(0, card.mixer[0x33]);
        assertEquals(-10 * DB, levels.volume(Ct1745Volume.VOICE, 0));
        levels.volume(Ct1745Volume.VOICE, 1, -6 * DB);
        assertEquals(0, card.mixer[0x33], "it stays muted");
        levels.mute(Ct1745Volume.VOICE, false);
        levels.mute(Ct1745Volume.VOICE, false);
        assertFalse(levels.isMuted(Ct1745Volume.VOICE));
        assertEquals(-10 * DB, levels.volume(Ct1745Volume.VOICE, 0));
        assertEquals(-6 * DB, levels.volume(Ct1745Volume.VOICE, 1));
    }

    @Test
    void toneHasItsZeroTwice() {
        for (int level = -14; level <= 14; level += 2) {
            levels.tone(Ct1745.BASS, 1, level * DB);
            assertEquals(level * DB, levels.tone(Ct1745.BASS, 1));
        }
        card.mixer[Ct1745.BASS] = 0x70;
        assertEquals(0, levels.tone(Ct1745.BASS, 0));
        card.mixer[Ct1745.BASS] = 0x80;
        assertEquals(0, levels.tone(Ct1745.BASS, 0));
        card.mixer[Ct1745.BASS] = 0x00;
        assertEquals(-14 * DB, levels.tone(Ct1745.BASS, 0));
    }

    @Test
    void gainsHaveFourSteps() {
        for (int step = 0; step < 4; step++) {
            levels.gain(Ct1745.INPUT_GAIN, 1, 6 * step * DB);
            assertEquals(step << 6, card.mixer[0x40]);
            assertEquals(6 * step * DB, levels.gain(Ct1745.INPUT_GAIN, 1));
        }
    }

    @Test
    void switchesLeaveTheOthersAlone() {
        card.mixer[0x3D] = 0x15;
        levels.record(Ct1745Source.MIDI, 0, true);
        assertEquals(0x55, card.mixer[0x3D]);
        levels.record(Ct1745Source.LINE, 0, false);
        assertEquals(0x45, card.mixer[0x3D]);
        assertTrue(levels.isRecorded(Ct1745Source.CD, 0));
        card.mixer[0x3C] = 0x1F;
        levels.hear(Ct1745Source.LINE, false);
        assertEquals(0x07, card.mixer[0x3C]);
        assertFalse(levels.isHeard(Ct1745Source.LINE));
        assertTrue(levels.isHeard(Ct1745Source.MICROPHONE));
    }

    @Test
    void automaticGainIsOnAtZero() {
        assertTrue(levels.hasAgc());
        levels.agc(false);
        assertEquals(1, card.mixer[Ct1745.MICROPHONE_AGC]);
        assertFalse(levels.hasAgc());
    }
}
