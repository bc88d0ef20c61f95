package portcls.banks.sf2;

/** A modulator: a source that moves a generator. All members as in the file. */
public record Sf2Modulator(
        int source, int destination, int amount, int amountSource, int transform) {
    private static final int LINK = 127;
    private static final int LINKED = 0x8000;
    private static final int CONTROLLER = 0x80;
    private static final int INDEX = 0x7F;
    private static final int ABSOLUTE = 2;

    /** What the pitch wheel moves by the format's own modulator: the range, 127 semitones. */
    private static final int WHEEL = 12_700;

    /**
     * Whether every reader can use it: no chains of modulators (nobody writes them, and readers
     * follow them into circles), no source or transform that is not defined.
     */
    boolean isSimple() {
        return destination < Sf2Generators.COUNT
                && (destination & LINKED) == 0
                && knownSource(source)
                && knownSource(amountSource)
                && (transform == 0 || transform == ABSOLUTE)
                && isPitchBounded();
    }

    /** Nobody moves pitch by more; a note that is too high takes a synthesizer very long. */
    private boolean isPitchBounded() {
        return switch (destination) {
            case Sf2Generators.COARSE_TUNE, Sf2Generators.SCALE_TUNING -> false;
            case Sf2Generators.FINE_TUNE -> Math.abs(amount) <= WHEEL;
            default ->
                    !Sf2Generators.movesPitch(destination)
                            || Math.abs(amount) <= Sf2Generators.MOST_ADDED;
        };
    }

    private static boolean knownSource(int source) {
        int index = source & INDEX;
        if (source >> 12 != 0) { // the types of curve are 0 … 3
            return false;
        }
        if ((source & CONTROLLER) != 0) { // not bank select, data entry, (N)RPN, channel mode
            return !(index == 0
                    || index == 6
                    || index >= 32 && index <= 63
                    || index >= 98 && index <= 101
                    || index >= 120);
        }
        return index != LINK
                && (index == 0
                        || index == 2
                        || index == 3
                        || index == 10
                        || index == 13
                        || index == 14
                        || index == 16);
    }
}
