package miniport.wavepci;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the calls that may come at any moment apart: revocation, service, position. Held for some
 * register accesses, and never while the port is called. Allocates nothing.
 */
final class SpinLock {
    private final AtomicBoolean taken = new AtomicBoolean();

    void enter() {
        while (!taken.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
    }

    void leave() {
        taken.set(false);
    }
}
