package portcls.ports.music;

import org.jspecify.annotations.Nullable;

import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;

/**
 * The pool of a stream as its miniport sees it ({@code nn-dmusicks-iallocatormxf}). Events of the
 * other streams of the same filter may end here too: a stream that sounds several others need not
 * know from which of them an event came.
 */
public final class Allocator implements IAllocatorMXF {
    private final EventPool pool;

    /** Makes the allocator over a pool. */
    public Allocator(EventPool pool) {
        this.pool = pool;
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) {
        if (event == null) {
            return;
        }
        KernelEvent ours = EventPool.ours(event);
        if (!pool.isOfFamily(ours.pool)) {
            throw new IllegalStateException(
                    "the event came from an allocator of another filter: " + ours);
        }
        ours.pool.release(ours);
    }

    @Override
    public @Nullable KernelEvent getMessage() {
        return pool.take();
    }

    @Override
    public int getBufferSize() {
        return EventPool.BUFFER_SIZE;
    }

    @Override
    public boolean getBuffer(DMusKernelEvent event) {
        return pool.addBuffer(EventPool.ours(event));
    }

    @Override
    public void putBuffer(DMusKernelEvent event) {
        pool.removeBuffer(EventPool.ours(event));
    }
}
