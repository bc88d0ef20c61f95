package portcls.ports.dmus;

import portcls.api.IMasterClock;
import portcls.api.dmus.SampleClock;

/**
 * Time that is what was rendered: stands until somebody renders, and never goes back. One thread
 * moves it, any reads it.
 */
final class RenderedClock implements IMasterClock {
    private final SampleClock samples;
    private volatile long time100ns;

    RenderedClock(int samplesPerSecond) {
        samples = new SampleClock(samplesPerSecond);
    }

    @Override
    public long getTime() {
        return time100ns;
    }

    /** Frames count from 0 again; time goes on from where it is. */
    void restart() {
        samples.start(time100ns);
    }

    /** When that frame is heard. */
    long at(long frame) {
        return samples.sampleToRefTime(frame);
    }

    /** So many frames were rendered since the restart. */
    void advanceTo(long frames) {
        time100ns = at(frames);
    }
}
