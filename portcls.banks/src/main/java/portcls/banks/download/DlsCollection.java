package portcls.banks.download;

import portcls.banks.BankException;
import portcls.banks.BankInfo;
import portcls.banks.BankNotes;
import portcls.banks.dls.DlsFile;
import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsRegion;
import portcls.banks.dls.DlsSamplingReader;
import portcls.banks.dls.DlsWave;
import portcls.banks.dls.DlsWriter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a DLS file of what was downloaded, so that any reader of DLS files can play it. */
public final class DlsCollection {
    private DlsCollection() {}

    /**
     * A file with one instrument and the waves that it plays.
     *
     * @param waves those that are downloaded; the ones that it does not play are left out
     * @return the whole file
     * @throws BankException when a wave is not there
     */
    public static byte[] of(InstrumentDownload instrument, Collection<WaveDownload> waves)
            throws BankException {
        Map<Integer, DlsWave> byId = new HashMap<>();
        for (WaveDownload wave : waves) {
            byId.put(wave.id(), wave.wave());
        }
        List<DlsWave> played = new ArrayList<>();
        Map<Integer, Integer> indexes = new HashMap<>();
        for (int id : instrument.waveIds()) {
            DlsWave wave = byId.get(id);
            if (wave == null) {
                throw new BankException(
                        "The downloaded instrument id="
                                + Integer.toUnsignedString(instrument.id())
                                + " plays wave id="
                                + Integer.toUnsignedString(id)
                                + ", which is not downloaded. Download its waves before it.");
            }
            indexes.put(id, played.size());
            played.add(wave);
        }
        DlsInstrument whole = withLoopsInside(instrument.instrument(), byId);
        return DlsWriter.write(
                new DlsFile(
                        BankInfo.NONE,
                        List.of(whole.mapWaves(id -> indexes.getOrDefault(id, 0))),
                        played));
    }

    /** A block's loops are known to lie in the wave only when the wave is known. */
    private static DlsInstrument withLoopsInside(
            DlsInstrument instrument, Map<Integer, DlsWave> waves) {
        BankNotes unread = new BankNotes();
        List<DlsRegion> regions = new ArrayList<>();
        for (DlsRegion region : instrument.regions()) {
            DlsWave wave = waves.get(region.wave());
            int frames = wave == null ? 0 : wave.frames();
            regions.add(
                    region.withSampling(
                            DlsSamplingReader.within(region.sampling(), frames, unread)));
        }
        return instrument.withRegions(regions);
    }
}
