package portcls.api.ks;

/**
 * The states of a stream, KSSTATE ({@code ksproperty-connection-state}). A stream is walked through
 * them one step at a time, in this order or its reverse; {@link #value()} is the documented value.
 */
public enum KsState {
    /** Initial state; least resources; position is 0. */
    STOP(0),
    /** Resources are acquired. */
    ACQUIRE(1),
    /** Ready, but the flow of data is held; position is frozen. */
    PAUSE(2),
    /** Data moves. */
    RUN(3);

    private final int value;

    KsState(int value) {
        this.value = value;
    }

    /** The next state on the way to {@code target}, or this one when it is reached. */
    public KsState stepTowards(KsState target) {
        return values()[value + Integer.signum(target.value - value)];
    }

    /** The documented value. */
    public int value() {
        return value;
    }

    /** Whether a stream of this state keeps its position, that is, is not stopped. */
    public boolean isBeyondStop() {
        return this != STOP;
    }
}
