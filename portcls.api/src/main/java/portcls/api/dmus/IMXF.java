package portcls.api.dmus;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.KsState;

import java.io.IOException;

/**
 * A stage of the graph that music passes ({@code nn-dmusicks-imxf}, {@code midi-transport}): a
 * stream of a DMus miniport, or one of the port's own stages.
 */
@ConsumerType
public interface IMXF extends AutoCloseable {
    /**
     * The state changes by one step ({@code nf-dmusicks-imxf-setstate}). A render stream holds its
     * events in any state but RUN, and in STOP hands all to the allocator. A capture stream sends
     * upstream in RUN and PAUSE, and throws input away in STOP and ACQUIRE.
     *
     * @throws IOException to refuse; the stream stays in the state it had
     */
    @Irql(Level.PASSIVE)
    default void setState(KsState state) throws IOException {}

    /**
     * Takes an event, or a chain of them ({@code nf-dmusicks-imxf-putmessage}). It is this stage's
     * from then on, also when the call fails: it goes to the next stage, and in the end to the
     * allocator. Must not block.
     *
     * @param event null on a capture stream: the device has notified, fetch what it has
     * @throws IOException when the device is broken
     */
    @Irql(Level.DISPATCH)
    void putMessage(@Nullable DMusKernelEvent event) throws IOException;

    /**
     * What leaves this stage goes there from now on ({@code nf-dmusicks-imxf-connectoutput}). The
     * port connects a capture stream to its capture sink, and the render stream of a synthesizer to
     * the stream that sounds it, an {@link ISynthSinkDMus} of the same miniport.
     */
    @Irql(Level.PASSIVE)
    default void connectOutput(IMXF sink) throws IOException {}

    /**
     * What leaves this stage goes to the allocator from now on ({@code
     * nf-dmusicks-imxf-disconnectoutput}).
     */
    @Irql(Level.PASSIVE)
    default void disconnectOutput(IMXF sink) throws IOException {}

    /** Lets go of what the stage holds. Called once, in state STOP and disconnected. */
    @Override
    @Irql(Level.PASSIVE)
    default void close() throws IOException {}
}
