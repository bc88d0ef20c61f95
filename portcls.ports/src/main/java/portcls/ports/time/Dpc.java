package portcls.ports.time;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A deferred procedure call: work that waits for the dispatch thread. It is queued once; queueing
 * it again before it ran changes nothing. Queueing takes no lock and allocates nothing.
 */
public final class Dpc implements Runnable {
    final Runnable routine;
    @Nullable Dpc next;

    private final Dispatcher dispatcher;
    private final AtomicBoolean queued = new AtomicBoolean();

    Dpc(Dispatcher dispatcher, Runnable routine) {
        this.dispatcher = dispatcher;
        this.routine = routine;
    }

    /** Queues it; from any thread. */
    public void queue() {
        if (queued.compareAndSet(false, true)) {
            dispatcher.push(this);
        }
    }

    /** For the dispatcher: runs it; from here on it may be queued again. */
    @Override
    public void run() {
        queued.set(false);
        routine.run();
    }
}
