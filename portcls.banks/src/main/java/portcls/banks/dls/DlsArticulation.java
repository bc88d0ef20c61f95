package portcls.banks.dls;

import java.util.List;

/**
 * How an instrument or region sounds: connections as level 1 ({@code lart}) and level 2 ({@code
 * lar2}) readers know them.
 */
public record DlsArticulation(List<DlsConnection> level1, List<DlsConnection> level2) {
    /** Nothing said. */
    public static final DlsArticulation NONE = new DlsArticulation(List.of(), List.of());

    public DlsArticulation {
        level1 = List.copyOf(level1);
        level2 = List.copyOf(level2);
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return level1.isEmpty() && level2.isEmpty();
    }
}
