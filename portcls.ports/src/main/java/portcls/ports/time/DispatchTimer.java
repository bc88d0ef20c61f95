package portcls.ports.time;

import portcls.api.time.ReferenceTime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A timer on a dispatcher: fires once for each time that is set. May be set and cancelled from any
 * thread.
 */
public final class DispatchTimer implements AutoCloseable {
    final Runnable routine;

    private final Dispatcher dispatcher;
    private final AtomicLong due = new AtomicLong(ReferenceTime.NEVER);

    DispatchTimer(Dispatcher dispatcher, Runnable routine) {
        this.dispatcher = dispatcher;
        this.routine = routine;
    }

    /**
     * Lets it fire at that master time; replaces an earlier one. {@link ReferenceTime#NEVER}
     * cancels.
     */
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

    /** Takes it off its dispatcher: it does not fire until it is put back. Its time stays set. */
    public void pause() {
        dispatcher.remove(this);
    }

    /** Puts it back, once; what became due meanwhile fires now. */
    public void resume() {
        dispatcher.add(this);
        dispatcher.timeChanged(due());
    }

    /** Removes it from its dispatcher. */
    @Override
    public void close() {
        cancel();
        dispatcher.remove(this);
    }

    /** Takes the time away, if it is still that one; whoever got it runs the routine. */
    boolean claim(long expectedDue) {
        return due.compareAndSet(expectedDue, ReferenceTime.NEVER);
    }
}
