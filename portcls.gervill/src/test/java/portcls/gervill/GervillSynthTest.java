package portcls.gervill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.api.client.MidiMessages;
import portcls.gervill.GervillOptions.Interpolation;

import java.io.IOException;
import java.util.Random;

@Timeout(120)
class GervillSynthTest {
    private static final int A4 = 69;

    /** How far behind its stamp the first sample of a sine may lie that is not silent: 2 ms. */
    private static final int ONSET_FRAMES = 88;

    private static final TestBank.Preset TONE = new TestBank.Preset(0, 0, "440 Hz", 100);
    private static final TestBank.Preset HIGH = new TestBank.Preset(0, 1, "880 Hz", 50);

    private static GervillOptions dry(boolean autoGainControl) {
        return new GervillOptions(64, false, false, Interpolation.LINEAR, autoGainControl);
    }

    private static GervillSynth open(GervillOptions options) throws IOException {
        GervillSynth synth = GervillSynth.open(options);
        synth.load(TestBank.of(TONE, HIGH));
        return synth;
    }

    private static void assertOnset(long stamp, Sound sound) {
        long late = sound.onset() - stamp;
        assertTrue(late >= 0 && late <= ONSET_FRAMES, "onset of stamp=" + stamp + " late=" + late);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNoteBeginsAtExactlyItsFrame(boolean autoGainControl) throws IOException {
        try (GervillSynth synth = open(dry(autoGainControl))) {
            long expected = -1;
            for (int stamp : new int[] {0, 1, 22, 299, 300, 301, 599, 600, 601, 44_100, 44_243}) {
                long from = synth.renderedFrames();
                synth.send(from + stamp, MidiMessages.noteOn(0, A4, 127));
                Sound sound = Sound.render(synth, stamp + 2_000);
                assertOnset(from + stamp, sound);
                long late = sound.onset() - from - stamp;
                expected = expected < 0 ? late : expected;
                assertEquals(expected, late, "frames behind stamp=" + stamp);
                synth.allSoundOff();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withAndWithoutTheLimiterTheSameComesAtTheSameFrame(boolean reverb) throws IOException {
        try (GervillSynth limited =
                        open(new GervillOptions(64, reverb, reverb, Interpolation.LINEAR, true));
                GervillSynth free =
                        open(new GervillOptions(64, reverb, reverb, Interpolation.LINEAR, false))) {
            for (GervillSynth synth : new GervillSynth[] {limited, free}) {
                synth.send(1_234, MidiMessages.noteOn(0, A4, 100));
                synth.send(9_000, MidiMessages.noteOff(0, A4));
            }
            assertArrayEquals(
                    Sound.render(free, 30_000).samples(), Sound.render(limited, 30_000).samples());
        }
    }

    @Test
    void theStandardPitchIs440Hertz() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            synth.send(0, MidiMessages.noteOn(0, A4, 100));
            Sound.render(synth, 1_000);
            assertEquals(440, Sound.render(synth, 44_100).hertz(), 0.1);
        }
    }

    @Test
    void oddPortionsGiveTheSameBitsAsOne() throws IOException {
        float[] whole = song(1 << 30, new Random(0));
        assertTrue(new Sound(0, whole).peak() > 0.1);
        for (int most : new int[] {1, 7, 299, 300, 301, 4_096}) {
            assertArrayEquals(whole, song(most, new Random(most)), "portions up to " + most);
        }
    }

    /** Some notes with pauses that are long enough for the synthesizer to fall asleep. */
    private static float[] song(int most, Random portions) throws IOException {
        int frames = 60_000;
        float[] out = new float[GervillSynth.CHANNELS * frames];
        Random notes = new Random(1);
        try (GervillSynth synth = open(GervillOptions.DEFAULT)) {
            for (int at = 0; at < frames; at += notes.nextInt(9_000)) {
                int key = 50 + notes.nextInt(40);
                synth.send(at, MidiMessages.programChange(0, notes.nextInt(2)));
                synth.send(at, MidiMessages.noteOn(0, key, 30 + notes.nextInt(90)));
                synth.send(at + notes.nextInt(4_000), MidiMessages.noteOff(0, key));
            }
            for (int at = 0; at < frames; ) {
                int portion = Math.min(frames - at, 1 + portions.nextInt(most));
                synth.render(out, GervillSynth.CHANNELS * at, portion);
                at += portion;
                assertEquals(at, synth.renderedFrames());
            }
        }
        return out;
    }

    @Test
    void onlyTheFramesThatWereAskedForAreTouched() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            synth.send(0, MidiMessages.noteOn(0, A4, 100));
            float[] out = new float[2_000];
            synth.render(out, 500, 0);
            synth.render(out, 500, 333);
            for (int i = 0; i < out.length; i++) {
                assertTrue((i >= 500 && i < 1_166) || out[i] == 0, "sample=" + i);
            }
            assertTrue(out[1_165] != 0);
        }
    }

