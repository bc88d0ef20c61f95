package portcls.ports.time;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a routine up until it is opened, as a driver does that does not come back. */
public final class Gate implements Runnable {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile Thread held = Thread.currentThread();

    /** Waits at the gate; interrupts do not help. */
    @Override
    public void run() {
        held = Thread.currentThread();
        reached.countDown();
        boolean interrupted = false;
        while (open.getCount() > 0) {
            try {
                open.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until somebody waits at the gate. */
    public void awaitReached() throws InterruptedException {
        assertTrue(reached.await(10, TimeUnit.SECONDS), "nobody came to the gate");
    }

    /** The thread that waits, or waited, at the gate. */
    public Thread held() {
        return held;
    }

    /** Lets it go on. */
    public void open() {
        open.countDown();
    }
}
