package portcls.banks.download;

import portcls.banks.dls.DlsInstrument;
import portcls.banks.dls.DlsRegion;

import java.util.Set;
import java.util.TreeSet;

/**
 * An instrument in a download block: DMUS_INSTRUMENT with its regions and articulations.
 *
 * @param generalMidi whether it is one of a General MIDI set
 * @param instrument its regions name waves by the id of their download
 */
public record InstrumentDownload(int id, boolean generalMidi, DlsInstrument instrument)
        implements Download {
    /** The ids of the waves that it plays. */
    public Set<Integer> waveIds() {
        Set<Integer> ids = new TreeSet<>();
        for (DlsRegion region : instrument.regions()) {
            ids.add(region.wave());
        }
        return ids;
    }
}