    @Test
    void messagesOfOneFrameKeepTheirOrder() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            // Note, program and controller change places when they are put in any other order.
            synth.send(500, MidiMessages.programChange(0, 1));
            synth.send(500, MidiMessages.noteOn(0, A4, 100));
            synth.send(500, MidiMessages.programChange(0, 0));
            synth.send(500, MidiMessages.noteOn(1, A4, 100));
            synth.send(500, MidiMessages.controlChange(1, 120, 0));
            Sound sound = Sound.render(synth, 20_000);
            assertEquals(880, sound.part(2_000, 20_000).hertz(), 1);
            synth.send(20_000, MidiMessages.noteOff(0, A4));
            synth.send(30_000, MidiMessages.noteOn(0, A4, 100));
            assertEquals(440, Sound.render(synth, 30_000).part(12_000, 30_000).hertz(), 1);
        }
    }

    @Test
    void messagesMayComeInAnyOrderOfFrames() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            synth.send(9_000, MidiMessages.noteOn(0, A4, 100));
            synth.send(5_000, MidiMessages.programChange(0, 1));
            synth.send(1_000, MidiMessages.noteOff(0, A4));
            synth.send(400, MidiMessages.noteOn(0, A4, 100));
            Sound sound = Sound.render(synth, 20_000);
            assertOnset(400, sound);
            assertEquals(0, sound.part(6_000, 9_000).peak());
            assertOnset(9_000, sound.part(6_000, 20_000));
            assertEquals(880, sound.part(10_000, 20_000).hertz(), 1);
        }
    }

    @Test
    void manyNotesAtOneFrameAllBeginThere() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            for (int i = 0; i < 500; i++) {
                synth.send(299, MidiMessages.controlChange(i % 16, 10, i % 128));
            }
            for (int i = 0; i < 22; i++) {
                synth.send(299, MidiMessages.noteOn(15, A4, 6));
            }
            float peak = Sound.render(synth, 3_000).part(2_000, 3_000).peak();
            synth.allSoundOff();
            synth.send(3_299, MidiMessages.noteOn(15, A4, 6));
            float one = Sound.render(synth, 3_000).part(2_000, 3_000).peak();
            assertTrue(one > 0);
            assertEquals(22, peak / one, 1.5, "in phase they add up");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateMessageIsHeardWithTheFirstFrameThatIsNotFixed(boolean autoGainControl)
            throws IOException {
        try (GervillSynth synth = open(dry(autoGainControl))) {
            assertEquals(0, synth.lookAheadFrames());
            Sound.render(synth, 10_001);
            int fixed = synth.lookAheadFrames();
            assertEquals(10_200 - 10_001 + (autoGainControl ? 300 : 0), fixed);
            synth.send(17, MidiMessages.noteOn(0, A4, 127));
            assertOnset(10_001 + fixed, Sound.render(synth, 5_000));
        }
    }

    @Test
    void theFirstFrameThatIsNotFixedCanBeMet() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            for (int frames : new int[] {1, 299, 300, 301, 1_000}) {
                Sound.render(synth, frames);
                long stamp = synth.renderedFrames() + synth.lookAheadFrames();
                synth.send(stamp, MidiMessages.noteOn(0, A4, 127));
                assertOnset(stamp, Sound.render(synth, 3_000));
                synth.allSoundOff();
            }
        }
    }

    @Test
    void afterTheReleaseItIsSilent() throws IOException {
        try (GervillSynth synth = open(GervillOptions.DEFAULT)) {
            synth.send(0, MidiMessages.noteOn(0, A4, 127));
            Sound.render(synth, 10_000);
            assertEquals(1, synth.activeVoices());
            synth.send(10_000, MidiMessages.allNotesOff(0));
            Sound.render(synth, 4 * 44_100);
            assertEquals(0, synth.activeVoices());
            assertEquals(0, Sound.render(synth, 44_100).peak());
        }
    }

    @Test
    void allSoundOffIsSilenceAtOnceAndForgetsWhatIsToCome() throws IOException {
        try (GervillSynth synth = open(GervillOptions.DEFAULT)) {
            synth.send(0, MidiMessages.controlChange(0, 91, 127));
            synth.send(0, MidiMessages.noteOn(0, A4, 127));
            synth.send(9_000, MidiMessages.noteOn(0, A4, 127));
            assertTrue(Sound.render(synth, 5_001).part(4_000, 5_001).peak() > 0.1);
            synth.allSoundOff();
            assertEquals(0, synth.activeVoices());
            assertEquals(0, synth.lookAheadFrames());
            assertEquals(5_001, synth.renderedFrames());
            assertEquals(0, Sound.render(synth, 9_999).peak());
            synth.send(16_007, MidiMessages.noteOn(0, A4, 127));
            assertOnset(16_007, Sound.render(synth, 2_000));
        }
    }

    @Test
    void withTheLimiterTheLoudestIsNotClipped() throws IOException {
        try (GervillSynth synth = open(GervillOptions.DEFAULT)) {
            for (int channel = 0; channel < 9; channel++) {
                synth.send(0, MidiMessages.controlChange(channel, 7, 127));
                for (int key = 60; key < 66; key++) {
                    synth.send(0, MidiMessages.noteOn(channel, key, 127));
                }
            }
            float peak = Sound.render(synth, 44_100).peak();
            assertTrue(peak > 0.9 && peak < 0.995, "peak=" + peak);
        }
    }

    @Test
    void severalSoundAtTheSameTime() throws IOException {
        try (GervillSynth first = open(dry(true));
                GervillSynth second = open(GervillOptions.DEFAULT);
                GervillSynth third = open(dry(false))) {
            first.send(0, MidiMessages.noteOn(0, A4, 100));
            third.send(0, MidiMessages.programChange(0, 1));
            third.send(0, MidiMessages.noteOn(0, A4, 100));
            for (int i = 0; i < 10; i++) {
                Sound low = Sound.render(first, 4_410);
                assertEquals(0, Sound.render(second, 441).peak());
                Sound high = Sound.render(third, 4_410);
                assertEquals(440, low.part(500, 4_410).hertz(), 1);
                assertEquals(880, high.part(500, 4_410).hertz(), 1);
            }
        }
    }

    @Test
    void polyphonyHasItsLimit() throws IOException {
        GervillOptions four = new GervillOptions(4, true, true, Interpolation.SINC, true);
        try (GervillSynth synth = open(four)) {
            for (int key = 60; key < 70; key++) {
                synth.send(0, MidiMessages.noteOn(0, key, 100));
            }
            Sound.render(synth, 3_000);
            assertEquals(4, synth.activeVoices());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new GervillOptions(0, true, true, Interpolation.LINEAR, true));
    }

    @Test
    void messagesMayBeGivenAsBytes() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            byte[] bytes = {1, (byte) 0xC0, 1, (byte) 0x90, A4, 100, 5};
            synth.send(700, bytes, 1, 2);
            synth.send(700, bytes, 3, 3);
            Sound sound = Sound.render(synth, 10_000);
            assertOnset(700, sound);
            assertEquals(880, sound.part(1_500, 10_000).hertz(), 1);
            byte[] mute = bytes(0xF0, 0x7F, 0x7F, 4, 1, 0, 0, 0xF7);
            synth.send(11_000, mute, 0, mute.length);
            mute[6] = 127; // it was copied
            assertEquals(0, Sound.render(synth, 10_000).part(2_000, 10_000).peak());
        }
    }

    @Test
    void whatIsNoMessageIsRefused() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            for (int none : new int[] {0, 0x45, 0xF0, 0x8090, 0x80_4090, 0x1_00_00_90, -1}) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> synth.send(0, none),
                        Integer.toHexString(none));
            }
            for (byte[] none :
                    new byte[][] {
                        {},
                        bytes(0x40),
                        bytes(0xF0),
                        bytes(0xF0, 1, 2),
                        bytes(0xF0, 1, 0x90, 0xF7),
                        bytes(0x90, 1, 2, 3),
                        bytes(0x90, 0x80, 2)
                    }) {
                assertThrows(
                        IllegalArgumentException.class, () -> synth.send(0, none, 0, none.length));
            }
        }
    }

    @Test
    void whatTheSynthesizerCannotStandDoesNoHarm() throws IOException {
        try (GervillSynth synth = open(dry(true))) {
            Random random = new Random(3);
            byte[][] evil = {
                bytes(0xF0, 0x7F, 0x7F, 9, 1, 16, 1, 1, 0xF7),
                bytes(0xF0, 0x7F, 0x7F, 9, 2, 99, 1, 1, 0xF7),
                bytes(0xF0, 0x7F, 0x7F, 9, 3, 16, 1, 1, 1, 0xF7),
                bytes(0xF0, 0x7F, 0x7F, 10, 1, 16, 1, 7, 1, 0xF7),
                bytes(0xF0, 0x7F, 0x7F, 4, 5, 0, 0, 0, 1, 1, 0xF7),
                bytes(0xF0, 0x7F, 0x7F, 4, 5, 1, 9, 9, 1, 1, 1, 1, 0xF7),
                bytes(0xF0, 0xF7)
            };
            for (byte[] sysex : evil) {
                synth.send(0, sysex, 0, sysex.length);
            }
            for (int i = 0; i < 20_000; i++) {
                byte[] sysex = new byte[2 + random.nextInt(40)];
                for (int at = 1; at < sysex.length; at++) {
                    sysex[at] = (byte) random.nextInt(at < 7 ? 17 : 128);
                }
                sysex[0] = (byte) 0xF0;
                sysex[sysex.length - 1] = (byte) 0xF7;
                if (sysex.length > 8) {
                    sysex[1] = (byte) (0x7E + random.nextInt(2));
                    sysex[2] = 0x7F;
                }
                synth.send(i / 10, sysex, 0, sysex.length);
                int status = 0x80 + random.nextInt(0x70);
                synth.send(
                        i / 10, MidiMessages.of(status, random.nextInt(128), random.nextInt(128)));
            }
            Sound.render(synth, 10_000);
            byte[] reset = bytes(0xF0, 0x7E, 0x7F, 9, 1, 0xF7);
            synth.send(10_000, reset, 0, reset.length);
            synth.allSoundOff();
            synth.send(10_000, reset, 0, reset.length);
            synth.send(20_000, MidiMessages.noteOn(0, A4, 127));
            assertOnset(20_000, Sound.render(synth, 20_000).part(9_000, 20_000));
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
