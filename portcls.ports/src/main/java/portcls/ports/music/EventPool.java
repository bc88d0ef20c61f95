package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;

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

    /** What the pools of one filter have in common. */
    private final Object family;

    /** Makes a pool that has no other beside it. */
    public EventPool(int initialEvents, int maximumEvents, int initialBuffers, int maximumBuffers) {
        this(new Object(), initialEvents, maximumEvents, initialBuffers, maximumBuffers);
    }

    /**
     * Makes a pool.
     *
     * @param family the same object for all pools of one filter
     * @param initialEvents events that are there from the beginning, at least; 1 or more
     * @param maximumEvents most events there will ever be
     * @param initialBuffers buffers that are there from the beginning, at least
     * @param maximumBuffers most buffers there will ever be
     */
    public EventPool(
            Object family,
            int initialEvents,
            int maximumEvents,
            int initialBuffers,
            int maximumBuffers) {
        this.family = family;
        checkRange("initialEvents", initialEvents, 1, maximumEvents);
        checkRange("initialBuffers", initialBuffers, 0, maximumBuffers);
        events =
                new FreeList<>(
                        initialEvents,
                        maximumEvents,
                        EVENT_CHUNK_BITS,
                        (owner, index) -> new KernelEvent(this, owner, index));
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
        requireOut(event);
        EventBuffer buffer = buffers.take();
        if (buffer == null) {
            return false;
        }
        event.attach(buffer);
        return true;
    }

    /**
     * Takes the buffer of an event back; the event is empty then ({@code
     * nf-dmusicks-iallocatormxf-putbuffer}).
     */
    @Irql(Level.ANY)
    public void removeBuffer(KernelEvent event) {
        requireOut(event);
        EventBuffer buffer = event.detach();
        if (buffer != null) {
            buffers.retire(buffer);
            buffers.give(buffer);
        }
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
            event.unpack();
            KernelEvent rest = event.next();
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

    /** Whether events of another pool may end here too. */
    @SuppressWarnings("ReferenceEquality") // an identity
    boolean isOfFamily(EventPool other) {
        return other.family == family;
    }

    /** Most events that there will ever be. */
    int maximumEvents() {
        return events.maximum();
    }

    /** Most buffers that there will ever be. */
    int maximumBuffers() {
        return buffers.maximum();
    }

    /**
     * An event as this house makes it.
     *
     * @throws IllegalStateException when somebody else made it
     */
    public static KernelEvent ours(DMusKernelEvent event) {
        if (event instanceof KernelEvent known) {
            return known;
        }
        throw new IllegalStateException(
                "events come from an allocator; this one does not: " + event.getClass().getName());
    }

    private void requireOut(KernelEvent event) {
        if (event.pool != this) {
            throw new IllegalStateException(
                    "the event came from another allocator than the one that is asked: " + event);
        }
        if (!event.isInUse()) {
            throw new IllegalStateException("the event was given back already: " + event);
        }
    }

    private static void checkRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must lie in " + least + " … " + most + ": " + name + "=" + value);
        }
    }
}
