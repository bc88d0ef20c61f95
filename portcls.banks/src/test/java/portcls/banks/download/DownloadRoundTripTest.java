package portcls.banks.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankReader;
import portcls.banks.DlsBuilder;
import portcls.banks.Rendering;
import portcls.banks.dls.DlsRegion;
import portcls.banks.tone.ToneBank;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A DLS bank goes into blocks and comes back as DLS files. */
class DownloadRoundTripTest {
    private static final int PERCUSSION_CHANNEL = 9;

    private static Download again(Download download) throws BankException {
        return DownloadBlocks.decode(ByteBuffer.wrap(DownloadBlocks.encode(download)));
    }

    private static List<WaveDownload> waves(DlsDownloads downloads) throws BankException {
        List<WaveDownload> waves = new ArrayList<>();
        for (WaveDownload wave : downloads.waves()) {
            WaveDownload decoded = (WaveDownload) again(wave);
            assertEquals(wave.id(), decoded.id());
            assertEquals(wave.wave().rate(), decoded.wave().rate());
            assertEquals(wave.wave().bits(), decoded.wave().bits());
            assertEquals(wave.wave().data(), decoded.wave().data());
            waves.add(decoded);
        }
        return waves;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatComesBackSoundsTheSame(boolean level2) throws Exception {
        Bank bank = BankReader.read(new DlsBuilder(level2).build(), "test.dls");
        DlsDownloads downloads = DlsDownloads.of(bank, 7);
        List<WaveDownload> waves = waves(downloads);
        assertEquals(2, downloads.instruments().size());
        for (InstrumentDownload instrument : downloads.instruments()) {
            byte[] block = DownloadBlocks.encode(instrument);
            assertEquals(
                    level2 ? 3 : 1,
                    ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getInt(0));
            InstrumentDownload back =
                    (InstrumentDownload) DownloadBlocks.decode(ByteBuffer.wrap(block));
            byte[] file = DlsCollection.of(back, waves);
            assertEquals(List.of(), BankReader.read(file, "collection").notes());
            boolean percussion = back.instrument().percussion();
            int channel = percussion ? PERCUSSION_CHANNEL : 0;
            for (int key : new int[] {50, 69, 90}) {
                float[] before =
                        Rendering.ofNote(
                                notThroughBlocks(bank, instrument),
                                channel,
                                program(back),
                                key,
                                0.3);
                float[] after =
                        Rendering.ofNote(file(back, waves), channel, program(back), key, 0.3);
                assertTrue(Rendering.peak(before) > 0.05, "it sounds");
                assertArrayEquals(before, after, 2e-3f, "key=" + key);
            }
        }
    }

    private static List<Integer> numbers(DlsRegion region) {
        return List.of(
                region.keyLow(),
                region.keyHigh(),
                region.velocityLow(),
                region.velocityHigh(),
                region.options(),
                region.keyGroup(),
                region.linkOptions(),
                region.phaseGroup(),
                region.channel(),
                region.wave());
    }

    private static int program(InstrumentDownload instrument) {
        return instrument.instrument().program();
    }

    /** The instrument as it is in the bank, alone and with bank number 0. */
    private static byte[] notThroughBlocks(Bank bank, InstrumentDownload instrument)
            throws BankException {
        return file(instrument, DlsDownloads.of(bank, 7).waves());
    }

    private static byte[] file(InstrumentDownload download, List<WaveDownload> waves)
            throws BankException {
        byte[] file = DlsCollection.of(download, waves);
        int insh = new String(file, StandardCharsets.ISO_8859_1).indexOf("insh");
        file[insh + 12] = 0;
        file[insh + 13] = 0;
        return file;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyMemberOfAnInstrumentComesBack(boolean level2) throws Exception {
        Bank bank = BankReader.read(new DlsBuilder(level2).build(), "test.dls");
        for (InstrumentDownload instrument : DlsDownloads.of(bank).instruments()) {
            InstrumentDownload once = (InstrumentDownload) again(instrument);
            assertEquals(once, again(once), "what is said is said again");
            assertEquals(instrument.id(), once.id());
            assertEquals(instrument.waveIds(), once.waveIds());
            for (int i = 0; i < instrument.instrument().regions().size(); i++) {
                var before = instrument.instrument().regions().get(i);
                var after = once.instrument().regions().get(i);
                assertEquals(before.sampling(), after.sampling());
                assertEquals(numbers(before), numbers(after));
                assertTrue(
                        after.articulation().level1().containsAll(before.articulation().level1()));
                assertEquals(before.articulation().level2(), after.articulation().level2());
            }
            assertEquals(3, DlsDownloads.of(bank).instruments().getFirst().instrument().bankMsb());
            assertEquals(instrument.instrument().bankMsb(), once.instrument().bankMsb());
            assertEquals(instrument.instrument().bankLsb(), once.instrument().bankLsb());
            assertEquals(instrument.instrument().program(), once.instrument().program());
            assertEquals(instrument.instrument().percussion(), once.instrument().percussion());
        }
    }

    @Test
    void anInstrumentWithoutItsWaveCannotBePlayed() throws Exception {
        DlsDownloads downloads = DlsDownloads.of(BankReader.read(ToneBank.dls(1), "tone"));
        BankException e =
                assertThrows(
                        BankException.class,
                        () -> DlsCollection.of(downloads.instruments().getFirst(), List.of()));
        assertTrue(String.valueOf(e.getMessage()).contains("wave id=1"), e::getMessage);
    }

    @Test
    void aSoundFontHasNoPieces() throws Exception {
        Bank bank = BankReader.read(ToneBank.sf2(1), "tone");
        assertThrows(BankException.class, () -> DlsDownloads.of(bank));
    }
}
