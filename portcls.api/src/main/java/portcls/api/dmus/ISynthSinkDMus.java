package portcls.api.dmus;

import org.osgi.annotation.versioning.ConsumerType;

import portcls.api.Irql;
import portcls.api.Irql.Level;

import java.lang.foreign.MemorySegment;

/**
 * The sound of a software synthesizer ({@code nn-dmusicks-isynthsinkdmus}, {@code
 * a-wave-sink-for-kernel-mode-software-synthesizers}): the stream that a DMus miniport hands out
 * for {@link StreamType#WAVE_SINK}. The port's wave sink pulls from it and plays what it gets. It
 * sounds every render stream of its miniport whose output was {@linkplain IMXF#connectOutput
 * connected} to it.
 *
 * <p>{@link #render} and {@link #syncToMaster} come from one thread at a time, the port's sink
 * thread; the conversions from any. See {@link SampleClock}, which does the arithmetic.
 */
@ConsumerType
public interface ISynthSinkDMus extends IMXF {
    /**
     * Renders ({@code nf-dmusicks-isynthsinkdmus-render}). Must neither block nor lock.
     *
     * @param buffer gets sound in the stream's format, all of it
     * @param bytePosition of the first byte, counted from the start of the stream
     */
    @Irql(Level.DISPATCH)
    void render(MemorySegment buffer, long bytePosition);

    /**
     * Relates samples to master time ({@code nf-dmusicks-isynthsinkdmus-synctomaster}). Called when
     * the stream begins to run and then before each {@link #render}.
     *
     * @param time100ns master time at which the next sample that is rendered will be heard, as the
     *     wave device tells it now
     * @param start whether the stream begins: the next sample is sample 0. Otherwise only a part of
     *     the measured difference is corrected at a time
     */
    @Irql(Level.DISPATCH)
    void syncToMaster(long time100ns, boolean start);

    /**
     * Master time of a sample, 100 ns ({@code nf-dmusicks-isynthsinkdmus-sampletoreftime}).
     *
     * @param sample frames since the start of the stream
     */
    @Irql(Level.ANY)
    long sampleToRefTime(long sample);

    /**
     * The sample that is heard at a master time ({@code
     * nf-dmusicks-isynthsinkdmus-reftimetosample}).
     */
    @Irql(Level.ANY)
    long refTimeToSample(long time100ns);
}
