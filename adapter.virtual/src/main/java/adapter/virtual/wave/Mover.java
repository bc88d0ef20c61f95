package adapter.virtual.wave;

import adapter.virtual.FrameClock;

import org.jspecify.annotations.Nullable;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves frames when the master clock says that they are due. Its alarm is set for the end of the
 * next packet of any stream, at most 10 ms ahead; the times are computed from the frames.
 *
 * <p>A block at a time: streams are mixed, recordings and capture streams take the mix, then every
 * stream is told where it is. One thread at a time moves a block: that of the clock, or one that is
 * about to hold a stream and brings it up to the present. It reads one published {@link Line} for
 * each block, and neither locks nor allocates.
 */
final class Mover implements AutoCloseable {
    /** A block takes microseconds; one that takes so long hangs in somebody's buffer. */
    private static final long PATIENCE_NANOS = 1_500_000_000L;

    private static final long POLL_NANOS = 20_000;
    private static final int SPINS = 1_000;

    private final DeviceState state;
    private final MasterClock master;
    private final Faults faults;
    private final Mix mix;
    private final Alarm alarm;

    private volatile Line line = Line.empty();

    /** When the alarm is set for. */
    private volatile long nextDue100ns = ReferenceTime.NEVER;

    /** Who moves a block right now, and how many were moved. */
    private final AtomicReference<@Nullable Thread> mover = new AtomicReference<>();

    private final AtomicLong blocks = new AtomicLong();

    // The mover's.
    private @Nullable FrameClock clock;
    private long done;

    /** Makes one that has nothing to move. */
    Mover(DeviceState state, MasterClock master, Faults faults, Mix mix) {
        this.state = state;
        this.master = master;
        this.faults = faults;
        this.mix = mix;
        alarm = master.newAlarm("wave engine of " + state.device(), () -> moveDue(false));
    }

    /** What moves. */
    Line line() {
        return line;
    }

    /** From the next block on that moves. One thread at a time. */
    void publish(Line next) {
        line = next;
    }

    /**
     * Makes sure that the clock wakes it in time.
     *
     * @param due100ns when somebody waits for a frame who did not before
     * @param isRunning whether it is to be woken for others already
     */
    void wakeAt(long due100ns, boolean isRunning) {
        long due = isRunning ? Math.min(due100ns, nextDue100ns) : due100ns;
        nextDue100ns = due;
        alarm.at(due);
    }

    /** The clock does not wake it until it is told to again; nothing is in the line. */
    void rest() {
        nextDue100ns = ReferenceTime.NEVER;
        alarm.cancel();
    }

    /** Moves what is due by now, at PASSIVE. */
    void catchUp() {
        moveDue(true);
    }

    /** When this returns nobody is at a buffer that was not in the line when it was called. */
    void awaitEndOfBlock() throws IOException {
        long before = blocks.get();
        Thread busy = mover.get();
        if (busy == null || busy == Thread.currentThread()) {
            return;
        }
        long start = System.nanoTime();
        for (int i = 0; mover.get() != null && blocks.get() == before; i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else if (System.nanoTime() - start < PATIENCE_NANOS) {
                LockSupport.parkNanos(this, POLL_NANOS);
            } else {
                throw new IOException(
                        state.device()
                                + " does not let go of a buffer: its streaming thread \""
                                + busy.getName()
                                + "\" hangs at "
                                + Arrays.toString(busy.getStackTrace()));
            }
        }
    }

    /** Ends it: the clock does not wake it any more. */
    @Override
    public void close() {
        alarm.close();
    }

    /**
     * Moves what is due by now.
     *
     * @param patient whether to wait when another thread moves a block; that one goes on else
     */
    private void moveDue(boolean patient) {
        long now = master.getTime();
        do {
            if (master.isVirtual()) {
                for (Recorder recorder : line.recorders()) {
                    recorder.awaitRoom();
                }
            }
        } while (moveBlock(now, patient));
        if (state.failure() != null) {
            moveBlock(now, patient); // tells all
        } else {
            setAlarm();
        }
    }

    /** Moves some of the frames that are due; false when there are no more. */
    private boolean moveBlock(long now, boolean patient) {
        if (!claim(patient)) {
            return false;
        }
        try {
            Line current = line;
            IOException why = state.failure();
            if (why == null) {
                return move(current, now);
            }
            for (EngineStream stream : current.streams()) {
                stream.fail(why);
            }
            return false;
        } finally {
            letGo();
        }
    }

    private boolean claim(boolean patient) {
        Thread self = Thread.currentThread();
        long start = patient ? System.nanoTime() : 0;
        while (!mover.compareAndSet(null, self)) {
            if (!patient || mover.get() == self || System.nanoTime() - start > PATIENCE_NANOS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    private void letGo() {
        blocks.incrementAndGet();
        mover.set(null);
    }

    private boolean move(Line current, long now) {
        FrameClock time = current.clock();
        EngineStream[] streams = current.streams();
        if (!time.equals(clock)) {
            clock = time;
            done = Long.MIN_VALUE;
        }
        long due = time.framesAt(now);
        long first = due;
        for (EngineStream stream : streams) {
            first = Math.min(first, stream.admit(done, due));
        }
        done = Math.max(done, first);
        int frames = (int) Math.min(due - done, Pacer.blockFrames(time.rate()));
        if (frames <= 0) {
            return false;
        }
        for (EngineStream stream : streams) {
            frames = stream.limit(done, frames, faults);
        }
        mix.begin(done, frames, time.rate());
        int render = moveStreams(streams, 0, frames);
        mix.finish();
        for (Recorder recorder : current.recorders()) {
            recorder.take(done, frames);
        }
        moveStreams(streams, render, frames);
        done += frames;
        long exact = time.timeOf(done);
        for (EngineStream stream : streams) {
            stream.tell(frames, exact, faults);
        }
        mix.end();
        return done < due;
    }

    /** Moves the streams of the same direction that stand together; gives the first one after. */
    private int moveStreams(EngineStream[] streams, int from, int frames) {
        int i = from;
        while (i < streams.length
                && streams[i] instanceof RenderStream == streams[from] instanceof RenderStream) {
            streams[i].move(done, frames, mix);
            i++;
        }
        return i;
    }

    /** Sets the alarm for the next time at which somebody waits for a frame. */
    private void setAlarm() {
        Line current = line;
        while (!current.isIdle() && claim(false)) {
            long due;
            try {
                due = nextDue(current);
            } finally {
                letGo();
            }
            nextDue100ns = due;
            alarm.at(due);
            if (line == current) {
                return;
            }
            current = line; // somebody came or went meanwhile
        }
    }

    private long nextDue(Line current) {
        FrameClock time = current.clock();
        long next = time.equals(clock) ? done + Pacer.blockFrames(time.rate()) : Long.MAX_VALUE;
        for (EngineStream stream : current.streams()) {
            next = Math.min(next, stream.nextStop());
        }
        return next == Long.MAX_VALUE ? next : time.timeOf(next);
    }
}
