package portcls.api.ks;

/**
 * The states of a stream, KSSTATE ({@code ksproperty-connection-state}). A stream is walked through them one step at a time, in
 * this order or its reverse; {@link #ordinal()} is the documented value.
 */
public enum KsState {
    /** Initial state; least resources; position is 0. */
    STOP,
    /** Resources are acquired. */
    ACQUIRE,
    /** Ready, but the flow of data is held; position is frozen. */
    PAUSE,
    /** Data moves. */
    RUN;

    /** The next state on the way to {@code target}, or this one when it is reached. */
    public KsState stepTowards(KsState target) {
        return values()[ordinal() + Integer.signum(target.ordinal() - ordinal())];
    }

    /** Whether a stream of this state keeps its position, that is, is not stopped. */
    public boolean isBeyondStop() {
        return this != STOP;
    }
}
