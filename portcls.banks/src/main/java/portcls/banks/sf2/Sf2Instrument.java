package portcls.banks.sf2;

import java.util.List;

/** Zones of samples under a name, which presets refer to. */
public record Sf2Instrument(String name, List<Sf2Zone> zones) {
    public Sf2Instrument {
        zones = List.copyOf(zones);
    }
}
