package portcls.banks.download;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps account of what a client has downloaded into one synthesizer: which waves have to go before
 * an instrument, and which may go after it. A wave is unloaded after the last instrument that
 * refers to it, not before ({@code kspropsetid-synth-dls}).
 *
 * <p>Thread-safe. It only counts; the client downloads and unloads.
 */
public final class DownloadLedger {
    private static final class Entry {
        private final Set<Integer> waves;
        private int count = 1;

        Entry(Set<Integer> waves) {
            this.waves = waves;
        }
    }

    private final Map<Integer, Entry> instruments = new HashMap<>();
    private final Map<Integer, Integer> users = new HashMap<>();

    /**
     * An instrument is about to be downloaded. One that is already there is counted once more.
     *
     * @param waveIds the waves that it refers to
     * @return the waves that have to be downloaded before it, in order of id
     */
    public synchronized List<Integer> add(int instrumentId, Collection<Integer> waveIds) {
        Entry known = instruments.get(instrumentId);
        if (known != null) {
            known.count++;
            return List.of();
        }
        Set<Integer> waves = new TreeSet<>(waveIds);
        instruments.put(instrumentId, new Entry(waves));
        List<Integer> missing = new ArrayList<>();
        for (int wave : waves) {
            if (users.merge(wave, 1, Integer::sum) == 1) {
                missing.add(wave);
            }
        }
        return missing;
    }

    /** {@link #add(int, Collection)} of a decoded instrument. */
    public List<Integer> add(InstrumentDownload instrument) {
        return add(instrument.id(), instrument.waveIds());
    }

    /**
     * An instrument is not needed any more.
     *
     * @return what to unload, in this order: the instrument, then the waves that nothing refers to
     *     now; empty when somebody still needs the instrument
     * @throws IllegalStateException when it was not added
     */
    public synchronized List<Integer> remove(int instrumentId) {
        Entry entry = instruments.get(instrumentId);
        if (entry == null) {
            throw new IllegalStateException(
                    "instrument id="
                            + Integer.toUnsignedString(instrumentId)
                            + " is not downloaded: nothing to unload.");
        }
        if (--entry.count > 0) {
            return List.of();
        }
        instruments.remove(instrumentId);
        List<Integer> unload = new ArrayList<>();
        unload.add(instrumentId);
        for (int wave : entry.waves) {
            if (users.merge(wave, -1, Integer::sum) == 0) {
                users.remove(wave);
                unload.add(wave);
            }
        }
        return unload;
    }

    /** Whether nothing is downloaded. */
    public synchronized boolean isEmpty() {
        return instruments.isEmpty();
    }
}
