package portcls.api.time;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * A master clock that stands still until somebody moves it. All dispatch work (service groups,
 * sequencers, alarms) runs inside {@link #advanceTo}, in order of time, on the thread that moves
 * the clock: tests need no waiting, and a song renders as fast as the machine can.
 */
@ProviderType
public interface VirtualClock extends MasterClock {
    /**
     * Moves the clock and runs everything that falls due on the way, each thing at its own time.
     * Going back is ignored. One thread at a time moves the clock; others wait.
     */
    @Irql(Level.PASSIVE)
    void advanceTo(long time100ns);

    /** Moves the clock by a duration. */
    @Irql(Level.PASSIVE)
    default void advance(long duration100ns) {
        advanceTo(getTime() + duration100ns);
    }
}
