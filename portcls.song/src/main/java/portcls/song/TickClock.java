package portcls.song;

import portcls.api.time.ReferenceTime;

import java.util.List;

/**
 * Tells when ticks are due. Time is kept as a whole number of fractions of 100 ns, the denominator
 * being the division of the file, and rounded only where it is handed out: nothing drifts.
 */
final class TickClock {
    /** What {@link #at} answers for ticks later than {@link #LONGEST_100NS}. */
    static final long TOO_LATE = Long.MAX_VALUE;

    /** Seven days. Keeps all products within 64 bits, and a broken file from playing for years. */
    static final long LONGEST_100NS = 7 * 24 * 3600 * ReferenceTime.SECOND;

    private static final int DEFAULT_TEMPO = 500_000;
    private static final int DROP_FRAME = 29;

    private final long denominator;
    private final long latest;
    private final boolean metrical;

    private List<TempoChange> tempos = List.of();
    private int nextTempo;
    private long step;
    private long base;
    private long baseTick;

    private TickClock(long denominator, long step, boolean metrical) {
        this.denominator = denominator;
        this.latest = LONGEST_100NS * denominator;
        this.step = step;
        this.metrical = metrical;
    }

    /** Ticks as parts of a quarter note, whose length follows the tempo. */
    static TickClock metrical(int ticksPerQuarter) {
        return new TickClock(ticksPerQuarter, DEFAULT_TEMPO * ReferenceTime.MICROSECOND, true);
    }

    /**
     * Ticks as parts of a film frame, whatever the tempo.
     *
     * @param framesPerSecond 24, 25, 30, or 29 for 30 drop frame, which is 30 000 / 1001
     */
    static TickClock timeCode(int framesPerSecond, int ticksPerFrame) {
        return framesPerSecond == DROP_FRAME
                ? new TickClock(3L * ticksPerFrame, 1001 * ReferenceTime.SECOND / 10_000, false)
                : new TickClock(
                        (long) framesPerSecond * ticksPerFrame, ReferenceTime.SECOND, false);
    }

    /** Begins a sequence with these tempos, in order of their ticks. */
    void begin(List<TempoChange> changes) {
        tempos = changes;
        nextTempo = 0;
        setTempo(DEFAULT_TEMPO);
    }

    /** Ends the sequence at that tick; the next one's tick 0 is there. */
    void end(long tick) {
        follow(tick);
        base = fractions(tick);
        baseTick = 0;
    }

    /**
     * When a tick is due.
     *
     * @param tick not less than that of the call before
     * @return 100 ns, rounded to the nearest, or {@link #TOO_LATE}
     */
    long at(long tick) {
        follow(tick);
        long fractions = fractions(tick);
        return fractions > latest ? TOO_LATE : (fractions + denominator / 2) / denominator;
    }

    private void follow(long tick) {
        while (nextTempo < tempos.size() && tempos.get(nextTempo).tick() <= tick) {
            TempoChange change = tempos.get(nextTempo++);
            base = fractions(change.tick());
            baseTick = change.tick();
            setTempo(change.microsPerQuarter());
        }
    }

    private void setTempo(int microsPerQuarter) {
        if (metrical) {
            step = microsPerQuarter * ReferenceTime.MICROSECOND;
        }
    }

    private long fractions(long tick) {
        long ticks = tick - baseTick;
        if (base > latest || ticks > (latest - base) / step) {
            return latest + 1;
        }
        return base + ticks * step;
    }
}
