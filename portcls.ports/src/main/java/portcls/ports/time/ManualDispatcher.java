package portcls.ports.time;

import java.time.Duration;
import portcls.api.time.ReferenceTime;

/** A dispatcher without a thread: its work runs on the thread that moves the virtual clock. */
final class ManualDispatcher extends Dispatcher {
    private final ManualClock clock;

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
        return clock.isMoving();
    }

    @Override
    public boolean runAndWait(Runnable work, Duration limit) {
        return clock.runNow(this, work, limit);
    }

    @Override
    public StackTraceElement[] stack() {
        return clock.stackOfMover();
    }

    @Override
    public void close() {
        clock.remove(this);
    }

    /** Nobody sleeps here: whoever moves the clock next finds the work. */
    @Override
    void wake() {}

    @Override
    long wakeAt() {
        return ReferenceTime.NEVER;
    }
}
