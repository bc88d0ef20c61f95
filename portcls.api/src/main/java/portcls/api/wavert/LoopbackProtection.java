package portcls.api.wavert;

/** What a loopback pin gets of a stream, CONSTRICTOR_OPTION. */
public enum LoopbackProtection {
    /** The stream's sound. */
    DISABLE,
    /** Silence instead of it. */
    MUTE
}
