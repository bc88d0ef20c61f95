package portcls.api.adapter;

import org.osgi.annotation.versioning.ProviderType;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.ks.WaveFormat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The cyclic buffer of one stream as its engine sees it. The program at the other end works in the
 * same memory. Frame numbers count from the start of the stream and never wrap; frame {@code f}
 * lies at byte {@link #offset offset(f)}.
 *
 * <p>The methods at {@link Level#ANY} are for the engine's streaming thread: they neither block nor
 * allocate.
 *
 * <pre>{@code
 * // a period of a render stream, on the streaming thread
 * int sounding = buffer.playable(frame, period);
 * int first = Math.min(sounding, buffer.contiguous(frame));
 * copy(buffer.memory(), buffer.offset(frame), first);
 * copy(buffer.memory(), 0, sounding - first);
 * silence(period - sounding);
 * frame += period;
 * buffer.advance(frame, clock.getTime());
 * }</pre>
 */
@ProviderType
public interface CyclicBuffer {
    /** The memory, whole; interleaved frames in {@link #format()}, little-endian. */
    @Irql(Level.ANY)
    MemorySegment memory();

    /** Format of the frames. */
    @Irql(Level.ANY)
    WaveFormat format();

    /** Size of the buffer in frames. */
    @Irql(Level.ANY)
    int frames();

    /** Number of packets. */
    @Irql(Level.ANY)
    int packets();

    /** Where a frame lies, bytes from the start of the memory. */
    @Irql(Level.ANY)
    long offset(long frame);

    /** How many frames follow each other in memory from this one on, before the buffer wraps. */
    @Irql(Level.ANY)
    int contiguous(long frame);

    /**
     * Render: how many of the next frames the program has handed over; the engine plays silence
     * instead of the rest. A program that never tells how far it has written is believed to have
     * written everything.
     *
     * @param frame the next frame to be played
     * @param wanted how many the engine is about to take
     */
    @Irql(Level.ANY)
    int playable(long frame, int wanted);

    /**
     * The engine has moved on. Tells positions, packet ends and glitches to whom they concern; to
     * be called after each block, on the streaming thread.
     *
     * @param frames frames moved since the stream's start
     * @param time100ns master time at which the last of them left or entered the buffer
     */
    @Irql(Level.ANY)
    void advance(long frames, long time100ns);

    /**
     * The device itself lost frames: an xrun that the engine was told of.
     *
     * @param frames how many; 0 = not known
     */
    @Irql(Level.ANY)
    void xrun(long frames);

    /**
     * The device does not go on: it was stopped, or broke. The stream's owner is told; the engine
     * moves nothing more.
     */
    @Irql(Level.ANY)
    void failed(IOException why);
}
