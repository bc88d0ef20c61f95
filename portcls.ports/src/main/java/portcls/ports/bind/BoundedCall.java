package portcls.ports.bind;

import org.jspecify.annotations.Nullable;

import portcls.ports.device.CallStack;
import portcls.ports.device.Departure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A call into a driver on another thread, which is left to itself when it does not come back. */
final class BoundedCall implements Runnable {
    private final Runnable work;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread inside;
    private boolean abandoned;

    BoundedCall(Runnable work) {
        this.work = work;
    }

    @Override
    public void run() {
        synchronized (this) {
            if (abandoned) {
                return;
            }
            inside = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                inside = null;
            }
            over.countDown();
        }
    }

    /** Waits for its end; tells where it is when it does not come back. */
    Optional<CallStack> await(Duration limit) {
        if (Departure.awaitKeepingInterrupts(over, limit)) {
            return Optional.empty();
        }
        synchronized (this) {
            abandoned = true;
            Thread stuck = inside;
            Optional<CallStack> calls = Optional.ofNullable(stuck).map(CallStack::of);
            if (stuck != null) {
                stuck.interrupt();
            }
            return calls;
        }
    }
}
