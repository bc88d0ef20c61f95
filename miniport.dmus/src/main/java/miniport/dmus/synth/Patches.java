package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.banks.BankInstrument;

import java.util.Arrays;
import java.util.Collection;

/**
 * A set of instruments by what selects them: bank, program, percussion. Immutable, so any thread
 * may look into it; looking allocates nothing.
 */
final class Patches {
    static final Patches NONE = new Patches(new int[0]);

    private static final int DATA_BITS = 7;
    private static final int PERCUSSION = 1 << 3 * DATA_BITS;

    /** In ascending order. */
    private final int[] keys;

    private Patches(int[] keys) {
        this.keys = keys;
    }

    static Patches of(Collection<BankInstrument> instruments) {
        return new Patches(
                instruments.stream()
                        .mapToInt(i -> key(i.bankMsb(), i.bankLsb(), i.program(), i.percussion()))
                        .sorted()
                        .distinct()
                        .toArray());
    }

    /** Those of both. */
    Patches with(Patches more) {
        int[] all = Arrays.copyOf(keys, keys.length + more.keys.length);
        System.arraycopy(more.keys, 0, all, keys.length, more.keys.length);
        return new Patches(Arrays.stream(all).sorted().distinct().toArray());
    }

    /** Those of this that are not of the other. */
    Patches without(Patches less) {
        return new Patches(Arrays.stream(keys).filter(k -> !less.holds(k)).toArray());
    }

    @Irql(Level.DISPATCH)
    boolean isEmpty() {
        return keys.length == 0;
    }

    /** Whether it holds a {@link #key}. */
    @Irql(Level.DISPATCH)
    boolean holds(int key) {
        return keys.length != 0 && Arrays.binarySearch(keys, key) >= 0;
    }

    static int key(int bankMsb, int bankLsb, int program, boolean percussion) {
        return (percussion ? PERCUSSION : 0)
                | bankMsb << 2 * DATA_BITS
                | bankLsb << DATA_BITS
                | program;
    }
}
