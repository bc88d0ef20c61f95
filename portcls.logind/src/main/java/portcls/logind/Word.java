package portcls.logind;

/** What a machine tells of its sleep. */
enum Word {
    /** Whoever tells of it is there; he said nothing before. */
    CAME,
    /** The machine is about to sleep. */
    SLEEPS,
    /** It woke, or does not sleep after all. */
    WOKE,
    /** Whoever tells of it is not there, or not any more. */
    WENT,
    /** Nothing: the wait was ended. */
    NOTHING
}
