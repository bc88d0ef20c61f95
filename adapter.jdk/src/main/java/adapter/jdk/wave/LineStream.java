package adapter.jdk.wave;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.adapter.EngineLatency;
import portcls.api.adapter.WaveEngineStream;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;

/**
 * A stream through a line of the Java platform, driven by a thread of its own while it runs.
 *
 * <p>A line takes and gives its frames as {@code byte[]} only, so each block is copied once between
 * the cyclic buffer and one array that is made beforehand. Otherwise nothing is allocated while
 * frames move. No more is written or read than the line says it has room for, so that the platform
 * never blocks the thread.
 *
 * <p>Known of the platform's lines: they tell of no xrun, so an empty (render) or full (capture)
 * buffer is taken for one; they do not tell of a device that was pulled out, so one that stands
 * still for two seconds is given up; and they may hang in any call when their sound server does, so
 * calls from outside the streaming thread are bounded: to pause, stop and close a line that hangs
 * takes one second and a half in all.
 */
abstract sealed class LineStream implements WaveEngineStream permits RenderStream, CaptureStream {
    private static final long STANDSTILL_100NS = 2 * ReferenceTime.SECOND;
    private static final long ALIVE_100NS = ReferenceTime.SECOND / 2;
    private static final long LONGEST_PAUSE_NANOS = 5_000_000;
    private static final long SHORTEST_PAUSE_NANOS = 500_000;
    private static final long NANOS = 1_000_000_000;
    private static final int DEFAULT_PACKETS_PER_SECOND = 100;

    final MasterClock clock;
    final int frameBytes;
    final int rate;

    private final String name;
    private final DataLine line;
    private final AudioFormat format;
    private final Consumer<LineStream> onClose;

    /** Set before the streaming thread starts. */
    LineShape shape;

    int lineFrames;
    int blockFrames;
    byte[] block = new byte[0];

    /** Next frame; the streaming thread's while it runs. */
    long frame;

    /** Frames in the line, as last seen. */
    volatile int held;

    private @Nullable CyclicBuffer buffer;
    private @Nullable Thread thread;
    private int askedFrames;
    private volatile boolean running;
    private volatile boolean abandoned;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile long lastMoved100ns;

    LineStream(
            String name,
            MasterClock clock,
            DataLine line,
            AudioFormat format,
            Consumer<LineStream> onClose) {
        this.name = name;
        this.clock = clock;
        this.line = line;
        this.format = format;
        this.onClose = onClose;
        frameBytes = format.getFrameSize();
        rate = Math.round(format.getSampleRate());
        shape = LineShape.of(Math.max(1, rate / DEFAULT_PACKETS_PER_SECOND), rate);
    }

    /** Opens the line with a buffer of so many bytes. */
    abstract void openLine(AudioFormat lineFormat, int bytes) throws LineUnavailableException;

    /** Frames that are in the line as a rule. */
    abstract int resting();

    /** Streaming thread: starts the line; the frame number stays. */
    abstract void begin();

    /**
     * Streaming thread: moves a block when the time has come for it.
     *
     * @return 0 when it has moved something, else frames until there may be something to move
     */
    abstract int move(CyclicBuffer cyclic);

    /** Takes hold of the device. */
    final void open() throws IOException {
        askedFrames = shape.line();
        int bytes;
        try {
            bytes =
                    Bounded.call(
                            "open " + name,
                            () -> {
                                openLine(format, askedFrames * frameBytes);
                                return line.getBufferSize();
                            },
                            late -> line.close());
        } catch (TimeoutException e) {
            abandoned = true; // it is closed when it opens after all
            throw hangs(Bounded.OPEN_LIMIT);
        } catch (ExecutionException e) {
            Throwable why = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(
                    name
                            + " cannot be opened now: another program may hold it, or it does not"
                            + " take the format; close the other or choose another format: format="
                            + format
                            + "; "
                            + why.getMessage(),
                    why);
        }
        lineFrames = Math.max(2, bytes / frameBytes);
        blockFrames = shape.blockFor(lineFrames);
    }

    @Override
    public final int shape(int frames, int packets) {
        return LineShape.cyclic(frames, packets, rate);
    }

    @Override
    public final void prepare(CyclicBuffer newBuffer) throws IOException {
        buffer = newBuffer;
        shape = LineShape.of(newBuffer.frames() / newBuffer.packets(), rate);
        if (shape.line() != askedFrames) {
            if (!Bounded.run("close " + name, line::close)) {
                throw hangs(Bounded.LIMIT);
            }
            open();
        }
        blockFrames = shape.blockFor(lineFrames);
        block = new byte[blockFrames * frameBytes];
        held = resting();
    }

