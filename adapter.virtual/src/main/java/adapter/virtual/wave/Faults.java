package adapter.virtual.wave;

import java.util.Set;

/**
 * How a device fails, and when.
 *
 * @param kinds what goes wrong; empty = nothing
 * @param frames the frame of a stream at which it goes wrong
 */
record Faults(Set<WaveFault> kinds, int frames) {
    /** A device that works. */
    static final Faults NONE = new Faults(Set.of(), 1);

    private static final long LATE_100NS = 5_000_000;

    Faults {
        kinds = Set.copyOf(kinds);
    }

    boolean has(WaveFault kind) {
        return kinds.contains(kind);
    }

    /** How long after its start a stream begins to move, 100 ns. */
    long startDelay100ns() {
        return has(WaveFault.LATE) ? LATE_100NS : 0;
    }

    /** Frames from one of a stream to the next at which something goes wrong. */
    long framesUntilNext(long frame) {
        boolean none =
                !has(WaveFault.XRUN)
                        && (frame >= frames || !(has(WaveFault.STALL) || has(WaveFault.GONE)));
        return none ? Long.MAX_VALUE : frames - frame % frames;
    }
}
