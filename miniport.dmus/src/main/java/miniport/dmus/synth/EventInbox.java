package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Hands events from those who put them to the one who takes them, without a lock and without
 * memory: the events themselves are linked. As many fit as the allocator has.
 */
final class EventInbox {
    /** The latest first. */
    private final AtomicReference<@Nullable DMusKernelEvent> latest = new AtomicReference<>();

    /** Adds a chain of events in its order; they are links of the inbox from now on. */
    @Irql(Level.DISPATCH)
    void put(DMusKernelEvent chain) {
        DMusKernelEvent event = chain;
        while (event != null) {
            DMusKernelEvent rest = event.next();
            DMusKernelEvent before = latest.get();
            event.setNext(before);
            while (!latest.compareAndSet(before, event)) {
                before = latest.get();
                event.setNext(before);
            }
            event = rest;
        }
    }

    /** Takes all that is there, chained in the order of arrival; null = nothing. */
    @Irql(Level.DISPATCH)
    @Nullable DMusKernelEvent takeAll() {
        DMusKernelEvent event = latest.get() == null ? null : latest.getAndSet(null);
        DMusKernelEvent first = null;
        while (event != null) {
            DMusKernelEvent before = event.next();
            event.setNext(first);
            first = event;
            event = before;
        }
        return first;
    }
}
