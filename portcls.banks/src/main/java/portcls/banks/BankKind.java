package portcls.banks;

/** What a sound bank is written in. */
public enum BankKind {
    /** SoundFont 2.00 to 2.04. */
    SF2,
    /** Downloadable Sounds, level 1. */
    DLS1,
    /** Downloadable Sounds, level 2: it has level 2 regions or articulations. */
    DLS2
}
