package portcls.bench;

import java.util.concurrent.locks.LockSupport;

/** No music at all: a thread that parks until each due time. Shows what the machine is good for. */
final class ParkPlayer implements Player {
    @Override
    public String label() {
        return "for scale: parkNanos to the due time";
    }

    @Override
    public long[] play() {
        long[] lateness = new long[EVENTS];
        long first = System.nanoTime() + PERIOD_NANOS;
        for (int i = 0; i < EVENTS; i++) {
            long due = first + i * PERIOD_NANOS;
            long rest = due - System.nanoTime();
            while (rest > 0) {
                LockSupport.parkNanos(this, rest);
                rest = due - System.nanoTime();
            }
            lateness[i] = -rest;
        }
        return lateness;
    }

    @Override
    public void close() {}
}
