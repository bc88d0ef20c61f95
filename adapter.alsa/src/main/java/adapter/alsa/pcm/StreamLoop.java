package adapter.alsa.pcm;

import static java.lang.System.Logger.Level.DEBUG;

import adapter.alsa.lib.AlsaException;
import adapter.alsa.lib.Errno;
import adapter.alsa.lib.PcmCalls;
import adapter.alsa.lib.RealTime;

import org.jspecify.annotations.Nullable;

import portcls.api.adapter.CyclicBuffer;
import portcls.api.time.MasterClock;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What a streaming thread does. The PCM is this object's own between {@link #begin} and the end of
 * {@link #run}; the two are called one after the other, never at a time. After the first turn
 * nothing is allocated and no lock taken.
 *
 * <p>The time that goes with a position is the master time right after the transfer, with nothing
 * added or taken away: the frames are in ALSA's buffer then (playback) or out of it (capture).
 */
abstract class StreamLoop implements Runnable {
    private static final System.Logger LOG = System.getLogger(StreamLoop.class.getName());

    private static final int LONGEST_WAIT_MILLIS = 100;
    private static final long SHORTEST_PARK_NANOS = 500_000;
    private static final long STALL_100NS = 2_000_000;
    private static final int STATE_XRUN = 4;
    private static final int STATE_SUSPENDED = 7;
    private static final int TURNS_BETWEEN_DELAYS = 16;
    private static final int MOST_FUTILE_RECOVERIES = 100;

    final Pcm pcm;
    final Shape shape;
    final CyclicBuffer buffer;
    final Mover mover;
    final Pace pace;
    private final MasterClock clock;
    private final Consumer<IOException> broken;
    private final int rate;
    private final int waitMillis;
    private final MemorySegment delay;

    private volatile boolean ending;
    private volatile int delayFrames;
    private final AtomicReference<@Nullable Runnable> afterwards = new AtomicReference<>();

    /** Next frame of the cyclic buffer. */
    long frame;

    private long lastMove100ns;
    private int turns;
    private int recoveries;

    StreamLoop(
            Pcm pcm,
            Direction direction,
            Shape shape,
            CyclicBuffer buffer,
            MasterClock clock,
            Arena arena,
            Consumer<IOException> lost) {
        this.pcm = pcm;
        this.shape = shape;
        this.buffer = buffer;
        this.clock = clock;
        broken = lost;
        rate = buffer.format().samplesPerSecond();
        mover = new Mover(pcm, direction, shape, buffer, arena);
        pace = new Pace(rate, shape.unclocked());
        waitMillis = Math.clamp(shape.period() * 1_000L / rate, 1, LONGEST_WAIT_MILLIS);
        delay = arena.allocate(ValueLayout.JAVA_LONG);
        delayFrames = shape.unclocked() ? 0 : initialDelay();
    }

    /** Delay that is told until it was measured. */
    abstract int initialDelay();

    /** Readies the PCM; called before {@link #run} and after frames were lost. */
    abstract void ready() throws AlsaException;

    /** How many frames can be moved when so many are available to ALSA. */
    abstract int room(long available);

    /** Whether the device played all that it had, though no error says so. */
    abstract boolean ranDry(long available);

    /** Moves up to so many frames from {@link #frame} on; returns how many, or an errno. */
    abstract int move(int frames);

    /** The last thing before the PCM rests. */
    abstract void finish();

    /** Readies a run, on the caller's thread. */
    final void begin() throws AlsaException {
        ending = false;
        afterwards.set(null);
        turns = 0;
        recoveries = 0;
        lastMove100ns = clock.getTime();
        ready();
        pace.begin(lastMove100ns);
    }

    /** Makes {@link #run} return soon. */
    final void end() {
        ending = true;
    }

    /** The next run begins at frame 0. */
    final void rewind() {
        frame = 0;
    }

    /** Does something when {@link #run} is at its end, at once if it is. */
    final void afterwards(Runnable task) {
        if (!afterwards.compareAndSet(null, task)) {
            task.run();
        }
    }

    /** Frames between the cyclic buffer and the connector, as last measured. */
    final int delayFrames() {
        return delayFrames;
    }

    @Override
    public final void run() {
        RealTime.raise();
        try {
            while (!ending) {
                int result = turn();
                if (result < 0) {
                    recover(result);
                }
            }
            finish();
            PcmCalls.DROP.i(pcm.handle);
        } catch (AlsaException e) {
            PcmCalls.DROP.i(pcm.handle);
            fail(e);
        } catch (RuntimeException | Error e) {
            PcmCalls.DROP.i(pcm.handle);
            fail(new IOException(pcm.id() + " stopped: " + e, e));
        }
        Runnable task = afterwards.getAndSet(() -> {});
        if (task != null) {
            task.run();
        }
    }

    private void fail(IOException why) {
        buffer.failed(why);
        broken.accept(why);
    }

    /** One wait and one transfer. Returns a negative errno when it did not go well. */
    private int turn() {
        int most = buffer.frames();
        if (pace.isUnclocked()) {
            int due = pace.due(clock.getTime(), shape.period(), most);
            if (due < shape.period()) {
                park(pace.nanosUntil(shape.period() - (long) due));
                return 0;
            }
            most = shape.period();
        } else {
            int ready = await();
            if (ready < 0) {
                return ready;
            }
        }
        long available = PcmCalls.AVAIL.l(pcm.handle);
        if (available < 0) {
            return (int) available;
        }
        if (!pace.isUnclocked() && ranDry(available)) {
            lost();
        }
        int frames = Math.min(room(available), most);
        if (frames <= 0) {
            return rested(); // woken too early
        }
        if (ending) {
            return 0; // ALSA may have held this up until nobody waits any more
        }
        int moved = move(frames);
        if (moved == 0 || moved == Errno.EAGAIN) {
            return rested();
        } else if (moved < 0) {
            return moved;
        }
        if (afterwards.get() != null) {
            return 0; // the buffer is not this stream's any more
        }
        recoveries = 0;
        frame += moved;
        long now = clock.getTime();
        lastMove100ns = now;
        buffer.advance(frame, now);
        if (pace.moved(now, moved)) {
            LOG.log(DEBUG, "{0} has no clock of its own: master time paces it", pcm.id());
        }
        int result = moved(moved);
        if (turns++ % TURNS_BETWEEN_DELAYS == 0) {
            measureDelay();
        }
        return result;
    }

    /**
     * Nothing moved: never spin. After a while it asks, since some PCMs whose device is gone say so
     * only when they are asked how late they are.
     */
    private int rested() {
        park(SHORTEST_PARK_NANOS);
        return clock.getTime() - lastMove100ns < STALL_100NS
                ? 0
                : Math.min(0, PcmCalls.DELAY.i(pcm.handle, delay.address()));
    }

    /** Told after each transfer; returns 0 or an errno. */
    int moved(int frames) {
        return 0;
    }

    /** Waits until the PCM can move frames, for a limited time. */
    int await() {
        return PcmCalls.WAIT.i(pcm.handle, waitMillis);
    }

    /** Waits a little; for the places where the PCM has nothing to wait for. */
    static void park(long nanos) {
        LockSupport.parkNanos(Math.max(SHORTEST_PARK_NANOS, nanos));
    }

    private void measureDelay() {
        if (!pace.isUnclocked() && PcmCalls.DELAY.i(pcm.handle, delay.address()) >= 0) {
            delayFrames = (int) Math.clamp(delay.get(ValueLayout.JAVA_LONG, 0), 0, 10L * rate);
        }
    }

    /** Goes on after an error, or says that it cannot. */
    private void recover(int error) throws AlsaException {
        int state = PcmCalls.STATE.i(pcm.handle);
        if (error == Errno.EINTR || error == Errno.EAGAIN) {
            park(SHORTEST_PARK_NANOS);
        } else if (error == Errno.EPIPE || state == STATE_XRUN) {
            countRecovery(error);
            ready();
            lost();
            lastMove100ns = clock.getTime();
            pace.begin(lastMove100ns);
        } else if (error == Errno.ESTRPIPE || state == STATE_SUSPENDED) {
            countRecovery(error);
            resume();
        } else {
            throw AlsaException.of(pcm.id() + " does not go on", error);
        }
    }

    /** The first one is at once; a device that only ever fails must not spin, nor for ever. */
    private void countRecovery(int error) throws AlsaException {
        recoveries++;
        if (recoveries > MOST_FUTILE_RECOVERIES) {
            throw AlsaException.of(
                    pcm.id()
                            + " moved nothing between "
                            + MOST_FUTILE_RECOVERIES
                            + " attempts to go on",
                    error);
        }
        if (recoveries > 1) {
            park(SHORTEST_PARK_NANOS);
        }
    }

    /** Tells of the time that was longer than what ALSA's buffer held. */
    private void lost() {
        long silent = (clock.getTime() - lastMove100ns) / 1_000 * rate / 10_000;
        buffer.xrun(Math.max(0, silent - shape.target()));
    }

    /** The machine slept: the driver takes up where it was, or begins anew. */
    private void resume() throws AlsaException {
        int result = PcmCalls.RESUME.i(pcm.handle);
        while (result == Errno.EAGAIN && !ending) {
            park(LONGEST_WAIT_MILLIS * 1_000_000L);
            result = PcmCalls.RESUME.i(pcm.handle);
        }
        if (result < 0 && !ending) {
            ready();
        }
        buffer.xrun(0);
        lastMove100ns = clock.getTime();
        pace.begin(lastMove100ns);
    }

    /** Master time, for those who extend this. */
    final long now100ns() {
        return clock.getTime();
    }
}
