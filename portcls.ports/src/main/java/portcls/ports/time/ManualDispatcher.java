package portcls.ports.time;

import portcls.api.time.ReferenceTime;

import java.time.Duration;

/** A dispatcher without a thread: its work runs on the thread that moves the virtual clock. */
final class ManualDispatcher extends Dispatcher {
    private final ManualClock clock;
    private volatile boolean closed;

    /** How many routines of this dispatcher are on the stack of the thread that moves the clock. */
    private int running;

    ManualDispatcher(String name, ManualClock clock) {
        super(name);
        this.clock = clock;
    }

    @Override
    public long now() {
        return clock.getTime();
    }

    @Override
    public boolean isCurrent() {
        return clock.isMoving() && running > 0;
    }

    @Override
    public StackTraceElement[] stack() {
        return clock.stackOfMover();
    }

    /** There is no other thread to go on with: whoever moves the clock waits for the routine. */
    @Override
    public void abandonRoutine() {
        clock.interruptMover();
    }

    @Override
    public void close() {
        closed = true;
        clock.remove(this);
    }

    @Override
    boolean await(AwaitedCall call, Duration limit) {
        return clock.runUntilDone(this, call, limit);
    }

    @Override
    boolean mayServe() {
        return !closed;
    }

    /** Nobody sleeps here: whoever moves the clock next finds the work. */
    @Override
    void wake() {}

    @Override
    long wakeAt() {
        return ReferenceTime.NEVER;
    }

    /** Runs the oldest deferred call, if there is one; the clock is held. */
    boolean step() {
        running++;
        try {
            return runNext();
        } finally {
            running--;
        }
    }

    /** Fires the timer that is due first; the clock is held. */
    void fire(long now) {
        running++;
        try {
            fireFirstDue(now);
        } finally {
            running--;
        }
    }

    /** Runs what is queued until that call is done; the clock is held. */
    void runUntilDone(AwaitedCall call) {
        while (!call.isDone()) {
            if (!step()) {
                finish();
            }
        }
    }
}
