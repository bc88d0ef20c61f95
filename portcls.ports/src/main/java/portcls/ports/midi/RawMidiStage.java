package portcls.ports.midi;

import org.jspecify.annotations.Nullable;

import portcls.api.Irql;
import portcls.api.Irql.Level;
import portcls.api.PortClsException;
import portcls.api.diag.Counter;
import portcls.api.midi.IMiniportMidiStream;
import portcls.api.time.ReferenceTime;
import portcls.ports.filter.StreamClock;
import portcls.ports.music.EventPool;
import portcls.ports.music.KernelEvent;
import portcls.ports.music.LatenessMeter;
import portcls.ports.music.Sequencer;
import portcls.ports.time.DispatchTimer;
import portcls.ports.time.Dispatcher;
import portcls.ports.time.Dpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * The stage in front of a raw MIDI stream: takes what is due from the sequencer and writes its
 * bytes, as many at a time as the miniport takes. Lives on the dispatch thread; methods marked ANY
 * may be called from elsewhere.
 */
final class RawMidiStage {
    /** How long a busy device is left alone: the documented resolution of the sequencer. */
    private static final long RETRY_100NS = ReferenceTime.MILLISECOND;

    private final StreamClock clock;
    private final EventPool pool;
    private final Queue<KernelEvent> inbox;
    private volatile @Nullable IMiniportMidiStream stream;
    private final Dispatcher dispatcher;
    private volatile @Nullable BiConsumer<String, Throwable> broke;
    private final Sequencer sequencer = new Sequencer();
    private final LatenessMeter lateness = new LatenessMeter();
    private final ByteBuffer out = ByteBuffer.allocateDirect(EventPool.BUFFER_SIZE);
    private final Dpc service;
    private final DispatchTimer timer;
    private volatile boolean running;
    private volatile boolean detached;

    /** First event of the chain that is being written, the piece at which it is, and how far. */
    private @Nullable KernelEvent current;

    private @Nullable KernelEvent piece;
    private int written;

    /** Presentation time at which the device had room again after it was busy. */
    private long roomSince = Long.MIN_VALUE;

    private boolean blocked;
    private volatile long held;
    private volatile long bytes;
    private volatile long busy;
    private volatile long errors;
    private volatile String lastError = "";

    RawMidiStage(
            StreamClock clock,
            EventPool pool,
            Queue<KernelEvent> inbox,
            IMiniportMidiStream stream,
            Dispatcher dispatcher,
            BiConsumer<String, Throwable> broke) {
        this.clock = clock;
        this.pool = pool;
        this.inbox = inbox;
        this.stream = stream;
        this.dispatcher = dispatcher;
        this.broke = broke;
        service = dispatcher.newDpc(this::serve);
        timer = dispatcher.newTimer(this::serve);
    }

    /** The stream runs: play what is due. */
    @Irql(Level.ANY)
    void run() {
        running = true;
        service.queue();
    }

    /** The stream is held: keep what waits. */
    @Irql(Level.ANY)
    void hold() {
        running = false;
    }

    /** Never enter the miniport again. */
    @Irql(Level.ANY)
    void detach() {
        detached = true;
        running = false;
    }

    /** Something may be due, or the device may have room again. */
    @Irql(Level.ANY)
    void wake() {
        service.queue();
    }

    /**
     * An event for that master time is in the inbox; wakes the dispatch thread unless it comes by
     * in time.
     */
    @Irql(Level.ANY)
    void wakeBy(long due100ns) {
        if (due100ns < timer.due()) {
            service.queue();
        }
    }

    /** Ends its timer and forgets the driver. */
    @Irql(Level.ANY)
    void close() {
        detach();
        timer.close();
        stream = null;
        broke = null;
    }

    /** Moves what came in into the sequencer. */
    @Irql(Level.DISPATCH)
    void takeInbox() {
        KernelEvent event = inbox.poll();
        while (event != null) {
            sequencer.insert(event);
            event = inbox.poll();
        }
    }

    /** Gives everything that waits back to the pool. */
    @Irql(Level.DISPATCH)
    void discard() {
        takeInbox();
        sequencer.discardAll(pool);
        finishCurrent();
        blocked = false;
        roomSince = Long.MIN_VALUE;
        timer.cancel();
    }

    List<Counter> counters(String owner, int queued) {
        return List.of(
                new Counter(owner, "midi.events", "events played", "events", lateness.count()),
                new Counter(
                        owner,
                        "midi.late",
                        "events later than 2 ms",
                        "events",
                        lateness.lateCount()),
                new Counter(
                        owner,
                        "midi.lateness.median",
                        "lateness, median",
                        "µs",
                        micros(lateness.median())),
                new Counter(
                        owner, "midi.lateness.p99", "lateness, 99 %", "µs", micros(lateness.p99())),
                new Counter(
                        owner,
                        "midi.lateness.max",
                        "lateness, greatest",
                        "µs",
                        micros(lateness.max())),
                new Counter(owner, "midi.held", "events held up by a full device", "events", held),
                new Counter(owner, "midi.bytes", "bytes written", "bytes", bytes),
                new Counter(owner, "midi.busy", "times the device was busy", "times", busy),
                new Counter(owner, "midi.errors", "events lost to device errors", "events", errors),
                new Counter(owner, "midi.queued", "events that wait", "events", queued));
    }

    /** What the last device error said; empty when there was none. */
    String lastError() {
        return lastError;
    }

    private void serve() {
        takeInbox();
        if (!running || detached) {
            return;
        }
        long now = clock.now();
        while (running) {
            if (current == null && !begin(now)) {
                now = clock.now();
                if (sequencer.nextDue() > now) {
                    arm();
                    return;
                }
                continue;
            }
            if (!writeCurrent()) {
                blocked = true;
                timer.set(dispatcher.now() + RETRY_100NS);
                return;
            }
            if (blocked) {
                blocked = false;
                roomSince = clock.now();
            }
        }
    }

    private void arm() {
        long next = sequencer.nextDue();
        if (next == ReferenceTime.NEVER) {
            timer.cancel();
        } else {
            timer.set(clock.toMaster(next));
        }
    }

    private boolean begin(long now) {
        KernelEvent event = sequencer.pollDue(now);
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
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
    private void recordLateness(long due) {
        lateness.record(clock.now() - Math.max(due, roomSince));
        if (roomSince > due + LatenessMeter.LATE) {
            held++;
        }
    }

    /** Writes what is left of the current event; false when the device is busy. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer; others only read
    private boolean writeCurrent() {
        KernelEvent part = piece;
        IMiniportMidiStream target = stream;
        if (target == null) {
            return false;
        }
        try {
            while (part != null) {
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
                bytes += taken;
                if (taken == 0) {
                    busy++;
                    return false;
                }
                written += taken;
                if (written == part.length()) {
                    part = part.next();
                    piece = part;
                    written = 0;
                }
            }
        } catch (IOException | PortClsException e) {
            errors++;
            lastError = String.valueOf(e.getMessage());
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

    private void finishCurrent() {
        KernelEvent done = current;
        if (done != null) {
            current = null;
            piece = null;
            pool.release(done);
        }
    }

    private static long micros(long time100ns) {
        return time100ns / ReferenceTime.MICROSECOND;
    }
}
