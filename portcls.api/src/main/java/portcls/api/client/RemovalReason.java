package portcls.api.client;

/** Why a device went. */
public enum RemovalReason {
    /** Its bundle stopped, or its configuration changed. */
    ORDERLY,
    /** The device was pulled out. */
    SURPRISE,
    /** It broke. */
    FAILED
}
