package portcls.api.dmus;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

/**
 * Where the events of a stream come from and where each of them ends ({@code
 * nn-dmusicks-iallocatormxf}, {@code allocator}). Any thread may call; nobody waits for another.
 */
@ProviderType
public interface IAllocatorMXF extends IMXF {
    /**
     * Takes back an event, what is chained to it, what it packages, and all their buffers. The last
     * stop of every event.
     *
     * @throws IllegalStateException when it was given back before
     */
    @Override
    @Irql(Level.ANY)
    void putMessage(@Nullable DMusKernelEvent event);

    /** A clean event ({@code nf-dmusicks-iallocatormxf-getmessage}); null when all are out. */
    @Irql(Level.ANY)
    @Nullable DMusKernelEvent getMessage();

    /**
     * Bytes of a buffer; the same for the life of the allocator ({@code
     * nf-dmusicks-iallocatormxf-getbuffersize}).
     */
    @Irql(Level.ANY)
    int getBufferSize();

    /**
     * Gives an event a buffer, for more than {@link DMusKernelEvent#INLINE_BYTES} bytes; those that
     * it has move there ({@code nf-dmusicks-iallocatormxf-getbuffer}).
     *
     * @return false when all buffers are out
     */
    @Irql(Level.ANY)
    boolean getBuffer(DMusKernelEvent event);

    /**
     * Takes the buffer of an event back; the event is empty then ({@code
     * nf-dmusicks-iallocatormxf-putbuffer}). Seldom needed: {@link #putMessage} does it.
     */
    @Irql(Level.ANY)
    void putBuffer(DMusKernelEvent event);
}
