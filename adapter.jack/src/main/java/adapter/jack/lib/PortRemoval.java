package adapter.jack.lib;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes ports away on a thread of its own, which is there while there are some: a server that hangs
 * keeps that thread, and nobody else. Any thread.
 */
final class PortRemoval {
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Consumer<JackPort> unregister;

    // Guarded by this.
    private final Queue<JackPort> leaving = new ArrayDeque<>();
    private @Nullable Thread worker;
    private long begin;

    /**
     * Makes one without a thread.
     *
     * @param unregister takes one port away, however long that lasts
     */
    PortRemoval(Consumer<JackPort> unregister) {
        this.unregister = unregister;
    }

    /** Returns when the ports are away, or when the server has not answered for half a second. */
    synchronized void remove(Collection<JackPort> ports) {
        leaving.addAll(ports);
        long called = System.nanoTime();
        if (worker == null && !leaving.isEmpty()) {
            begin = called;
            Thread started = Thread.ofPlatform().daemon().name("JACK ports").unstarted(this::work);
            worker = started;
            started.start();
        }
        boolean interrupted = Thread.interrupted();
        try {
            for (long left = left(called); worker != null && left > 0; left = left(called)) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A server that has not answered the port before this long is not waited for again. */
    private synchronized long left(long called) {
        long now = System.nanoTime();
        return LIMIT_NANOS - Math.max(now - called, now - begin);
    }

    /** Whether the server may still have a port that was to be taken away. */
    synchronized boolean isLeaving(JackPort port) {
        return leaving.contains(port);
    }

    private void work() {
        for (JackPort port = next(); port != null; port = next()) {
            try {
                unregister.accept(port);
            } finally {
                done();
            }
        }
    }

    private synchronized @Nullable JackPort next() {
        begin = System.nanoTime();
        JackPort port = leaving.peek();
        if (port == null) {
            worker = null;
            notifyAll();
        }
        return port;
    }

    private synchronized void done() {
        leaving.remove();
    }
}
