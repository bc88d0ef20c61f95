package adapter.jack.lib;

/** The cycle that runs. There is one object; it belongs to the process thread. */
public final class Cycle {
    private int frames;
    private int endFrame;
    private boolean known;
    private long startMicros;
    private long previousStartMicros;
    private long time100ns;
    private long lostFrames;
    private boolean xrun;
    private int seenXruns;

    Cycle() {}

    /**
     * A cycle begins.
     *
     * @param length its frames
     * @param frame JACK's count of frames at its start; it wraps
     * @param micros its start by JACK's clock
     * @param masterTime100ns its start by the master clock
     * @param xruns how often the server told of an xrun until now
     */
    void begin(int length, int frame, long micros, long masterTime100ns, int xruns) {
        int jump = known ? frame - endFrame : 0;
        lostFrames = Math.max(0, jump);
        xrun = jump > 0 || (known && xruns != seenXruns);
        seenXruns = xruns;
        previousStartMicros = known && jump == 0 ? startMicros : micros;
        frames = length;
        endFrame = frame + length;
        startMicros = micros;
        time100ns = masterTime100ns;
        known = true;
    }

    /** Its frames; may differ from cycle to cycle. */
    public int frames() {
        return frames;
    }

    /** Its start by JACK's clock, microseconds, smoothed by the server. */
    public long startMicros() {
        return startMicros;
    }

    /** Start of the cycle before it; the same as its own when there was none right before it. */
    public long previousStartMicros() {
        return previousStartMicros;
    }

    /** Its start by the master clock, 100 ns. */
    public long time100ns() {
        return time100ns;
    }

    /** Whether something went wrong between the cycle before and this one. */
    public boolean isAfterXrun() {
        return xrun;
    }

    /** Frames that passed without us since the cycle before; 0 also when that is not known. */
    public long lostFrames() {
        return lostFrames;
    }
}
