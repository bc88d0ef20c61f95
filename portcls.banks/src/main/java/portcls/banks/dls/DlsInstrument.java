package portcls.banks.dls;

import portcls.banks.BankInfo;
import portcls.banks.BankInstrument;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * An instrument of a DLS bank.
 *
 * @param bankMsb 0 … 127
 * @param bankLsb 0 … 127
 * @param program 0 … 127
 * @param percussion whether it is for the percussion channel
 * @param articulation for the regions that have none of their own
 */
public record DlsInstrument(
        int bankMsb,
        int bankLsb,
        int program,
        boolean percussion,
        BankInfo info,
        List<DlsRegion> regions,
        DlsArticulation articulation) {
    public DlsInstrument {
        regions = List.copyOf(regions);
    }

    /** Whether only level 2 readers know all of it. */
    public boolean isLevel2() {
        return !articulation.level2().isEmpty()
                || regions.stream()
                        .anyMatch(r -> r.level2() || !r.articulation().level2().isEmpty());
    }

    /** The same one, its regions playing other waves. */
    public DlsInstrument mapWaves(IntUnaryOperator newWave) {
        List<DlsRegion> mapped =
                regions.stream().map(r -> r.withWave(newWave.applyAsInt(r.wave()))).toList();
        return withRegions(mapped);
    }

    /** The same one with other regions. */
    public DlsInstrument withRegions(List<DlsRegion> newRegions) {
        return new DlsInstrument(
                bankMsb, bankLsb, program, percussion, info, newRegions, articulation);
    }

    BankInstrument bankInstrument() {
        String name = info.name();
        return new BankInstrument(bankMsb, bankLsb, program, percussion, name == null ? "" : name);
    }
}
