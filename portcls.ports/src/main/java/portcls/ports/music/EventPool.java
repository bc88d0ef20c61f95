package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Where events come from and where each of them ends ({@code nn-dmusicks-iallocatormxf}). Any
 * number of threads may take and give back; nobody ever waits for another.
 *
 * <p>Whoever takes makes the pool grow, so a pool that is used at DISPATCH is made with its full
 * size at once.
 */
public final class EventPool {
    /** Bytes of a buffer, always ({@code nf-dmusicks-iallocatormxf-getbuffersize}). */
    public static final int BUFFER_SIZE = 1024;

    private static final int EVENT_CHUNK_BITS = 10;
    private static final int BUFFER_CHUNK_BITS = 5;

    private final FreeList<KernelEvent> events;
    private final FreeList<EventBuffer> buffers;

    /**
     * Makes a pool.
     *
     * @param initialEvents events that are there from the beginning, at least; 1 or more
     * @param maximumEvents most events there will ever be
     * @param initialBuffers buffers that are there from the beginning, at least
     * @param maximumBuffers most buffers there will ever be
     */
    public EventPool(int initialEvents, int maximumEvents, int initialBuffers, int maximumBuffers) {
        checkRange("initialEvents", initialEvents, 1, maximumEvents);
        checkRange("initialBuffers", initialBuffers, 0, maximumBuffers);
        events = new FreeList<>(initialEvents, maximumEvents, EVENT_CHUNK_BITS, KernelEvent::new);
        buffers =
                new FreeList<>(initialBuffers, maximumBuffers, BUFFER_CHUNK_BITS, EventBuffer::new);
    }

    /**
     * A clean event ({@code nf-dmusicks-iallocatormxf-getmessage}); null when all are out, or are
     * just going out to threads that make the pool grow.
     *
     * <p>PASSIVE while the pool may still grow.
     */
    @Irql(Level.ANY)
    public @Nullable KernelEvent take() {
        return events.take();
    }

    /**
     * Gives an event a buffer for its bytes; those that it has move there ({@code
     * nf-dmusicks-iallocatormxf-getbuffer}).
     *
     * @return false when all buffers are out
     */
    @Irql(Level.ANY)
    public boolean addBuffer(KernelEvent event) {
        if (event.hasBuffer()) {
            throw new IllegalStateException("the event has a buffer already: " + event);
        }
        EventBuffer buffer = buffers.take();
        if (buffer == null) {
            return false;
        }
        event.attach(buffer);
        return true;
    }

    /**
     * Takes back an event, what is chained to it, what it packages, and all their buffers.
     *
     * @throws IllegalStateException when it was given back before
     */
    @Irql(Level.ANY)
    public void release(KernelEvent first) {
        KernelEvent event = first;
        while (event != null) {
            events.retire(event);
            KernelEvent rest = rest(event);
            EventBuffer buffer = event.buffer;
            if (buffer != null) {
                buffers.retire(buffer);
                buffers.give(buffer);
            }
            event.clean();
            events.give(event);
            event = rest;
        }
    }

    /** Events that are out. Exact when no thread is taking or giving. */
    @Irql(Level.ANY)
    public int outstanding() {
        return events.outstanding();
    }

    /** Buffers that are out. */
    @Irql(Level.ANY)
    public int outstandingBuffers() {
        return buffers.outstanding();
    }

    /** Events there are, in and out. */
    @Irql(Level.ANY)
    public int size() {
        return events.size();
    }

    /** Most bytes of one message for which this pool can ever have room. */
    @Irql(Level.ANY)
    public long maximumMessage() {
        return Math.max(
                KernelEvent.INLINE_BYTES,
                (long) Math.min(events.maximum(), buffers.maximum()) * BUFFER_SIZE);
    }

    /** What is still to be released after this one; the content of a package first. */
    private static @Nullable KernelEvent rest(KernelEvent event) {
        KernelEvent inside = event.packaged();
        if (inside == null) {
            return event.next();
        }
        KernelEvent last = inside;
        for (KernelEvent e = inside; e != null; e = e.next()) {
            last = e;
        }
        last.setNext(event.next());
        return inside;
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must lie in " + least + " … " + most + ": " + name + "=" + value);
        }
    }
}
