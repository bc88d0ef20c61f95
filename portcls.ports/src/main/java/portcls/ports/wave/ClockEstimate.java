package portcls.ports.wave;

import java.lang.invoke.VarHandle;

/**
 * What the device's clock does on the master clock: a delay-locked loop over the readings of a
 * stream. Single readings come late by whatever held up the thread that took them; the loop follows
 * their trend. One thread updates, anybody asks; nothing blocks or allocates.
 */
public final class ClockEstimate {
    /** Bandwidth of the loop at its start and once it is locked, Hz. */
    private static final double FAST = 4.0;

    private static final double SLOW = 0.1;

    /** A reading that far off is no jitter: the stream was held up. 100 ns. */
    private static final double JUMP_100NS = 500_000;

    /** A reading this far off, and this many times farther off than usual, counts little. */
    private static final double OUTLIER_100NS = 50_000;

    private static final double OUTLIER = 4;

    /** So many outliers in a row on one side are no outliers. */
    private static final int STREAK = 5;

    private static final double SPREAD_WEIGHT = 0.05;

    private final double nominal;
    private volatile Slot slot = new Slot();
    private Slot spare = new Slot();
    private double bandwidth = FAST;
    private double spread = OUTLIER_100NS;
    private int streak;
    private volatile boolean started;

    /** Frames, the time of their end and the time of one frame; filled by one thread. */
    private static final class Slot {
        volatile int sequence;
        long frames;
        double time;
        double period;
    }

    /** An estimate for a device that promises that many frames per second. */
    public ClockEstimate(int samplesPerSecond) {
        nominal = 1e7 / samplesPerSecond;
        slot.period = nominal;
    }

    /** Forgets everything: the stream begins to run, here and now. */
    void restart() {
        started = false;
        bandwidth = FAST;
        streak = 0;
    }

    /** Whether there was a reading since the stream runs. */
    boolean isRunning() {
        return started;
    }

    /** A reading: so many frames had moved at that master time. */
    void update(long frames, long time100ns) {
        Slot last = slot;
        long step = frames - last.frames;
        if (started && step <= 0) {
            return;
        }
        double expected = last.time + step * last.period;
        double error = time100ns - expected;
        if (!started || isJump(error)) {
            fill(frames, (double) time100ns, last.period);
            bandwidth = FAST;
            streak = 0;
            started = true;
            return;
        }
        double omega = 2 * Math.PI * bandwidth * step * nominal / 1e7;
        double b = Math.min(1, Math.sqrt(2) * omega);
        double c = Math.min(0.5, omega * omega);
        double heard = Math.clamp(error, -limit(), limit());
        spread += SPREAD_WEIGHT * (Math.abs(heard) - spread);
        fill(frames, expected + b * heard, last.period + c * heard / step);
        bandwidth = Math.max(SLOW, bandwidth * (1 - Math.min(0.5, omega / 8)));
    }

    /** Frames that have moved at a master time, with fraction. */
    double framesAt(long time100ns) {
        while (true) {
            Slot read = slot;
            int before = read.sequence;
            double result = read.frames + (time100ns - read.time) / read.period;
            VarHandle.loadLoadFence();
            if (before == read.sequence && (before & 1) == 0) {
                return result;
            }
            Thread.onSpinWait();
        }
    }

    /** Frames per second. */
    double rate() {
        return 1e7 / slot.period;
    }

    private double limit() {
        return Math.max(OUTLIER_100NS, OUTLIER * spread);
    }

    /** Whether the stream was held up: far too far off, or far off again and again. */
    private boolean isJump(double error) {
        if (Math.abs(error) < limit()) {
            streak = 0;
        } else {
            streak = error > 0 ? Math.max(streak, 0) + 1 : Math.min(streak, 0) - 1;
        }
        return Math.abs(error) > JUMP_100NS || Math.abs(streak) >= STREAK;
    }

    private void fill(long frames, double time, double period) {
        Slot next = spare;
        int sequence = next.sequence;
        next.sequence = sequence + 1;
        VarHandle.storeStoreFence();
        next.frames = frames;
        next.time = time;
        next.period = period;
        next.sequence = sequence + 2;
        spare = slot;
        slot = next;
    }
}
