package portcls.ports.wavesink;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of a sink that may be kept by a wave filter that hangs. */
final class Helpers {
    private final String owner;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Helpers(String owner) {
        this.owner = owner;
    }

    /** Does something on another thread. */
    Thread start(String what, Runnable work) {
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("wave sink of " + owner + ": " + what)
                        .unstarted(
                                () -> {
                                    try {
                                        work.run();
                                    } finally {
                                        threads.remove(Thread.currentThread());
                                    }
                                });
        synchronized (threads) {
            threads.add(thread);
            thread.start();
        }
        return thread;
    }

    /** Interrupts those that are there. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /**
     * Waits until all are done, those too that they start.
     *
     * @return those that hang; empty when all is done
     */
    Set<Thread> awaitEnd(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            Set<Thread> others = others();
            if (others.isEmpty() || left <= 0) {
                return others;
            }
            boolean _ = others.iterator().next().join(Duration.ofNanos(left));
        }
    }

    /** Those that run, without the one that asks. */
    private Set<Thread> others() {
        Set<Thread> others;
        synchronized (threads) {
            others = new HashSet<>(threads);
        }
        others.remove(Thread.currentThread());
        return others;
    }
}
