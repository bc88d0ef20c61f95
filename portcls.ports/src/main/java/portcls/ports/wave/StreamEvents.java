package portcls.ports.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.client.Registration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Who is to be told of what happens to a client's stream: the thread that waits and the listeners.
 * Stays while the driver is exchanged.
 */
public final class StreamEvents {
    private static final System.Logger LOG = System.getLogger(StreamEvents.class.getName());
    private static final Runnable[] NONE = {};
    private static final long SLEEP_NANOS = 20_000_000;

    private final AtomicReference<@Nullable Thread> waiter = new AtomicReference<>();
    private final List<OncePending> glitchListeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Runnable[] packetListeners = NONE;
    private volatile @Nullable Throwable dropped;
    private volatile long longestSleepNanos = SLEEP_NANOS;

    /** The current thread is about to wait. One thread at a time waits. */
    void beginWait() {
        waiter.set(Thread.currentThread());
    }

    /** It waits no more. */
    void endWait() {
        waiter.set(null);
    }

    /** Wakes who waits: something changed. Neither blocks nor allocates. */
    public void wake() {
        Thread waiting = waiter.get();
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** A packet ended: on the streaming thread. */
    void packetEnded() {
        wake();
        @Nullable Runnable[] listeners = packetListeners;
        for (int i = 0; i < listeners.length; i++) {
            Runnable listener = listeners[i];
            if (listener != null) {
                try {
                    listener.run();
                } catch (Throwable t) {
                    // It is the listener's fault and not the device's: it is not called again.
                    listeners[i] = null;
                    dropped = t;
                }
            }
        }
    }

    /** Whether a listener threw and was dropped. */
    boolean hasDropped() {
        return dropped != null;
    }

    /** Tells of a listener that threw; not on the streaming thread. */
    void tellDropped(String filter) {
        Throwable t = dropped;
        dropped = null;
        if (t != null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A program's listener for packets of " + filter + " threw; it is dropped",
                    t);
        }
    }

    /** Nobody sleeps longer than that without looking again. */
    long longestSleepNanos() {
        return longestSleepNanos;
    }

    /** For tests of the wake-up. */
    void longestSleepNanos(long nanos) {
        longestSleepNanos = nanos;
    }

    List<OncePending> glitchListeners() {
        return glitchListeners;
    }

    Registration onPacket(Runnable routine) {
        change(routine, true);
        return () -> change(routine, false);
    }

    Registration onGlitch(Runnable routine) {
        OncePending once = new OncePending(routine);
        glitchListeners.add(once);
        return () -> glitchListeners.remove(once);
    }

    private synchronized void change(Runnable routine, boolean add) {
        List<Runnable> changed = new ArrayList<>();
        for (Runnable listener : packetListeners) {
            if (listener != null) {
                changed.add(listener);
            }
        }
        if (add) {
            changed.add(routine);
        } else {
            changed.remove(routine);
        }
        packetListeners = changed.toArray(NONE);
    }
}
