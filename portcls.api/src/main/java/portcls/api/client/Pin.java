package portcls.api.client;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.diag.Counter;
import portcls.api.ks.KsState;

import java.util.Optional;

/**
 * An open pin: a stream. It begins in STOP and is walked from state to state one step at a time.
 */
@ProviderType
public interface Pin extends PropertyAccess, AutoCloseable {
    /** The filter. */
    Filter filter();

    /** Pin id. */
    int pinId();

    /** State now. */
    KsState state();

    /**
     * Walks to a state.
     *
     * @throws portcls.api.PortClsException when the driver refuses a step; the pin then stays in
     *     the last state reached
     */
    void setState(KsState state);

    /** Lets data move. */
    default void run() {
        setState(KsState.RUN);
    }

    /** Holds; position and queue stay. */
    default void pause() {
        setState(KsState.PAUSE);
    }

    /** Stops; the queue is discarded and the position is 0. */
    default void stop() {
        setState(KsState.STOP);
    }

    /** Presentation time, 100 ns: runs in RUN, stands in PAUSE, 0 in STOP. */
    long now();

    /** Why the device is gone; empty while it is there. */
    Optional<Removal> removal();

    /** What this stream has counted since it was opened. */
    java.util.List<Counter> counters();

    /** Walks down to STOP and lets go. After a removal it only lets go. */
    @Override
    void close();
}
