package portcls.gervill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import portcls.api.client.MidiMessages;
import portcls.gervill.GervillOptions.Interpolation;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

@Timeout(120)
class GervillBankTest {
    private static final int A4 = 69;

    private static final byte[] LOW = TestBank.of(new TestBank.Preset(0, 0, "440 Hz", 100));
    private static final byte[] HIGH = TestBank.of(new TestBank.Preset(0, 0, "880 Hz", 50));
    private static final byte[] OTHER = TestBank.of(new TestBank.Preset(3, 5, "550 Hz", 80));

    private final GervillSynth synth;

    GervillBankTest() throws IOException {
        synth = GervillSynth.open(new GervillOptions(64, false, false, Interpolation.LINEAR, true));
    }

    @BeforeEach
    void silent() {
        assertEquals(0, Sound.render(synth, 1_000).peak());
    }

    @AfterEach
    void close() {
        synth.close();
    }

    /** Plays a note that stays. */
    private double playHertz() {
        synth.send(synth.renderedFrames() + 1_000, MidiMessages.noteOn(0, A4, 100));
        return hertz();
    }

    private double hertz() {
        Sound.render(synth, 2_000);
        return Sound.render(synth, 10_000).hertz();
    }

    private void release() {
        synth.send(synth.renderedFrames(), MidiMessages.noteOff(0, A4));
        Sound.render(synth, 10_000);
        assertEquals(0, synth.activeVoices());
    }

    @Test
    void aBankSaysWhatIsInIt() throws IOException {
        GervillBank bank =
                synth.load(
                        TestBank.of(
                                new TestBank.Preset(0, 0, "440 Hz", 100),
                                new TestBank.Preset(2, 7, "other bank", 60),
                                new TestBank.Preset(128, 9, "drums", 50)));
        assertEquals(
                List.of(
                        new GervillInstrument(0, 0, "440 Hz", false),
                        new GervillInstrument(2 << 7, 7, "other bank", false),
                        new GervillInstrument(0, 9, "drums", true)),
                bank.instruments());
    }

    @Test
    void withoutABankItIsSilent() {
        assertEquals(0, playHertz());
    }

    @Test
    void aLaterBankCoversAnEarlierOneUntilItIsUnloaded() throws IOException {
        GervillBank low = synth.load(LOW);
        assertEquals(440, playHertz(), 1);
        release();
        GervillBank high = synth.load(HIGH);
        assertEquals(880, playHertz(), 1);
        release();
        synth.unload(high);
        assertEquals(440, playHertz(), 1);
        release();
        synth.unload(low);
        assertEquals(0, playHertz());
        synth.unload(low); // is not loaded: nothing
    }

    @Test
    void aBankThatIsCoveredGoesUnheard() throws IOException {
        GervillBank low = synth.load(LOW);
        GervillBank high = synth.load(HIGH);
        synth.unload(low);
        assertEquals(880, playHertz(), 1);
        release();
        synth.unload(high);
        assertEquals(0, playHertz());
    }

    @Test
    void aNoteThatSoundsKeepsItsInstrument() throws IOException {
        GervillBank low = synth.load(LOW);
        assertEquals(440, playHertz(), 1);
        GervillBank high = synth.load(HIGH);
        assertEquals(440, hertz(), 1);
        synth.unload(low);
        assertEquals(440, hertz(), 1);
        synth.unload(high);
        assertEquals(440, hertz(), 1);
        assertEquals(1, synth.activeVoices());
        release();
        assertEquals(0, playHertz());
    }

    @Test
    void whatIsUnloadedWhileItSoundsIsLoadedAgain() throws IOException {
        GervillBank low = synth.load(LOW);
        assertEquals(440, playHertz(), 1);
        synth.unload(low);
        synth.load(HIGH);
        release();
        assertEquals(880, playHertz(), 1);
    }

    @Test
    void anotherBankOfInstrumentsIsChosenByItsController() throws IOException {
        synth.load(LOW);
        synth.load(OTHER);
        synth.send(0, MidiMessages.controlChange(0, 0, 3));
        synth.send(0, MidiMessages.programChange(0, 5));
        assertEquals(550, playHertz(), 1);
    }

    @Test
    void thePlatformsOwnBankHasGeneralMidi() throws IOException {
        GervillBank bank = synth.loadDefault();
        assertTrue(bank.instruments().size() >= 128);
        assertTrue(bank.instruments().stream().anyMatch(GervillInstrument::isPercussion));
        assertTrue(
                bank.instruments().stream()
                        .anyMatch(i -> i.program() == 0 && !i.isPercussion() && i.bank() == 0));
        // A piano of any system: its partials may lead the measure to one of their own.
        double hertz = playHertz();
        assertTrue(hertz > 400, "it sounds: " + hertz);
        synth.allSoundOff();
        synth.load(HIGH);
        assertEquals(880, playHertz(), 1);
    }

    @Test
    void banksComeAndGoWhileAnotherThreadRenders() throws Exception {
        synth.load(OTHER);
        synth.send(0, MidiMessages.controlChange(0, 0, 3));
        synth.send(0, MidiMessages.programChange(0, 5));
        synth.send(0, MidiMessages.noteOn(0, A4, 100));
        Sound.render(synth, 2_000);
        Thread loading =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        for (int i = 0; i < 200; i++) {
                                            synth.unload(synth.load(i % 2 == 0 ? LOW : HIGH));
                                        }
                                    } catch (IOException e) {
                                        throw new AssertionError(e);
                                    }
                                });
        while (loading.isAlive()) {
            synth.send(synth.renderedFrames(), MidiMessages.noteOn(1, A4, 1));
            synth.send(synth.renderedFrames(), MidiMessages.noteOff(1, A4));
            assertEquals(550, Sound.render(synth, 4_410).hertz(), 60);
        }
        loading.join();
        assertEquals(550, hertz(), 1);
    }

    @Test
    void whatIsNoBankIsRefused() {
        String none = message(new byte[100]);
        assertEquals(
                "a bank of bytes=100 is neither SF2 nor DLS; give the bytes of one that is", none);
        assertTrue(message(new byte[0]).contains("bytes=0"));
        byte[] damaged = LOW.clone();
        Arrays.fill(damaged, 200, damaged.length, (byte) 0x55);
        assertEquals(
                "a bank of bytes=" + damaged.length + " has no instruments; give one that has some",
                message(damaged));
        byte[] cut = Arrays.copyOf(LOW, LOW.length / 2);
        assertTrue(message(cut).startsWith("a bank of bytes=" + cut.length), message(cut));
        assertEquals(0, playHertz());
    }

    private String message(byte[] bank) {
        String message = assertThrows(IOException.class, () -> synth.load(bank)).getMessage();
        return message == null ? "" : message;
    }
}
