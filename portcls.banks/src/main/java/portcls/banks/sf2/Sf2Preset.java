package portcls.banks.sf2;

import portcls.banks.BankInstrument;

import java.util.List;

/**
 * Zones of instruments under a program number: what a MIDI program change selects.
 *
 * @param bank 0 … 127, or {@link #PERCUSSION}
 * @param program 0 … 127
 */
public record Sf2Preset(String name, int bank, int program, List<Sf2Zone> zones) {
    /** The bank of the percussion channel. */
    public static final int PERCUSSION = 128;

    public Sf2Preset {
        zones = List.copyOf(zones);
    }

    BankInstrument bankInstrument() {
        boolean percussion = bank == PERCUSSION;
        return new BankInstrument(percussion ? 0 : bank, 0, program, percussion, name);
    }
}
