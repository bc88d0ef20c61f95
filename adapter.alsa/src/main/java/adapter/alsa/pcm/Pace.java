package adapter.alsa.pcm;

/**
 * Says how far a PCM may be by master time. A PCM with a clock paces itself, and this only notices
 * when it does not; one without a clock is held to its nominal rate. One thread.
 */
final class Pace {
    private static final long UNITS_PER_SECOND = 10_000_000;

    // A server may take seconds of sound at once, and a clock may be a little wrong; one that has
    // taken this much more than its time has none.
    private static final long SLACK_SECONDS = 4;
    private static final int QUARTER = 4;

    private final int rate;
    private boolean unclocked;
    private long start100ns;
    private long done;

    Pace(int rate, boolean unclocked) {
        this.rate = rate;
        this.unclocked = unclocked;
    }

    /** Time begins now. */
    void begin(long now100ns) {
        start100ns = now100ns;
        done = 0;
    }

    /** Whether nothing but this paces it. */
    boolean isUnclocked() {
        return unclocked;
    }

    /**
     * How many frames are due, without those that are done.
     *
     * @param ahead how many it may be ahead
     * @param most how many it may be behind; more than that is forgotten
     */
    int due(long now100ns, int ahead, int most) {
        long due = elapsed(now100ns) + ahead - done;
        if (due > most) {
            done += due - most;
            due = most;
        }
        return (int) due;
    }

    /** Time until so many frames more are due, ns. */
    long nanosUntil(long frames) {
        return Math.max(0, frames) * 1_000_000_000L / rate;
    }

    /** Frames were moved. Returns true when it is found out now that the PCM has no clock. */
    boolean moved(long now100ns, long frames) {
        done += frames;
        if (unclocked) {
            return false;
        }
        long elapsed = elapsed(now100ns);
        if (done > elapsed + elapsed / QUARTER + SLACK_SECONDS * rate) {
            unclocked = true;
            begin(now100ns);
        }
        return unclocked;
    }

    private long elapsed(long now100ns) {
        long units = now100ns - start100ns;
        long seconds = units / UNITS_PER_SECOND; // apart, so that no run is too long for a long
        return seconds * rate + (units - seconds * UNITS_PER_SECOND) * rate / UNITS_PER_SECOND;
    }
}
