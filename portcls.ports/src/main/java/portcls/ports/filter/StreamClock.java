package portcls.ports.filter;

import portcls.api.IMasterClock;
import portcls.api.ks.KsState;

/**
 * Presentation time of a stream: runs in RUN, stands in PAUSE and ACQUIRE, 0 in STOP. Changed by
 * the worker, read by anybody.
 */
public final class StreamClock {
    private static final Phase STOPPED = new Phase(false, 0);

    private final IMasterClock master;
    private volatile Phase phase = STOPPED;

    /**
     * While running, {@code value} is the master time of presentation time 0; else it is the
     * presentation time itself.
     */
    private record Phase(boolean running, long value) {}

    public StreamClock(IMasterClock master) {
        this.master = master;
    }

    /** Presentation time now, 100 ns. */
    public long now() {
        Phase current = phase;
        return current.running ? master.getTime() - current.value : current.value;
    }

    /** The master time of a presentation time while the stream runs. */
    public long toMaster(long presentationTime100ns) {
        return presentationTime100ns + phase.value;
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
                    case RUN -> new Phase(true, master.getTime() - now);
                    case STOP -> STOPPED;
                    case ACQUIRE, PAUSE -> new Phase(false, now);
                };
    }
}
