package portcls.ports.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.IMasterClock;
import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.dmus.DMusKernelEvent;
import portcls.api.ks.DataFormat;
import portcls.api.ks.KsState;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.time.ReferenceTime;
import portcls.ports.dmus.RawStage;
import portcls.ports.dmus.RenderCounts;
import portcls.ports.music.EventPool;
import portcls.ports.music.EventQueue;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.LatenessMeter;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * The stage in front of a raw MIDI stream: gets what is due and writes its bytes, as many at a time
 * as the miniport takes.
 */
final class RawMidiRender implements RawStage {
    /** How long a busy device is left alone: the documented resolution of the sequencer. */
    private static final long RETRY_100NS = ReferenceTime.MILLISECOND;

    private static final Duration DISPATCH_LIMIT = Duration.ofSeconds(2);

    private final IMasterClock clock;
    private final Dispatcher dispatcher;
    private final RenderCounts counts = new RenderCounts();
    private final EventQueue waiting = new EventQueue();
    private final ByteBuffer out = ByteBuffer.allocateDirect(EventPool.BUFFER_SIZE);
    private final Dpc service;
    private final DispatchTimer retry;
    private volatile @Nullable IMiniportMidiStream stream;
    private volatile @Nullable BiConsumer<String, Throwable> broke;
    private volatile boolean running;
    private volatile boolean detached;

    /** First event of the chain that is being written, the piece at which it is, and how far. */
    private @Nullable KernelEvent current;

    private @Nullable KernelEvent piece;
    private int written;

    /** Master time at which the device had room again after it was busy. */
    private long roomSince = Long.MIN_VALUE;

    private boolean blocked;

    RawMidiRender(
            IMiniportMidiStream stream,
            IMasterClock clock,
            Dispatcher dispatcher,
            BiConsumer<String, Throwable> broke) {
        this.stream = stream;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.broke = broke;
        service = dispatcher.newDpc(this::serve);
        retry = dispatcher.newTimer(this::serve);
    }

    /** What it counts. */
    RenderCounts counts() {
        return counts;
    }

    @Override
    public void putMessage(@Nullable DMusKernelEvent event) {
        if (event == null) {
            return;
        }
        waiting.add(EventPool.ours(event));
        if (!blocked) {
            serve();
        }
    }

    @Override
    public void setState(KsState state) throws IOException {
        boolean ran = running;
        running = false;
        if (ran) {
            // A write that is under way ends before the miniport is told.
            dispatcher.runAndWait(() -> {}, DISPATCH_LIMIT);
        }
        IMiniportMidiStream told = stream;
        try {
            if (told != null) {
                told.setState(state);
            }
        } catch (IOException | RuntimeException e) {
            goOn(ran);
            throw e;
        }
        if (state == KsState.STOP) {
            dispatcher.runAndWait(this::discard, DISPATCH_LIMIT);
        }
        goOn(state == KsState.RUN);
    }

    @Override
    public Object stream() {
        IMiniportMidiStream known = stream;
        if (known == null) {
            throw new PortClsException(
                    portcls.api.Status.DEVICE_REMOVED, "the stream of this pin was let go");
        }
        return known;
    }

    @Override
    public void setFormat(DataFormat format) throws IOException {
        IMiniportMidiStream told = stream;
        if (told != null) {
            told.setFormat(format);
        }
    }

    @Override
    public void notified() {
        serve();
    }

    @Override
    public void detach() {
        detached = true;
        running = false;
    }

    @Override
    public void close() throws IOException {
        detach();
        dispatcher.runAndWait(this::discard, DISPATCH_LIMIT);
        IMiniportMidiStream closing = stream;
        if (closing != null) {
            closing.close();
        }
    }

    @Override
    public void release() {
        detach();
        retry.close();
        stream = null;
        broke = null;
    }

    private void goOn(boolean runs) {
        running = runs && !detached;
        if (running) {
            service.queue();
        }
    }

    @Irql(Level.DISPATCH)
    private void discard() {
        finishCurrent();
        KernelEvent event = waiting.poll();
        while (event != null) {
            event.release();
            event = waiting.poll();
        }
        blocked = false;
        roomSince = Long.MIN_VALUE;
        retry.cancel();
    }

    @Irql(Level.DISPATCH)
    private void serve() {
        while (running) {
            if (current == null && !begin()) {
                return;
            }
            if (!writeCurrent()) {
                blocked = true;
                retry.set(dispatcher.now() + RETRY_100NS);
                return;
            }
            if (blocked) {
                blocked = false;
                roomSince = clock.getTime();
            }
        }
    }

    private boolean begin() {
        KernelEvent event = waiting.poll();
        if (event == null) {
            return false;
        }
        current = event;
        piece = event;
        written = 0;
        recordLateness(event.presentationTime100ns());
        return true;
    }

    /**
     * What a full device holds up is told apart from what the port delivers late: a wire of 31 250
     * baud takes a millisecond for each message of a chord.
     */
    private void recordLateness(long due) {
        counts.played(clock.getTime() - Math.max(due, roomSince));
        if (roomSince > due + LatenessMeter.LATE) {
            counts.held();
        }
    }

    /** Writes what is left of the current event; false when the device is busy. */
    private boolean writeCurrent() {
        IMiniportMidiStream target = stream;
        if (target == null) {
            return false;
        }
        try {
            KernelEvent part = piece;
            while (part != null) {
                part.unpack();
                if (written < part.length() && !write(target, part)) {
                    return false;
                }
                if (written == part.length()) {
                    part = part.next();
                    piece = part;
                    written = 0;
                }
            }
        } catch (IOException | PortClsException e) {
            counts.error();
        } catch (Throwable t) {
            detach();
            BiConsumer<String, Throwable> told = broke;
            if (told != null) {
                told.accept("write", t);
            }
        }
        finishCurrent();
        return true;
    }

    /** Writes what is left of a piece; false when the device is busy. */
    private boolean write(IMiniportMidiStream target, KernelEvent part) throws IOException {
        out.clear();
        part.copyTo(out, written);
        out.flip();
        int offered = out.remaining();
        int taken = target.write(out);
        if (taken < 0 || taken > offered) {
            throw new IllegalStateException(
                    "write must return 0 … the bytes offered: offered="
                            + offered
                            + ", returned="
                            + taken);
        }
        counts.bytes(taken);
        if (taken == 0) {
            counts.busy();
            return false;
        }
        written += taken;
        return true;
    }

    private void finishCurrent() {
        KernelEvent done = current;
        if (done != null) {
            current = null;
            piece = null;
            done.release();
        }
    }
}
