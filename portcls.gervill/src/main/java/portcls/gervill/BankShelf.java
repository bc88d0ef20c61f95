package portcls.gervill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import javax.sound.midi.Instrument;
import javax.sound.midi.Synthesizer;
import javax.sound.midi.VoiceStatus;

/**
 * The banks of a synthesizer, in the order in which they were loaded: an instrument of a later one
 * covers one at the same place of an earlier one, until its bank is unloaded.
 *
 * <p>The synthesizer can exchange an instrument while notes sound, but takes one away only with all
 * sound. So an instrument that covers nothing is taken away when nothing sounds any more ({@link
 * #sweep}); until then it can still be played.
 *
 * <p>Any thread; loading may block, {@link #sweep} never waits for it.
 */
final class BankShelf {
    private final Synthesizer synthesizer;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final List<GervillBank> banks = new ArrayList<>();
    private final Map<GervillBank.Place, Instrument> unloaded = new LinkedHashMap<>();

    private boolean closed;

    private volatile boolean sweeps;

    BankShelf(Synthesizer synthesizer) {
        this.synthesizer = synthesizer;
    }

    void load(GervillBank bank) throws IOException {
        lock.lock();
        try {
            banks.add(bank);
            for (GervillBank.Place place : bank.places()) {
                unloaded.remove(place);
            }
            try {
                if (closed || !synthesizer.loadAllInstruments(bank.soundbank())) {
                    throw new IOException(
                            "a bank with instruments="
                                    + bank.instruments().size()
                                    + " cannot be loaded: the synthesizer is closed; open another");
                }
            } catch (IOException | RuntimeException e) {
                unload(bank);
                throw e instanceof IOException closed
                        ? closed
                        : new IOException(
                                "a bank with instruments="
                                        + bank.instruments().size()
                                        + " is damaged: the Java synthesizer cannot load it ("
                                        + e
                                        + "); get it anew",
                                e);
            }
        } finally {
            lock.unlock();
        }
    }

    void unload(GervillBank bank) {
        lock.lock();
        try {
            int index = banks.indexOf(bank);
            if (index < 0) {
                return;
            }
            banks.remove(index);
            for (GervillBank.Place place : bank.places()) {
                uncover(bank, place, index);
            }
            sweeps = !unloaded.isEmpty() && !closed;
        } finally {
            lock.unlock();
        }
    }

    private void uncover(GervillBank bank, GervillBank.Place place, int index) {
        for (int i = banks.size() - 1; i >= 0; i--) {
            Instrument left = banks.get(i).at(place);
            if (left != null) {
                if (i < index && !closed) {
                    synthesizer.loadInstrument(left);
                }
                return;
            }
        }
        Instrument last = bank.at(place);
        if (last != null) {
            unloaded.put(place, last);
        }
    }

    /** Takes away what was unloaded, if nothing sounds. Never waits. */
    void sweep() {
        if (!sweeps || !lock.tryLock()) {
            return;
        }
        try {
            if (!closed && countVoices() == 0) {
                unloaded.values().forEach(synthesizer::unloadInstrument);
                unloaded.clear();
                sweeps = false;
            }
        } finally {
            lock.unlock();
        }
    }

    int activeVoices() {
        lock.lock();
        try {
            return closed ? 0 : countVoices();
        } finally {
            lock.unlock();
        }
    }

    /** The synthesizer is about to be closed: from now on nothing is asked of it. */
    void close() {
        lock.lock();
        try {
            closed = true;
            sweeps = false;
        } finally {
            lock.unlock();
        }
    }

    private int countVoices() {
        int active = 0;
        for (VoiceStatus voice : synthesizer.getVoiceStatus()) {
            if (voice.active) {
                active++;
            }
        }
        return active;
    }
}
