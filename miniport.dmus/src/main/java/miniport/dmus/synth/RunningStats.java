package miniport.dmus.synth;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.SynthStats;

/**
 * How a pin fares ({@code kspropsetid-synth}); counted in RUN only. The sink thread counts, any
 * thread reads.
 */
final class RunningStats {
    private static final double SECOND_NS = 1e9;

    /** Averages are over about this time. */
    private static final double AVERAGE_SECONDS = 1;

    private static final int SILENCE = -9_600;
    private static final double DECADE = 2_000;
    private static final int PERCENT = 100;

    private volatile double voices;
    private volatile double load;
    private volatile float peak;
    private volatile int lost;

    /** The pin begins to run. */
    @Irql(Level.DISPATCH)
    void reset() {
        peak = 0;
        lost = 0;
    }

    /** A note got no voice. */
    @Irql(Level.DISPATCH)
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void lose() {
        lost++;
    }

    /**
     * A piece was rendered.
     *
     * @param sounding voices in it
     * @param loudest sample of it, without sign
     * @param busyNs what it cost
     * @param seconds how long it lasts
     */
    @Irql(Level.DISPATCH)
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void rendered(int sounding, float loudest, long busyNs, double seconds) {
        double part = seconds / (seconds + AVERAGE_SECONDS);
        voices += part * (sounding - voices);
        load += part * (busyNs / SECOND_NS / seconds - load);
        if (loudest > peak) {
            peak = loudest;
        }
    }

    /** As clients see it; FREE_MEMORY does not count, since it is the Java heap's. */
    @Irql(Level.ANY)
    SynthStats stats() {
        int average = (int) Math.round(voices);
        int percent = (int) Math.round(PERCENT * load);
        return new SynthStats(
                SynthStats.VOICES
                        | SynthStats.TOTAL_CPU
                        | SynthStats.CPU_PER_VOICE
                        | SynthStats.LOST_NOTES
                        | SynthStats.PEAK_VOLUME,
                average,
                percent,
                average == 0 ? 0 : (int) Math.round(PERCENT * load / average),
                lost,
                0,
                peak <= 0
                        ? SILENCE
                        : Math.max(SILENCE, (int) Math.round(DECADE * Math.log10(peak))));
    }
}
