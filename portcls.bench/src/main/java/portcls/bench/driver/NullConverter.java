package portcls.bench.driver;

import portcls.api.ks.KsState;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

/** A converter that takes frames at the pace of a clock and does nothing with them. */
final class NullConverter {
    private static final long STANDS = Long.MIN_VALUE;

    private final MasterClock clock;

    /** Master time of frame 0 while it runs. */
    private volatile long origin = STANDS;

    /** Where it stands while it does not. */
    private volatile long stood;

    NullConverter(MasterClock clock) {
        this.clock = clock;
    }

    /** The stream has come to a state. */
    void state(KsState state) {
        if (state == KsState.RUN) {
            goOnFrom(stood);
        } else if (isRunning()) {
            stood = frames();
            origin = STANDS;
        }
        if (state == KsState.STOP) {
            stood = 0;
        }
    }

    boolean isRunning() {
        return origin != STANDS;
    }

    /** It had nothing to take for a while, and goes on now. */
    void goOnFrom(long frame) {
        origin = clock.getTime() - frame * ReferenceTime.SECOND / rate();
    }

    /** Frames that it took since the stream's start. */
    long frames() {
        long zero = origin;
        return zero == STANDS ? stood : (clock.getTime() - zero) * rate() / ReferenceTime.SECOND;
    }

    long bytes() {
        return frames() * NullWave.FORMAT.blockAlign();
    }

    /** Master time. */
    long now() {
        return clock.getTime();
    }

    /** Time that a number of bytes takes, 100 ns. */
    static long duration(long bytes) {
        return bytes / NullWave.FORMAT.blockAlign() * ReferenceTime.SECOND / rate();
    }

    private static long rate() {
        return NullWave.FORMAT.samplesPerSecond();
    }
}
