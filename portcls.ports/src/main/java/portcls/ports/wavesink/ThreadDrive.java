package portcls.ports.wavesink;

import portcls.api.IMasterClock;
import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Real time: a thread of its own pulls when packets end, or when the clock says so. */
final class ThreadDrive implements Drive {
    private static final long LONGEST_SLEEP = ReferenceTime.millis(20);

    private final IMasterClock clock;
    private final Puller puller;
    private final Thread thread;

    @SuppressWarnings("ThreadPriorityCheck") // a late packet is heard; nothing here relies on it
    ThreadDrive(String owner, IMasterClock clock, Puller puller) {
        this.clock = clock;
        this.puller = puller;
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("wave sink of " + owner)
                        .priority(Thread.MAX_PRIORITY)
                        .unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void packetEnded() {
        LockSupport.unpark(thread);
    }

    @Override
    public StackTraceElement[] awaitEnd(Duration limit) {
        if (Thread.currentThread().equals(thread)) {
            return new StackTraceElement[0];
        }
        // Not by an interrupt: it may be in the midst of rendering, from a file perhaps.
        LockSupport.unpark(thread);
        try {
            if (thread.join(limit)) {
                return new StackTraceElement[0];
            }
            StackTraceElement[] stack = thread.getStackTrace();
            thread.interrupt();
            return stack;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return thread.getStackTrace();
        }
    }

    private void run() {
        while (!puller.isEnded()) {
            long due = puller.pull();
            long wait = Math.min(due - clock.getTime(), LONGEST_SLEEP);
            if (wait > 0 && !puller.isEnded()) {
                LockSupport.parkNanos(this, ReferenceTime.toNanos(wait));
                boolean _ = Thread.interrupted();
            }
        }
    }
}
