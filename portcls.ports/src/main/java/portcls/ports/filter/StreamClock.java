package portcls.ports.filter;

import portcls.api.IMasterClock;
import portcls.api.ks.KsState;
import portcls.api.time.ReferenceTime;

/**
 * Presentation time of a stream: runs in RUN, stands in PAUSE and ACQUIRE, 0 in STOP. Changed by
 * the worker, read by anybody.
 */
public final class StreamClock {
    private static final Phase STOPPED = new Phase(false, 0, 0);

    private final IMasterClock master;
    private volatile Phase phase = STOPPED;

    /**
     * While running, {@code value} is the master time of presentation time 0; else it is the
     * presentation time itself. {@code since} is the presentation time at which the phase began.
     */
    private record Phase(boolean running, long value, long since) {}

    public StreamClock(IMasterClock master) {
        this.master = master;
    }

    /** Presentation time now, 100 ns. */
    public long now() {
        Phase current = phase;
        return current.running ? master.getTime() - current.value : current.value;
    }

    /**
     * The master time of a presentation time while the stream runs; what lies beyond the end of
     * time is never.
     */
    public long toMaster(long presentationTime100ns) {
        long origin = phase.value;
        return presentationTime100ns > ReferenceTime.NEVER - Math.max(0, origin)
                ? ReferenceTime.NEVER
                : presentationTime100ns + origin;
    }

    /**
     * The presentation time at a master time. What comes from before the stream began to run, or
     * comes while it stands, has the time at which it stands.
     */
    public long ofMaster(long master100ns) {
        Phase current = phase;
        return current.running
                ? Math.max(current.since, master100ns - current.value)
                : current.value;
    }

    /** Whether presentation time runs. */
    public boolean isRunning() {
        return phase.running;
    }

    /** The stream entered a state. */
    public void enter(KsState state) {
        long now = now();
        phase =
                switch (state) {
                    case RUN -> new Phase(true, master.getTime() - now, now);
                    case STOP -> STOPPED;
                    case ACQUIRE, PAUSE -> new Phase(false, now, now);
                };
    }
}
