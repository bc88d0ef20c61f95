package portcls.ports.time;

import java.util.concurrent.atomic.AtomicLong;
import portcls.api.time.ReferenceTime;

/** A timer on a dispatcher: fires once for each time that is set. May be set and cancelled from any thread. */
public final class DispatchTimer implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final Runnable routine;
    private final AtomicLong due = new AtomicLong(ReferenceTime.NEVER);

    DispatchTimer(Dispatcher dispatcher, Runnable routine) {
        this.dispatcher = dispatcher;
        this.routine = routine;
    }

    /** Lets it fire at that master time; replaces an earlier one. {@link ReferenceTime#NEVER} cancels. */
    public void set(long time100ns) {
        due.set(time100ns);
        dispatcher.timeChanged(time100ns);
    }

    /** Forgets the time. */
    public void cancel() {
        due.set(ReferenceTime.NEVER);
    }

    /** When it fires, or {@link ReferenceTime#NEVER}. */
    public long due() {
        return due.get();
    }

    /** Removes it from its dispatcher. */
    @Override
    public void close() {
        cancel();
        dispatcher.remove(this);
    }

    void fire(long expectedDue) {
        if (due.compareAndSet(expectedDue, ReferenceTime.NEVER)) {
            routine.run();
        }
    }
}
