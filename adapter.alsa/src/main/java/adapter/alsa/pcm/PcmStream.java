package adapter.alsa.pcm;

import static java.lang.System.Logger.Level.WARNING;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Errno;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.ks.WaveFormat;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A stream over a PCM of its own. It has a thread while it runs. To hold takes as long as what was
 * taken from the buffer needs to be heard, at most a quarter of a second; when ALSA hangs it fails
 * after a second and a bit, and what comes after that waits no more. One thread at a time.
 */
final class PcmStream implements WaveEngineStream {
    private static final System.Logger LOG = System.getLogger(PcmStream.class.getName());

    // For pause, stop and close together: those who call them have two seconds.
    private static final long JOIN_LIMIT_MILLIS = 1_200;

    private final PcmSource source;
    private final Direction direction;
    private final WaveFormat format;
    private final SampleFormat samples;
    private final MasterClock clock;
    private final Consumer<IOException> lost;
    private final Consumer<PcmStream> closed;
    private final Pcm pcm;
    private final Arena arena = Arena.ofShared();
    private @Nullable Shape shape;
    private @Nullable StreamLoop loop;
    private @Nullable Thread thread;
    private boolean open = true;
    private boolean ending;
    private long deadlineNanos;

    /**
     * Makes one.
     *
     * @param samples what the frames are to ALSA
     * @param pcm open, and this stream's own from now on
     * @param lost told when the PCM breaks
     * @param closed told at the end
     */
    PcmStream(
            PcmSource source,
            Direction direction,
            WaveFormat format,
            SampleFormat samples,
            Pcm pcm,
            MasterClock clock,
            Consumer<IOException> lost,
            Consumer<PcmStream> closed) {
        this.source = source;
        this.direction = direction;
        this.format = format;
        this.samples = samples;
        this.clock = clock;
        this.lost = lost;
        this.closed = closed;
        this.pcm = pcm;
    }

    @Override
    public int shape(int frames, int packets) throws IOException {
        if (frames < 1 || packets < 1 || packets > frames) {
            throw new IOException(
                    source.id()
                            + " has no buffer of that shape: frames="
                            + frames
                            + ", packets="
                            + packets
                            + "; use at least one frame in each packet");
        }
        Shape fitted = install(frames / packets);
        // The device moves a period at once: one is moved while the other is worked on.
        int least = Math.max(frames, 2 * fitted.period());
        return Math.ceilDiv(least, packets) * packets;
    }

    private Shape install(int packet) throws AlsaException {
        Shape fitted =
                Shape.install(
                        pcm,
                        samples,
                        format.channels(),
                        format.samplesPerSecond(),
                        packet,
                        source.periods());
        shape = fitted;
        return fitted;
    }

    @Override
    public void prepare(CyclicBuffer buffer) throws IOException {
        if (loop != null) {
            throw new IllegalStateException(source.id() + " has its buffer already");
        }
        if (!buffer.memory().isNative()) {
            throw new IOException(
                    source.id() + " works in native memory only: buffer=" + buffer.memory());
        }
        Shape fitted = shape != null ? shape : install(buffer.frames() / buffer.packets());
        loop =
                direction == Direction.CAPTURE
                        ? new CaptureLoop(pcm, fitted, buffer, clock, arena, lost)
                        : new RenderLoop(pcm, fitted, buffer, clock, arena, lost);
    }

    @Override
    public void start() throws IOException {
        StreamLoop ready = loop;
        if (ready == null || !open) {
            throw new IllegalStateException(source.id() + " has no buffer yet, or is closed");
        }
        if (thread != null) {
            if (!ending) {
                return;
            }
            pause(); // the last one failed
        }
        try {
            ready.begin();
        } catch (AlsaException e) {
            lost.accept(e);
            throw e;
        }
        Thread started =
                Thread.ofPlatform().daemon().name("alsa " + source.name()).unstarted(ready);
        thread = started;
        started.start();
    }

    @Override
    public void pause() throws IOException {
        Thread running = thread;
        if (running == null) {
            return;
        }
        if (!ending) {
            ending = true;
            deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_LIMIT_MILLIS);
        }
        if (loop != null) {
            loop.end();
        }
        if (!join(running)) {
            throw AlsaException.because(
                    source.id()
                            + " does not come back from ALSA, for "
                            + JOIN_LIMIT_MILLIS
                            + " ms now: its sound server or driver hangs; end that",
                    Errno.EIO);
        }
        thread = null;
        ending = false;
    }

    private boolean join(Thread running) {
        boolean interrupted = false;
        while (running.isAlive()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                running.join(left);
            } catch (InterruptedException e) {
                interrupted = true; // the buffer must not be let go while it is in use
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !running.isAlive();
    }

    @Override
    public void stop() throws IOException {
        pause();
        if (loop != null) {
            loop.rewind();
        }
    }

    @Override
    public EngineLatency latency() {
        StreamLoop running = loop;
        Shape fitted = shape;
        if (running != null) {
            return EngineLatency.ofFrames(running.delayFrames());
        }
        return fitted == null
                ? EngineLatency.NONE
                : EngineLatency.ofFrames(fitted.unclocked() ? 0 : fitted.target());
    }

    @Override
    public void close() throws IOException {
        if (!open) {
            return;
        }
        open = false;
        closed.accept(this);
        try {
            pause();
        } catch (IOException e) {
            // Closing a PCM under a thread that is in it ends the process: the thread does it.
            LOG.log(WARNING, "{0}; its thread is left behind: {1}", e.getMessage(), thread);
            if (loop != null) {
                loop.afterwards(this::release);
            }
            throw e;
        }
        release();
    }

    private void release() {
        pcm.close();
        arena.close();
    }
}
