package portcls.gervill;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sound.midi.Instrument;
import javax.sound.midi.Soundbank;

/** A bank that a {@link GervillSynth} has loaded: its handle for unloading. Any thread. */
public final class GervillBank {
    /** By what an instrument is chosen. */
    record Place(int bank, int program, boolean percussion) {}

    private final Soundbank soundbank;
    private final List<GervillInstrument> instruments = new ArrayList<>();
    private final Map<Place, Instrument> places = new LinkedHashMap<>();

    GervillBank(Soundbank soundbank) {
        this.soundbank = soundbank;
        for (Instrument instrument : soundbank.getInstruments()) {
            int bank = instrument.getPatch().getBank();
            int program = instrument.getPatch().getProgram();
            // What says so properly cannot be reached from outside the platform.
            boolean percussion = instrument.toString().startsWith("Drumkit");
            String name = instrument.getName();
            instruments.add(
                    new GervillInstrument(
                            bank, program, name == null ? "" : name.strip(), percussion));
            places.put(new Place(bank, program, percussion), instrument);
        }
    }

    /** What is in it, in its own order. */
    public List<GervillInstrument> instruments() {
        return List.copyOf(instruments);
    }

    Soundbank soundbank() {
        return soundbank;
    }

    Iterable<Place> places() {
        return places.keySet();
    }

    /** The instrument at a place; null = it has none there. */
    @Nullable Instrument at(Place place) {
        return places.get(place);
    }
}
