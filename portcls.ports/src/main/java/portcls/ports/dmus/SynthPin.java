package portcls.ports.dmus;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.client.SynthOutput;
import portcls.api.diag.Counter;
import portcls.api.dmus.ISynthSinkDMus;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.ks.WaveDataFormat;
import portcls.api.ks.WaveFormat;
import portcls.ports.device.Device;
import portcls.ports.filter.OpenHandle;
import portcls.ports.filter.OpenPin;
import portcls.ports.time.Dispatcher;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The sound of a synthesizer, pulled by a program. It is rendered in slices that lie at the same
 * frames whatever the program asks for at a time, on the dispatch thread: first the events that are
 * due in the slice go to their streams, then the sound is rendered.
 */
final class SynthPin extends OpenPin implements SynthOutput, SoundOutput {
    /** Slices a second: within one, events are delivered before the sound is rendered. */
    private static final int SLICES_PER_SECOND = 50;

    /**
     * Most slices for one trip to the dispatch thread: some milliseconds of work, short enough for
     * others that wait for that thread, and long enough for the trip to cost nothing.
     */
    private static final int SLICES_PER_BLOCK = 5;

    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(10);

    private final Object rendering = new Object();
    private final WaveFormat format;
    private final int sliceFrames;
    private final RenderedClock clock;
    private final Dispatcher dispatcher;

    /** The client's memory may belong to its thread alone, so it cannot be rendered into. */
    private final MemorySegment block;

    private final Runnable renderBlock = this::renderBlock;
    private volatile @Nullable ISynthSinkDMus sink;
    private volatile @Nullable BiConsumer<String, Throwable> broke;
    private volatile RenderPin[] pins = {};
    private volatile boolean running;
    private volatile boolean detached;
    private volatile long rendered;

    /** How many frames the block that is asked for has; handed over to the dispatch thread. */
    private int wanted;

    SynthPin(
            OpenHandle handle,
            int pinId,
            WaveDataFormat format,
            Device device,
            RenderedClock clock,
            ISynthSinkDMus sink,
            BiConsumer<String, Throwable> broke) {
        super(handle, pinId, format, clock);
        this.format = format.format();
        this.clock = clock;
        this.sink = sink;
        this.broke = broke;
        dispatcher = device.dispatcher();
        sliceFrames = Math.max(1, this.format.samplesPerSecond() / SLICES_PER_SECOND);
        long blockBytes = (long) SLICES_PER_BLOCK * sliceFrames * this.format.blockAlign();
        block = Arena.ofAuto().allocate(blockBytes, 16);
    }

    @Override
    public WaveFormat waveFormat() {
        return format;
    }

    @Override
    public long renderedFrames() {
        return rendered;
    }

