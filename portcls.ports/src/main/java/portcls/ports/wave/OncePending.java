package portcls.ports.wave;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A listener that is run by one thread at a time: what happens while it runs is told by one more
 * run, however often it happens.
 */
final class OncePending implements Runnable {
    private final Runnable listener;
    private final AtomicBoolean pending = new AtomicBoolean();

    OncePending(Runnable listener) {
        this.listener = listener;
    }

    /** Whether it has to be run: false when a run is to come anyway. */
    boolean claim() {
        return pending.compareAndSet(false, true);
    }

    @Override
    public void run() {
        synchronized (this) {
            pending.set(false);
            listener.run();
        }
    }
}
