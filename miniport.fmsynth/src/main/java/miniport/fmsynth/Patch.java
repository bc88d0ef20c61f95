package miniport.fmsynth;

/**
 * An instrument, or a drum.
 *
 * @param first the modulator, or one of two that are heard
 * @param second the one that is always heard
 * @param connection register 0xC0: feedback and whether both are heard
 * @param note of an instrument, by how many semitones it is shifted; of a drum, the note that is
 *     played
 * @param group of a drum: drums of one group silence each other; 0 = none
 * @param isDrum whether it sounds as long as it sounds, however long the key is held
 */
record Patch(
        String name,
        OperatorSetting first,
        OperatorSetting second,
        int connection,
        int note,
        int group,
        boolean isDrum) {
    /** Whether both operators are heard. */
    boolean isAdditive() {
        return (connection & 1) != 0;
    }
}
