package portcls.banks.download;

import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankKind;
import portcls.banks.BankLimits;
import portcls.banks.BankNotes;
import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsReader;
import portcls.banks.dls.DlsWave;
import portcls.banks.riff.RiffChunk;

import java.util.ArrayList;
import java.util.List;

/**
 * A DLS bank in pieces, for a client that downloads only the instruments that it plays: encode each
 * with {@link DownloadBlocks#encode}, waves before the instruments that refer to them. A {@link
 * DownloadLedger} knows which waves are needed.
 *
 * @param waves in the order of the bank
 * @param instruments in the order of the bank
 */
public record DlsDownloads(List<WaveDownload> waves, List<InstrumentDownload> instruments) {
    public DlsDownloads {
        waves = List.copyOf(waves);
        instruments = List.copyOf(instruments);
    }

    /** The pieces, numbered from 1: waves first, then instruments. */
    public static DlsDownloads of(Bank bank) throws BankException {
        return of(bank, 1);
    }

    /**
     * The pieces, numbered from {@code firstId}: waves first, then instruments.
     *
     * @throws BankException when it is no DLS bank
     */
    public static DlsDownloads of(Bank bank, int firstId) throws BankException {
        if (bank.kind() == BankKind.SF2) {
            throw new BankException(
                    "A SoundFont cannot be downloaded in pieces: kind=SF2. Choose a DLS bank, or"
                            + " load the SoundFont as a whole.");
        }
        BankNotes none = new BankNotes();
        RiffChunk root = RiffChunk.root("checked bank", bank.buffer(), none);
        DlsFile file = DlsReader.read(root, BankLimits.NONE, none);
        List<WaveDownload> waves = new ArrayList<>();
        for (DlsWave wave : file.waves()) {
            waves.add(new WaveDownload(firstId + waves.size(), wave));
        }
        List<InstrumentDownload> instruments = new ArrayList<>();
        int firstInstrument = firstId + waves.size();
        for (DlsInstrument instrument : file.instruments()) {
            instruments.add(
                    new InstrumentDownload(
                            firstInstrument + instruments.size(),
                            false,
                            instrument.mapWaves(index -> firstId + index)));
        }
        return new DlsDownloads(waves, instruments);
    }
}
