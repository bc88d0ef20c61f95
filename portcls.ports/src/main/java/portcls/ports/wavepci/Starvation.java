package portcls.ports.wavepci;

import portcls.api.time.ReferenceTime;
import portcls.api.wavert.StreamRegisters;

/**
 * A device that runs and has nothing to play, or nowhere to record to: one glitch, and the time of
 * it as lost frames. At DISPATCH; allocates nothing.
 */
final class Starvation {
    private final StreamRegisters registers;
    private final int samplesPerSecond;
    private boolean lasts;
    private long since100ns;
    private long counted;

    Starvation(StreamRegisters registers, int samplesPerSecond) {
        this.registers = registers;
        this.samplesPerSecond = samplesPerSecond;
    }

    /**
     * How it is at that time.
     *
     * @return whether a glitch began
     */
    boolean look(boolean starves, long time100ns) {
        if (lasts) {
            count(time100ns);
            lasts = starves;
            return false;
        }
        if (starves) {
            lasts = true;
            since100ns = time100ns;
            counted = 0;
            registers.glitch(0);
        }
        return starves;
    }

    private void count(long time100ns) {
        long frames = (time100ns - since100ns) * samplesPerSecond / ReferenceTime.SECOND;
        if (frames > counted) {
            registers.lose(frames - counted);
            counted = frames;
        }
    }
}
