package portcls.ports.wavesink;

import org.jspecify.annotations.Nullable;

import portcls.api.time.Alarm;
import portcls.api.time.MasterClock;
import portcls.api.time.ReferenceTime;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A clock that is moved by hand: whoever moves it pulls, in the routines that its devices call when
 * packets end, or in an alarm. So the music keeps up however fast the clock is moved.
 */
final class ClockDrive implements Drive {
    /** No alarm is set for now: the clock would stand still. */
    private static final long LEAST = ReferenceTime.MILLISECOND;

    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final MasterClock clock;
    private final Puller puller;
    private final Alarm alarm;

    /** The thread that pulls right now. */
    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

    ClockDrive(String owner, MasterClock clock, Puller puller) {
        this.clock = clock;
        this.puller = puller;
        alarm = clock.newAlarm("wave sink of " + owner, this::tick);
    }

    @Override
    public void start() {
        alarm.at(clock.getTime() + LEAST);
    }

    @Override
    public void packetEnded() {
        long _ = pull();
    }

    @Override
    public StackTraceElement[] awaitEnd(Duration limit) {
        alarm.close();
        long end = System.nanoTime() + limit.toNanos();
        Thread busy = inside.get();
        while (busy != null && !busy.equals(Thread.currentThread())) {
            if (System.nanoTime() - end > 0) {
                return busy.getStackTrace();
            }
            LockSupport.parkNanos(this, POLL_NANOS);
            busy = inside.get();
        }
        return new StackTraceElement[0];
    }

    private void tick() {
        long due = pull();
        if (!puller.isEnded()) {
            alarm.at(Math.max(due, clock.getTime() + LEAST));
        }
    }

    private long pull() {
        if (!inside.compareAndSet(null, Thread.currentThread())) {
            return 0;
        }
        try {
            return puller.pull();
        } finally {
            inside.set(null);
        }
    }
}