    @Override
    public final void start() throws IOException {
        CyclicBuffer cyclic = buffer;
        if (cyclic == null) {
            throw new IllegalStateException(name + " was not prepared");
        }
        if (abandoned || failed.get()) {
            throw new IOException(name + " is gone or broke; close the stream and open a new one");
        }
        if (thread != null) {
            return;
        }
        running = true;
        lastMoved100ns = clock.getTime();
        Thread streaming =
                Thread.ofPlatform()
                        .daemon()
                        .name("adapter.jdk stream " + name)
                        .unstarted(() -> stream(cyclic));
        streaming.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        thread = streaming;
        streaming.start();
    }

    @Override
    public final void pause() throws IOException {
        Thread streaming = thread;
        thread = null;
        running = false;
        if (streaming == null) {
            return;
        }
        LockSupport.unpark(streaming);
        if (Bounded.ended(streaming)) {
            return;
        }
        abandoned = true; // it touches the buffer no more, whenever the platform lets it go
        wake();
        if (!Bounded.ended(streaming)) {
            throw hangs(Bounded.LIMIT.multipliedBy(2));
        }
    }

    @Override
    public final void stop() throws IOException {
        pause();
        frame = 0;
        if (!abandoned && !Bounded.run("flush " + name, line::flush)) {
            abandoned = true;
            throw hangs(Bounded.LIMIT);
        }
    }

    @Override
    public final EngineLatency latency() {
        return EngineLatency.ofFrames(Math.max(0, held));
    }

    @Override
    public final void close() throws IOException {
        try {
            pause();
        } finally {
            abandoned = true;
            onClose.accept(this);
            Bounded.run(
                    "close " + name,
                    () -> {
                        line.flush();
                        line.close();
                    });
        }
    }

    /** The device went: the stream fails if it runs, and never starts again. */
    final void abandon() {
        CyclicBuffer cyclic = buffer;
        if (running && cyclic != null) {
            fail(cyclic, new IOException(name + " is gone"));
        }
        abandoned = true;
        LockSupport.unpark(thread);
    }

    /** Whether frames move, or could: the line is open and nothing stands against it. */
    final boolean isAlive() {
        return !failed.get()
                && !abandoned
                && (!running || clock.getTime() - lastMoved100ns < ALIVE_100NS);
    }

    /** Streaming thread: whether it should go on. */
    final boolean goesOn() {
        return running && !abandoned && !failed.get();
    }

    /** Streaming thread: whether it may touch the buffer, also at the end of a run. */
    final boolean isBuffersOwner() {
        return !abandoned;
    }

    /** Streaming thread: so many more frames have moved. */
    final void moved(CyclicBuffer cyclic, int frames) {
        long now = clock.getTime();
        lastMoved100ns = now;
        frame += frames;
        cyclic.advance(frame, now);
    }

    /** Streaming thread: sleeps until so many frames may have moved through the device. */
    final void await(CyclicBuffer cyclic, int frames) {
        if (clock.getTime() - lastMoved100ns > STANDSTILL_100NS && goesOn()) {
            fail(
                    cyclic,
                    new IOException(
                            name
                                    + " stands still: no frame moved for "
                                    + STANDSTILL_100NS / ReferenceTime.MILLISECOND
                                    + " ms; it was pulled out, or its sound server stopped"));
            return;
        }
        LockSupport.parkNanos(
                Math.clamp(frames * NANOS / rate, SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
    }

    /**
     * Streaming thread: frames that are not room in the line's buffer (render) or room (capture).
     */
    final int used(int availableBytes) {
        return lineFrames - availableBytes / frameBytes;
    }

    private void stream(CyclicBuffer cyclic) {
        try {
            begin();
            while (goesOn()) {
                int wait = move(cyclic);
                if (wait > 0) {
                    await(cyclic, wait);
                }
            }
            line.stop();
        } catch (RuntimeException e) {
            if (!abandoned) {
                fail(
                        cyclic,
                        new IOException(
                                name + " broke in the Java platform: " + e.getMessage(), e));
            }
        }
    }

    private void fail(CyclicBuffer cyclic, IOException why) {
        if (failed.compareAndSet(false, true)) {
            cyclic.failed(why);
        }
    }

    /** Makes a call that blocks in the line return, maybe. */
    private void wake() {
        Bounded.start(
                "stop " + name,
                () -> {
                    line.stop();
                    line.flush();
                });
    }

    private IOException hangs(Duration limit) {
        return new IOException(
                name
                        + " hangs in the Java platform for more than "
                        + limit.toMillis()
                        + " ms: its sound server or driver does not answer; the stream is given"
                        + " up");
    }
}
