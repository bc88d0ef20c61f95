package portcls.ports.wavert;

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
final class StreamEvents {
    private static final Runnable[] NONE = {};

    private final AtomicReference<@Nullable Thread> waiter = new AtomicReference<>();
    private final List<Runnable> glitchListeners = new CopyOnWriteArrayList<>();
    private volatile Runnable[] packetListeners = NONE;

    /** The current thread is about to wait. One thread at a time waits. */
    void beginWait() {
        waiter.set(Thread.currentThread());
    }

    /** It waits no more. */
    void endWait() {
        waiter.set(null);
    }

    /** Wakes who waits: something changed. Neither blocks nor allocates. */
    void wake() {
        Thread waiting = waiter.get();
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** A packet ended: on the streaming thread. */
    void packetEnded() {
        wake();
        for (Runnable listener : packetListeners) {
            listener.run();
        }
    }

    List<Runnable> glitchListeners() {
        return glitchListeners;
    }

    Registration onPacket(Runnable routine) {
        change(routine, true);
        return () -> change(routine, false);
    }

    Registration onGlitch(Runnable routine) {
        glitchListeners.add(routine);
        return () -> glitchListeners.remove(routine);
    }

    private synchronized void change(Runnable routine, boolean add) {
        List<Runnable> changed = new ArrayList<>(List.of(packetListeners));
        if (add) {
            changed.add(routine);
        } else {
            changed.remove(routine);
        }
        packetListeners = changed.toArray(NONE);
    }
}
