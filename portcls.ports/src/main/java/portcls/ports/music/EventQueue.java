package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/** Events in the order in which they came; a chain is one. For one thread. */
public final class EventQueue {
    private @Nullable KernelEvent first;
    private @Nullable KernelEvent last;

    /** Adds an event, which is the queue's until {@link #poll} gives it. */
    @Irql(Level.DISPATCH)
    public void add(KernelEvent event) {
        KernelEvent before = last;
        if (before == null) {
            first = event;
        } else {
            before.following = event;
        }
        last = event;
    }

    /** Removes the first event; null when there is none. */
    @Irql(Level.DISPATCH)
    public @Nullable KernelEvent poll() {
        KernelEvent event = first;
        if (event != null) {
            first = event.following;
            event.following = null;
            if (first == null) {
                last = null;
            }
        }
        return event;
    }

    /** Whether nothing waits. */
    @Irql(Level.DISPATCH)
    public boolean isEmpty() {
        return first == null;
    }
}