    @Override
    public void render(MemorySegment frames) {
        int frameBytes = format.blockAlign();
        if (frames.byteSize() % frameBytes != 0) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "whole frames are rendered: bytes="
                            + frames.byteSize()
                            + ", bytes of a frame="
                            + frameBytes);
        }
        synchronized (rendering) {
            long done = 0;
            while (done < frames.byteSize()) {
                requireRunning();
                long left = (frames.byteSize() - done) / frameBytes;
                wanted = (int) Math.min(left, (long) SLICES_PER_BLOCK * sliceFrames);
                if (!dispatcher.runAndWait(renderBlock, DISPATCH_LIMIT)) {
                    requireUsable();
                    throw new PortClsException(
                            Status.IO_TIMEOUT,
                            "the driver of "
                                    + portFilter().id()
                                    + " does not come back from rendering "
                                    + wanted
                                    + " frames");
                }
                long bytes = (long) wanted * frameBytes;
                MemorySegment.copy(block, 0, frames, done, bytes);
                done += bytes;
            }
        }
    }

    @Override
    public List<Counter> counters() {
        return List.of(
                new Counter(
                        portFilter().id() + " sound",
                        "wave.rendered",
                        "frames rendered",
                        "frames",
                        rendered));
    }

    @Override
    public Object stream() {
        return sink();
    }

    @Override
    public void detach() {
        detached = true;
        running = false;
    }

    @Override
    public ISynthSinkDMus sink() {
        ISynthSinkDMus known = sink;
        if (known == null) {
            throw new PortClsException(Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return known;
    }

    @Override
    public IMasterClock masterClock() {
        return clock;
    }

    @Override
    public boolean isPulled() {
        return true;
    }

    @Override
    public void joined(RenderPin pin) {
        RenderPin[] more = Arrays.copyOf(pins, pins.length + 1);
        more[more.length - 1] = pin;
        pins = more;
    }

    @Override
    public void rises(RenderPin pin, KsState to) {
        // Its own state is the client's business.
    }

    @Override
    public void sinks(RenderPin pin, KsState to) {
        // As above.
    }

    @Override
    public void unused() {
        // It is the client's.
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // an identity
    public void left(RenderPin pin) {
        pins = Arrays.stream(pins).filter(it -> it != pin).toArray(RenderPin[]::new);
        waitForBlock();
    }

    @Override
    public List<Counter> counters(RenderPin pin) {
        return List.of();
    }

    @Override
    protected void step(KsState from, KsState to) throws IOException {
        if (from == KsState.RUN) {
            running = false;
            waitForBlock();
        }
        try {
            sink().setState(to);
        } catch (IOException | RuntimeException e) {
            running = from == KsState.RUN;
            throw e;
        }
        if (to == KsState.STOP) {
            rendered = 0;
        }
        if (from == KsState.STOP) {
            clock.restart();
        }
        clock().enter(to);
        running = to == KsState.RUN;
    }

    @Override
    protected void changeFormat(DataFormat newFormat) {
        if (!newFormat.equals(format())) {
            throw new PortClsException(
                    Status.INVALID_DEVICE_STATE,
                    "an open sound output stays with its format; open another one: format="
                            + format()
                            + ", wanted="
                            + newFormat);
        }
    }

    @Override
    protected void closeStream() throws IOException {
        running = false;
        waitForBlock();
        for (RenderPin pin : pins) {
            pin.silence();
        }
        sink().close();
    }

    @Override
    protected void releaseOwn() {
        detach();
        sink = null;
        broke = null;
        pins = new RenderPin[0];
    }

    private void renderBlock() {
        int done = 0;
        while (done < wanted) {
            int frames = (int) Math.min(wanted - done, sliceFrames - rendered % sliceFrames);
            renderSlice(done, frames);
            done += frames;
        }
    }

    private void renderSlice(int offset, int frames) {
        ISynthSinkDMus known = sink;
        if (!running || detached || known == null) {
            throw notRunning();
        }
        long first = rendered;
        long end = first + frames;
        for (RenderPin pin : pins) {
            pin.stage().deliverBefore(clock.at(end));
        }
        try {
            known.syncToMaster(clock.at(first), first == 0);
            long frameBytes = format.blockAlign();
            known.render(
                    block.asSlice(offset * frameBytes, frames * frameBytes), first * frameBytes);
        } catch (Throwable t) {
            detach();
            BiConsumer<String, Throwable> told = broke;
            if (told != null) {
                told.accept("render", t);
            }
            throw new PortClsException(
                    Status.DEVICE_REMOVED,
                    "the driver of " + portFilter().id() + " broke while it rendered: " + t,
                    t);
        }
        rendered = end;
        clock.advanceTo(end);
    }

    /** A block that is under way ends. */
    private void waitForBlock() {
        dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
    }

    private void requireRunning() {
        requireUsable();
        if (!running || detached) {
            throw notRunning();
        }
    }

    /** When the device is gone, that is what is told. */
    private PortClsException notRunning() {
        requireUsable();
        return new PortClsException(
                Status.INVALID_DEVICE_STATE,
                "a sound output renders while it runs; call run(): state=" + state());
    }
}
