package portcls.api.client;

/**
 * Where a wave stream is. A holder to be used again and again; numbers of one reading belong
 * together.
 */
public final class WavePosition {
    private long transferredFrames;
    private long presentedFrames;
    private long time100ns;
    private double rate;

    /** Frames that device and buffer have exchanged by {@link #time100ns()}. */
    public long transferredFrames() {
        return transferredFrames;
    }

    /** Frames that are heard (render) or were spoken (capture) at {@link #time100ns()}. */
    public long presentedFrames() {
        return presentedFrames;
    }

    /** Master time of the reading, 100 ns. */
    public long time100ns() {
        return time100ns;
    }

    /** Frames per second as measured on the master clock; the nominal rate at first. */
    public double rate() {
        return rate;
    }

    /** Sets all. For those who fill it. */
    public void set(
            long newTransferredFrames, long newPresentedFrames, long newTime100ns, double newRate) {
        transferredFrames = newTransferredFrames;
        presentedFrames = newPresentedFrames;
        time100ns = newTime100ns;
        rate = newRate;
    }

    @Override
    public String toString() {
        return presentedFrames + " of " + transferredFrames + " frames at " + time100ns;
    }
}
