package portcls.ports.wave;

import portcls.api.client.Filter;
import portcls.api.wavert.EngineEvent;
import portcls.api.wavert.StreamRegisters;

import java.util.concurrent.Executor;

/**
 * Tells of glitches that were counted on the streaming thread: Flight Recorder at once, listeners
 * on another thread. At DISPATCH.
 */
final class GlitchTeller {
    private final Filter filter;
    private final StreamMemory memory;
    private final int frameBytes;
    private final Executor threads;
    private long told;

    GlitchTeller(Filter filter, StreamMemory memory, int frameBytes, Executor threads) {
        this.filter = filter;
        this.memory = memory;
        this.frameBytes = frameBytes;
        this.threads = threads;
    }

    /** There may be a new glitch, or a listener that threw. */
    void tell() {
        StreamRegisters now = memory.registers();
        memory.events().tellDropped(filter.id());
        if (now.glitches() == told) {
            return;
        }
        told = now.glitches();
        MiniportEngineEvent.write(
                filter.id(),
                EngineEvent.GLITCH_REPORT,
                now.transferred() * frameBytes,
                Math.max(0, now.committed()) * frameBytes,
                EngineEvent.UNDER_RUN,
                0);
        for (OncePending listener : memory.events().glitchListeners()) {
            if (listener.claim()) {
                threads.execute(listener);
            }
        }
    }
}
