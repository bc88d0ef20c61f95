package portcls.api.adapter;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.io.IOException;

/**
 * One stream of a {@link WaveEngine}. Its life: made, {@link #shape}, {@link #prepare}, then {@link
 * #start} and {@link #pause} any number of times, {@link #stop}, {@link #close}. While it runs, the
 * engine's own streaming thread takes frames out of the {@link CyclicBuffer} (render) or puts
 * frames into it (capture) and tells it after each block how far it is.
 *
 * <p>The streaming thread is the engine's: a callback of a native library, a thread of its own, or
 * the routine of an alarm of the master clock for a device without a clock. A block may be of any
 * size up to a packet; smaller ones make the position finer.
 *
 * <p>When {@link #pause}, {@link #stop} and {@link #close} return, the streaming thread no longer
 * touches the buffer. {@link #close} is called whatever failed before.
 */
@ConsumerType
public interface WaveEngineStream extends AutoCloseable {
    /**
     * Fits a wish for a buffer to the device.
     *
     * @param frames wished size of the whole buffer
     * @param packets number of equal parts of which each end is told; 1 or more
     * @return the size in frames, a multiple of {@code packets}, at least {@code frames} if the
     *     device can have one so large
     * @throws IOException when the device cannot have a buffer of that many packets
     */
    @Irql(Level.PASSIVE)
    int shape(int frames, int packets) throws IOException;

    /** Takes over the buffer. Called once, before the first start. */
    @Irql(Level.PASSIVE)
    void prepare(CyclicBuffer buffer) throws IOException;

    /** Lets frames move, from where they stopped moving; from frame 0 after {@link #stop}. */
    @Irql(Level.PASSIVE)
    void start() throws IOException;

    /** Holds; the position stays. */
    @Irql(Level.PASSIVE)
    void pause() throws IOException;

    /** Ends the run: the next start begins at frame 0. Called while paused. */
    @Irql(Level.PASSIVE)
    void stop() throws IOException;

    /** How long sound takes between the cyclic buffer and the connector. */
    @Irql(Level.PASSIVE)
    EngineLatency latency();

    /** Lets go of the device. */
    @Override
    @Irql(Level.PASSIVE)
    void close() throws IOException;
}
