package portcls.api.diag;

/** How a device stands. */
public enum DeviceState {
    /** A stream runs. */
    RUNNING,
    /** Opened by a program; nothing runs. */
    OPEN,
    /** Ready; nobody uses it. */
    IDLE,
    /** Its driver is being initialised. */
    STARTING,
    /** It is gone, and a stream waits for it to come back. */
    HELD,
    /** No driver serves it. */
    UNBOUND,
    /** Its driver could not start, or broke. */
    FAILED
}
