package miniport.dmus;

import miniport.dmus.synth.SynthRig;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A sink thread: pulls 10 ms every 5 ms and looks whether a tone breaks off. */
final class Puller implements AutoCloseable {
    private static final int FRAMES = 441;
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(20);

    private final SynthRig rig;
    private final Thread thread = new Thread(this::pull, "sink");
    private volatile boolean ended;
    private volatile boolean watches;
    private volatile int breaks;
    private volatile float peak;
    private volatile long frames;

    Puller(SynthRig rig) {
        this.rig = rig;
    }

    void start() {
        thread.start();
    }

    /** From now on every piece must sound. */
    void watch() {
        watches = true;
    }

    int breaks() {
        return breaks;
    }

    /** Of the latest piece. */
    float peak() {
        return peak;
    }

    void awaitFrames(int count) {
        long end = frames + count;
        await(() -> frames >= end);
    }

    void awaitPeak(float level) {
        await(() -> peak > level);
    }

    private void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT_NS || !thread.isAlive()) {
                throw new AssertionError("the sink thread hangs, or nothing is heard");
            }
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void pull() {
        while (!ended) {
            float now = Sound.peak(rig.pull(FRAMES), 0, FRAMES);
            if (watches && now < 0.05f) {
                breaks++;
            }
            peak = now;
            frames += FRAMES;
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
