package miniport.dmus.fluidsynth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankInstrument;
import portcls.banks.BankKind;
import portcls.banks.BankReader;
import portcls.banks.dls.DlsArticulation;
import portcls.banks.dls.DlsConnection;
import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsLoop;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSampling;
import portcls.banks.dls.DlsWave;
import portcls.banks.dls.DlsWriter;
import portcls.banks.tone.ToneBank;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class SoundFontOfDlsTest {
    @Test
    void instrumentsKeepTheirPlaces() throws BankException {
        Bank bank = SoundFontOfDls.of(BankReader.read(ToneBank.dls(3, 9), "test"));
        assertEquals(BankKind.SF2, bank.kind());
        assertEquals(
                List.of(3, 9), bank.instruments().stream().map(BankInstrument::program).toList());
        assertEquals(1, bank.samples(), "one wave with one loop is one sample");
        assertEquals(List.of(), bank.notes());
        Bank drums = SoundFontOfDls.of(BankReader.read(ToneBank.dlsPercussion(), "test"));
        assertTrue(drums.instruments().getFirst().percussion());
    }

    @Test
    void moreRegionsThanASoundFontHoldsAreRefusedWithAdvice() throws BankException {
        DlsSampling sampling = new DlsSampling(60, 0, 0, 0, null);
        List<DlsRegion> regions = new ArrayList<>();
        for (int i = 0; i < 128 * 128; i++) {
            int key = i / 128;
            int velocity = i % 128;
            regions.add(
                    new DlsRegion(
                            true,
                            key,
                            key,
                            velocity,
                            velocity,
                            0,
                            0,
                            0,
                            0,
                            1,
                            0,
                            sampling,
                            DlsArticulation.NONE));
        }
        DlsInstrument instrument =
                new DlsInstrument(
                        0, 0, 0, false, BankInfo.named("Huge"), regions, DlsArticulation.NONE);
        DlsWave wave = new DlsWave(BankInfo.NONE, 44_100, 16, ByteBuffer.allocate(100), sampling);
        Bank bank =
                BankReader.read(
                        DlsWriter.write(
                                new DlsFile(BankInfo.NONE, List.of(instrument), List.of(wave))),
                        "test");
        BankException e = assertThrows(BankException.class, () -> SoundFontOfDls.of(bank));
        String message = String.valueOf(e.getMessage());
        assertTrue(
                message.contains("instrument Huge") && message.contains("synth:gervill"), message);
    }

    @Test
    void articulationBecomesGenerators() {
        int one = 1 << 16;
        DlsArticulation articulation =
                new DlsArticulation(
                        List.of(
                                DlsConnection.fixed(DlsConnection.EG1_ATTACK, -1_200 * one),
                                DlsConnection.fixed(DlsConnection.EG1_SUSTAIN, 700 * one),
                                DlsConnection.fixed(DlsConnection.EG1_DECAY, 1_000 * one),
                                new DlsConnection(
                                        DlsConnection.SOURCE_KEY,
                                        0,
                                        DlsConnection.EG1_DECAY,
                                        0,
                                        -1_280 * one),
                                new DlsConnection(
                                        DlsConnection.SOURCE_LFO,
                                        0,
                                        DlsConnection.PITCH,
                                        0,
                                        50 * one),
                                new DlsConnection(
                                        DlsConnection.SOURCE_LFO,
                                        DlsConnection.SOURCE_CC1,
                                        DlsConnection.PITCH,
                                        0,
                                        99 * one),
                                DlsConnection.fixed(DlsConnection.PAN, -250 * one)),
                        List.of());
        DlsSampling sampling = new DlsSampling(64, -120, -30 * one, 0, new DlsLoop(false, 0, 100));
        DlsRegion region =
                new DlsRegion(
                        false, 10, 20, 0, 127, 0, 5, 0, 0, 1, 0, sampling, DlsArticulation.NONE);
        assertArrayEquals(
                new int[] {
                    5, 50, // LFO to pitch, cents
                    17, -250, // pan
                    34, -1_200, // attack
                    36, 1_000 - 600, // decay at key 60
                    37, 300, // sustain, below the peak
                    40, 10, // decay, by the key
                    48, 75, // 3 dB softer, as the library reads it
                    51, -1, // semitones
                    52, -20, // cents
                    57, 5, // exclusive class
                    58, 64 // root key
                },
                DlsArticulator.pairs(region, articulation));
    }
}
