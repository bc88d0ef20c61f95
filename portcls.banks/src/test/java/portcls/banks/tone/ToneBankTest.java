package portcls.banks.tone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.banks.Bank;
import portcls.banks.BankInstrument;
import portcls.banks.BankKind;
import portcls.banks.BankReader;
import portcls.banks.Rendering;

import java.util.List;

class ToneBankTest {
    /** Frames: two blocks of the synthesizer that renders. */
    private static final int LATENCY = 662;

    private static void assertTone(byte[] bank) throws Exception {
        assertTone(bank, ToneBank.KEY, ToneBank.HERTZ);
        assertTone(bank, ToneBank.KEY + 12, 2 * ToneBank.HERTZ);
    }

    private static void assertTone(byte[] bank, int key, double hertz) throws Exception {
        float[] sound = Rendering.ofNote(bank, 0, 3, key, 1.0);
        assertEquals(hertz, Rendering.hertz(sound, 4_410, 39_690), 0.02);
        assertTrue(Rendering.onset(sound) < LATENCY, "onset=" + Rendering.onset(sound));
    }

    @Test
    void bothKindsSoundAtTheirPitchFromTheStart() throws Exception {
        assertTone(ToneBank.sf2(3));
        assertTone(ToneBank.dls(3));
    }

    @Test
    void bothKindsSoundAlike() throws Exception {
        assertArrayEquals(
                Rendering.ofNote(ToneBank.sf2(3), 0, 3, 60, 0.5),
                Rendering.ofNote(ToneBank.dls(3), 0, 3, 60, 0.5),
                2e-3f);
    }

    @Test
    void bothKindsAreBanksWithoutMistakes() throws Exception {
        for (byte[] bytes : List.of(ToneBank.sf2(0, 127), ToneBank.dls(0, 127))) {
            Bank bank = BankReader.read(bytes, "tone");
            assertEquals(List.of(), bank.notes());
            assertEquals(
                    List.of(
                            new BankInstrument(0, 0, 0, false, "Test tone"),
                            new BankInstrument(0, 0, 127, false, "Test tone")),
                    bank.instruments());
        }
        assertEquals(BankKind.DLS1, BankReader.read(ToneBank.dls(0), "tone").kind());
    }

    @Test
    void percussionBanksAreForPercussion() throws Exception {
        BankInstrument kit = new BankInstrument(0, 0, 0, true, "Test tone");
        for (byte[] bytes : List.of(ToneBank.sf2Percussion(), ToneBank.dlsPercussion())) {
            assertEquals(List.of(kit), BankReader.read(bytes, "tone").instruments());
        }
    }

    @Test
    void aProgramMustBeOne() {
        assertThrows(IllegalArgumentException.class, () -> ToneBank.dls(128));
    }
}
