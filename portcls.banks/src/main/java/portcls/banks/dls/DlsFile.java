package portcls.banks.dls;

import portcls.banks.BankInfo;
import portcls.banks.BankInstrument;

import java.util.List;

/** What a DLS bank holds. The indexes in it are checked. */
public record DlsFile(BankInfo info, List<DlsInstrument> instruments, List<DlsWave> waves) {
    public DlsFile {
        instruments = List.copyOf(instruments);
        waves = List.copyOf(waves);
    }

    /** Whether it has anything of level 2. */
    public boolean isLevel2() {
        return instruments.stream().anyMatch(DlsInstrument::isLevel2);
    }

    /** What can be selected. */
    public List<BankInstrument> bankInstruments() {
        return instruments.stream().map(DlsInstrument::bankInstrument).toList();
    }

    /** Bytes of sound. */
    public long sampleBytes() {
        return waves.stream().mapToLong(w -> w.data().remaining()).sum();
    }
}
