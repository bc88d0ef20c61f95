package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.dmus.IAllocatorMXF;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.dmus.SampleClock;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveFormat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The sound of the music pins that are connected to it, mixed and kept within full scale ({@code
 * a-wave-sink-for-kernel-mode-software-synthesizers}). The port's sink thread pulls it.
 */
public final class SinkStream implements ISynthSinkDMus {
    /** Most frames that are rendered at a time; pulls of any length are made of such pieces. */
    static final int PIECE_FRAMES = 1_024;

    private final WaveFormat format;
    private final IAllocatorMXF allocator;
    private final SampleWriter writer;
    private final SampleClock clock;
    private final Limiter limiter;
    private final float[] mix = new float[PIECE_FRAMES * SynthEngine.CHANNELS];

    /** Replaced as a whole, by one thread at a time. */
    private volatile SynthStream[] attached = new SynthStream[0];

    private volatile boolean synchronous;
    private volatile KsState state = KsState.STOP;
    private volatile long rendered;

    /**
     * Makes a stream.
     *
     * @throws portcls.api.PortClsException NO_MATCH when it cannot give that format
     */
    public SinkStream(WaveFormat format, IAllocatorMXF allocator) {
        this.format = format;
        this.allocator = allocator;
        writer = new SampleWriter(format);
        clock = new SampleClock(format.samplesPerSecond());
        limiter = new Limiter(format.samplesPerSecond());
    }

    /** What it gives. */
    public WaveFormat format() {
        return format;
    }

    int samplesPerSecond() {
        return format.samplesPerSecond();
    }

    @Irql(Level.PASSIVE)
    synchronized void attach(SynthStream stream) {
        SynthStream[] more = Arrays.copyOf(attached, attached.length + 1);
        more[attached.length] = stream;
        attached = more;
    }

    @Irql(Level.PASSIVE)
    synchronized void detach(SynthStream stream) {
        attached = Arrays.stream(attached).filter(s -> s != stream).toArray(SynthStream[]::new);
    }

    @Override
    @Irql(Level.PASSIVE)
    public void setState(KsState newState) {
        if (newState != KsState.RUN) {
            synchronous = false;
        }
        if (newState == KsState.STOP) {
            rendered = 0;
        }
        state = newState;
    }

    /** Takes no events: they end with the stream that plays them. */
    @Override
    @Irql(Level.DISPATCH)
    public void putMessage(@Nullable DMusKernelEvent event) {
        if (event != null) {
            allocator.putMessage(event);
        }
    }

    @Override
    @Irql(Level.DISPATCH)
    public void render(MemorySegment buffer, long bytePosition) {
        int frameBytes = format.blockAlign();
        long frames = buffer.byteSize() / frameBytes;
        long sample = bytePosition / frameBytes;
        SynthStream[] now = attached;
        for (long done = 0; done < frames; done += PIECE_FRAMES) {
            int piece = (int) Math.min(PIECE_FRAMES, frames - done);
            Arrays.fill(mix, 0, piece * SynthEngine.CHANNELS, 0);
            for (SynthStream stream : now) {
                stream.render(this, mix, sample + done, piece);
            }
            limiter.limit(mix, piece);
            writer.write(mix, piece, buffer, done * frameBytes);
        }
        rendered = sample + frames;
    }

    @Override
    @Irql(Level.DISPATCH)
    public void syncToMaster(long time100ns, boolean start) {
        if (start) {
            rendered = 0;
            clock.start(time100ns);
            synchronous = true;
        } else {
            clock.correct(rendered, time100ns);
        }
    }

    /** Whether its samples have a time. */
    @Irql(Level.ANY)
    boolean isRunning() {
        return synchronous && state == KsState.RUN;
    }

    /** The number of the next sample. */
    @Irql(Level.ANY)
    long renderedSamples() {
        return rendered;
    }

    @Override
    @Irql(Level.ANY)
    public long sampleToRefTime(long sample) {
        return clock.sampleToRefTime(sample);
    }

    @Override
    @Irql(Level.ANY)
    public long refTimeToSample(long time100ns) {
        return clock.refTimeToSample(time100ns);
    }
}
