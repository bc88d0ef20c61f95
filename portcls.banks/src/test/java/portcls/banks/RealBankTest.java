package portcls.banks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.sound.midi.MidiSystem;
import javax.sound.midi.Soundbank;

/** Banks that people use; each is looked for where distributions put it. */
class RealBankTest {
    private static final Path TIM = Path.of("/usr/share/sounds/sf2/TimGM6mb.sf2");

    private static Bank read(Path path) throws Exception {
        Assumptions.assumeTrue(
                Files.exists(path), () -> path + " is missing: install timgm6mb-soundfont");
        Bank bank = BankReader.read(path);
        assertArrayEquals(
                bank.bytes(), BankReader.read(bank.bytes(), "again").bytes(), "read again");
        return bank;
    }

    @Test
    void debiansGeneralMidiBankIsReadWhole() throws Exception {
        Bank bank = read(TIM);
        assertEquals(BankKind.SF2, bank.kind());
        assertEquals("TimGM6mb1.sf2", bank.info().name());
        assertEquals(136, bank.instruments().size());
        assertEquals(8, bank.instruments().stream().filter(BankInstrument::percussion).count());
        assertEquals(520, bank.samples());
        assertEquals(5_764_336, bank.sampleBytes());
        assertEquals(
                List.of(),
                bank.notes().stream()
                        .filter(note -> !note.contains("put into its range"))
                        .toList());
    }

    @Test
    void theJdkReadsTheSameInstrumentsInTheFileWrittenAnew() throws Exception {
        Soundbank old = MidiSystem.getSoundbank(TIM.toFile());
        Soundbank anew = MidiSystem.getSoundbank(new ByteArrayInputStream(read(TIM).bytes()));
        assertEquals(old.getInstruments().length, anew.getInstruments().length);
        assertEquals(old.getResources().length, anew.getResources().length);
        for (int i = 0; i < old.getInstruments().length; i++) {
            assertEquals(old.getInstruments()[i].toString(), anew.getInstruments()[i].toString());
        }
        assertTrue(anew.getInstruments().length > 100);
    }

    @Test
    void theFileWrittenAnewSoundsLikeTheOriginal() throws Exception {
        byte[] anew = read(TIM).bytes();
        byte[] original = Files.readAllBytes(TIM);
        int[][] notes = {{0, 0, 60}, {0, 30, 45}, {0, 73, 84}, {9, 0, 38}};
        for (int[] note : notes) {
            float[] before = Rendering.ofNote(original, note[0], note[1], note[2], 0.5);
            float[] after = Rendering.ofNote(anew, note[0], note[1], note[2], 0.5);
            assertTrue(Rendering.peak(before) > 0.01, "it sounds");
            assertArrayEquals(before, after, 1e-4f);
        }
    }

    @Test
    void theJdksOwnBankIsRead() throws Exception {
        Object own =
                Class.forName("com.sun.media.sound.EmergencySoundbank")
                        .getMethod("createSoundbank")
                        .invoke(null);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        own.getClass().getMethod("save", OutputStream.class).invoke(own, file);
        Bank bank = BankReader.read(file.toByteArray(), "emergency");
        assertEquals(((Soundbank) own).getInstruments().length, bank.instruments().size());
        assertEquals(List.of(), bank.notes());
    }
}
